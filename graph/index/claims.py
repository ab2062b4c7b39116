"""The claims of all articles in the index: keys, links between them, and their events."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

SETTLED = 0
DERIVE = 1
COMPARE = 2
"""States of a claim: in order; its event is to be derived again; it is to be compared again."""

UNSURE_TIER = 9
"""The tier of pairs that may tell of one event but are not linked."""

# SQLite takes at most 32,766 values in a statement, older versions 999.
_CHUNK = 900


def chunks(values: Iterable[int | str]) -> Iterator[tuple[str, list[int | str]]]:
    """Values in lists that a statement can take, each with its placeholders.

    >>> [(marks, len(each)) for marks, each in chunks([1, 2, 3])]
    [('?,?,?', 3)]
    """
    ordered = list(values)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        yield ",".join("?" * len(chunk)), chunk


@dataclass(frozen=True, slots=True)
class IndexedClaim:
    """A claim as the index knows it; ``event`` is None until its event is derived."""

    id: int
    iri: str
    article: str
    own_event: str
    event: str | None
    part_of: str | None
    instrument: str | None
    state: int


_COLUMNS = """claim.id, claim.iri, article.iri, claim.own_event, claim.event, claim.part_of,
    entity.iri, claim.state FROM claim JOIN article ON article.id = claim.article
    LEFT JOIN entity ON entity.id = claim.instrument"""


class ClaimTable:
    """The tables ``article``, ``claim``, ``claim_key``, ``link`` and ``stale_event``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # ------------------------------------------------------------------------------ articles

    def article(self, iri: str) -> int:
        """The number of an article, which is made when it is not there."""
        self._connection.execute("INSERT OR IGNORE INTO article (iri) VALUES (?)", (iri,))
        row = self._connection.execute("SELECT id FROM article WHERE iri = ?", (iri,)).fetchone()
        return int(row[0])

    # -------------------------------------------------------------------------------- claims

    def add(
        self,
        iri: str,
        *,
        article: int,
        own_event: str,
        part_of: str | None,
        instrument: int | None,
        keys: Iterable[int],
    ) -> int:
        """Take in a claim, to be compared; its number."""
        cursor = self._connection.execute(
            "INSERT INTO claim (iri, article, own_event, part_of, instrument, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (iri, article, own_event, part_of, instrument, COMPARE),
        )
        number = cursor.lastrowid
        assert number is not None
        self._connection.executemany(
            "INSERT OR IGNORE INTO claim_key VALUES (?, ?)", ((key, number) for key in keys)
        )
        return number

    def remove(self, claim: IndexedClaim, keys: Iterable[int]) -> None:
        """Forget a claim; who was linked to it is to be compared again, its event looked at."""
        connection = self._connection
        connection.executemany(
            "DELETE FROM claim_key WHERE key = ? AND claim = ?", ((key, claim.id) for key in keys)
        )
        self.mark(self.linked(claim.id), COMPARE)
        self._unlink([claim.id])
        if claim.event is not None:
            self.mark_event(claim.event, COMPARE)
            self.add_stale([claim.event])
        connection.execute("DELETE FROM claim WHERE id = ?", (claim.id,))

    def of_article(self, iri: str) -> list[IndexedClaim]:
        """The claims of an article."""
        return self._select("WHERE article.iri = ?", (iri,))

    def by_id(self, numbers: Iterable[int]) -> dict[int, IndexedClaim]:
        """Claims by number."""
        return {
            each.id: each
            for marks, chunk in chunks(sorted(numbers))
            for each in self._select(f"WHERE claim.id IN ({marks})", chunk)
        }

    def by_iri(self, iris: Iterable[str]) -> list[IndexedClaim]:
        """Claims by IRI."""
        return [
            each
            for marks, chunk in chunks(sorted(iris))
            for each in self._select(f"WHERE claim.iri IN ({marks})", chunk)
        ]

    def of_events(self, events: Iterable[str]) -> list[IndexedClaim]:
        """The claims whose events are these."""
        return [
            each
            for marks, chunk in chunks(sorted(events))
            for each in self._select(f"WHERE claim.event IN ({marks})", chunk)
        ]

    def parts_of(self, iris: Iterable[str]) -> list[IndexedClaim]:
        """The claims of which one of these claims tells the larger event."""
        return [
            each
            for marks, chunk in chunks(sorted(iris))
            for each in self._select(f"WHERE claim.part_of IN ({marks})", chunk)
        ]

    def known(self, events: Iterable[str]) -> dict[str, int]:
        """The number of the claim that alone makes each event, of those that there are."""
        found: dict[str, int] = {}
        for marks, chunk in chunks(sorted(events)):
            found.update(
                self._connection.execute(
                    f"SELECT own_event, id FROM claim WHERE own_event IN ({marks})", chunk
                )
            )
        return found

    def events_of(self, iris: Iterable[str]) -> dict[str, str]:
        """The event of each of some claims by IRI, of those that have one."""
        found: dict[str, str] = {}
        for marks, chunk in chunks(sorted(iris)):
            found.update(
                self._connection.execute(
                    f"SELECT iri, event FROM claim WHERE event IS NOT NULL AND iri IN ({marks})",
                    chunk,
                )
            )
        return found

    def _select(self, where: str, values: Collection[int | str]) -> list[IndexedClaim]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} {where}", tuple(values))
        return [IndexedClaim(*row) for row in rows]

    def all_events(self) -> Iterator[str]:
        """Every event, those that were merged into others too."""
        for (iri,) in self._connection.execute("SELECT own_event FROM claim"):
            yield iri

    # -------------------------------------------------------------------------------- states

    def mark(self, numbers: Iterable[int], state: int) -> None:
        """Raise the state of claims to at least this."""
        self._connection.executemany(
            "UPDATE claim SET state = MAX(state, ?) WHERE id = ?",
            ((state, number) for number in numbers),
        )

    def mark_event(self, event: str, state: int) -> None:
        """Raise the state of the claims of an event to at least this."""
        self._connection.execute(
            "UPDATE claim SET state = MAX(state, ?) WHERE event = ?", (state, event)
        )

    def settle(self, numbers: Iterable[int]) -> None:
        """Say of claims that they are in order."""
        self._connection.executemany(
            "UPDATE claim SET state = 0 WHERE id = ?", ((number,) for number in numbers)
        )

    def settle_derived(self, events: Iterable[str]) -> None:
        """Say that events were derived; of their claims some may still have to be compared."""
        self._connection.executemany(
            "UPDATE claim SET state = 0 WHERE state = 1 AND event = ?",
            ((event,) for event in events),
        )

    def unsettled(self, limit: int) -> dict[int, IndexedClaim]:
        """Some claims that are not in order, in the order in which they came."""
        rows = self._connection.execute(
            "SELECT id FROM claim WHERE state > 0 ORDER BY id LIMIT ?", (limit,)
        )
        return self.by_id(row[0] for row in rows.fetchall())

    def unsettled_count(self) -> int:
        """How many claims are not in order."""
        row = self._connection.execute("SELECT COUNT(*) FROM claim WHERE state > 0").fetchone()
        return int(row[0])

    # --------------------------------------------------------------------------------- links

    def holders(self, keys: Collection[int]) -> set[int]:
        """The claims that have one of some keys."""
        found: set[int] = set()
        for marks, chunk in chunks(keys):
            found.update(
                number
                for (number,) in self._connection.execute(
                    f"SELECT claim FROM claim_key WHERE key IN ({marks})", chunk
                )
            )
        return found

    def linked(self, number: int) -> list[int]:
        """The claims linked to one."""
        rows = self._connection.execute(
            "SELECT other FROM link WHERE one = ? AND tier < ?", (number, UNSURE_TIER)
        )
        return [other for (other,) in rows]

    def links_within(self, numbers: Collection[int]) -> Iterator[tuple[int, int, int, float]]:
        """The links between claims that are all given: the lesser number first, tier, strength."""
        for marks, chunk in chunks(sorted(numbers)):
            yield from self._connection.execute(
                f"SELECT one, other, tier, strength FROM link"
                f" WHERE one < other AND tier < {UNSURE_TIER} AND one IN ({marks})",
                chunk,
            )

    def relink(self, number: int, links: Mapping[int, tuple[int, float]]) -> None:
        """Put the links of one claim, by the other's number, in the place of those it had."""
        self._unlink([number])
        rows = [(number, other, *told) for other, told in links.items()]
        rows += [(other, number, *told) for other, told in links.items()]
        self._connection.executemany("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", rows)

    def _unlink(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            rows = self._connection.execute("SELECT other FROM link WHERE one = ?", (number,))
            pairs = [(other, number) for (other,) in rows.fetchall()]
            self._connection.executemany("DELETE FROM link WHERE one = ? AND other = ?", pairs)
            self._connection.execute("DELETE FROM link WHERE one = ?", (number,))

    def unsure_pairs(self) -> Iterator[tuple[int, int, float]]:
        """The pairs that may tell of one event but are not linked, with their strength."""
        yield from self._connection.execute(
            "SELECT one, other, strength FROM link WHERE one < other AND tier = ?", (UNSURE_TIER,)
        )

    # -------------------------------------------------------------------------------- events

    def sizes(self, events: Iterable[str]) -> dict[str, int]:
        """How many claims tell of each event."""
        found: dict[str, int] = {}
        for marks, chunk in chunks(sorted(events)):
            found.update(
                self._connection.execute(
                    f"SELECT event, COUNT(*) FROM claim WHERE event IN ({marks}) GROUP BY event",
                    chunk,
                )
            )
        return found

    def set_events(self, events: Mapping[int, str]) -> None:
        """Say which event each claim tells of."""
        self._connection.executemany(
            "UPDATE claim SET event = ? WHERE id = ?",
            ((event, number) for number, event in events.items()),
        )

    def add_stale(self, events: Iterable[str]) -> None:
        """Have the statements of events looked at again."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO stale_event VALUES (?)", ((event,) for event in events)
        )

    def uncompared(self, events: Iterable[str]) -> set[str]:
        """Those of some events of which a claim is still to be compared."""
        return {
            event
            for marks, chunk in chunks(sorted(events))
            for (event,) in self._connection.execute(
                f"SELECT DISTINCT event FROM claim WHERE state = {COMPARE} AND event IN ({marks})",
                chunk,
            )
        }

    def has_stale(self) -> bool:
        """Whether statements of some event are to be looked at again."""
        return self._connection.execute("SELECT 1 FROM stale_event").fetchone() is not None

    def take_stale(self) -> set[str]:
        """The events whose statements are to be looked at again; they are then no longer."""
        rows = self._connection.execute("SELECT iri FROM stale_event").fetchall()
        self._connection.execute("DELETE FROM stale_event")
        return {iri for (iri,) in rows}
