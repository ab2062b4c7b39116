"""Opening the SQLite database that stands beside the quads of a store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from diplograph.graph.errors import StoreError

SIDECAR = "index.sqlite"

# Another process may be in the middle of a batch; seconds.
_PATIENCE = 60.0


def open_sidecar(path: Path | None, *, read_only: bool = False) -> sqlite3.Connection:
    """Open (or make) the database of that path; None is one in memory.

    Raises :class:`~diplograph.graph.errors.StoreError` when that fails.

    >>> open_sidecar(None).execute("SELECT 1").fetchone()
    (1,)
    """
    try:
        if path is None:
            return sqlite3.connect(":memory:", check_same_thread=False)
        if read_only and not path.exists():
            raise StoreError(
                f"there is no index at {path}: ingest anything once more, which makes it"
            )
        if read_only:
            uri = f"{path.resolve().as_uri()}?mode=ro"
            return sqlite3.connect(uri, uri=True, timeout=_PATIENCE, check_same_thread=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
        # A commit need not wait for the disk: what a crash takes away is made again.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"cannot open {path}: {error}; remove it, it is made again") from error
    return connection
