"""The offices of the index: who was seen in them when, and which claims name them alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from diplograph.graph.index.entities import magnitude

Seen = tuple[str, str, str]
"""A person in an office: the office's key, a month (``YYYY-MM``) and the title used."""


class OfficeTable:
    """The tables ``office_seen`` and ``office_unnamed``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def see(self, person: str, seen: Iterable[Seen], sign: int) -> set[tuple[str, str]]:
        """Count that a person was seen in offices, or take that back.

        Gives the offices and months of which a count has changed its magnitude.
        """
        changed: set[tuple[str, str]] = set()
        for office, month, title in seen:
            key = (office, month, person, title)
            row = self._connection.execute(
                "SELECT count FROM office_seen WHERE office = ? AND month = ? AND person = ?"
                " AND title = ?",
                key,
            ).fetchone()
            before = 0 if row is None else int(row[0])
            after = max(before + sign, 0)
            if after:
                self._connection.execute(
                    "INSERT OR REPLACE INTO office_seen VALUES (?, ?, ?, ?, ?)", (*key, after)
                )
            else:
                self._connection.execute(
                    "DELETE FROM office_seen WHERE office = ? AND month = ? AND person = ?"
                    " AND title = ?",
                    key,
                )
            if before.bit_length() != after.bit_length():
                changed.add((office, month))
        return changed

    def seen(self, office: str, first: str, last: str) -> list[tuple[str, str, str, int]]:
        """Who was seen in an office in some months: person, title, month, magnitude of count."""
        rows = self._connection.execute(
            "SELECT person, title, month, count FROM office_seen"
            " WHERE office = ? AND month BETWEEN ? AND ?",
            (office, first, last),
        )
        return [(person, title, month, magnitude(count)) for person, title, month, count in rows]

    def seen_of(self, person: str) -> list[tuple[str, str]]:
        """The offices in which a person was seen, with the months."""
        return self._connection.execute(
            "SELECT DISTINCT office, month FROM office_seen WHERE person = ?", (person,)
        ).fetchall()

    def put_unnamed(self, claim: int, offices: Iterable[tuple[str, str]]) -> None:
        """Say that a claim names offices alone, each with the month."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO office_unnamed VALUES (?, ?, ?)",
            ((office, month, claim) for office, month in offices),
        )

    def remove_unnamed(self, claim: int, offices: Iterable[tuple[str, str]]) -> None:
        """Take back that a claim names offices alone."""
        self._connection.executemany(
            "DELETE FROM office_unnamed WHERE office = ? AND month = ? AND claim = ?",
            ((office, month, claim) for office, month in offices),
        )

    def unnamed(self, office: str, first: str = "", last: str = "~") -> list[int]:
        """The claims that name an office alone in some months."""
        rows = self._connection.execute(
            "SELECT claim FROM office_unnamed WHERE office = ? AND month BETWEEN ? AND ?",
            (office, first, last),
        )
        return [claim for (claim,) in rows]
