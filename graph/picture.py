"""The present picture: what is derived from the claims of all articles into the default graph."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.graph.model import Actor, Event, Instrument


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person across articles.

    ``names`` are the other full names in use, ``represents`` the IRIs of the polities and
    organisations represented anywhere, ``replaces`` the IRIs that turned out to be the same person.
    """

    actor: Actor
    names: tuple[str, ...] = ()
    represents: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An instrument across articles, with the IRIs of the events that were about it in some way."""

    instrument: Instrument
    discussed_in: tuple[str, ...] = ()
    implemented_in: tuple[str, ...] = ()
    promised_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Canonical events and the persons and instruments that they share.

    Persons and instruments that only an event names need not be listed.
    """

    events: tuple[Event, ...] = ()
    persons: tuple[KnownPerson, ...] = ()
    instruments: tuple[KnownInstrument, ...] = ()
