"""A folder of answers that were had before: one file a key, written atomically."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class FileCache:
    """A folder with one file a key: a line of JSON, then a body.

    An entry that is missing, torn or not what it says is as good as none. File names are hashes of
    the keys, so a key may be any text; files can be read by the user alone. Beyond ``max_bytes``
    the entries longest unused go; None keeps all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = FileCache(Path(folder))
    ...     cache.put("a key", {"said": 1}, b"a body")
    ...     cache.get("a key"), cache.get("another")
    (({'said': 1}, b'a body'), None)
    """

    def __init__(self, folder: Path, max_bytes: int | None = None) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def _path(self, key: str) -> Path:
        return self.folder / hashlib.sha256(key.encode()).hexdigest()

    def get(self, key: str) -> tuple[dict[str, Any], bytes] | None:
        """What was put under a key, None without a whole entry."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            whole = said.pop("sha256") == hashlib.sha256(body).hexdigest()
            if not whole:
                return None
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return said, body

    def put(self, key: str, said: Mapping[str, Any], body: bytes) -> None:
        """Keep an entry; a full disk or a read-only folder costs the entry and nothing else."""
        head = json.dumps({**said, "sha256": hashlib.sha256(body).hexdigest()})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(head.encode() + b"\n" + body)
                Path(name).replace(self._path(key))
            finally:
                Path(name).unlink(missing_ok=True)
            self._prune()
        except OSError:
            return

    def _prune(self) -> None:
        if self.max_bytes is None:
            return
        states = [(path, path.stat()) for path in self.folder.iterdir() if path.is_file()]
        total = sum(state.st_size for _, state in states)
        for path, state in sorted(states, key=lambda pair: pair[1].st_mtime):
            if total <= self.max_bytes:
                return
            path.unlink(missing_ok=True)
            total -= state.st_size
