"""The persons of the index: their blocking keys and how pairs of them compare."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping

from diplograph.graph.index.claims import chunks


class PersonTable:
    """The tables ``person_key`` and ``person_link``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def set_keys(self, person: int, keys: Iterable[str]) -> None:
        """Put the blocking keys of a person in the place of those it had."""
        self._connection.execute("DELETE FROM person_key WHERE person = ?", (person,))
        self._connection.executemany(
            "INSERT OR IGNORE INTO person_key VALUES (?, ?)", ((key, person) for key in keys)
        )

    def holders(self, keys: Collection[str]) -> set[int]:
        """The persons that have one of some keys."""
        return {
            person
            for marks, chunk in chunks(sorted(keys))
            for (person,) in self._connection.execute(
                f"SELECT person FROM person_key WHERE key IN ({marks})", chunk
            )
        }

    def compared(self, person: int) -> list[int]:
        """The persons with whom one was compared and was not found surely another."""
        rows = self._connection.execute("SELECT other FROM person_link WHERE one = ?", (person,))
        return [other for (other,) in rows]

    def linked(self, person: int) -> list[int]:
        """The persons that one is surely the same as, pair by pair."""
        rows = self._connection.execute(
            "SELECT other FROM person_link WHERE one = ? AND verdict = 1", (person,)
        )
        return [other for (other,) in rows]

    def relink(self, person: int, links: Mapping[int, tuple[int, float]]) -> None:
        """Put the links of one person in the place of those it had.

        Each is a verdict (1 same, 0 unsure) and a score by the number of the other person.
        """
        self._connection.executemany(
            "DELETE FROM person_link WHERE one = ? AND other = ?",
            [(other, person) for other in self.compared(person)],
        )
        self._connection.execute("DELETE FROM person_link WHERE one = ?", (person,))
        rows = [(person, other, *told) for other, told in links.items()]
        rows += [(other, person, *told) for other, told in links.items()]
        self._connection.executemany("INSERT OR REPLACE INTO person_link VALUES (?, ?, ?, ?)", rows)

    def unsure_pairs(self) -> Iterator[tuple[int, int, float]]:
        """The pairs that may be one person but are not surely, with their score."""
        yield from self._connection.execute(
            "SELECT one, other, score FROM person_link WHERE one < other AND verdict = 0"
        )
