"""Which value of a canonical event stands, and what its sources tell otherwise.

A source is an article with all copies of it: a release printed by ten outlets speaks once. Between
values that cannot both be right the event takes

1. the one that most sources tell,
2. then the one that a government or an organisation of states tells on its own site,
3. then what the chooser of the value says (the earlier day, the place with coordinates).

A coarser value is no other value: *in November* contradicts no day of it, a country no city in it,
a meeting no summit, an agreement reached no signing. Values that do contradict the chosen one are
kept with the claims that tell them, and so is the chosen one, as :class:`Disagreement`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from diplograph.graph import iris
from diplograph.graph.dates import EventTime, Precision
from diplograph.graph.model import Aspect, Disagreement, Event, EventType, Place
from diplograph.graph.resolution.stored import StoredClaim

_T = TypeVar("_T", bound=Hashable)

# Labels of the host names of governments and their foreign ministries, in whatever country.
_OFFICIAL_LABELS = frozenset(
    {"gov", "gob", "gouv", "gub", "govt", "government", "mfa", "mofa", "mid", "kremlin"}
)
# Whole domains of governments and of organisations of states; .int is given to no others.
_OFFICIAL_DOMAINS = (".int", ".go.jp", ".go.kr", ".go.id", ".gc.ca", ".europa.eu", ".un.org")

_GENERAL = {
    EventType.MEETING: (
        EventType.NEGOTIATION,
        EventType.SUMMIT,
        EventType.MEDIATION,
        EventType.CREDENTIALS,
    ),
    EventType.AGREEMENT_REACHED: (EventType.SIGNING,),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a value: a claim, and the source that its article counts as."""

    claim: StoredClaim
    source: str
    official: bool


def tellers(cluster: Iterable[StoredClaim], copies: Mapping[str, str]) -> list[Teller]:
    """Tell of each claim by which source it is told.

    ``copies`` gives for an article that is a copy the article that stands for all copies.
    """
    return [
        Teller(each, copies.get(each.article, each.article), is_official(each.url))
        for each in sorted(cluster, key=lambda each: each.iri)
    ]


def is_official(url: str | None) -> bool:
    """Whether a text stands on the site of a government or an organisation of states.

    >>> is_official("https://2021-2025.state.gov/x"), is_official("https://gov-news.example/x")
    (True, False)
    """
    if url is None:
        return False
    try:
        host = urlsplit(url).hostname
    except ValueError:  # such as a bracket that opens no address
        return False
    if not host:
        return False
    return bool(_OFFICIAL_LABELS & set(host.split("."))) or f".{host}".endswith(_OFFICIAL_DOMAINS)


def told_by_most(told: Iterable[tuple[_T, Teller]], order: Callable[[_T], Any]) -> _T | None:
    """The value that stands, the least by ``order`` where sources do not decide; None of none."""
    by_value: dict[_T, list[Teller]] = {}
    for value, teller in told:
        by_value.setdefault(value, []).append(teller)

    def rank(value: _T) -> tuple[Any, ...]:
        those = by_value[value]
        return (
            -len({each.source for each in those}),
            not any(each.official for each in those),
            order(value),
        )

    return min(by_value, key=rank) if by_value else None


def is_country(place: Place) -> bool:
    """Whether a place is the whole territory of a polity.

    >>> is_country(Place("Peru", iris.country("PER"), "PER"))
    True
    """
    return place.country is not None and place.iri == iris.country(place.country)


def period(time: EventTime) -> str | None:
    """A time as ISO 8601: a date, an interval, or an interval with an open end.

    >>> from diplograph.graph.dates import PartialDate
    >>> period(EventTime(PartialDate(2017, 11, 14), PartialDate(2017, 11, 16)))
    '2017-11-14/2017-11-16'
    """
    if time.start is None:
        return None
    if time.end == time.start:
        return time.start.isoformat()
    return f"{time.start}/{time.end or '..'}"


def disagreements(
    event: Event, told_by: Sequence[Teller], place_of: Mapping[str, Place]
) -> tuple[Disagreement, ...]:
    """Give every value told by a claim that contradicts the event, and the one that stands.

    A visit has many places, so none of them contradicts another.
    """
    found = [
        *_otherwise(Aspect.TYPE, event.type.value, _other_types(event, told_by)),
        *_otherwise(
            Aspect.STATUS,
            event.status.value,
            [(each.claim.claim.status.value, each.claim.iri) for each in told_by],
        ),
        *_otherwise(Aspect.DATE, period(event.time), _other_times(event, told_by)),
    ]
    if event.type is not EventType.VISIT:
        cities = _otherwise(Aspect.CITY, *_other_cities(event, told_by))
        found += [
            Disagreement(each.about, each.value, each.claims, each.stands, place_of[each.value])
            for each in cities
        ]
        found += _otherwise(Aspect.COUNTRY, *_other_countries(event, told_by))
    return tuple(found)


def _otherwise(
    about: Aspect, standing: str | frozenset[str] | None, told: Iterable[tuple[str, str]]
) -> list[Disagreement]:
    """Disagreements of pairs of value and claim, none when all tell what stands."""
    stand = {standing} if isinstance(standing, str) else (standing or frozenset())
    claims: dict[str, set[str]] = {}
    for value, claim in told:
        claims.setdefault(value, set()).add(claim)
    if not stand or claims.keys() <= stand:
        return []
    return [
        Disagreement(about, value, tuple(sorted(claims[value])), value in stand)
        for value in sorted(claims, key=lambda value: (value not in stand, value))
    ]


def _other_types(event: Event, told_by: Sequence[Teller]) -> list[tuple[str, str]]:
    return [
        (each.claim.claim.type.value, each.claim.iri)
        for each in told_by
        if each.claim.claim.type not in _GENERAL
        or event.type not in _GENERAL[each.claim.claim.type]
        if event.type not in _GENERAL or each.claim.claim.type not in _GENERAL[event.type]
    ]


def _other_times(event: Event, told_by: Sequence[Teller]) -> list[tuple[str, str]]:
    found = []
    if event.time.start is not None and event.time.precision is Precision.DAY:
        for each in told_by:
            time = each.claim.claim.time
            value = period(time)
            if value is not None and (value == period(event.time) or not time.overlaps(event.time)):
                found.append((value, each.claim.iri))
    return found


def _other_cities(
    event: Event, told_by: Sequence[Teller]
) -> tuple[frozenset[str], list[tuple[str, str]]]:
    stand = frozenset(place.iri for place in event.places if not is_country(place))
    found = []
    for each in told_by:
        cities = [place.iri for place in each.claim.claim.places if not is_country(place)]
        if stand.isdisjoint(cities):
            found += [(city, each.claim.iri) for city in cities]
        else:
            found += [(city, each.claim.iri) for city in cities if city in stand]
    return stand, found


def _other_countries(
    event: Event, told_by: Sequence[Teller]
) -> tuple[frozenset[str], list[tuple[str, str]]]:
    stand = frozenset(place.country for place in event.places if place.country is not None)
    found = []
    for each in told_by:
        codes = {place.country for place in each.claim.claim.places if place.country is not None}
        found += [
            (code, each.claim.iri) for code in codes if stand.isdisjoint(codes) or code in stand
        ]
    return stand, found
