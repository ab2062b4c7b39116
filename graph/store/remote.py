"""The store on a SPARQL 1.1 server, over the SPARQL Protocol and the Graph Store Protocol.

A write is one SPARQL Update request, which a server carries out wholly or not at all (measured on
Oxigraph: when a later operation fails, nothing of the earlier ones stays). Measured on Oxigraph
with articles of 300 quads, that is no slower than posting N-Quads to the graph store, which can
replace one graph at most; the graph store takes the back-fills.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph
import requests
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)

from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.iris import digest
from diplograph.graph.store.base import QueryResults, Store, valid_base
from diplograph.graph.store.embedded import copy_to_folder
from diplograph.graph.store.local import update_text
from diplograph.graph.store.sidecar import open_sidecar
from diplograph.graph.store.sparql import Value, bind, check_read_only_query, malformed, query_form
from diplograph.graph.user_cache import user_cache

_SOLUTIONS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_BULK = 50_000  # quads a request: about 10 MB, answered in seconds
_CONNECT_TIMEOUT = 10.0  # seconds
_QUERY_SEGMENTS = ("query", "sparql")


class RemoteStore(Store):
    """A store on a SPARQL 1.1 server.

    ``url`` is the root under which the server has ``query``, ``update`` and ``store`` (as on
    Oxigraph), or its query endpoint, called ``query`` or ``sparql``. User name and password
    may stand in the URL. ``timeout`` is how many seconds the server may stay silent. An answer is
    read to its end and checked before anything of it is given out.

    Raises :class:`~diplograph.graph.errors.StoreError` when no SPARQL server answers there.
    """

    def __init__(
        self,
        url: str,
        *,
        base: str | None = None,
        read_only: bool = False,
        timeout: float = 300.0,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{url!r} is not an http or https URL")
        host = parts.netloc.rpartition("@")[2]
        path = parts.path.rstrip("/")
        root, _, last = path.rpartition("/")
        if last not in _QUERY_SEGMENTS:
            root, last = path, "query"
        self._root = urlunsplit((parts.scheme, host, root, "", ""))
        self._query_url = f"{self._root}/{last}"
        self._timeout = (_CONNECT_TIMEOUT, timeout)
        self._session: requests.Session | None = requests.Session()
        if parts.username is not None:
            self._session.auth = (unquote(parts.username), unquote(parts.password or ""))
        self.location = urlunsplit((parts.scheme, host, path, "", ""))
        self.base = valid_base(base)
        self.read_only = read_only
        try:
            self.query("ASK {}")
        except QueryError as error:
            self.close()
            raise StoreError(f"no SPARQL server answers at {self.location}: {error}") from error
        except StoreError:
            self.close()
            raise

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Value] | None = None,
        *,
        default_graph: NamedNode | None = None,
    ) -> QueryResults:
        """Ask a SPARQL query (see :meth:`.Store.query`)."""
        check_read_only_query(sparql)
        form = query_form(sparql)
        accept = _SOLUTIONS if form in ("SELECT", "ASK") else _TRIPLES
        answer = self._post(
            self._query_url,
            bind(sparql, bindings or {}).encode(),
            {"Content-Type": "application/sparql-query", "Accept": accept},
            {"default-graph-uri": default_graph.value} if default_graph else {},
        )
        if answer.status_code == 400:
            raise malformed(_first_words(answer))
        self._require_success(answer)
        try:
            return self._read(form, answer)
        except (SyntaxError, ValueError) as error:
            said = " ".join(str(error).split())
            raise StoreError(f"{self.location} gave a broken answer: {said}") from error

    def _read(self, form: str, answer: requests.Response) -> QueryResults:
        media = answer.headers.get("Content-Type", "").split(";")[0].strip()
        if form in ("SELECT", "ASK"):
            results_format = QueryResultsFormat.from_media_type(media)
            if results_format is not None:
                results = parse_query_results(answer.content, results_format)
                if isinstance(results, QueryBoolean) != (form == "ASK"):
                    raise ValueError(f"no answer to {form}")
                if isinstance(results, QuerySolutions):
                    for _ in results:  # to its end first: a cut answer is an error, not few rows
                        pass
                    return parse_query_results(answer.content, results_format)
                return results
        else:
            rdf_format = RdfFormat.from_media_type(media)
            if rdf_format is not None:
                triples = pyoxigraph.Store()
                triples.extend(parse(answer.content, rdf_format, base_iri=self._query_url))
                return triples.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        raise ValueError(f"the media type {media!r} is not one of results")

    def match(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Give the quads that match, read in one answer (see :meth:`.Store.match`)."""
        inside, named = "{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }"
        if isinstance(graph, DefaultGraph):
            pattern = f"SELECT ?s ?p ?o {inside}"
        elif graph is not None:
            pattern = f"SELECT ?s ?p ?o ?g {named}"
        else:
            pattern = f"SELECT ?s ?p ?o ?g {{ {inside} UNION {named} }}"
        given = {"s": subject, "p": predicate, "o": object}
        bindings: dict[str, Value] = {name: term for name, term in given.items() if term}
        if isinstance(graph, NamedNode):
            bindings["g"] = graph
        solutions = self.query(pattern, bindings)
        assert isinstance(solutions, QuerySolutions)
        return _quads(solutions, has_graph=not isinstance(graph, DefaultGraph))

    def graphs(self) -> Iterator[NamedNode]:
        """Give the names of the named graphs that hold at least one quad."""
        solutions = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(solutions, QuerySolutions)
        return (row["g"] for row in solutions if isinstance(row["g"], NamedNode))

    def __len__(self) -> int:
        solutions = self.query(
            "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        )
        assert isinstance(solutions, QuerySolutions)
        count = next(solutions)["n"]
        assert isinstance(count, Literal)
        return int(count.value)

    def _write(self, drop: list[NamedNode], remove: list[Quad], add: list[Quad]) -> None:
        text = update_text(dict.fromkeys(drop), remove, add)
        if text:
            headers = {"Content-Type": "application/sparql-update"}
            self._require_success(self._post(f"{self._root}/update", text.encode(), headers, {}))

    def _write_bulk(self, quads: Iterable[Quad]) -> None:
        remaining = iter(quads)
        while chunk := list(islice(remaining, _BULK)):
            chunk.sort(key=lambda quad: str(quad.graph_name))
            for graph, members in groupby(chunk, key=lambda quad: quad.graph_name):
                body = serialize((quad.triple for quad in members), format=RdfFormat.N_TRIPLES)
                assert body is not None
                named = isinstance(graph, NamedNode)
                self._require_success(
                    self._post(
                        f"{self._root}/store",
                        body,
                        {"Content-Type": "application/n-triples"},
                        {"graph": graph.value} if named else {"default": ""},
                    )
                )

    def _post(
        self, url: str, body: bytes, headers: Mapping[str, str], parameters: Mapping[str, str]
    ) -> requests.Response:
        if self._session is None:
            raise StoreError(f"{self.location} is closed")
        try:
            # a redirected POST would become a GET, so a moved server is an error
            return self._session.post(
                url,
                data=body,
                headers=dict(headers),
                params=dict(parameters),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.Timeout as error:
            raise StoreError(
                f"{self.location} gave no answer within {self._timeout[1]:g} seconds; "
                "a write may have been done or not: run it again"
            ) from error
        except requests.ConnectionError as error:
            raise StoreError(
                f"no server answers at {self.location}: start it or correct the URL"
            ) from error
        except requests.RequestException as error:
            said = " ".join(str(error).split())
            raise StoreError(f"{self.location} broke off its answer: {said}") from error

    def _require_success(self, answer: requests.Response) -> None:
        if 200 <= answer.status_code < 300:
            return
        if answer.is_redirect:
            raise StoreError(f"{self.location} has moved: use {answer.headers['Location']}")
        raise StoreError(
            f"{self.location} answered {answer.status_code} {answer.reason}: {_first_words(answer)}"
        )

    def snapshot(self, folder: str | os.PathLike[str]) -> Path:
        """Copy the quads to a new store on disk, read in one answer of the server."""
        return copy_to_folder(self, folder)

    def optimize(self) -> None:
        """Do nothing: the server looks after its data."""

    def _open_sidecar(self) -> sqlite3.Connection:
        # The server keeps quads alone; the index is this user's own and is made again elsewhere.
        folder = user_cache("index")
        name = f"{digest(self._query_url, self.base)}.sqlite"
        return open_sidecar(None if folder is None else folder / name)

    def close(self) -> None:
        """Close the connections."""
        self._close_sidecar()
        if self._session is not None:
            self._session.close()
            self._session = None


def _quads(solutions: QuerySolutions, *, has_graph: bool) -> Iterator[Quad]:
    for row in solutions:
        subject, predicate, object_ = row["s"], row["p"], row["o"]
        graph = (row["g"] if has_graph else None) or DefaultGraph()
        assert isinstance(predicate, NamedNode)
        assert not isinstance(subject, Literal)
        assert object_ is not None
        assert subject is not None
        assert isinstance(graph, (NamedNode, DefaultGraph))
        yield Quad(subject, predicate, object_, graph)


def _first_words(answer: requests.Response) -> str:
    """The start of what the server says, on one line."""
    said = " ".join(answer.content[:2000].decode("utf-8", "replace").split())
    return said[:300] or "nothing more said"
