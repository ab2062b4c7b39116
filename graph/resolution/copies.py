"""Which articles print one text: syndicated copies, found by the words that they share.

A wire text is printed under other headlines, with another dateline, cut from below, or with a local
paragraph, and counts as one witness all the same. What tells a copy from a second report is runs of
the same words, so a text is compared by its shingles (runs of five words). Its :class:`Signature`
keeps the least hashes of them: from two signatures follow both the resemblance of the texts
(shingles shared of all) and the containment (shared of the shorter one), which a shortened copy
needs. ``docs/measurements.md`` has why not a library, and what is found.

Everything here is a pure function of texts and days, and hashes are the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from urllib.parse import urlsplit

from diplograph.graph.errors import StoreError
from diplograph.graph.mapping.terms import read_moment
from diplograph.graph.resolution.groups import Sets

SHINGLE = 5
"""Words of a shingle. Of three to seven words five lose least to the changes of an editor while
official texts of one form still differ."""

LEAST = 256
"""Hashes kept: all shingles of a text of 260 words, so that for most news nothing is estimated."""

KEYS = 20
"""Keys by which copies are looked up. A copy cut to a third of the text shares none of them in 3 of
10,000 cases, one cut to a fifth in 1 of 100."""

COMPARED = 16
"""Shingles that must be compared for two texts to be copies without being identical. Shorter texts
are held together by chance and form, and so is less than a sixteenth of a text with the whole."""

WINDOW = dt.timedelta(days=5)
"""How far apart copies are published: less than the week after which a house prints the next text
of a series in the same form."""

SAME_HOUSE_RESEMBLANCE = 0.6
"""What one house prints twice. Of 587 releases of one ministry two of different occasions (prepared
remarks held before two committees) reach 0.54."""

SAME_HOUSE_CONTAINMENT = 0.93
"""As much of the shorter text in the longer one. The schedules of two days reach 0.88."""

OTHER_HOUSE_CONTAINMENT = 0.6
"""What two houses print. They share no forms: of 932 texts no two of different houses reach 0.07.
There is room below for reports that quote one statement at length."""

# Scripts that put no spaces between words: each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_HEAD = struct.Struct("<IQ")


@dataclass(frozen=True, slots=True)
class Signature:
    """A text in at most 1,036 bytes, of which only signatures can be compared.

    ``shingles`` is how many different ones the text has, ``words`` a hash (63 bits) of all its
    words in order, 0 for none, ``least`` the least hashes (32 bits) of its shingles, ascending.
    """

    shingles: int
    words: int
    least: tuple[int, ...]

    def pack(self) -> bytes:
        """The signature as bytes; :meth:`unpack` is the way back.

        >>> packed = signature("The two ministers met in Oslo on Monday.").pack()
        >>> len(packed), Signature.unpack(packed).shingles
        (28, 4)
        """
        return _HEAD.pack(self.shingles, self.words) + struct.pack(
            f"<{len(self.least)}I", *self.least
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Signature:
        """Read what :meth:`pack` made.

        Raises :class:`~diplograph.graph.errors.StoreError` for bytes that it cannot have made.
        """
        count, rest = divmod(len(packed) - _HEAD.size, 4)
        if count < 0 or rest:
            raise StoreError(f"the signature of an article cannot have {len(packed)} bytes")
        shingles, words = _HEAD.unpack_from(packed)
        least = struct.unpack_from(f"<{count}I", packed, _HEAD.size)
        if count > min(shingles, LEAST) or any(a >= b for a, b in pairwise(least)):
            raise StoreError("the signature of an article is damaged; derive the events again")
        return cls(shingles, words, least)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of their words two texts share.

    ``resemblance`` is the share of common shingles in all of both, ``containment`` that in the
    shorter text, each from 0 to 1; ``compared`` is how many shingles of the shorter text were there
    to be compared.
    """

    resemblance: float
    containment: float
    compared: int


