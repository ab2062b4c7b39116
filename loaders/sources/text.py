"""Plain text: one file, one article; the stored text is the whole file."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.graph.model import Article
from diplograph.loaders.encoding import decode, unify_newlines
from diplograph.loaders.sources.base import MAX_ARTICLE_BYTES, RawInput, Rejection, Source

# The longest headline worth the name; a longer first line is a paragraph.
_TITLE_CHARACTERS = 250


def title_of(text: str) -> str | None:
    r"""The first line, when a blank line or a longer line follows it.

    >>> title_of("Leaders Meet\nThe two leaders met in Moscow.")
    'Leaders Meet'
    >>> title_of("The two leaders met in Moscow\non Monday.") is None
    True
    """
    lines = text.lstrip("\n \t").split("\n", 2)
    if len(lines) < 2:
        return None
    first, second = lines[0].strip(), lines[1].strip()
    follows = any(line.strip() for line in lines[1:])
    if not follows or len(first) > _TITLE_CHARACTERS:
        return None
    return first if not second or len(second) > len(first) else None


def read(raw: RawInput) -> Iterator[Article | Rejection]:
    r"""Read a plain-text file; only the byte order mark and ``\r`` are not kept.

    >>> next(iter(read(RawInput.of("a.txt", b"Leaders Meet\r\n\r\nThey met.")))).text
    'Leaders Meet\n\nThey met.'
    """
    text = unify_newlines(decode(raw.read(MAX_ARTICLE_BYTES), raw.charset))
    if not text.strip():
        yield raw.reject("empty: nothing but white space")
        return
    yield Article(
        text=text,
        url=raw.url,
        title=title_of(text),
        published=raw.published,
        retrieved=raw.retrieved,
    )


def sniff(head: bytes) -> float:
    """Anything that reads as text may be plain text, and nothing speaks for it."""
    return 0.1 if head and b"\x00" not in head else 0.0


SOURCE = Source("text", (".txt", ".text"), ("text/plain",), sniff, read)
