"""The database of the index: its tables, its transactions, whether it is in step with the store.

The quads and the index are two stores that cannot be written in one atomic step. So every state of
the articles has a fingerprint. The quads hold that of the articles from which the present picture
was derived, with a mark for every article written since; the index knows what each article adds to
it. Where the two do not fit, somebody else wrote the quads, or a process was killed between two
writes that cannot be told apart, and the index is made anew. The fingerprint is a sum over the
articles, so it does not tell in which order they came.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from diplograph.graph.errors import StoreError

INDEX_VERSION = "1"
"""Changes with the tables and with whatever decides what is put into them."""

_MODULUS = 1 << 128

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- share: what the article adds to the fingerprint
CREATE TABLE article (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, share TEXT NOT NULL DEFAULT ''
);

-- state: 0 settled, 1 its event is to be derived again, 2 it is to be compared with others again
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    own_event TEXT NOT NULL,
    event TEXT,
    part_of TEXT,
    instrument INTEGER,
    state INTEGER NOT NULL
);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_own_event ON claim (own_event);
CREATE INDEX claim_part_of ON claim (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX claim_unsettled ON claim (state) WHERE state > 0;

-- blocking keys, hashed
CREATE TABLE claim_key (key INTEGER, claim INTEGER, PRIMARY KEY (key, claim)) WITHOUT ROWID;

-- compared pairs, each twice: tier 9 are pairs that may be one but are not surely
CREATE TABLE link (
    one INTEGER, other INTEGER, tier INTEGER NOT NULL, strength REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE event (iri TEXT PRIMARY KEY) WITHOUT ROWID;

-- articles that print one text: what is kept of each, its lookup keys, the pairs, the originals
CREATE TABLE print (
    article TEXT PRIMARY KEY, url TEXT, outlet TEXT, published TEXT, length INTEGER NOT NULL,
    signature BLOB NOT NULL, original TEXT, state INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX print_unsettled ON print (state) WHERE state > 0;
CREATE TABLE print_key (
    key INTEGER, article TEXT, PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE TABLE stale_print (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE print_pair (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;

-- in which months persons were seen in offices, and which claims name an office alone
CREATE TABLE office_seen (
    office TEXT, month TEXT, person TEXT, title TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (office, month, person, title)
) WITHOUT ROWID;
CREATE INDEX office_seen_person ON office_seen (person);
CREATE TABLE office_unnamed (
    office TEXT, month TEXT, claim INTEGER, PRIMARY KEY (office, month, claim)
) WITHOUT ROWID;

-- what was taken up from outside of the articles: terms of office, and judgements in force
CREATE TABLE taken_up (what TEXT, item TEXT, PRIMARY KEY (what, item)) WITHOUT ROWID;

-- which event came of a planned one
CREATE TABLE outcome (plan TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX outcome_event ON outcome (event);
-- events that articles make part of each other, by the one that is taken to be the whole
CREATE TABLE circle (event TEXT, member TEXT, PRIMARY KEY (event, member)) WITHOUT ROWID;
CREATE INDEX circle_member ON circle (member);

-- events whose statements are to be looked at again although no claim may be left of them
CREATE TABLE stale_event (iri TEXT PRIMARY KEY) WITHOUT ROWID;

-- persons, organizations, places and instruments; state 1: to be described again
CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    canonical TEXT,
    description TEXT,
    state INTEGER NOT NULL
);
CREATE INDEX entity_unsettled ON entity (state) WHERE state > 0;
CREATE INDEX entity_canonical ON entity (canonical) WHERE canonical IS NOT NULL;

-- what articles tell of an entity, and how often
CREATE TABLE told (
    entity INTEGER, field TEXT, value TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (entity, field, value)
) WITHOUT ROWID;

CREATE TABLE named (entity INTEGER, claim INTEGER, PRIMARY KEY (entity, claim)) WITHOUT ROWID;
CREATE TABLE person_key (key TEXT, person INTEGER, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE INDEX person_key_person ON person_key (person);
CREATE TABLE person_link (
    one INTEGER, other INTEGER, verdict INTEGER NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- instruments that one event ties together
CREATE TABLE instrument_tie (
    event TEXT, one INTEGER, other INTEGER, PRIMARY KEY (event, one, other)
) WITHOUT ROWID;
CREATE INDEX instrument_tie_one ON instrument_tie (one);
CREATE INDEX instrument_tie_other ON instrument_tie (other);
CREATE TABLE instrument_earlier (
    earlier INTEGER, later INTEGER, PRIMARY KEY (earlier, later)
) WITHOUT ROWID;
-- instruments that an event was about without concluding them
CREATE TABLE instrument_about (
    claim TEXT, instrument INTEGER, relation TEXT, mention TEXT,
    PRIMARY KEY (claim, instrument, relation, mention)
) WITHOUT ROWID;
CREATE INDEX instrument_about_instrument ON instrument_about (instrument);
"""


