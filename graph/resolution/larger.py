"""Which event is part of which, without circles.

An event is part of the event that most of its claims make it part of. Two articles may each make
the other's event the larger one; the event of the least IRI in such a circle is then taken to be
the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.graph.index.claims import ClaimTable, IndexedClaim
from diplograph.graph.resolution.choice import told_most


def told_larger(claims: ClaimTable, members: Iterable[IndexedClaim]) -> str | None:
    """The event of which the claims of one event make it part; None for none or itself."""
    members = list(members)
    wholes = [each.part_of for each in members if each.part_of is not None]
    if not wholes:
        return None
    events = claims.events_of(wholes)
    larger = told_most([events[iri] for iri in wholes if iri in events], str)
    return None if larger in {each.event for each in members} else larger


def circle(claims: ClaimTable, event: str) -> list[str]:
    """The events of the circle that an event is in, itself among them; none for no circle."""
    path = [event]
    while True:
        larger = told_larger(claims, claims.of_events([path[-1]]))
        if larger == event:
            return path
        if larger is None or larger in path:
            return []
        path.append(larger)
