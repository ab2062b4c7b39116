"""What every store can do, whatever holds the quads."""

from __future__ import annotations

import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, TypeAlias, TypeVar
from typing import Literal as OneOf

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from rdflib import Dataset

from diplograph.graph.errors import StoreError
from diplograph.graph.iris import DEFAULT_BASE, Minter
from diplograph.graph.store.sparql import Value
from diplograph.graph.store.view import dataset_view

QueryResults: TypeAlias = QuerySolutions | QueryTriples | QueryBoolean
"""SELECT gives solutions, CONSTRUCT and DESCRIBE triples, ASK a truth value."""

Graphs: TypeAlias = OneOf["all", "default", "named"]
"""Which graphs: every one, the default graph alone, the named graphs (articles and judgements)."""


_S = TypeVar("_S", bound="Store")


class Store(ABC):
    """A dataset of quads that can be asked with SPARQL and written atomically.

    Terms are pyoxigraph terms. A store is a context manager that closes itself. ``base`` is the IRI
    under which the instances of this store are minted, ``location`` a folder or URL for messages.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    ...     store.apply(add=[Quad(NamedNode(store.base + "x"), label, Literal("X"))])
    ...     [row["s"].value for row in store.query("SELECT ?s { ?s ?p ?l }", {"l": Literal("X")})]
    ['https://w3id.org/diplograph/id/x']
    """

    base: str
    location: str
    read_only: bool
    _sidecar: sqlite3.Connection | None = None

    @abstractmethod
    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Value] | None = None,
        *,
        default_graph: NamedNode | None = None,
    ) -> QueryResults:
        """Ask a SPARQL 1.1 query; ``bindings`` are put in as :func:`.sparql.bind` says.

        The default graph of the query is the default graph of the store, never the union. With
        ``default_graph`` that named graph stands in its place, and ``GRAPH`` finds nothing.

        Raises :class:`~diplograph.graph.errors.QueryError` for a malformed query or value and for
        ``SERVICE``, :class:`~diplograph.graph.errors.StoreError` when the store cannot be read.
        """

    @abstractmethod
    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Give the quads that match; None matches every term, ``DefaultGraph()`` that graph alone.

        What is written while the iterator runs is not seen by it.
        """

    def apply(
        self,
        *,
        drop: Iterable[NamedNode] = (),
        remove: Iterable[Quad] = (),
        add: Iterable[Quad] = (),
    ) -> None:
        """Write once, wholly or not at all: drop graphs, then remove quads, then add quads.

        A graph that is not there, a quad to remove that is not there and one to add that is there
        already are no errors. A killed process leaves the write whole or absent.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store is read-only, cannot be
        written, or a quad to add holds a blank node or a triple term.
        """
        if self.read_only:
            raise StoreError(f"{self.location} is open for reading only")
        self._write(list(drop), list(remove), [checked(quad) for quad in add])

    @abstractmethod
    def _write(self, drop: list[NamedNode], remove: list[Quad], add: list[Quad]) -> None:
        """Do what :meth:`apply` promises."""

    def bulk_add(self, quads: Iterable[Quad]) -> None:
        """Add very many quads fast: a back-fill of a thousand articles or more in one call.

        Not atomic: a killed process may leave a part of the quads, which adding them again mends.
        For less than that, :meth:`apply` is faster. Raises as :meth:`apply` does.
        """
        if self.read_only:
            raise StoreError(f"{self.location} is open for reading only")
        self._write_bulk(checked(quad) for quad in quads)

    @abstractmethod
    def _write_bulk(self, quads: Iterable[Quad]) -> None:
        """Do what :meth:`bulk_add` promises."""

    @abstractmethod
    def graphs(self) -> Iterator[NamedNode]:
        """Give the names of the named graphs that hold at least one quad."""

    @abstractmethod
    def __len__(self) -> int:
        """Count the quads of all graphs."""

    def dump(
        self,
        file: str | os.PathLike[str] | IO[bytes],
        format: RdfFormat,
        *,
        graphs: Graphs = "all",
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        """Write the quads to a file in any RDF format of pyoxigraph.

        A format without named graphs (Turtle, N-Triples, RDF/XML) gets the triples of the chosen
        graphs without the graphs' names. A file given by path appears when it is complete.

        Raises :class:`~diplograph.graph.errors.StoreError` when the file cannot be written.

        >>> import io
        >>> from diplograph.graph.store import open_store
        >>> store, out = open_store(None), io.BytesIO()
        >>> p = NamedNode("http://e.example/p")
        >>> store.apply(add=[Quad(p, p, p, p)])
        >>> store.dump(out, RdfFormat.TURTLE, prefixes={"e": "http://e.example/"})
        >>> out.getvalue().decode().splitlines()[-1]
        'e:p e:p e:p .'
        """
        statements = self._statements(graphs, names=format.supports_datasets)
        names = dict(prefixes) if prefixes else None
        if not isinstance(file, (str, os.PathLike)):
            serialize(statements, file, format, prefixes=names)
            return
        path = Path(file)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            try:
                with part.open("wb") as out:
                    serialize(statements, out, format, prefixes=names)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror or error}") from error

    def _statements(self, graphs: Graphs, *, names: bool) -> Iterator[Quad] | Iterator[Triple]:
        quads = self.match(graph=DefaultGraph() if graphs == "default" else None)
        if graphs == "named":
            quads = (quad for quad in quads if quad.graph_name != DefaultGraph())
        return quads if names else (quad.triple for quad in quads)

    @abstractmethod
    def snapshot(self, folder: str | os.PathLike[str]) -> Path:
        """Write a copy of the store as it is now to a new folder, which opens as a store.

        Raises :class:`~diplograph.graph.errors.StoreError` when the folder is not empty or cannot
        be written.
        """

    @abstractmethod
    def optimize(self) -> None:
        """Put the data in order for reading; worth its time after a back-fill."""

    def dataset(self, prefixes: Mapping[str, str] | None = None) -> Dataset:
        """Give an rdflib view of the same data; what either side writes the other sees.

        The default graph of the view is the default graph of the store, never the union;
        ``prefixes`` are bound in the view. It takes queries as text, with ``initBindings``, and
        refuses SPARQL Update: write with ``add``, ``addN`` and ``remove``.
        """
        return dataset_view(self, prefixes or {})

    def sidecar(self) -> sqlite3.Connection:
        """The SQLite database beside the quads, for what can be made again from them.

        It is closed with the store; a store that is open for reading has one to read.

        Raises :class:`~diplograph.graph.errors.StoreError` when it cannot be opened.
        """
        if self._sidecar is None:
            self._sidecar = self._open_sidecar()
        return self._sidecar

    @abstractmethod
    def _open_sidecar(self) -> sqlite3.Connection:
        """Do what :meth:`sidecar` promises."""

    def _close_sidecar(self) -> None:
        if self._sidecar is not None:
            self._sidecar.close()
            self._sidecar = None

    @abstractmethod
    def close(self) -> None:
        """Let go of the store. Closing twice is no error; any other use afterwards is."""

    def __enter__(self: _S) -> _S:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.location}>"


def checked(quad: Quad) -> Quad:
    """Give the quad back if the graph may hold it.

    Raises :class:`~diplograph.graph.errors.StoreError` for a blank node or triple term: a store has
    none, so that every node can be cited, removed by value and compared across stores.
    """
    if (
        type(quad.subject) is NamedNode
        and type(quad.object) in (NamedNode, Literal)
        and type(quad.graph_name) in (NamedNode, DefaultGraph)
    ):
        return quad
    raise StoreError(f"a store holds IRIs and literals alone: {quad}")


def valid_base(base: str | None) -> str:
    """Give the instance base as :class:`~diplograph.graph.iris.Minter` writes it.

    Raises :class:`~diplograph.graph.errors.StoreError` when it is not an absolute IRI.

    >>> valid_base("https://press.example/id")
    'https://press.example/id/'
    """
    base = DEFAULT_BASE if base is None else base
    try:
        return NamedNode(Minter(base).base).value
    except ValueError as error:
        raise StoreError(f"the base {base!r} is not an absolute IRI: {error}") from error