@dataclass(frozen=True, slots=True)
class CopyFile:
    """What is kept of an article to find its copies.

    ``article`` is its IRI, ``published`` the day or time as the graph has it (an ``xsd:date`` or
    ``xsd:dateTime``), ``length`` the number of code points of its text.
    """

    article: str
    url: str | None
    outlet: str | None
    published: str | None
    length: int
    signature: Signature

    @property
    def day(self) -> dt.date | None:
        """The day of publication in the source's own time zone.

        >>> CopyFile("urn:a", None, None, "2021-05-20T22:14:56Z", 0, signature("")).day
        datetime.date(2021, 5, 20)
        """
        return None if self.published is None else _moment(self.published).date()

    @property
    def host(self) -> str | None:
        """The host of the URL.

        >>> CopyFile("urn:a", "https://www.Press.example/1", None, None, 0, signature("")).host
        'press.example'
        """
        try:
            host = urlsplit(self.url or "").hostname
        except ValueError:  # an address that is none, as strangers may write it
            return None
        return host.removeprefix("www.") if host else None


def signature(text: str) -> Signature:
    """Make the signature of a text; case, accents, marks and white space do not matter.

    >>> one = signature("They met in Oslo. The talks, he said, were “useful and open”.")
    >>> one == signature('THEY MET IN OSLO\\n\\nThe talks, he said, were "useful and open"')
    True
    """
    words = _words(text)
    if not words:
        return Signature(0, 0, ())
    runs = {
        " ".join(words[first : first + SHINGLE])
        for first in range(max(1, len(words) - SHINGLE + 1))
    }
    hashes = sorted({_hash(run, 4) for run in runs})
    # one bit less than a number of SQLite has, whose integers are signed; 0 is for no words
    return Signature(len(hashes), _hash(" ".join(words), 8) >> 1 | 1, tuple(hashes[:LEAST]))


def bands(of: Signature) -> list[int]:
    """Give the keys of a text: numbers of at most 63 bits, of which copies share at least one.

    The first is shared by texts of just the same words, whenever they were published. The others
    are shared by texts with common passages, and are to be asked for within the window only, since
    texts of one form share them for ever. A text too short to be compared has the first key alone.

    >>> bands(signature("")), len(bands(signature("The two ministers met in Oslo on Monday.")))
    ([], 1)
    """
    if not of.words:
        return []
    return [of.words, *(of.least[:KEYS] if of.shingles >= COMPARED else ())]


def overlap(one: Signature, other: Signature) -> Overlap:
    """Say how much of their words two texts share.

    Both signatures have all hashes of their text up to the lesser of their greatest ones; up to
    there the texts are compared, which is a fair sample of all.

    >>> text = " ".join(f"word{number}" for number in range(104))
    >>> overlap(signature(text), signature(text[: text.index("word54")]))
    Overlap(resemblance=0.5, containment=1.0, compared=50)
    """
    if not one.words or not other.words:
        return Overlap(0.0, 0.0, 0)
    limit = min(_reach(one), _reach(other))
    first = {each for each in one.least if each <= limit}
    second = {each for each in other.least if each <= limit}
    shared = len(first & second)
    compared = min(len(first), len(second))
    return Overlap(
        resemblance=shared / max(1, len(first) + len(second) - shared),
        containment=shared / max(1, compared),
        compared=compared,
    )


def similarity(one: Signature, other: Signature) -> float:
    """Give the resemblance of two texts, from 0 to 1.

    >>> text = "The two ministers met in Oslo on Monday and spoke of fish."
    >>> similarity(signature(text), signature(text)), similarity(signature(text), signature(""))
    (1.0, 0.0)
    """
    return overlap(one, other).resemblance


