"""The plans of the index: which event came of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from diplograph.graph.index.claims import chunks


class PlanTable:
    """The table ``outcome``."""

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
