"""The instruments of the index: which one event ties together, and which are about one another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations

from diplograph.graph.index.claims import chunks


class InstrumentTable:
    """The tables ``instrument_tie``, ``instrument_earlier`` and ``instrument_about``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def retie(self, event: str, instruments: Iterable[int]) -> set[int]:
        """Tie together the instruments of one event; those whose ties have changed."""
        rows = self._connection.execute(
            "SELECT one, other FROM instrument_tie WHERE event = ?", (event,)
        )
        before = set(rows.fetchall())
        after = set(combinations(sorted(set(instruments)), 2))
        if before == after:
            return set()
        self._connection.execute("DELETE FROM instrument_tie WHERE event = ?", (event,))
        self._connection.executemany(
            "INSERT INTO instrument_tie VALUES (?, ?, ?)", ((event, *pair) for pair in after)
        )
        return {number for pair in before ^ after for number in pair}

    def tied(self, instrument: int) -> set[int]:
        """The instruments that some event ties to one."""
        rows = self._connection.execute(
            "SELECT other FROM instrument_tie WHERE one = ?1"
            " UNION SELECT one FROM instrument_tie WHERE other = ?1",
            (instrument,),
        )
        return {other for (other,) in rows}

    def add_earlier(self, later: int, earlier: Iterable[int]) -> None:
        """Say that what is told of one instrument points to earlier ones."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO instrument_earlier VALUES (?, ?)",
            ((each, later) for each in earlier),
        )

    def later(self, earlier: Iterable[int]) -> set[int]:
        """The instruments of which something told points to one of these."""
        return {
            later
            for marks, chunk in chunks(sorted(earlier))
            for (later,) in self._connection.execute(
                f"SELECT later FROM instrument_earlier WHERE earlier IN ({marks})", chunk
            )
        }

    def add_about(self, claim: str, instrument: int, relation: str, mention: str) -> None:
        """Say that the event of a claim was about an instrument in some way."""
        self._connection.execute(
            "INSERT OR IGNORE INTO instrument_about VALUES (?, ?, ?, ?)",
            (claim, instrument, relation, mention),
        )

    def remove_about(self, claim: str) -> None:
        """Forget what the event of a claim was about."""
        self._connection.execute("DELETE FROM instrument_about WHERE claim = ?", (claim,))

    def about(self, claims: Iterable[str]) -> set[tuple[str, int, str]]:
        """What the events of claims were about: claim, instrument and relation."""
        return {
            row
            for marks, chunk in chunks(sorted(claims))
            for row in self._connection.execute(
                "SELECT claim, instrument, relation FROM instrument_about"
                f" WHERE claim IN ({marks})",
                chunk,
            )
        }

    def claims_about(self, instruments: Iterable[int]) -> set[str]:
        """The claims whose events were about one of some instruments."""
        return {
            claim
            for marks, chunk in chunks(sorted(instruments))
            for (claim,) in self._connection.execute(
                f"SELECT DISTINCT claim FROM instrument_about WHERE instrument IN ({marks})", chunk
            )
        }
