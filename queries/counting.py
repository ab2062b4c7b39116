"""To which polity an actor counts in a network, from a perspective or without one."""

from __future__ import annotations

import datetime as dt

from diplograph.graph.errors import InputError
from diplograph.graph.seen_as import SeenAs, every_way, seen_as
from diplograph.graph.store.base import Store
from diplograph.queries.parameters import Parameter, ParameterType
from diplograph.queries.perspectives import PERSPECTIVE

_PARAMETER = Parameter(PERSPECTIVE, ParameterType.PERSPECTIVE, "Polity")


class Counting:
    """Counts actors to polities, and remembers on which contested polities that depends.

    Raises :class:`~diplograph.graph.errors.InputError` for a perspective on another level than that
    of polities, and the errors of a parameter for a perspective that is no polity.

    >>> from diplograph.graph.store import open_store
    >>> Counting(open_store(None), None, "polity").actor("urn:SOS", "2017-11-14")
    'urn:SOS'
    """

    def __init__(self, store: Store, perspective: str | None, level: str) -> None:
        if perspective is not None and level != "polity":
            raise InputError(f"the level {level!r} has no perspective: only polity has")
        self._of = ""
        self._seen = SeenAs((), (), {})
        if perspective is not None:
            term = _PARAMETER.bind(store, perspective)
            self._of = term.value if term else ""
            self._seen = seen_as(store, self._of)
        every = every_way(store) if level == "polity" else self._seen
        self._labels = every.labels
        self._contested: dict[str, list[tuple[dt.date, dt.date, str]]] = {}
        for row in every.polities:
            times = self._contested.setdefault(row.polity, [])
            times.append((row.first, row.last, row.contested))
        self._depends: set[str] = set()

    def actor(self, actor: str, day: str) -> str:
        """The IRI that an actor counts as on a day in ISO 8601; at present when it is empty."""
        times = self._contested.get(actor)
        if times is None:
            return actor
        when = dt.date.fromisoformat(day) if day else dt.date.max
        self._depends |= {contested for first, last, contested in times if first <= when <= last}
        return self._seen.polity_on(actor, day)

    def attributes(self) -> dict[str, str]:
        """The attributes of a network that tell of its perspective."""
        names = sorted(self._labels.get(each, each) for each in self._depends)
        return {"perspective": self._of, "depends_on_perspective": "|".join(names)}
