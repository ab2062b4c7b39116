"""Stores in this process: what memory and disk have in common, and the store in memory."""

from __future__ import annotations

import os
import sqlite3
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.errors import StoreError, StoreLocked
from diplograph.graph.store.base import QueryResults, Store, valid_base
from diplograph.graph.store.sidecar import open_sidecar
from diplograph.graph.store.sparql import Value, bind, check_read_only_query, malformed


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Turn what pyoxigraph and the file system raise into a store error."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise store_error(location, error) from error


def store_error(location: str, error: OSError | RuntimeError) -> StoreError:
    """Say in one line what is wrong with a store and what to do.

    >>> store_error("news.db", OSError("IO error: No space left on device")).args[0][:40]
    'cannot write news.db: IO error: No space'
    """
    said = " ".join(str(error).split())
    if "LOCK" in said and ("No locks available" in said or "unavailable" in said):
        return StoreLocked(
            f"{location} is open for writing elsewhere: wait for that process to end, "
            "or open the store for reading only"
        )
    if "No space left" in said or "File too large" in said:
        kept = "what was stored before is kept"
        return StoreError(f"cannot write {location}: {said}; make room and run again ({kept})")
    if "ermission denied" in said or "Read-only file system" in said:
        return StoreError(f"no permission for {location}: {said}")
    if "Corruption" in said or "No such file" in said:
        return StoreError(
            f"{location} is damaged: {said}; restore a copy or ingest anew into another folder"
        )
    return StoreError(f"{location}: {said}")


class LocalStore(Store):
    """A store held by a pyoxigraph store of this process."""

    def __init__(self, inner: pyoxigraph.Store, base: str, location: str, read_only: bool) -> None:
        self._inner: pyoxigraph.Store | None = inner
        self.base = base
        self.location = location
        self.read_only = read_only

    @property
    def inner(self) -> pyoxigraph.Store:
        """The pyoxigraph store itself; keep no reference, it would keep the store open.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store is closed.
        """
        if self._inner is None:
            raise StoreError(f"{self.location} is closed")
        return self._inner

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Value] | None = None,
        *,
        default_graph: NamedNode | None = None,
    ) -> QueryResults:
        """Ask a SPARQL query (see :meth:`.Store.query`)."""
        check_read_only_query(sparql)
        text = bind(sparql, bindings) if bindings else sparql
        inner = self.inner
        try:
            if default_graph is None:
                return inner.query(text)
            return inner.query(text, default_graph=default_graph, named_graphs=[])
        except (SyntaxError, ValueError) as error:
            raise malformed(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise store_error(self.location, error) from error

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Give the quads that match (see :meth:`.Store.match`)."""
        with translated(self.location):
            return iter(self.inner.quads_for_pattern(subject, predicate, object, graph))

    def graphs(self) -> Iterator[NamedNode]:
        """Give the names of the named graphs that hold at least one quad."""
        inner = self.inner
        with translated(self.location):
            for name in inner.named_graphs():
                # Oxigraph remembers graphs that were emptied quad by quad
                if isinstance(name, NamedNode) and any(
                    True for _ in inner.quads_for_pattern(None, None, None, name)
                ):
                    yield name

    def __len__(self) -> int:
        with translated(self.location):
            return len(self.inner)

    def _write(self, drop: list[NamedNode], remove: list[Quad], add: list[Quad]) -> None:
        inner = self.inner
        with translated(self.location):
            present = [graph for graph in dict.fromkeys(drop) if inner.contains_named_graph(graph)]
            if present or remove:
                # the one way to drop, remove and add in one transaction of pyoxigraph
                inner.update(update_text(present, remove, add))
            elif add:
                inner.extend(add)

    def _write_bulk(self, quads: Iterable[Quad]) -> None:
        with translated(self.location):
            self.inner.bulk_extend(quads)

    def close(self) -> None:
        """Let go of the store; a result still being read keeps the folder locked until it ends."""
        self._close_sidecar()
        self._inner = None

    @abstractmethod
    def optimize(self) -> None:
        """Put the data in order for reading."""


class MemoryStore(LocalStore):
    """A store in memory, gone with the process.

    >>> MemoryStore("https://press.example/id/").base
    'https://press.example/id/'
    """

    def __init__(self, base: str | None = None) -> None:
        super().__init__(pyoxigraph.Store(), valid_base(base), "memory", read_only=False)

    def snapshot(self, folder: str | os.PathLike[str]) -> Path:
        """Write the quads to a new store on disk."""
        # a function-level import: the embedded store is itself a local store
        from diplograph.graph.store.embedded import copy_to_folder

        return copy_to_folder(self, folder)

    def optimize(self) -> None:
        """Do nothing: memory is always in order."""

    def _open_sidecar(self) -> sqlite3.Connection:
        return open_sidecar(None)


def update_text(drop: Iterable[NamedNode], remove: Iterable[Quad], add: Iterable[Quad]) -> str:
    """Write one SPARQL Update request that drops, removes and adds, in that order.

    >>> p = NamedNode("http://e.example/p")
    >>> print(update_text([p], [], [Quad(p, p, Literal("x"))]))
    DROP SILENT GRAPH <http://e.example/p> ;
    INSERT DATA {
    <http://e.example/p> <http://e.example/p> "x" .
    }
    """
    steps = [f"DROP SILENT GRAPH {graph}" for graph in drop]
    for verb, quads in (("DELETE DATA", remove), ("INSERT DATA", add)):
        by_graph: dict[NamedNode | DefaultGraph, list[str]] = {}
        for quad in quads:
            assert not isinstance(quad.graph_name, pyoxigraph.BlankNode)
            by_graph.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
        blocks = []
        for graph, lines in by_graph.items():
            body = "\n".join(lines)
            blocks.append(
                body if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{body}\n}}"
            )
        if blocks:
            steps.append(f"{verb} {{\n" + "\n".join(blocks) + "\n}")
    return " ;\n".join(steps)
