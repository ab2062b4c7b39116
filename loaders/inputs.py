"""From what the user names to articles: files, folders, globs, standard input, URLs."""

from __future__ import annotations

import datetime as dt
import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

from diplograph.graph.errors import InputError
from diplograph.graph.model import Article
from diplograph.loaders.fetch import Fetcher
from diplograph.loaders.registry import detect, get_source
from diplograph.loaders.sources.base import HEAD_BYTES, RawInput, Rejection, Source

STDIN = "-"
# Two letters at least: "C:\\news" is a path.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


class _Again(io.RawIOBase):
    """A stream that cannot be rewound, with the bytes that were read of it put back."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        # read1 gives what has come, so that a slow writer's records are read as it writes them.
        part = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def read_articles(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    format: str = "auto",
    published: dt.date | dt.datetime | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Article | Rejection]:
    """Read the articles of files, folders, globs, ``-`` (standard input) and http(s) URLs.

    One input after the other, streaming. What cannot be read comes as a
    :class:`~diplograph.loaders.sources.base.Rejection` and the next is read. ``format`` is
    ``auto`` or the name of a format, then used for every input; ``published`` stands in where a
    source carries no date; ``fetcher`` reads the URLs, by default one that stays outside private
    addresses.

    Raises :class:`~diplograph.graph.errors.UnknownName` for an unknown format.

    >>> [str(rejection) for rejection in read_articles(["no-such-file.txt"])]
    ['no-such-file.txt: no such file or folder']
    """
    source = None if format == "auto" else get_source(format)
    return _Inputs(source, published, fetcher or Fetcher()).articles(inputs)


class _Inputs:
    def __init__(
        self,
        source: Source | None,
        published: dt.date | dt.datetime | None,
        fetcher: Fetcher,
    ) -> None:
        self._source = source
        self._published = published
        self._fetcher = fetcher

    def articles(self, inputs: Sequence[str | os.PathLike[str]]) -> Iterator[Article | Rejection]:
        for given in inputs:
            name = os.fspath(given)
            try:
                yield from self._one(name)
            except InputError as error:
                yield Rejection(_shown(name), None, str(error))

    def _one(self, name: str) -> Iterator[Article | Rejection]:
        if name == STDIN:
            yield from self._read(self._raw(name, cast(io.BufferedIOBase, sys.stdin.buffer)))
        elif match := _SCHEME.match(name):
            if match.group(1).lower() not in ("http", "https"):
                raise InputError("not an http or https URL")
            yield from self._fetched(name)
        elif os.path.lexists(name):
            yield from self._path(Path(name))
        elif glob.has_magic(name):
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - takes absolute patterns
            if not matches:
                raise InputError("no file matches")
            for found in matches:
                yield from self._guarded(Path(found))
        else:
            raise InputError("no such file or folder")

    def _guarded(self, path: Path, *, anything: bool = True) -> Iterator[Article | Rejection]:
        try:
            yield from self._path(path, anything=anything)
        except InputError as error:
            yield Rejection(_shown(path), None, str(error))

    def _path(self, path: Path, *, anything: bool = True) -> Iterator[Article | Rejection]:
        try:
            if path.is_dir():
                yield from self._folder(path)
                return
            # Closed also when the caller stops reading in the middle.
            with closing(path.open("rb")) as stream:
                yield from self._read(self._raw(str(path), stream), anything=anything)
        except OSError as error:
            raise InputError(error.strerror or str(error)) from error

    def _folder(self, folder: Path) -> Iterator[Article | Rejection]:
        """Read a folder and all in it, sorted by name; hidden files are skipped."""
        entries = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
        if not entries:
            yield Rejection(_shown(folder), None, "an empty folder")
        for path in entries:
            if path.is_symlink() and path.is_dir():
                # It may lead back up, or out of what the user meant.
                yield Rejection(_shown(path), None, "a link to a folder: name it itself")
            elif not path.is_dir() and not _is_plain(path):
                yield Rejection(_shown(path), None, "neither a file nor a folder")
            else:
                yield from self._guarded(path, anything=False)

    def _raw(self, name: str, stream: io.BufferedIOBase) -> RawInput:
        head = stream.read(HEAD_BYTES)
        again = io.BufferedReader(_Again(head, stream))
        return RawInput(_shown(name), again, head, published=self._published)

    def _fetched(self, url: str) -> Iterator[Article | Rejection]:
        page = self._fetcher.fetch(url)
        yield from self._read(
            RawInput(
                name=url,
                stream=io.BytesIO(page.body),
                head=page.body[:HEAD_BYTES],
                url=page.url,
                content_type=page.content_type,
                charset=page.charset,
                retrieved=page.retrieved,
                published=self._published,
            )
        )

    def _read(self, raw: RawInput, *, anything: bool = True) -> Iterator[Article | Rejection]:
        if not raw.head:
            raise InputError("empty")
        source = self._source or detect(raw, anything=anything)
        yield from source.read(raw)


def _shown(name: str | Path) -> str:
    """The name as it can be printed, also when its bytes are no text."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_plain(path: Path) -> bool:
    """Whether it is a regular file, so that no pipe or device in a folder blocks for ever."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True  # a dangling link: opening it gives the reason
