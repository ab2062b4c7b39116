"""The page docs/extraction.md shows a masked sentence and its claim; they are those of the code."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "extraction.md"


def quotations() -> list[str]:
    """The block quotations of the page, each as one line."""
    blocks = re.findall(r"(?:^> .*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [" ".join(line[2:] for line in block.splitlines()) for block in blocks]


def test_the_masked_sentence(document):
    sentence, masked = quotations()
    (prepared,) = document(sentence).prepare()
    assert prepared.masked is not None
    assert prepared.masked.text == masked


def test_the_claim_that_follows(told):
    sentence, _ = quotations()
    (signing,) = told(sentence, published="2018-02-10")
    shown = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    assert f"{signing.type}, {signing.status}" in shown
    for name, side in signing.sides.items():
        assert f"{name} signatory, {signing.offices[name]}, on behalf of {side}" in shown
    subject = signing.claim.instrument.subject
    assert f"agreement {subject}; parties {', '.join(sorted(signing.parties)[::-1])}" in shown


def test_the_python_example():
    failed, attempted = doctest.testfile(str(PAGE), module_relative=False)
    assert attempted
    assert not failed


@pytest.mark.parametrize(
    "module", sorted(p.name for p in (ROOT / "loaders/extraction").glob("[a-z]*.py"))
)
def test_every_module_is_on_the_page(module):
    assert f"`{module}`" in PAGE.read_text(encoding="utf-8")
