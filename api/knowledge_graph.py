"""What ``diplograph.open`` gives: one object with everything a notebook needs.

Thin: every method calls the function that does the work and turns its answer into a pandas frame.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Event, EventType, Evidence, Status
from diplograph.graph.reader import evidence as read_evidence
from diplograph.graph.reader import read_event
from diplograph.graph.store import Store, open_store
from typing_extensions import Self, TypedDict, Unpack

if TYPE_CHECKING:
    import pandas as pd
    from diplograph.loaders.ingest import IngestReport, Progress

Date = str | dt.date | PartialDate
"""A day, month or year: ``"2017-11-14"``, ``"2017-11"``, ``"2017"`` or a calendar day."""

MEMORY = "memory:"
"""The location of a store that is gone when it is closed."""

STORE_VARIABLE = "DIPLOGRAPH_STORE"
DEFAULT_STORE = "./diplograph.db"


class Filters(TypedDict, total=False):
    """Arguments that every frame of events takes; what is left out does not restrict.

    ``actor`` and ``place`` are names, codes or IRIs; a polity is found also where a person
    represents it. ``since`` and ``until`` are inclusive and keep events that can have taken place
    in the period. ``status`` is one status or several, ``source`` the URL or IRI of an article.
    """

    actor: str | None
    place: str | None
    since: Date | None
    until: Date | None
    status: Status | str | Iterable[Status | str] | None
    source: str | None


class KnowledgeGraph:
    """A store with the questions that are asked most; made by :func:`diplograph.open`.

    A context manager that closes its store.

    >>> import diplograph
    >>> with diplograph.open("memory:") as kg:
    ...     report = kg.ingest([])
    ...     report.read
    0
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(
        cls,
        location: str | os.PathLike[str] | None = None,
        *,
        base: str | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open a knowledge graph, see :func:`diplograph.open`."""
        if location is None:
            location = os.environ.get(STORE_VARIABLE) or DEFAULT_STORE
        where = None if os.fspath(location) == MEMORY else location
        return cls(open_store(where, base=base, read_only=read_only, create=not read_only))

    def ingest(
        self,
        inputs: Sequence[str | os.PathLike[str]],
        *,
        format: str = "auto",
        published: dt.date | dt.datetime | str | None = None,
        jobs: int = 1,
        extractor: str = "frames",
        allow_private: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Read articles: files, folders, globs, http(s) URLs, or ``-`` for standard input.

        The report says how many were read, new, replaced, unchanged and set aside with which
        reason; see :func:`diplograph.loaders.ingest.ingest` for the arguments and errors.
        ``published`` may be text, as the command takes it.
        """
        from diplograph.loaders.ingest import ingest
        from diplograph.loaders.published import parse_published

        if isinstance(published, str):
            published = parse_published(published)
        return ingest(
            inputs,
            self.store,
            format=format,
            published=published,
            jobs=jobs,
            extractor=extractor,
            allow_private=allow_private,
            progress=progress,
        )

    def events(
        self, type: EventType | str | Iterable[EventType | str] = (), **filters: Unpack[Filters]
    ) -> pd.DataFrame:
        """Canonical events, one row each, indexed by IRI and sorted by date.

        ``type`` is one type of event or several (``"Meeting"``); the other arguments are those of
        :class:`Filters`. The columns are described at
        :func:`diplograph.queries.frames.events_frame`.

        Raises :class:`~diplograph.graph.errors.UnknownName` for an actor, place or article that the
        store does not know, :class:`~diplograph.graph.errors.InvalidDate` for a bad date.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.events("Visit", actor="Russia", since="2017-08").empty
        True
        """
        return self._frame(_several(type), filters)

    def meetings(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Meetings, negotiations and summits; see :meth:`events`."""
        return self._frame([kind for kind in EventType if kind.is_gathering], filters)

    def visits(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Visits; see :meth:`events`."""
        return self._frame([EventType.VISIT], filters)

    def calls(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Calls by telephone or video; see :meth:`events`."""
        return self._frame([EventType.CALL], filters)

    def agreements(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Signings and agreements reached; see :meth:`events`."""
        return self._frame([kind for kind in EventType if kind.is_conclusion], filters)

    def event(self, iri: str) -> Event:
        """One canonical event, by its IRI in full or as ``dgid:event/...``.

        An IRI that was merged away gives the event that replaced it. Raises
        :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
        """
        return read_event(self.store, self._expanded(iri))

    def evidence(self, event: str) -> list[Evidence]:
        """The sentences behind an event: the earliest article first, then as in the text.

        Raises :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
        """
        return read_evidence(self.store, self._expanded(event))

    def close(self) -> None:
        """Let go of the store. Closing twice is no error."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self.store.location}>"
