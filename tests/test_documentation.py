"""Documentation that cannot drift: generated pages, links, and what the pages run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

from diplograph.cli.docs import commands_page
from diplograph.graph.judgements.files import COLUMNS
from diplograph.graph.model import EventType, InstrumentKind, InstrumentRelation, Role, Status
from diplograph.graph.records import RECORD_FIELDS, ROW_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
)
RUNNABLE = [
    ROOT / "README.md",
    ROOT / "docs" / "tutorial.md",
    ROOT / "docs" / "howto-resolve.md",
    ROOT / "docs" / "howto-contested.md",
]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def identify(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, as Markdown renderers make them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def test_the_page_of_commands_is_up_to_date() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == commands_page()


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"]({name})" not in index} == set()


def test_the_map_of_the_extraction_has_every_module_once() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Inside the extraction")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    mapped = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    modules = {path.stem for path in (ROOT / "loaders" / "extraction").glob("*.py")}
    assert sorted(mapped) == sorted(modules - {"__init__"})


def test_the_map_of_judgements_has_every_module_once() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Inside judgements")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    mapped = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    modules = {path.stem for path in (ROOT / "graph" / "judgements").glob("*.py")}
    assert sorted(mapped) == sorted(modules - {"__init__"})


@pytest.mark.parametrize(
    ("section", "fields"),
    [("Event record", RECORD_FIELDS), ("Event row", ROW_COLUMNS), ("Judgement file", COLUMNS)],
)
def test_every_field_is_described_in_its_order(section: str, fields: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    rows = page.partition(f"## {section}\n")[2].partition("\n## ")[0].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| `")]
    assert tuple(name for cell in cells for name in re.findall(r"`(\w+)`", cell)) == fields


@pytest.mark.parametrize("values", [EventType, Status, Role, InstrumentKind, InstrumentRelation])
def test_every_value_is_named_in_the_page_of_records(values: type[Enum]) -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert [each.value for each in values if f"`{each.value}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=identify)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the examples and nothing else, with the commands on the path."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", commands)
    monkeypatch.delenv("DIPLOGRAPH_STORE", raising=False)
    return tmp_path


def squeeze(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", RUNNABLE, ids=identify)
def test_the_commands_and_code_of_a_page_run_in_order(page: Path, reader: Path) -> None:
    """A shown line of output must be printed; a line of three dots stands for what is left out."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    ran = 0
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(block, str(page), "exec"), namespace)
            ran += 1
        elif language == "console":
            ran += run_console(block)
    assert ran > 0


def run_console(block: str) -> int:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not parts[0].strip(), f"output before a command: {parts[0]}"
    for part in parts[1:]:
        command, _, shown = part.replace("\\\n", " ").partition("\n")
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"$ {command}\n{done.stderr}"
        printed = squeeze(done.stdout + done.stderr)
        for line in shown.splitlines():
            if line.strip() not in ("", "..."):
                assert squeeze(line) in printed, f"$ {command}\nprints no line: {line}"
    return len(parts) - 1
