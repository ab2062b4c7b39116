"""Every example in a docstring runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The installed package is put together of these folders (setup.cfg), so it cannot be walked.
FOLDERS = {
    "api": ("diplograph",),
    "graph": ("diplograph", "graph"),
    "loaders": ("diplograph", "loaders"),
    "ontology": ("diplograph", "ontology"),
    "queries": ("diplograph", "queries"),
}


def module_names() -> list[str]:
    names = []
    for folder, prefix in FOLDERS.items():
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT / folder).with_suffix("").parts
            name = ".".join([*prefix, *(part for part in parts if part != "__init__")])
            if not name.endswith("__main__"):
                names.append(name)
    return names


def test_the_examples_are_many() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = sum(
        bool(test.examples)
        for name in module_names()
        for test in finder.find(importlib.import_module(name))
    )
    assert found > 40


@pytest.mark.parametrize("name", module_names())
def test_the_examples_of_a_module_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    failures, _ = doctest.testmod(
        importlib.import_module(name),
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )
    assert failures == 0
