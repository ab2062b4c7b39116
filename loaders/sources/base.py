"""What every format reads from and gives back: raw inputs, articles, rejections."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from diplograph.graph.errors import InputError
from diplograph.graph.model import Article

# One article is text for people to read: the longest treaty with all its annexes stays below this,
# and what is larger is a dump, an attack or a broken line.
MAX_ARTICLE_BYTES = 10 * 1024 * 1024
# A feed is parsed as a whole, at some twenty times its size in memory.
MAX_FEED_BYTES = 20 * 1024 * 1024

_CHUNK = 64 * 1024
HEAD_BYTES = 4096  # enough for a format to be told by: a DOCTYPE, a root element, a first record


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was set aside and why: ``source`` as the user named it, ``item`` within it.

    >>> str(Rejection("news.jsonl", "line 7", "broken JSON"))
    'news.jsonl, line 7: broken JSON'
    """

    source: str
    item: str | None
    reason: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.item}" if self.item else self.source
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class RawInput:
    """One file, page or stream before it is read.

    ``name`` is what the user knows it by (path, URL or ``-``). ``head`` are its first bytes, which
    ``stream`` gives once more. ``url``, ``content_type``, ``charset`` and ``retrieved`` are set for
    what was fetched. ``published`` is the default for articles whose source carries no date.
    """

    name: str
    stream: BinaryIO
    head: bytes
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    retrieved: dt.datetime | None = None
    published: dt.date | dt.datetime | None = None

    @classmethod
    def of(
        cls, name: str, data: bytes, *, published: dt.date | dt.datetime | None = None
    ) -> RawInput:
        """Make a raw input of bytes at hand.

        >>> RawInput.of("note.txt", b"They met.").read(100)
        b'They met.'
        """
        return cls(name, io.BytesIO(data), data[:HEAD_BYTES], published=published)

    def read(self, limit: int) -> bytes:
        """Read all of it.

        Raises :class:`~diplograph.graph.errors.InputError` when it is longer than ``limit`` bytes.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"longer than {limit / 1024 / 1024:g} MiB")
        return data

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """Yield number (from 1) and bytes of each line, None for one longer than ``limit`` bytes.

        No more than a line within the limit is ever in memory.
        """
        number = 0
        while line := self.stream.readline(limit + 1):
            number += 1
            if len(line) <= limit or line.endswith(b"\n"):
                yield number, line
                continue
            line = b""
            while (rest := self.stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                continue
            yield number, None

    def reject(self, reason: str, item: str | None = None) -> Rejection:
        """Make the rejection of an item of this input, or of all of it."""
        return Rejection(self.name, item, reason)


@dataclass(frozen=True, slots=True)
class Source:
    """A format: how it is told and how it is read.

    ``suffixes`` are of file names, with the dot; ``content_types`` are those of HTTP. ``sniff``
    says from the first bytes how sure it is, from 0 (not this format) to 1.
    """

    name: str
    suffixes: tuple[str, ...]
    content_types: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Reader


class Reader(Protocol):
    """Reads the articles of one raw input; what cannot be read comes as a rejection."""

    def __call__(self, raw: RawInput) -> Iterator[Article | Rejection]:
        """Yield the articles and rejections in the order of the input.

        Raises :class:`~diplograph.graph.errors.InputError` when nothing can be read of it.
        """
        ...
