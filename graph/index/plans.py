"""What the index knows between events: which came of a plan, which make each other the larger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from diplograph.graph.index.claims import chunks


class PlanTable:
    """The tables ``outcome`` and ``circle``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def outcome(self, plan: str) -> str | None:
        """The event that came of a plan."""
        row = self._connection.execute(
            "SELECT event FROM outcome WHERE plan = ?", (plan,)
        ).fetchone()
        return None if row is None else str(row[0])

    def set_outcome(self, plan: str, event: str | None) -> None:
        """Say which event came of a plan; None for none."""
        self._connection.execute("DELETE FROM outcome WHERE plan = ?", (plan,))
        if event is not None:
            self._connection.execute("INSERT INTO outcome VALUES (?, ?)", (plan, event))

    def plans_of(self, events: Iterable[str]) -> dict[str, list[str]]:
        """The plans of which each of some events came, in their order."""
        found: dict[str, list[str]] = {}
        for marks, chunk in chunks(sorted(events)):
            for event, plan in self._connection.execute(
                f"SELECT event, plan FROM outcome WHERE event IN ({marks}) ORDER BY plan", chunk
            ):
                found.setdefault(event, []).append(plan)
        return found

    def set_circle(self, event: str, members: Iterable[str]) -> None:
        """Say in which circle of parts an event is the one taken to be the whole; none for none."""
        self._connection.execute("DELETE FROM circle WHERE event = ?", (event,))
        self._connection.executemany(
            "INSERT INTO circle VALUES (?, ?)", ((event, member) for member in members)
        )

    def circles_of(self, members: Iterable[str]) -> set[str]:
        """The events that are taken to be the whole in circles that some events are in."""
        return {
            event
            for marks, chunk in chunks(sorted(members))
            for (event,) in self._connection.execute(
                f"SELECT DISTINCT event FROM circle WHERE member IN ({marks})", chunk
            )
        }
