"""Which formats and which extractors there are.

A new format is one file in ``loaders/sources`` and one line in :data:`SOURCES`; a new extractor is
an entry point of the group ``diplograph.extractors`` in any installed package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import Protocol
from urllib.parse import urlsplit

from diplograph.graph.errors import ExtractionError, InputError, UnknownName
from diplograph.graph.iris import DEFAULT_BASE
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.loaders.sources import html, jsonl, rss, text
from diplograph.loaders.sources.base import RawInput, Source

SOURCES: tuple[Source, ...] = (
    jsonl.SOURCE,
    rss.SOURCE,
    html.SOURCE,
    text.SOURCE,
)

EXTRACTORS = "diplograph.extractors"

# Types and suffixes that say too little: XML is a feed or a page, servers call feeds and JSON Lines
# plain text or HTML. First bytes that are sure of a format are believed instead.
_SAYS_TOO_LITTLE = frozenset((".xml", "text/html", "text/plain"))
# Below this a format is not told by its beginning but only not excluded (plain text).
_SURE = 0.5


class Extractor(Protocol):
    """Reads articles; a pure function of article, lexicon and model.

    One that is also :class:`~diplograph.loaders.usage.Metered` is asked what it has used.
    """

    @property
    def info(self) -> ExtractorInfo:
        """Name, version and model: part of the provenance and of the change check."""
        ...

    def extract(self, article: Article) -> Extraction:
        """Read one article."""
        ...

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction | ExtractionError]:
        """Read several, one extraction an article and in their order.

        An error in the place of an extraction says why there is none. An error that is raised
        instead leaves open which of the rest it concerns, so they are read again one by one.
        """
        ...


class ExtractorFactory(Protocol):
    """What an entry point of the group ``diplograph.extractors`` names."""

    def __call__(self, base: str) -> Extractor:
        """Make the extractor; ``base`` is where the IRIs of what it reads begin."""
        ...


def format_names() -> tuple[str, ...]:
    """Names of all formats, as ``--format`` takes them besides ``auto``.

    >>> format_names()
    ('jsonl', 'rss', 'html', 'text')
    """
    return tuple(source.name for source in SOURCES)


def get_source(name: str) -> Source:
    """The format of that name.

    Raises :class:`~diplograph.graph.errors.UnknownName` when there is none.

    >>> get_source("rss").name
    'rss'
    """
    for source in SOURCES:
        if source.name == name:
            return source
    known = ", ".join(("auto", *format_names()))
    raise UnknownName(f"no format is called {name!r}: use one of {known}")


def detect(raw: RawInput, *, anything: bool = True) -> Source:
    """Tell the format of an input by its HTTP content type, its suffix, then its first bytes.

    A type or suffix that says too little (XML, plain text) yields to first bytes that say more.
    ``anything`` lets what is told by none of them be plain text, as for a file that the user
    named; in a folder it would make articles of everything that lies about.

    Raises :class:`~diplograph.graph.errors.InputError` when no format fits.

    >>> detect(RawInput.of("-", b'{"text": "Leaders met."}')).name
    'jsonl'
    """
    name = urlsplit(raw.url).path if raw.url is not None else raw.name
    suffix = PurePath(name).suffix.lower()
    content_type = (raw.content_type or "").lower()
    labelled = [source for source in SOURCES if content_type in source.content_types]
    labelled += [source for source in SOURCES if suffix in source.suffixes]
    best = max(SOURCES, key=lambda source: source.sniff(raw.head))
    certainty = best.sniff(raw.head)
    if labelled:
        label = content_type if content_type in labelled[0].content_types else suffix
        doubtful = label in _SAYS_TOO_LITTLE and certainty >= _SURE
        return best if doubtful else labelled[0]
    if certainty >= _SURE or (anything and certainty > 0):
        return best
    what = raw.content_type or suffix or "file without a suffix"
    known = ", ".join(format_names())
    raise InputError(f"unknown format ({what}): say which with --format, one of {known}")


def extractor_names() -> tuple[str, ...]:
    """Names of all installed extractors, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=EXTRACTORS)}))


def get_extractor(name: str, base: str = DEFAULT_BASE) -> Extractor:
    """Make the extractor of that name; ``base`` is where the IRIs of what it reads begin.

    Raises :class:`~diplograph.graph.errors.UnknownName` when none is installed by that name.
    """
    for point in entry_points(group=EXTRACTORS, name=name):
        factory: ExtractorFactory = point.load()
        return factory(base=base)
    known = ", ".join(extractor_names()) or "none is installed"
    raise UnknownName(f"no extractor is called {name!r}: use one of {known}")
