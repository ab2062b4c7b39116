"""Files for other programs: the graph as RDF or event records, a network in the usual formats.

The suffix of the file decides. A file appears when it is complete: it is written beside its place
and moved there, so a failure leaves what was there before. The same content gives the same bytes,
in whatever order it was ingested.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

import networkx as nx
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InputError, OutputError
from diplograph.graph.judgements.integrity import is_of_judgements
from diplograph.graph.model import Event, Status
from diplograph.graph.reader import EventFilter, read_events
from diplograph.graph.records import ROW_COLUMNS, event_record, event_row
from diplograph.graph.store.base import Store
from diplograph.ontology.namespaces import PREFIXES
from diplograph.queries.networks import RELATIONS
from diplograph.queries.pictures.page import network_page
from diplograph.queries.pictures.static import network_picture
from diplograph.queries.pictures.style import attribute, parts, period_of, title_of

RDF_FORMATS: Mapping[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""The suffixes of RDF files."""

GRAPH_SUFFIXES = (*RDF_FORMATS, ".jsonl", ".csv")
"""What :func:`export_graph` writes."""

NETWORK_SUFFIXES = (".gexf", ".graphml", ".json", ".html", ".png", ".svg", ".csv")
"""What :func:`export_network` writes."""

GRAPHS = ("canonical", "articles", "all")
"""The present picture, what each article says, or both and the judgements."""

# What XML 1.0 cannot hold in any form, and what no UTF-8 file can: control characters, surrogates
# and the two non-characters. They come from broken sources and would make a file unreadable.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export_graph(store: Store, path: str | os.PathLike[str], *, graph: str = "all") -> None:
    """Write the graph of a store to a file: RDF, or event records.

    ``graph`` is ``canonical`` (the default graph), ``articles`` (one named graph an article) or
    ``all``, which has the judgements as well, in a named graph of their own. ``.trig``, ``.nq`` and
    ``.jsonld`` hold any of them; ``.ttl`` and ``.nt`` hold one graph, so the canonical one alone.
    ``.jsonl`` has one event record a line, ``.csv`` one event a row
    (:data:`~diplograph.graph.records.ROW_COLUMNS`); both are of canonical events, whatever articles
    they rest on.

    Raises :class:`~diplograph.graph.errors.InputError` for an unknown suffix or graph and for a
    graph that the format cannot hold, :class:`~diplograph.graph.errors.OutputError` when the file
    cannot be written.

    >>> import tempfile
    >>> from diplograph.graph.store import open_store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export_graph(open_store(None), Path(folder, "events.csv"))
    ...     Path(folder, "events.csv").read_text()[:14]
    'iri,type,label'
    """
    suffix = _suffix(path, GRAPH_SUFFIXES)
    if graph not in GRAPHS:
        raise InputError(f"no graph {graph!r}: use one of {', '.join(GRAPHS)}")
    if suffix in (".ttl", ".nt") and graph != "canonical":
        raise InputError(
            f"{suffix} holds one graph, not the graphs of many articles:"
            " write .trig, .nq or .jsonld, or choose the canonical graph alone"
        )
    if suffix in (".jsonl", ".csv") and graph == "articles":
        raise InputError(
            f"{suffix} holds canonical events, not what each article says:"
            " write .trig, .nq or .jsonld"
        )
    with _replacing(Path(path)) as file:
        if suffix == ".jsonl":
            for event in read_events(store):
                line = json.dumps(event_record(event), ensure_ascii=False)
                file.write(_writable(line).encode() + b"\n")
        elif suffix == ".csv":
            _write_table(file, ROW_COLUMNS, (_cells(event) for event in read_events(store)))
        else:
            rdf = RDF_FORMATS[suffix]
            quads = _quads(store, graph)
            statements = quads if rdf.supports_datasets else (quad.triple for quad in quads)
            _write_rdf(file, statements, rdf, {**PREFIXES, "dgid": store.base})


def export_network(
    graph: nx.Graph[Any],
    path: str | os.PathLike[str],
    *,
    store: Store | None = None,
    title: str | None = None,
    source: str | None = None,
) -> None:
    """Write a network to a file.

    ``.gexf`` (Gephi), ``.graphml`` (yEd, Cytoscape, igraph) and ``.json`` (the node-link form of
    networkx and D3) hold all attributes, ``.csv`` is a list of edges with names, ``.png`` and
    ``.svg`` are pictures, ``.html`` is an interactive page. With ``store``, the page holds the
    sentences behind every event. ``title`` and ``source`` (where the data come from) are for
    pictures and page. Text stands in the files as the articles have it, see the guide on CSV and
    spreadsheets; characters that no XML file can hold become U+FFFD.

    Raises :class:`~diplograph.graph.errors.InputError` for an unknown suffix,
    :class:`~diplograph.graph.errors.OutputError` when the file cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export_network(nx.path_graph(2), Path(folder, "net.csv"))
    ...     print(Path(folder, "net.csv").read_text().splitlines()[1])
    0,1,0,1,1,,,,
    """
    suffix = _suffix(path, NETWORK_SUFFIXES)
    if suffix == ".html":
        records = [] if store is None else _records(store, graph)
        content = network_page(graph, records=records, title=title, source=source).encode()
    elif suffix in (".png", ".svg"):
        content = network_picture(graph, suffix[1:], title=title, source=source)
    else:
        content = _WRITERS[suffix](_clean(graph))
    with _replacing(Path(path)) as file:
        file.write(content)


