"""The store on disk: a folder with a metadata file and a RocksDB database."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import NotAStore, StoreError
from diplograph.graph.store.base import Store, valid_base
from diplograph.graph.store.local import LocalStore, translated
from diplograph.graph.store.readers import private_copy, remove_abandoned
from diplograph.graph.store.sidecar import SIDECAR, open_sidecar

FORMAT = "diplograph-store"
FORMAT_VERSION = 1
METADATA = "store.json"
# The metadata gets its name when the database is there: a creation that was killed leaves this one.
UNFINISHED = "store.json.new"
DATABASE = "graph"
# RocksDB replays its log whenever the folder is opened beside or after a writer that did not close
# it: 1.7 s for 60,000 quads. Flushing every 20,000 quads takes that to 0.06 s and writing no longer
# (flushing after each article makes it 6 times as long).
FLUSH_AFTER = 20_000


class EmbeddedStore(LocalStore):
    """A store in a folder, open for writing in one process at a time.

    With ``read_only`` the store opens beside a living writer and in any number of processes: what
    is read is a private copy of the data as they are at that moment (see :mod:`.readers`), and
    nothing that is written later shows in it.

    Raises :class:`~diplograph.graph.errors.NotAStore` when the path holds something else, or
    nothing and ``create`` is false; :class:`~diplograph.graph.errors.StoreLocked` when another
    process writes; :class:`~diplograph.graph.errors.StoreError` for a newer format, another base,
    damage, a full disk and lack of permission.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(), "news.db")
    >>> with EmbeddedStore(folder, base="https://press.example/id/") as store:
    ...     len(store)
    0
    >>> EmbeddedStore(folder, read_only=True).base
    'https://press.example/id/'
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        base: str | None = None,
        read_only: bool = False,
        create: bool = True,
    ) -> None:
        folder = Path(path)
        with translated(str(folder)):
            state = _inspect(folder)
            if state == "absent" and (read_only or not create):
                raise NotAStore(f"there is no store at {folder}: ingest something first")
            if state == "store":
                base = _matching_base(folder, base)
                if not (folder / DATABASE / "CURRENT").is_file():
                    # RocksDB would start an empty database here without a word
                    raise StoreError(
                        f"{folder} is damaged: its database is gone; restore a copy or remove "
                        "the folder and ingest anew"
                    )
            elif read_only:
                raise NotAStore(f"{folder} is still being made: try again")
            if read_only:
                copy = private_copy(folder, DATABASE)
                self._finalizer = weakref.finalize(self, copy.remove)
                inner = pyoxigraph.Store.read_only(str(copy.database))
            else:
                inner = self._open_for_writing(folder, base, new=state != "store")
                remove_abandoned(folder)
        super().__init__(inner, valid_base(base), str(folder), read_only)
        self._unflushed = 0

    @staticmethod
    def _open_for_writing(folder: Path, base: str | None, *, new: bool) -> pyoxigraph.Store:
        if new:
            base = valid_base(base)
            _make(folder)
            _write_metadata(folder / UNFINISHED, base)
        inner = pyoxigraph.Store(str(folder / DATABASE))
        if new:
            (folder / UNFINISHED).replace(folder / METADATA)
        return inner

    def _write(self, drop: list[NamedNode], remove: list[Quad], add: list[Quad]) -> None:
        super()._write(drop, remove, add)
        self._unflushed += len(remove) + len(add)
        if self._unflushed >= FLUSH_AFTER:
            self._unflushed = 0
            with translated(self.location):
                self.inner.flush()

    def snapshot(self, folder: str | os.PathLike[str]) -> Path:
        """Write a copy to a new folder, in hundredths of a second on the same file system."""
        with new_folder(folder) as path, translated(str(path)):
            self.inner.backup(str(path / DATABASE))
            _write_metadata(path / METADATA, self.base)
        return path

    def optimize(self) -> None:
        """Compact the database; opening it next also drops its log, up to 2/3 of its size."""
        if self.read_only:
            raise StoreError(f"{self.location} is open for reading only")
        with translated(self.location):
            self.inner.optimize()

    def _open_sidecar(self) -> sqlite3.Connection:
        return open_sidecar(Path(self.location) / SIDECAR, read_only=self.read_only)

    def close(self) -> None:
        """Flush to disk and let go; a result still being read keeps the folder locked."""
        if self._inner is None:
            return
        try:
            if not self.read_only:
                with translated(self.location):
                    self._inner.flush()
        finally:
            super().close()
            if self.read_only:
                self._finalizer()


@contextmanager
def new_folder(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """Make a folder for a new store; a failure inside takes the folder away again."""
    path = Path(folder)
    with translated(str(path)):
        if _inspect(path, expected="nothing") != "absent":
            raise StoreError(f"{path} is not empty: name a new folder for the copy")
        _make(path)
    try:
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def copy_to_folder(store: Store, folder: str | os.PathLike[str]) -> Path:
    """Copy any store into a new store on disk, graph by graph.

    Raises :class:`~diplograph.graph.errors.StoreError` as :meth:`.Store.snapshot` does.
    """
    with new_folder(folder) as path, EmbeddedStore(path, base=store.base) as copy:
        copy.bulk_add(store.match())
        copy.optimize()
    return path


def _inspect(folder: Path, expected: str = "a store") -> str:
    """Say ``absent``, ``unfinished`` or ``store``.

    Raises :class:`~diplograph.graph.errors.NotAStore` for anything else.
    """
    if not folder.exists():
        return "absent"
    if not folder.is_dir():
        raise NotAStore(f"{folder} is a file, not {expected}: name a folder")
    found = sorted(entry.name for entry in folder.iterdir())
    if METADATA in found:
        return "store"
    if not found:
        return "absent"
    if UNFINISHED in found and set(found) <= {UNFINISHED, DATABASE}:
        return "unfinished"
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    raise NotAStore(
        f"{folder} is not {expected}: it holds {', '.join(found[:3])}{more} and no {METADATA}; "
        "name a new or empty folder"
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"cannot make the folder {folder}: {error.strerror}") from error


def _matching_base(folder: Path, base: str | None) -> str:
    path = folder / METADATA
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
        name, number, stored = metadata["format"], metadata["version"], metadata["base"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is damaged: restore it from a copy ({error!r})") from error
    if name != FORMAT or not isinstance(number, int) or not isinstance(stored, str):
        raise NotAStore(f"{path} does not describe a diplograph store: name another folder")
    if number > FORMAT_VERSION:
        raise StoreError(
            f"{folder} has format {number}, written by {metadata.get('created_by')}; this version "
            f"reads up to {FORMAT_VERSION}: upgrade diplograph"
        )
    if base is not None and valid_base(base) != stored:
        raise StoreError(
            f"{folder} mints its IRIs under {stored}, not {valid_base(base)}: "
            "leave the base out or name another folder"
        )
    return valid_base(stored)


def _write_metadata(path: Path, base: str) -> None:
    metadata = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "base": base,
        "created_by": f"diplograph {version('diplograph')}",
    }
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("w", encoding="utf-8") as file:
        json.dump(metadata, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
