"""The phrases that can act, as data: titles, names, and the nominals made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

QUOTES = frozenset('“”"‘«»')


@dataclass(slots=True)
class Title:
    """A parsed title: ``Russian Healthcare Minister``, ``her Tskhinvali counterpart``.

    ``codes`` are the polities or organisations it is a title of, in the order of the text.
    """

    start: int
    end: int
    head: str
    level: str
    words: str
    codes: tuple[str, ...] = ()
    plural: bool = False
    relational: str | None = None
    determiner: str | None = None
    former: bool = False
    feminine: bool = False
    portfolio: frozenset[str] = frozenset()
    count: int | None = None
    default_code: str | None = None


@dataclass(slots=True)
class Name:
    """A personal name as spelled, with its token range and the form of address before it."""

    text: str
    start: int
    end: int
    address: str = ""


@dataclass(slots=True)
class Nominal:
    """A phrase for one or several actors; token range ``start`` to ``end``.

    ``kind`` is person, role (a title without a name), group (several names or a plural title),
    polity, organization, pronoun, collective ("the two sides"), joint ("US-Turkish", which two have
    together) or unsure (a bare name).
    """

    kind: str
    start: int
    end: int
    names: list[Name] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    name_codes: list[str | None] = field(default_factory=list)
    text: str = ""
    genitive: bool = False
    joined: Nominal | None = None
    coordinated: bool = False