def _suffix(path: str | os.PathLike[str], known: tuple[str, ...]) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in known:
        raise InputError(
            f"{os.fspath(path)}: no format for the suffix {suffix or '(none)'!r}:"
            f" use one of {' '.join(known)}"
        )
    return suffix


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when the block ends well, and else leaves no trace."""
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:100]}.", delete=False
        ) as part:
            try:
                yield part
                part.flush()
                Path(part.name).chmod(_mode(path))
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


# ---------------------------------------------------------------------------------- the graph


def _quads(store: Store, graph: str) -> Iterator[Quad]:
    """The quads in one fixed order; one graph at a time is held in memory."""
    if graph != "articles":
        yield from sorted(store.match(graph=DefaultGraph()), key=_order)
    if graph != "canonical":
        for name in sorted(store.graphs(), key=lambda each: each.value):
            if graph == "articles" and is_of_judgements(name.value):
                continue
            yield from sorted(store.match(graph=name), key=_order)


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    kind = quad.predicate.value != "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return str(quad.subject), kind, quad.predicate.value, str(quad.object)


def _write_rdf(
    file: IO[bytes],
    statements: Iterable[Quad] | Iterable[Triple],
    rdf: RdfFormat,
    prefixes: dict[str, str],
) -> None:
    serialize(statements, file, rdf, prefixes=dict(sorted(prefixes.items())))


def _cells(event: Event) -> list[str]:
    return ["" if value is None else str(value) for value in event_row(event).values()]


# ---------------------------------------------------------------------------------- networks


def _records(store: Store, graph: nx.Graph[Any]) -> Iterator[dict[str, Any]]:
    """The records of the events behind a network's edges."""
    wanted = {iri for _, _, data in graph.edges(data=True) for iri in parts(data, "events")}
    since, until = attribute(graph.graph, "since"), attribute(graph.graph, "until")
    chosen = EventFilter(
        types=RELATIONS.get(attribute(graph.graph, "relation"), ()),
        since=PartialDate.parse(since) if since else None,
        until=PartialDate.parse(until) if until else None,
        statuses=tuple(Status(each) for each in parts(graph.graph, "status")),
    )
    return (event_record(event) for event in read_events(store, chosen) if event.iri in wanted)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _clean(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """A copy that every format can hold: text without unwritable characters, no None."""

    def cleaned(data: Mapping[Any, Any]) -> dict[str, Any]:
        return {
            _writable(str(key)): value if isinstance(value, (int, float)) else _writable(str(value))
            for key, value in data.items()
            if value is not None
        }

    copy: nx.Graph[Any] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    copy.graph.update(cleaned(graph.graph))
    for node, data in graph.nodes(data=True):
        copy.add_node(_writable(str(node)), **cleaned(data))
    for source, target, data in graph.edges(data=True):
        copy.add_edge(_writable(str(source)), _writable(str(target)), **cleaned(data))
    return copy


def _gexf(graph: nx.Graph[Any]) -> bytes:
    # GEXF has no place for attributes of the graph but its description; and the date that networkx
    # puts in would make two files of one network differ.
    said = dict(graph.graph)
    graph.graph.clear()
    writer = nx.readwrite.gexf.GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    root: ElementTree.Element = writer.xml
    meta = root.find("meta")
    if meta is None:
        meta = ElementTree.Element("meta")
        root.insert(0, meta)
    meta.attrib.clear()
    for child in list(meta):
        meta.remove(child)
    graph.graph.update(said)
    ElementTree.SubElement(meta, "creator").text = "diplograph"
    described = [title_of(graph), period_of(graph), *(f"{key}={said[key]}" for key in sorted(said))]
    ElementTree.SubElement(meta, "description").text = "; ".join(described)
    return _xml(root)


def _graphml(graph: nx.Graph[Any]) -> bytes:
    writer = nx.readwrite.graphml.GraphMLWriter(graph=graph)
    return _xml(writer.xml)


def _xml(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    output = io.BytesIO()
    ElementTree.ElementTree(root).write(output, encoding="utf-8", xml_declaration=True)
    return output.getvalue() + b"\n"


def _node_link(graph: nx.Graph[Any]) -> bytes:
    data = {
        "directed": graph.is_directed(),
        "multigraph": False,
        "graph": graph.graph,
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, **data}
            for source, target, data in graph.edges(data=True)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


_EDGE_COLUMNS = (
    "source",
    "target",
    "source_label",
    "target_label",
    "weight",
    "first",
    "last",
    "types",
    "events",
)


def _edge_list(graph: nx.Graph[Any]) -> bytes:
    rows = (
        [
            source,
            target,
            attribute(graph.nodes[source], "label") or source,
            attribute(graph.nodes[target], "label") or target,
            str(data.get("weight", 1)),
            *(attribute(data, name) for name in _EDGE_COLUMNS[5:]),
        ]
        for source, target, data in graph.edges(data=True)
    )
    output = io.BytesIO()
    _write_table(output, _EDGE_COLUMNS, rows)
    return output.getvalue()


def _write_table(file: IO[bytes], names: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write CSV in UTF-8, quoted as in RFC 4180; a cell that begins like a formula stays so."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    # Python before 3.13 does not quote a carriage return by itself, and readers take it for an end.
    careful = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    table.writerow(names)
    for row in rows:
        cells = [_writable(cell) for cell in row]
        (careful if any("\r" in cell for cell in cells) else table).writerow(cells)
    text.detach()


_WRITERS: Mapping[str, Callable[[nx.Graph[Any]], bytes]] = {
    ".gexf": _gexf,
    ".graphml": _graphml,
    ".json": _node_link,
    ".csv": _edge_list,
}
