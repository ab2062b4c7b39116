"""What the index knows of entities: what was told of them how often, and what was made of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diplograph.graph.index.claims import chunks

_COMPANY = "company"

Told = Mapping[str, Mapping[str, int]]
"""By field: how often each value was told, by magnitude."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing told of an entity: in which field, and how."""

    kind: str
    iri: str
    field: str
    value: str


def magnitude(count: int) -> int:
    """The greatest power of two that is not above a count.

    >>> [magnitude(each) for each in (1, 2, 3, 4, 1000)]
    [1, 2, 2, 4, 512]
    """
    return 1 << (count.bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the index.

    ``canonical`` is the IRI by which it is known, ``description`` what was last made of it; both
    are None until it is described and when nothing is told of it any more.
    """

    id: int
    iri: str
    kind: str
    canonical: str | None
    description: str | None


class EntityTable:
    """The tables ``entity``, ``told`` and ``named``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, contributions: Iterable[Contribution], sign: int = 1) -> set[int]:
        """Add what was told to the counts (or take it away); the numbers of the entities.

        An entity is unsettled when a count has changed its magnitude.
        """
        connection = self._connection
        numbers: set[int] = set()
        for each, times in Counter(contributions).items():
            number = self.number(each.iri, each.kind)
            numbers.add(number)
            key = (number, each.field, each.value)
            row = connection.execute(
                "SELECT count FROM told WHERE entity = ? AND field = ? AND value = ?", key
            ).fetchone()
            before = 0 if row is None else int(row[0])
            after = before + sign * times
            if after > 0:
                connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", (*key, after))
            else:
                connection.execute(
                    "DELETE FROM told WHERE entity = ? AND field = ? AND value = ?", key
                )
            if before.bit_length() != max(after, 0).bit_length() and self._matters(number, each):
                self.mark([number])
        return numbers

    def _matters(self, number: int, told: Contribution) -> bool:
        """Whether an entity may be described otherwise for what was told of it.

        In whose company a person is tells him from those alone whom he was compared with and found
        not to be surely another.
        """
        if told.field != _COMPANY:
            return True
        row = self._connection.execute(
            "SELECT 1 FROM person_link WHERE one = ? LIMIT 1", (number,)
        ).fetchone()
        return row is not None

    def number(self, iri: str, kind: str) -> int:
        """The number of an entity, which is made when it is not there."""
        row = self._connection.execute("SELECT id FROM entity WHERE iri = ?", (iri,)).fetchone()
        if row is not None:
            return int(row[0])
        cursor = self._connection.execute(
            "INSERT INTO entity (iri, kind, state) VALUES (?, ?, 0)", (iri, kind)
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def numbers(self, iris: Iterable[str]) -> dict[str, int]:
        """The numbers of entities by IRI, of those that there are."""
        found: dict[str, int] = {}
        for marks, chunk in chunks(sorted(iris)):
            found.update(
                self._connection.execute(
                    f"SELECT iri, id FROM entity WHERE iri IN ({marks})", chunk
                )
            )
        return found

    def mark(self, numbers: Iterable[int]) -> None:
        """Have entities described again."""
        self._connection.executemany(
            "UPDATE entity SET state = 1 WHERE id = ?", ((number,) for number in numbers)
        )

    def unsettled(self, kind: str) -> list[Entity]:
        """The entities of a kind that are to be described again."""
        return self._select("WHERE state > 0 AND kind = ?", (kind,))

    def settle(self, number: int, canonical: str | None, description: str | None) -> None:
        """Keep what was made of an entity."""
        self._connection.execute(
            "UPDATE entity SET state = 0, canonical = ?, description = ? WHERE id = ?",
            (canonical, description, number),
        )

    def by_id(self, numbers: Iterable[int]) -> list[Entity]:
        """Entities by number, in the order of the numbers."""
        return [
            each
            for marks, chunk in chunks(sorted(numbers))
            for each in self._select(f"WHERE id IN ({marks})", chunk)
        ]

    def by_iri(self, iris: Iterable[str]) -> dict[str, Entity]:
        """Entities by IRI, of those that there are."""
        return {
            each.iri: each
            for marks, chunk in chunks(sorted(iris))
            for each in self._select(f"WHERE iri IN ({marks})", chunk)
        }

    def known_as(self, canonical: str) -> list[Entity]:
        """The entities that are known by an IRI."""
        return self._select("WHERE canonical = ?", (canonical,))

    def iris(self) -> Iterator[str]:
        """Every entity of which something is told."""
        for (iri,) in self._connection.execute(
            "SELECT iri FROM entity WHERE canonical IS NOT NULL"
        ):
            yield iri

    def _select(self, where: str, values: Iterable[int | str]) -> list[Entity]:
        rows = self._connection.execute(
            f"SELECT id, iri, kind, canonical, description FROM entity {where}", tuple(values)
        )
        return [Entity(*row) for row in rows]

    def times(self, number: int, field: str, value: str) -> int:
        """How often a value was told of an entity, by magnitude; 0 for never."""
        row = self._connection.execute(
            "SELECT count FROM told WHERE entity = ? AND field = ? AND value = ?",
            (number, field, value),
        ).fetchone()
        return 0 if row is None else magnitude(int(row[0]))

    def values(self, number: int, field: str) -> list[str]:
        """The values that were told of an entity in a field."""
        rows = self._connection.execute(
            "SELECT value FROM told WHERE entity = ? AND field = ?", (number, field)
        )
        return [value for (value,) in rows]

    def value_count(self, number: int, field: str) -> int:
        """How many values were told of an entity in a field."""
        row = self._connection.execute(
            "SELECT COUNT(*) FROM told WHERE entity = ? AND field = ?", (number, field)
        ).fetchone()
        return int(row[0])

    def told(self, number: int, *, without: str = "") -> dict[str, dict[str, int]]:
        """What was told of an entity: by field, how often each value, by magnitude."""
        found: dict[str, dict[str, int]] = {}
        rows = self._connection.execute(
            "SELECT field, value, count FROM told WHERE entity = ?1 AND (field < ?2 OR field > ?2)",
            (number, without),
        )
        for field, value, count in rows:
            found.setdefault(field, {})[value] = magnitude(count)
        return found

    # ----------------------------------------------------------------------------- who names

    def name(self, claim: int, numbers: Iterable[int]) -> None:
        """Say which entities a claim names."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO named VALUES (?, ?)", ((each, claim) for each in numbers)
        )

    def unname(self, claim: int, numbers: Iterable[int]) -> None:
        """Take back that a claim names entities."""
        self._connection.executemany(
            "DELETE FROM named WHERE entity = ? AND claim = ?", ((each, claim) for each in numbers)
        )

    def claim_count(self, number: int) -> int:
        """How many claims name an entity."""
        row = self._connection.execute(
            "SELECT COUNT(*) FROM named WHERE entity = ?", (number,)
        ).fetchone()
        return int(row[0])

    def naming(self, numbers: Iterable[int]) -> list[int]:
        """The claims that name one of some entities."""
        return [
            claim
            for marks, chunk in chunks(sorted(numbers))
            for (claim,) in self._connection.execute(
                f"SELECT DISTINCT claim FROM named WHERE entity IN ({marks})", chunk
            )
        ]
