"""What was fetched before, kept for conditional requests: one file a URL, written atomically."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

# Beyond this the entries longest unused go; a cache is a convenience and must not fill a disk.
MAX_CACHE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cached:
    """A body and what the server said of it: its validators and its type."""

    url: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the body only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def default_folder() -> Path | None:
    """The user's cache folder, as the XDG base directory specification has it.

    None for a user without a home.
    """
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "diplograph" / "http"


class HttpCache:
    """A folder of fetched bodies.

    An entry that is missing, torn or not what it says is as good as none.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def _path(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode()).hexdigest()

    def get(self, url: str) -> Cached | None:
        """The entry of a URL, None without a whole one."""
        path = self._path(url)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            whole = said.pop("sha256") == hashlib.sha256(body).hexdigest()
            entry = Cached(body=body, **said)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        if not whole or entry.url != url:
            return None
        os.utime(path)
        return entry

    def put(self, entry: Cached) -> None:
        """Keep an entry; a full disk or a read-only folder costs the entry and nothing else."""
        said = asdict(entry)
        del said["body"]
        said["sha256"] = hashlib.sha256(entry.body).hexdigest()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(json.dumps(said).encode() + b"\n" + entry.body)
                Path(name).replace(self._path(entry.url))
            finally:
                Path(name).unlink(missing_ok=True)
            self._prune()
        except OSError:
            return

    def _prune(self) -> None:
        states = [(path, path.stat()) for path in self.folder.iterdir() if path.is_file()]
        total = sum(state.st_size for _, state in states)
        for path, state in sorted(states, key=lambda pair: pair[1].st_mtime):
            if total <= self.max_bytes:
                return
            path.unlink(missing_ok=True)
            total -= state.st_size
