"""The texts of the index: which articles print the same one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from diplograph.graph.index.claims import chunks

Row = tuple[str, str | None, str | None, str | None, int, bytes]
"""An article's IRI, URL, outlet, day of publication, length and signature."""


class PrintTable:
    """The tables ``print``, ``print_key`` and ``print_pair``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, row: Row, keys: Iterable[int]) -> None:
        """Take in an article that is not there, to be compared."""
        article = row[0]
        self._connection.execute("INSERT INTO print VALUES (?, ?, ?, ?, ?, ?, NULL, 1)", row)
        self._connection.executemany(
            "INSERT OR IGNORE INTO print_key VALUES (?, ?)", ((key, article) for key in keys)
        )

    def remove(self, article: str, keys: Iterable[int]) -> None:
        """Forget an article; those of the same text are to be looked at again."""
        connection = self._connection
        self.mark(self.paired(article))
        connection.executemany(
            "DELETE FROM print_key WHERE key = ? AND article = ?",
            [(key, article) for key in keys],
        )
        connection.execute("DELETE FROM print_pair WHERE one = ? OR other = ?", (article, article))
        connection.execute(
            "INSERT OR IGNORE INTO stale_print SELECT article FROM print"
            " WHERE article = ? AND original IS NOT NULL",
            (article,),
        )
        connection.execute("DELETE FROM print WHERE article = ?", (article,))

    def mark(self, articles: Iterable[str]) -> None:
        """Have articles looked at again."""
        self._connection.executemany(
            "UPDATE print SET state = 1 WHERE article = ?", ((each,) for each in articles)
        )

    def take_stale(self) -> list[str]:
        """Articles that were copies and were taken out; they are then no longer listed."""
        rows = self._connection.execute("SELECT article FROM stale_print").fetchall()
        self._connection.execute("DELETE FROM stale_print")
        return [article for (article,) in rows]

    def unsettled(self) -> list[str]:
        """The articles that are to be looked at."""
        rows = self._connection.execute("SELECT article FROM print WHERE state > 0")
        return [article for (article,) in rows]

    def rows(self, articles: Iterable[str]) -> list[Row]:
        """What is kept of articles."""
        return [
            row
            for marks, chunk in chunks(sorted(articles))
            for row in self._connection.execute(
                "SELECT article, url, outlet, published, length, signature FROM print"
                f" WHERE article IN ({marks})",
                chunk,
            )
        ]

    def holders(self, keys: Collection[int]) -> set[str]:
        """The articles that have one of some keys."""
        return {
            article
            for marks, chunk in chunks(keys)
            for (article,) in self._connection.execute(
                f"SELECT article FROM print_key WHERE key IN ({marks})", chunk
            )
        }

    def paired(self, article: str) -> list[str]:
        """The articles that print the same text as one, as far as they were compared with it."""
        rows = self._connection.execute("SELECT other FROM print_pair WHERE one = ?", (article,))
        return [other for (other,) in rows]

    def pair(self, article: str, others: Iterable[str]) -> None:
        """Say which articles print the same text as one."""
        rows = [(article, other) for other in others]
        rows += [(other, article) for _, other in rows]
        self._connection.executemany("INSERT OR IGNORE INTO print_pair VALUES (?, ?)", rows)

    def settle(self, article: str, original: str | None) -> bool:
        """Keep the original of a copy, None for what is no copy; whether that is new."""
        row = self._connection.execute(
            "SELECT original FROM print WHERE article = ?", (article,)
        ).fetchone()
        self._connection.execute(
            "UPDATE print SET original = ?, state = 0 WHERE article = ?", (original, article)
        )
        return bool(row[0] != original)

    def originals(self, articles: Iterable[str]) -> dict[str, str]:
        """The originals of those articles that are copies."""
        found: dict[str, str] = {}
        for marks, chunk in chunks(sorted(articles)):
            found.update(
                self._connection.execute(
                    "SELECT article, original FROM print"
                    f" WHERE original IS NOT NULL AND article IN ({marks})",
                    chunk,
                )
            )
        return found

    def copies(self) -> set[str]:
        """Every article that is a copy."""
        rows = self._connection.execute("SELECT article FROM print WHERE original IS NOT NULL")
        return {article for (article,) in rows}
