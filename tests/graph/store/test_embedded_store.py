"""The folder of an embedded store: what may stand there, what is refused, what a fault leaves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from quads import article

from diplograph.graph.errors import NotAStore, StoreError
from diplograph.graph.store import EmbeddedStore, open_store
from diplograph.graph.store.embedded import FLUSH_AFTER


def made(folder: Path) -> Path:
    with open_store(folder, base="https://press.example/id/") as store:
        store.apply(add=article(1))
    return folder


def refused(path: Path, kind: type[StoreError], *words: str, **options: bool) -> None:
    with pytest.raises(kind) as caught:
        open_store(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    for word in words:
        assert word in message


def test_a_store_keeps_its_quads_and_its_base(tmp_path: Path) -> None:
    folder = made(tmp_path / "deep" / "news.db")
    with open_store(str(folder)) as store:
        assert isinstance(store, EmbeddedStore)
        assert set(store.match()) == set(article(1))
        assert store.base == "https://press.example/id/"
    with open_store(folder, base="https://press.example/id") as store:
        assert len(store) == 30
    metadata = json.loads((folder / "store.json").read_text())
    assert metadata["format"] == "diplograph-store"
    assert metadata["version"] == 1
    assert re.fullmatch(r"diplograph \d.*", metadata["created_by"])


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    assert len(made(tmp_path).joinpath("store.json").read_text()) > 0


def test_another_base_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "news.db")
    with pytest.raises(StoreError, match=r"under https://press\.example/id/, not https://other"):
        open_store(folder, base="https://other.example/")


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    refused(file, NotAStore, "is a file")
    refused(tmp_path, NotAStore, "notes.txt", "store.json", "new or empty folder")
    for name in "abcd":
        (tmp_path / name).write_text("")
    refused(tmp_path, NotAStore, "a, b, c and 2 more")
    refused(tmp_path, NotAStore, read_only=True)
    refused(tmp_path / "nowhere", NotAStore, "there is no store", create=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c", "d", "notes.txt"]
    assert file.read_text() == "mine"


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path / "news.db")
    metadata = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(
        json.dumps({**metadata, "version": 2, "created_by": "diplograph 9.0"})
    )
    refused(folder, StoreError, "format 2", "diplograph 9.0", "upgrade diplograph")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", StoreError),
        ("{", StoreError),
        ("[]", StoreError),
        ("{}", StoreError),
        ('{"format": "other", "version": 1, "base": "http://x.example/"}', NotAStore),
        ('{"format": "diplograph-store", "version": 1, "base": "none"}', StoreError),
        ('{"format": "diplograph-store", "version": "1", "base": "x:y"}', NotAStore),
        ("\xff", StoreError),
    ],
)
def test_damaged_metadata_is_refused(tmp_path: Path, text: str, kind: type[StoreError]) -> None:
    folder = made(tmp_path / "news.db")
    (folder / "store.json").write_text(text, encoding="latin-1")
    for read_only in (False, True):
        with pytest.raises(kind) as caught:
            open_store(folder, read_only=read_only)
        assert "\n" not in str(caught.value)


def test_a_database_that_is_gone_is_not_silently_begun_anew(tmp_path: Path) -> None:
    folder = made(tmp_path / "news.db")
    (folder / "graph" / "CURRENT").unlink()
    refused(folder, StoreError, "damaged")
    refused(folder, StoreError, "damaged", read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST", "no-MANIFEST", "no-tables", "tables"])
def test_a_damaged_database_is_an_error_of_one_line(
    tmp_path: Path, damage: str, read_only: bool
) -> None:
    folder = made(tmp_path / "news.db")
    with open_store(folder) as store:
        store.optimize()
    for path in (folder / "graph").iterdir():
        table = path.suffix == ".sst"
        if damage.startswith("no-"):
            if path.name.startswith("MANIFEST") if damage == "no-MANIFEST" else table:
                path.unlink()
        elif path.name.startswith(damage) or (table and damage == "tables"):
            path.write_bytes(b"garbage" * (path.stat().st_size // 7))
    refused(folder, StoreError, "damaged", read_only=read_only)


@pytest.mark.parametrize("left", [[], ["graph"]])
def test_a_creation_that_was_killed_is_finished(tmp_path: Path, left: list[str]) -> None:
    folder = made(tmp_path / "news.db")
    (folder / "store.json").rename(folder / "store.json.new")
    if not left:
        for path in (folder / "graph").iterdir():
            path.unlink()
        (folder / "graph").rmdir()
    refused(folder, NotAStore, "still being made", read_only=True)
    with open_store(folder) as store:
        assert len(store) == (30 if left else 0)
    assert not (folder / "store.json.new").exists()
    open_store(folder, create=False).close()


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    folder = made(tmp_path / "news.db")
    # a limit on the size of files stands for the full disk: it needs no rights and no mount
    code = """
import resource, sys
from quads import article
from diplograph.graph.errors import StoreError
from diplograph.graph.store import open_store
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
for number in range(2, 1000):
    try:
        store.apply(add=article(number))
    except StoreError as error:
        print(number, error)
        break
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    number, _, message = done.stdout.strip().partition(" ")
    assert message.startswith(f"cannot write {folder}")
    assert "make room" in message
    assert "\n" not in message
    with open_store(folder) as store:
        wanted = {quad for k in range(1, int(number)) for quad in article(k)}
        assert set(store.match()) == wanted
        store.apply(add=article(int(number)))


def test_many_small_writes_leave_a_short_log_to_replay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def log_size(name: str) -> int:
        with open_store(tmp_path / name) as store:
            for number in range(100):
                store.apply(add=article(number, size=60))
            return sum(p.stat().st_size for p in (tmp_path / name / "graph").glob("*.log"))

    whole = log_size("whole.db")
    assert FLUSH_AFTER > 6_000
    monkeypatch.setattr("diplograph.graph.store.embedded.FLUSH_AFTER", 1_000)
    assert log_size("flushed.db") < whole / 2


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (Path("/proc/news.db"), tmp_path / "file" / "news.db"):
        refused(folder, StoreError, "cannot make the folder")
    with open_store(None) as store, pytest.raises(StoreError, match="cannot make the folder"):
        store.snapshot(tmp_path / "file" / "copy")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    folder = made(tmp_path / "news.db")
    other = tmp_path / "other"
    other.mkdir()
    # whoever runs the tests as root may write everywhere: the process gives its rights up
    code = """
import os, sys
from diplograph.graph.errors import StoreError
from diplograph.graph.store import open_store
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for path in sys.argv[1:]:
    try:
        open_store(path)
    except StoreError as error:
        print(error)
"""
    folder.chmod(0o555)
    (folder / "graph").chmod(0o555)
    other.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if parent.stat().st_uid == os.getuid() and parent != Path("/tmp"):
            parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(other / "news.db")],
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    (folder / "graph").chmod(0o755)
    lines = done.stdout.splitlines()
    assert len(lines) == 2, done.stderr
    assert all(line.startswith("no permission for") for line in lines), lines
