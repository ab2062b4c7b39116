"""From the claims of all articles to the present picture, in one go and in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TypeVar

from diplograph.graph.index.database import Index
from diplograph.graph.model import Event, Instrument
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.picture import KnownInstrument, KnownPerson, Picture
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.judged import Ruling
from diplograph.graph.resolution.resolver import Changes, Resolver
from diplograph.graph.resolution.stored import StoredClaim, Told

_T = TypeVar("_T")

DERIVATION_VERSION = "2"
"""Changes whenever the rules may give other events for the same claims."""


def derive_events(claims: Iterable[StoredClaim]) -> list[Event]:
    """Derive the canonical events of claims, in the order of their IRIs.

    The result does not depend on the order of the claims.

    >>> derive_events([])
    []
    """
    return list(derive(Told(claims=list(claims))).events)


def derive(told: Told, rulings: Iterable[Ruling] = (), terms: Iterable[OfficeTerm] = ()) -> Picture:
    """Derive canonical events, and the persons and instruments across articles.

    ``rulings`` are judgements in force, ``terms`` those of imported lists of office holders.

    >>> derive(Told())
    Picture(events=(), persons=(), instruments=())
    """
    connection = sqlite3.connect(":memory:")
    try:
        resolver = Resolver(Index(connection), ClaimSource(lambda _: told))
        resolver.take_terms(terms)
        resolver.take_rulings(rulings)
        resolver.add(told)
        return picture(resolver.changes())
    finally:
        connection.close()


def picture(changes: Iterable[Changes]) -> Picture:
    """The picture that changes from nothing lead to."""
    events: dict[str, Event] = {}
    persons: dict[str, KnownPerson] = {}
    instruments: dict[str, Instrument] = {}
    about: dict[str, frozenset[tuple[str, str]]] = {}
    for each in changes:
        _update(events, each.events)
        _update(persons, each.persons)
        _update(instruments, each.instruments)
        about.update(each.about)
    found: dict[str, dict[str, set[str]]] = {}
    for event, pairs in about.items():
        for iri, relation in pairs:
            found.setdefault(iri, {}).setdefault(f"{relation}_in", set()).add(event)
    return Picture(
        events=tuple(events[iri] for iri in sorted(events)),
        persons=tuple(persons[iri] for iri in sorted(persons)),
        instruments=tuple(
            KnownInstrument(
                instruments[iri],
                **{name: tuple(sorted(told)) for name, told in found.get(iri, {}).items()},
            )
            for iri in sorted(instruments)
        ),
    )


def _update(held: dict[str, _T], changed: dict[str, _T | None]) -> None:
    for iri, value in changed.items():
        if value is None:
            held.pop(iri, None)
        else:
            held[iri] = value
