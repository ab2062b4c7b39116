"""What was fetched before, kept for conditional requests: one file a URL."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from diplograph.graph.user_cache import user_cache
from diplograph.loaders.file_cache import FileCache

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
    """The folder of fetched bodies in the user's cache folder; None for a user without a home."""
    return user_cache("http")


class HttpCache:
    """A folder of fetched bodies."""

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self._files = FileCache(folder, max_bytes)

    def get(self, url: str) -> Cached | None:
        """The entry of a URL, None without a whole one."""
        found = self._files.get(url)
        if found is None:
            return None
        said, body = found
        try:
            entry = Cached(body=body, **said)
        except TypeError:
            return None
        return entry if entry.url == url else None

    def put(self, entry: Cached) -> None:
        """Keep an entry; a full disk or a read-only folder costs the entry and nothing else."""
        said = asdict(entry)
        del said["body"]
        self._files.put(entry.url, said, entry.body)
