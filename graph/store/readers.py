"""Private copies for readers beside a living writer.

RocksDB leaves it undefined to open a database read-only that another process writes: files vanish
under the reader when the writer compacts. A reader therefore takes what a crash at that moment
would leave, from which RocksDB recovers to a whole write: the manifest, the table files that it
names (which never change, so a hard link is enough) and the write-ahead logs. If the manifest was
changed meanwhile, tables or logs may have gone, and the copy is taken again.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from diplograph.graph.errors import StoreError

if sys.platform != "win32":
    import fcntl

READERS = "readers"
# A manifest changes when a log of 64 MB is full or a compaction ends: seconds apart at full load.
_ATTEMPTS = 20
_PAUSE = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a database; ``mark`` is open and locked as long as its reader lives."""

    folder: Path
    database: Path
    mark: IO[bytes]

    def remove(self) -> None:
        """Take the copy away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.mark.close()


def private_copy(store: Path, database: str) -> Copy:
    """Copy the database of a store for one reader.

    The copy lies in the store's folder, where hard links work, or in the temporary folder of the
    system when the store's folder cannot be written.

    Raises :class:`~diplograph.graph.errors.StoreError` when the writer gives no quiet moment.
    """
    folder = _new_folder(store)
    mark = (folder / "reader").open("wb")
    if sys.platform != "win32":
        fcntl.flock(mark, fcntl.LOCK_EX)
    copy = Copy(folder, folder / database, mark)
    try:
        for _ in range(_ATTEMPTS):
            if _copied(store / database, copy.database):
                return copy
            time.sleep(_PAUSE)
    except BaseException:
        copy.remove()
        raise
    copy.remove()
    raise StoreError(
        f"{store} is being rewritten, or damaged: wait for its writer and try again;"
        " where there is none, restore it from a copy"
    )


def remove_abandoned(store: Path) -> None:
    """Remove the copies of readers that were killed; only POSIX systems can tell them."""
    if sys.platform == "win32" or not (store / READERS).is_dir():
        return
    for folder in (store / READERS).iterdir():
        try:
            with (folder / "reader").open("rb") as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # a living reader holds it, or it is just being made


def _new_folder(store: Path) -> Path:
    try:
        (store / READERS).mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(dir=store / READERS))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="diplograph-reader-"))


def _state(source: Path) -> tuple[str, int]:
    current = (source / "CURRENT").read_text().strip()
    return current, (source / current).stat().st_size


def _copied(source: Path, target: Path) -> bool:
    """Copy once; say whether the copy is of one moment."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    try:
        before = _state(source)
        names = sorted(entry.name for entry in source.iterdir())
        for name in names:
            if name.startswith(("CURRENT", "MANIFEST-", "OPTIONS-", "IDENTITY")):
                shutil.copyfile(source / name, target / name)
        for name in names:
            if name.endswith(".sst"):
                _link(source / name, target / name)
        for name in names:
            # in the order of their numbers, so that what is missing is the newest
            if name.endswith(".log"):
                shutil.copyfile(source / name, target / name)
        return _state(source) == before
    except FileNotFoundError:
        if not (source / "CURRENT").is_file():
            raise
        return False


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)  # another file system, or one without hard links