def is_copy(one: CopyFile, other: CopyFile) -> bool:
    """Whether two articles print one text.

    They do when they share enough of their words and are published within :data:`WINDOW`. One
    house must share more than two do, since a house repeats its own forms (readouts, schedules,
    greetings), and another house only what it copies; when nobody is named they pass for one.

    Texts of just the same words are copies whenever they were published, but for those of one house
    beyond the window: what a house says again a year later, it says of a new occasion.

    >>> text = signature(" ".join(f"word{number}" for number in range(100)))
    >>> def printed(outlet, day):
    ...     return CopyFile(f"urn:{outlet}/{day}", None, outlet, day, 700, text)
    >>> is_copy(printed("Wire", "2021-05-20"), printed("Herald", "2022-05-20"))
    True
    >>> is_copy(printed("Wire", "2021-05-20"), printed("Wire", "2022-05-20"))
    False
    """
    if not one.signature.words or not other.signature.words:
        return False
    near = one.day is not None and other.day is not None and abs(one.day - other.day) <= WINDOW
    same_house = _same_house(one, other)
    if one.signature.words == other.signature.words:
        return near or not same_house or one.day is None or other.day is None
    if not near:
        return False
    found = overlap(one.signature, other.signature)
    if found.compared < COMPARED:
        return False
    if same_house:
        return (
            found.resemblance >= SAME_HOUSE_RESEMBLANCE
            or found.containment >= SAME_HOUSE_CONTAINMENT
        )
    return found.containment >= OTHER_HOUSE_CONTAINMENT


def copy_groups(files: Iterable[CopyFile]) -> list[list[CopyFile]]:
    """Group articles that print one text, directly or through others; each is in just one group.

    The original of each group stands first. The result does not depend on the order of the files.

    >>> copy_groups([])
    []
    """
    ordered = sorted(set(files), key=_precedence)
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(ordered):
        for key in bands(each.signature):
            by_key[key].append(number)
    sets = Sets(len(ordered))
    for pair in sorted({pair for numbers in by_key.values() for pair in combinations(numbers, 2)}):
        one, other = pair
        if sets.find(one) != sets.find(other) and is_copy(ordered[one], ordered[other]):
            sets.join(one, other)
    return [[ordered[number] for number in group] for group in sets.all()]


def original(group: Iterable[CopyFile]) -> CopyFile:
    """Give the article that the others of a group are copies of.

    It is the one published first (a day without a time counts from its beginning, unknown ones come
    last), among equals the longest, then that of the least IRI. Raises :exc:`ValueError` for an
    empty group.

    >>> files = [
    ...     CopyFile("urn:a", None, "Herald", "2021-05-21", 700, signature("They met.")),
    ...     CopyFile("urn:b", None, "Wire", "2021-05-20", 500, signature("They met.")),
    ... ]
    >>> original(files).outlet
    'Wire'
    """
    return min(group, key=_precedence)


def _same_house(one: CopyFile, other: CopyFile) -> bool:
    """Whether outlet or host are the same, or nothing tells the two houses apart."""
    names = [(_words(one.outlet or ""), _words(other.outlet or "")), (one.host, other.host)]
    known = [(first, second) for first, second in names if first and second]
    return not known or any(first == second for first, second in known)


def _precedence(file: CopyFile) -> tuple[bool, dt.timedelta, int, str]:
    elapsed = dt.timedelta()
    if file.published is not None:
        moment = _moment(file.published)
        # a difference, since the first and the last day of the calendar have no neighbours
        elapsed = moment.replace(tzinfo=None) - dt.datetime.min
        elapsed -= moment.utcoffset() or dt.timedelta()
    return (file.published is None, elapsed, -file.length, file.article)


def _moment(published: str) -> dt.datetime:
    read = read_moment(published)
    return read if isinstance(read, dt.datetime) else dt.datetime.combine(read, dt.time())


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.casefold())


def _hash(words: str, size: int) -> int:
    # a lone surrogate, which JSON can hold, is no reason to fail
    data = words.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=size).digest(), "little")


def _reach(of: Signature) -> int:
    """The greatest hash up to which the signature has all of its text."""
    return of.least[-1] if of.shingles > len(of.least) else 2**32 - 1
