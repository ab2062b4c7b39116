"""What imported lists of office holders tell of persons, as counts like those of articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from diplograph.graph.dates import PartialDate
from diplograph.graph.index.entities import Contribution
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.resolution.contributions import PERSON, packed, unpacked

# Of a term whose end is not known as many months are sure.
_MONTHS = 60


def packed_term(term: OfficeTerm) -> str:
    """A term as text, from which :func:`read_term` makes it again."""
    of = term.of
    return packed(
        (
            term.name,
            term.office,
            (of.kind.value, of.name, of.iri, of.code),
            term.since and str(term.since),
            term.until and str(term.until),
            term.aliases,
            term.wikidata,
        )
    )


def read_term(text: str) -> OfficeTerm:
    """The term that :func:`packed_term` packed."""
    name, office, (kind, label, iri, code), since, until, aliases, wikidata = unpacked(text)
    return OfficeTerm(
        name,
        office,
        Actor(ActorKind(kind), label, iri, code),
        PartialDate.parse(since) if since else None,
        PartialDate.parse(until) if until else None,
        aliases,
        wikidata,
    )


def term_contributions(term: OfficeTerm, minter: Minter) -> Iterator[Contribution]:
    """What a term tells of its holder: a name, a side, and the months in the office."""
    iri = term.person(minter)
    yield Contribution(PERSON, iri, "names", packed(term.name))
    yield Contribution(PERSON, iri, "sides", packed((term.of.iri, term.of.code or "")))
    for month in months(term):
        yield Contribution(PERSON, iri, "months", packed(month))
        yield Contribution(PERSON, iri, "offices", packed((term.office, term.of.iri, month)))


def months(term: OfficeTerm) -> list[str]:
    """The months of a term, some years of them where one end is not known."""
    if term.since is None and term.until is None:
        return []
    first, step = (term.since, 1) if term.since is not None else (term.until, -1)
    assert first is not None
    number = first.first_day.year * 12 + first.first_day.month - 1
    found: list[str] = []
    for each in islice(range(number, number + step * _MONTHS * 20, step), _MONTHS * 20):
        text = f"{each // 12:04}-{each % 12 + 1:02}"
        if term.since is not None and term.until is not None:
            if text > term.until.last_day.isoformat()[:7]:
                break
        elif len(found) >= _MONTHS:
            break
        found.append(text)
    return found