def share(*parts: str) -> str:
    """What one article adds to a fingerprint: 128 bits in hexadecimal.

    >>> share("urn:a", "hash") == share("urn:a", "hash") != share("urn:b", "hash")
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def changed(fingerprint: str, *, gone: Iterable[str] = (), come: Iterable[str] = ()) -> str:
    """The fingerprint after some shares are gone and others have come.

    >>> one = changed(NO_ARTICLES, come=[share("urn:a"), share("urn:b")])
    >>> changed(one, gone=[share("urn:b"), share("urn:a")]) == NO_ARTICLES
    True
    """
    value = int(fingerprint, 16)
    value += sum(int(each, 16) for each in come) - sum(int(each, 16) for each in gone)
    return f"{value % _MODULUS:032x}"


NO_ARTICLES = f"{0:032x}"
"""The fingerprint of a store without articles."""


class Index:
    """The tables over one connection to SQLite.

    Changes are kept together by :meth:`transaction`; without one each is its own. Tables of another
    version are made anew, unless the index is for reading: then it raises
    :class:`~diplograph.graph.errors.StoreError`.

    >>> index = Index(sqlite3.connect(":memory:"))
    >>> index.fingerprint == NO_ARTICLES, index.is_whole
    (True, True)
    """

    def __init__(self, connection: sqlite3.Connection, *, read_only: bool = False) -> None:
        self.connection = connection
        connection.isolation_level = None
        if self._version() == INDEX_VERSION:
            return
        if read_only:
            raise StoreError(
                "the store has no index that this version reads: ingest anything once more, which"
                " makes it"
            )
        self.clear()

    def _version(self) -> str | None:
        try:
            return self.get("version")
        except sqlite3.DatabaseError:
            return None

    def clear(self) -> None:
        """Make all tables anew and empty; a whole derivation is then due."""
        connection = self.connection
        with self.transaction():
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            for (name,) in tables:
                connection.execute(f'DROP TABLE "{name}"')
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            self.put("version", INDEX_VERSION)
            self.put("fingerprint", NO_ARTICLES)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep changes together: all are made, or none where something is raised."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def get(self, name: str) -> str | None:
        """A remark by name."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Set a remark."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def remove(self, name: str) -> None:
        """Take a remark away."""
        self.connection.execute("DELETE FROM meta WHERE name = ?", (name,))

    @property
    def is_whole(self) -> bool:
        """Whether the present picture was derived with this index, and not with one before it."""
        return self.get("anew") is None

    def taken_up(self, what: str) -> set[str]:
        """What was taken up from outside of the articles."""
        rows = self.connection.execute("SELECT item FROM taken_up WHERE what = ?", (what,))
        return {item for (item,) in rows}

    def take_up(self, what: str, *, come: Collection[str], gone: Collection[str]) -> None:
        """Keep what is taken up from now on."""
        self.connection.executemany(
            "DELETE FROM taken_up WHERE what = ? AND item = ?", ((what, item) for item in gone)
        )
        self.connection.executemany(
            "INSERT INTO taken_up VALUES (?, ?)", ((what, item) for item in come)
        )
        self.put(
            "fingerprint",
            changed(
                self.fingerprint,
                gone=[share(what, item) for item in gone],
                come=[share(what, item) for item in come],
            ),
        )

    # ------------------------------------------------------------------------------ articles

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the articles, lists and judgements that the index knows."""
        return self.get("fingerprint") or NO_ARTICLES

    def share_of(self, article: str) -> str | None:
        """What an article adds to the fingerprint; None for one that the index does not know."""
        row = self.connection.execute(
            "SELECT share FROM article WHERE iri = ?", (article,)
        ).fetchone()
        return None if row is None else str(row[0])

    def set_article(self, article: str, share: str) -> None:
        """Take in an article, or another state of it."""
        before = self.share_of(article)
        self.connection.execute(
            "INSERT INTO article (iri, share) VALUES (?1, ?2)"
            " ON CONFLICT (iri) DO UPDATE SET share = ?2",
            (article, share),
        )
        gone = [] if before is None else [before]
        self.put("fingerprint", changed(self.fingerprint, gone=gone, come=[share]))

    # -------------------------------------------------------------------------------- events

    @property
    def event_count(self) -> int:
        """How many canonical events there are."""
        return int(self.get("events") or 0)

    def set_events(self, *, come: Iterable[str], gone: Iterable[str]) -> None:
        """Say which events there are now and which are no longer."""
        count = self.event_count
        for iri in come:
            cursor = self.connection.execute("INSERT OR IGNORE INTO event VALUES (?)", (iri,))
            count += cursor.rowcount
        for iri in gone:
            cursor = self.connection.execute("DELETE FROM event WHERE iri = ?", (iri,))
            count -= cursor.rowcount
        self.put("events", str(count))
