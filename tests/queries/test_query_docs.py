"""The page of the catalogue is made from the headers and is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.queries.catalogue import Catalogue
from diplograph.queries.docs import main, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_up_to_date() -> None:
    assert main(["--check", "--page", str(ROOT / "docs" / "queries.md")]) == 0


def test_a_page_that_is_not_up_to_date_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "queries.md"
    assert main(["--check", "--page", str(target)]) == 1
    assert "run python -m diplograph.queries.docs" in capsys.readouterr().err
    assert not target.exists()
    assert main(["--page", str(target)]) == 0
    assert main(["--check", "--page", str(target)]) == 0
    target.write_text(target.read_text(encoding="utf-8") + "more", encoding="utf-8")
    assert main(["--check", "--page", str(target)]) == 1


def test_every_question_has_its_section() -> None:
    text = page(Catalogue.load())
    for query in Catalogue.load():
        section = text.split(f"\n### {query.name}\n", 1)[1].split("\n### ", 1)[0]
        assert query.title in section
        assert f"$ diplograph query {query.name} {query.example}".rstrip() + "\n" in section
        for parameter in query.parameters:
            assert f"| `{parameter.name}` | {parameter.type.value} |" in section
        for column in query.columns:
            assert f"| `{column.name}` | {column.kind} | {column.description} |" in section
