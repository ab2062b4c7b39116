"""What ``diplograph.open`` gives: one object with everything a notebook needs.

Thin: every method calls the function that does the work and turns its answer into a pandas frame.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples
from typing_extensions import Self, TypedDict, Unpack

from diplograph import DEFAULT_STORE, STORE_VARIABLE
from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Event, EventType, Role, Status
from diplograph.graph.reader import EventFilter, depends_on, read_event, read_events
from diplograph.graph.reader import evidence as read_evidence
from diplograph.graph.store import Store, open_store
from diplograph.ontology.namespaces import PREFIXES
from diplograph.ontology.prefixed import expand
from diplograph.places import PlaceInGraph
from diplograph.prefixes import ask
from diplograph.queries.results import XSD, Result

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from rdflib import Dataset

    from diplograph.graph.validation import ValidationReport
    from diplograph.loaders.ingest import IngestReport, Progress
    from diplograph.resolving import Resolving

Date: TypeAlias = str | dt.date | PartialDate
"""A day, month or year: ``"2017-11-14"``, ``"2017-11"``, ``"2017"`` or a calendar day."""

_Name = TypeVar("_Name", EventType, Status)

MEMORY = "memory:"
"""The location of a store that is gone when it is closed."""


class Filters(TypedDict, total=False):
    """Arguments that every frame of events takes; what is left out does not restrict.

    ``actor`` and ``place`` are names, codes or IRIs; a polity is found also where a person
    represents it. ``since`` and ``until`` are inclusive and keep events that can have taken place
    in the period. ``status`` is one status or several, ``source`` the URL or IRI of an article.
    ``perspective`` is a polity: contested places and polities count as it sees them.
    ``frame.attrs["depends_on_perspective"]`` names those on which the choice of events depends.
    """

    actor: str | None
    place: str | None
    since: Date | None
    until: Date | None
    status: Status | str | Iterable[Status | str] | None
    source: str | None
    perspective: str | None


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
        return self._frame(map(EventType, _several(type)), filters)

    def meetings(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Meetings, negotiations, summits, mediations and credentials; see :meth:`events`."""
        return self._frame(_GATHERINGS, filters)

    def visits(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Visits; see :meth:`events`."""
        return self._frame([EventType.VISIT], filters)

    def calls(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Calls by telephone or video; see :meth:`events`."""
        return self._frame([EventType.CALL], filters)

    def agreements(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Signings and agreements reached; see :meth:`events`."""
        return self._frame(_CONCLUSIONS, filters)

    def later_steps(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Ratifications, accessions, entries into force and terminations; see :meth:`events`."""
        return self._frame(_LATER_STEPS, filters)

    def statements(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Statements, with speakers, addressees and quotations; see :meth:`events`."""
        return self._frame([EventType.STATEMENT], filters)

    def invitations(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """Invitations; see :meth:`events`."""
        return self._frame([EventType.INVITATION], filters)

    def participants(
        self, type: EventType | str | Iterable[EventType | str] = (), **filters: Unpack[Filters]
    ) -> pd.DataFrame:
        """One row for each participant of each event; the arguments are those of :meth:`events`.

        The columns are described at :func:`diplograph.queries.frames.participants_frame`.
        """
        from diplograph.queries.frames import participants_frame

        events, depends = self._events(map(EventType, _several(type)), filters)
        return _noted(participants_frame(events), depends)

    def signatories(self, **filters: Unpack[Filters]) -> pd.DataFrame:
        """One row for each signatory of each signing and agreement reached: who signed for whom.

        The columns are those of :meth:`participants` and ``instrument``, the instrument's title.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     "office" in kg.signatories(since="2017").columns
        True
        """
        from diplograph.queries.frames import participants_frame

        events, depends = self._events(_CONCLUSIONS, filters)
        titles = {each.iri: each.instrument.title for each in events if each.instrument}
        frame = participants_frame(events)
        frame["instrument"] = frame["event"].map(titles).astype("string")
        signed = frame["roles"].map(lambda roles: Role.SIGNATORY.value in roles).astype(bool)
        return _noted(frame[signed].reset_index(drop=True), depends)

    def sparql(self, query: str) -> pd.DataFrame:
        """Ask any SPARQL 1.1 query; the usual prefixes need no declaration.

        SELECT gives its columns, see :func:`diplograph.queries.frames.to_frame`; CONSTRUCT and
        DESCRIBE give ``subject``, ``predicate`` and ``object``, ASK one ``boolean``. The default
        graph holds the canonical events, each named graph what one article says.

        Raises :class:`~diplograph.graph.errors.QueryError` for a malformed query.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.sparql("ASK { ?event a dg:Meeting }")["boolean"].tolist()
        [False]
        """
        from diplograph.queries.frames import to_frame

        answer = ask(self.store, query)
        if isinstance(answer, QueryBoolean):
            said = Literal("true" if answer else "false", datatype=NamedNode(XSD + "boolean"))
            return to_frame(Result(("boolean",), ((said,),)))
        if isinstance(answer, QueryTriples):
            rows = tuple((each.subject, each.predicate, each.object) for each in answer)
            return to_frame(Result(("subject", "predicate", "object"), rows))
        return to_frame(answer)

    def query(self, name: str, **parameters: object) -> pd.DataFrame:
        """Ask a question of the catalogue; ``docs/queries.md`` lists them with their parameters.

        ``frame.attrs["truncated"]`` tells whether the question's ``limit`` cut rows off,
        ``frame.attrs["depends_on_perspective"]`` names the contested territories for which another
        ``perspective`` would answer differently. Raises
        :class:`~diplograph.graph.errors.UnknownName` for an unknown question, actor or place,
        :class:`~diplograph.graph.errors.QueryError` for a parameter that does not fit.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.query("planned-not-seen", until="2018").empty
        True
        """
        from diplograph.queries.catalogue import Catalogue
        from diplograph.queries.frames import to_frame

        answer = Catalogue.load().run(self.store, name, **parameters)
        frame = to_frame(answer)
        frame.attrs["truncated"] = answer.truncated
        return _noted(frame, answer.depends_on)

    def network(
        self,
        level: str = "polity",
        relation: str = "any",
        *,
        since: Date | None = None,
        until: Date | None = None,
        status: Status | str | Iterable[Status | str] = Status.OCCURRED,
        directed: bool | None = None,
        perspective: str | None = None,
    ) -> nx.Graph[str]:
        """Project the events to a network of actors, see :func:`.networks.network`.

        ``level`` is ``polity``, ``person`` or ``organization``; ``relation`` is ``meeting``,
        ``visit``, ``call``, ``agreement`` or ``any``. Nodes are IRIs. ``perspective`` is a
        polity whose view decides to which polity a contested one counts.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.network(level="person", relation="meeting").number_of_edges()
        0
        """
        from diplograph.queries.networks import network

        return network(
            self.store,
            level=level,
            relation=relation,
            since=since,
            until=until,
            status=_several(status),
            directed=directed,
            perspective=perspective,
        )

    def place(self, name: str) -> PlaceInGraph:
        """A place, by its name, country code or IRI, to ask whose it is.

        Raises :class:`~diplograph.graph.errors.UnknownName` for a place that is not known,
        :class:`~diplograph.graph.errors.QueryError` for a name that several places have.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     loaded = kg.ingest([])
        ...     kg.place("Abkhazia").name
        'Abkhazia'
        """
        return PlaceInGraph.find(self.store, name)

    def export(self, path: str | os.PathLike[str], *, graph: str = "all") -> None:
        """Write the graph to a file in the format of its suffix, see :func:`.export_graph`."""
        from diplograph.queries.exports import export_graph

        export_graph(self.store, path, graph=graph)

    def validate(self) -> ValidationReport:
        """Check the store against the SHACL shapes and the rules that shapes cannot say.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.validate().conforms
        True
        """
        from diplograph.graph.validation import validate

        return validate(self.store)

    @property
    def graph(self) -> Dataset:
        """The rdflib view of the same store; what either side writes the other sees."""
        return self.store.dataset({**PREFIXES, "dgid": self.store.base})

    def event(self, iri: str) -> Event:
        """One canonical event, by its IRI in full or as ``dgid:event/...``.

        An IRI that was merged away gives the event that replaced it. Raises
        :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
        """
        return read_event(self.store, expand(iri, self.store.base))

    def evidence(self, event: str) -> pd.DataFrame:
        """The sentences behind an event: the earliest article first, then as in the text.

        The columns are described at :func:`diplograph.queries.frames.evidence_frame`. Raises
        :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
        """
        from diplograph.queries.frames import evidence_frame

        return evidence_frame(read_evidence(self.store, expand(event, self.store.base)))

    @property
    def resolve(self) -> Resolving:
        """Reviewing and judging which events and persons are the same, see :class:`.Resolving`.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.resolve.judgements(all=True).empty
        True
        """
        from diplograph.resolving import Resolving

        return Resolving(self.store)

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

    def _frame(self, types: Iterable[EventType], filters: Filters) -> pd.DataFrame:
        from diplograph.queries.frames import events_frame

        events, depends = self._events(types, filters)
        return _noted(events_frame(events), depends)

    def _events(
        self, types: Iterable[EventType], filters: Filters
    ) -> tuple[list[Event], tuple[str, ...]]:
        chosen = EventFilter(
            types=tuple(types),
            actor=filters.get("actor"),
            place=filters.get("place"),
            since=_date(filters.get("since")),
            until=_date(filters.get("until")),
            statuses=tuple(map(Status, _several(filters.get("status") or ()))),
            source=filters.get("source"),
            perspective=filters.get("perspective"),
        )
        return list(read_events(self.store, chosen)), depends_on(self.store, chosen)


_GATHERINGS = [kind for kind in EventType if kind.is_gathering]
_CONCLUSIONS = [kind for kind in EventType if kind.is_conclusion]
_LATER_STEPS = [kind for kind in EventType if kind.is_later_step]


def _several(values: _Name | str | Iterable[_Name | str]) -> list[_Name | str]:
    return [values] if isinstance(values, str) else list(values)


def _noted(frame: pd.DataFrame, depends: tuple[str, ...]) -> pd.DataFrame:
    frame.attrs["depends_on_perspective"] = list(depends)
    return frame


def _date(value: Date | None) -> PartialDate | None:
    if isinstance(value, str):
        return PartialDate.parse(value)
    return PartialDate.of(value) if isinstance(value, dt.date) else value
