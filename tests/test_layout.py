"""The house rules that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("api", "examples", "graph", "loaders", "ontology", "queries")
MODULES = sorted(path for folder in PACKAGES for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAX_LINES = 500
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|pragma: no cover")


def identify(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Names of the modules that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def test_modules_were_found() -> None:
    assert len(MODULES) > 20
    assert len(TESTS) > 10


def test_the_checkout_has_no_folder_that_shadows_the_package() -> None:
    assert not (ROOT / "diplograph").exists()


@pytest.mark.parametrize("path", MODULES, ids=identify)
def test_a_module_holds_one_idea(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{lines} lines: it holds two ideas"


@pytest.mark.parametrize("path", MODULES, ids=identify)
def test_a_module_says_what_it_is_and_is_finished(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), "no module docstring"
    assert UNFINISHED.search(source) is None


@pytest.mark.parametrize("path", MODULES + TESTS, ids=identify)
def test_imports_are_absolute_and_name_the_installed_package(path: Path) -> None:
    names = imported(path)
    assert not {name for name in names if name.startswith(".")}
    assert not {name for name in names if name.split(".")[0] in PACKAGES}


def test_no_build_product_is_committed() -> None:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    tracked = listing.stdout.splitlines()
    unwanted = re.compile(r"(^|/)(build|dist|\.venv|__pycache__|[^/]*\.egg-info|demo-output)/")
    assert [name for name in tracked if unwanted.search(name)] == []
