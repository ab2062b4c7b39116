"""Files for other programs: complete or absent, the same every time, readable by others."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree

from diplograph.graph.errors import InputError, OutputError
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict
from diplograph.graph.judgements.rdf import judgement_quads
from diplograph.graph.reader import EventFilter, read_events
from diplograph.graph.records import ROW_COLUMNS
from diplograph.graph.store import Store, open_store
from diplograph.queries import exports
from diplograph.queries.exports import (
    GRAPH_SUFFIXES,
    NETWORK_SUFFIXES,
    RDF_FORMATS,
    export_graph,
    export_network,
)
from diplograph.queries.networks import bipartite, network

DATA = Path(__file__).parent / "data" / "networks.trig"
HOSTILE = '=cmd|"/c calc"!A1 <b>&amp;</b> \x00\x0b\ud800\ufffe "quoted", \u202eback\u2028line'


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(None)
    store.apply(add=ox.parse(path=str(DATA)))
    return store


@pytest.fixture(scope="module")
def graph(store: Store) -> nx.Graph[str]:
    return network(store)


@pytest.fixture
def hostile() -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph(level="polity", relation="meeting", since=None)
    graph.add_node("urn:a", label=HOSTILE, kind="polity", code="", office=None, events=1)
    graph.add_node("urn:b\x01", label="B" * 10_000, kind="polity", code="", events=1)
    graph.add_edge("urn:a", "urn:b\x01", weight=1, first="2017", last="2017", types=HOSTILE)
    return graph


def chosen_graph(suffix: str) -> str:
    return "canonical" if suffix in (".ttl", ".nt") else "all"


def quads_of(path: Path, suffix: str) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=RDF_FORMATS[suffix]))


# ---------------------------------------------------------------------------------- the graph


@pytest.mark.parametrize("suffix", RDF_FORMATS)
def test_rdf_reads_back_as_it_was(store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    export_graph(store, path, graph=chosen_graph(suffix))
    wanted = ox.DefaultGraph() if chosen_graph(suffix) == "canonical" else None
    assert quads_of(path, suffix) == set(store.match(graph=wanted))


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_articles_alone(store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    export_graph(store, path, graph="articles")
    found = quads_of(path, suffix)
    assert found
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in found)


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_judgements_are_exported_with_all_of_it_alone(tmp_path: Path, suffix: str) -> None:
    made = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
    judgement = Judgement(
        Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made, HOSTILE[:5]
    )
    with open_store(None) as store:
        store.apply(add=ox.parse(path=str(DATA)))
        without = {graph: tmp_path / f"{graph}{suffix}" for graph in ("articles", "canonical")}
        for graph, path in without.items():
            export_graph(store, path, graph=graph)
        before = {graph: path.read_bytes() for graph, path in without.items()}
        judged = judgement_quads(judgement, Minter(store.base))
        store.apply(add=judged)
        for graph, path in without.items():
            export_graph(store, path, graph=graph)
            assert path.read_bytes() == before[graph]
        export_graph(store, tmp_path / f"all{suffix}")
        assert set(judged) <= quads_of(tmp_path / f"all{suffix}", suffix)


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".jsonld"])
def test_another_library_reads_the_rdf(store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    export_graph(store, path, graph="canonical")
    graph = rdflib.Dataset().parse(
        path, format={".ttl": "turtle", ".trig": "trig", ".jsonld": "json-ld"}[suffix]
    )
    assert len(graph) == sum(1 for _ in store.match(graph=ox.DefaultGraph()))


@pytest.mark.parametrize("suffix", [".ttl", ".nt"])
@pytest.mark.parametrize("graph", ["all", "articles"])
def test_turtle_holds_one_graph(store: Store, tmp_path: Path, suffix: str, graph: str) -> None:
    with pytest.raises(InputError, match=r"\.trig, \.nq"):
        export_graph(store, tmp_path / f"graph{suffix}", graph=graph)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_event_records_are_of_canonical_events(store: Store, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="canonical events"):
        export_graph(store, tmp_path / f"graph{suffix}", graph="articles")


def test_one_record_a_line(store: Store, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "graph.jsonl")
    lines = (tmp_path / "graph.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    records = [json.loads(line) for line in lines]
    assert [record["iri"] for record in records] == [event.iri for event in read_events(store)]
    told = next(record for record in records if record["iri"].endswith("e01"))
    assert told["evidence"][0]["quote"] == "Vladimir Putin received Anatoly Bibilov in Moscow."


def test_the_table_of_events(store: Store, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == ROW_COLUMNS
    assert len(rows) == 13
    assert {row["quote"] for row in rows if row["iri"].endswith("e01")} == {
        "Vladimir Putin received Anatoly Bibilov in Moscow."
    }


@pytest.mark.parametrize("suffix", GRAPH_SUFFIXES)
def test_the_order_of_writing_makes_no_difference(tmp_path: Path, suffix: str) -> None:
    quads = list(ox.parse(path=str(DATA)))
    made = []
    for seed in (1, 2):
        random.Random(seed).shuffle(quads)
        path = tmp_path / f"{seed}{suffix}"
        with open_store(None) as store:
            for quad in quads:
                store.apply(add=[quad])
            export_graph(store, path, graph=chosen_graph(suffix))
        made.append(path.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("suffix", GRAPH_SUFFIXES)
def test_an_empty_store_makes_a_readable_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    with open_store(None) as store:
        export_graph(store, path, graph=chosen_graph(suffix))
    if suffix in RDF_FORMATS:
        assert not quads_of(path, suffix)
    else:
        assert path.read_text().count("\n") == (suffix == ".csv")


def test_an_unknown_graph(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="canonical, articles, all"):
        export_graph(store, tmp_path / "graph.trig", graph="everything")


# ---------------------------------------------------------------------------------- networks


def same(found: nx.Graph[str], graph: nx.Graph[str]) -> None:
    assert found.is_directed() == graph.is_directed()
    assert dict(found.nodes(data=True)).keys() == dict(graph.nodes(data=True)).keys()
    for node in graph:
        got = found.nodes[node]
        assert {key: got[key] for key in graph.nodes[node]} == graph.nodes[node]
    assert found.number_of_edges() == graph.number_of_edges()
    for source, target, data in graph.edges(data=True):
        got = found.edges[source, target]
        assert {key: got[key] for key in data} == data


@pytest.mark.parametrize("form", ["undirected", "directed", "bipartite"])
def test_networks_read_back_as_they_were(store: Store, tmp_path: Path, form: str) -> None:
    graph = (
        bipartite(store, level="person")
        if form == "bipartite"
        else network(store, relation="visit" if form == "directed" else "any")
    )
    for suffix in (".gexf", ".graphml", ".json"):
        export_network(graph, tmp_path / f"net{suffix}")
    same(nx.read_gexf(tmp_path / "net.gexf"), graph)
    found = nx.read_graphml(tmp_path / "net.graphml")
    same(found, graph)
    assert found.graph == {"node_default": {}, "edge_default": {}} | graph.graph
    data = json.loads((tmp_path / "net.json").read_text(encoding="utf-8"))
    data["links"] = data["edges"]  # the name that networkx before 3.4 reads
    same(nx.node_link_graph(data, edges="edges"), graph)


def declared(attributes: etree._Element, tag: str, key: str, name: str) -> dict[str, str]:
    return {each.get(key): each.get(name) for each in attributes.iter(tag)}


def test_gexf_has_the_structure_of_its_schema(graph: nx.Graph[str], tmp_path: Path) -> None:
    export_network(graph, tmp_path / "net.gexf")
    root = etree.parse(tmp_path / "net.gexf").getroot()
    space = "{http://www.gexf.net/1.2draft}"
    assert root.tag == f"{space}gexf"
    assert root.get("version") == "1.2"
    assert [child.tag for child in root] == [f"{space}meta", f"{space}graph"]
    assert root[0].get("lastmodifieddate") is None
    assert "undated_left_out=0" in root[0].findtext(f"{space}description")
    body = root[1]
    assert body.get("defaultedgetype") == "undirected"
    tables = {each.get("class"): each for each in body.findall(f"{space}attributes")}
    nodes = body.findall(f"{space}nodes/{space}node")
    edges = body.findall(f"{space}edges/{space}edge")
    assert {each.get("id") for each in nodes} == set(graph)
    assert len({each.get("id") for each in edges}) == len(edges) == graph.number_of_edges()
    for each in edges:
        assert {each.get("source"), each.get("target")} <= set(graph)
        assert float(each.get("weight")) >= 1
    for kind, elements in (("node", nodes), ("edge", edges)):
        known = declared(tables[kind], f"{space}attribute", "id", "title")
        assert len(known) == len(set(known.values()))
        for element in elements:
            for value in element.iter(f"{space}attvalue"):
                assert value.get("for") in known
                assert value.get("value") is not None


def test_graphml_has_the_structure_of_its_schema(graph: nx.Graph[str], tmp_path: Path) -> None:
    export_network(graph, tmp_path / "net.graphml")
    root = etree.parse(tmp_path / "net.graphml").getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert root.tag == f"{space}graphml"
    keys = {each.get("id"): each for each in root.findall(f"{space}key")}
    assert len(keys) == len(root.findall(f"{space}key"))
    assert {each.get("attr.type") for each in keys.values()} <= {"string", "long", "int"}
    body = root.find(f"{space}graph")
    assert body.get("edgedefault") == "undirected"
    for tag in ("node", "edge"):
        for element in body.findall(f"{space}{tag}"):
            for value in element.findall(f"{space}data"):
                assert keys[value.get("key")].get("for") == tag
    ids = [each.get("id") for each in body.findall(f"{space}node")]
    assert sorted(ids) == sorted(graph)
    # the schema wants keys before the graph
    assert [child.tag for child in root][-1] == f"{space}graph"


def test_the_list_of_edges(graph: nx.Graph[str], tmp_path: Path) -> None:
    export_network(graph, tmp_path / "net.csv")
    with (tmp_path / "net.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == graph.number_of_edges()
    row = next(
        row
        for row in rows
        if {row["source_label"], row["target_label"]} == {"Russia", "South Ossetia"}
    )
    assert (row["weight"], row["first"], row["types"]) == ("3", "2017-11", "Meeting|Signing")
    assert row["events"].count("|") == 2


@pytest.mark.parametrize("suffix", NETWORK_SUFFIXES)
def test_strangers_text_breaks_no_format(
    hostile: nx.Graph[str], tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"net{suffix}"
    export_network(hostile, path, title=HOSTILE, source=HOSTILE)
    content = path.read_bytes()
    if suffix != ".png":
        content.decode("utf-8")
    if suffix in (".gexf", ".graphml", ".svg"):
        etree.fromstring(content, etree.XMLParser(huge_tree=True))
    if suffix in (".gexf", ".graphml"):
        read = nx.read_gexf if suffix == ".gexf" else nx.read_graphml
        label = read(path).nodes["urn:a"]["label"]
        assert label == HOSTILE.translate(dict.fromkeys((0, 0xB, 0xD800, 0xFFFE), "\ufffd"))


def test_cells_of_a_table_are_verbatim(hostile: nx.Graph[str], tmp_path: Path) -> None:
    export_network(hostile, tmp_path / "net.csv")
    with (tmp_path / "net.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row[2].startswith('=cmd|"/c calc"!A1 <b>&amp;</b> ')
    assert len(row) == 9


def test_a_carriage_return_in_a_name_ends_no_row(tmp_path: Path) -> None:
    graph = nx.Graph([("urn:a", "urn:b")])
    graph.nodes["urn:a"]["label"] = "one\rtwo\r\nthree\nfour"
    export_network(graph, tmp_path / "net.csv")
    with (tmp_path / "net.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [len(row) for row in rows] == [9, 9]
    assert rows[1][2] == "one\rtwo\r\nthree\nfour"


@pytest.mark.parametrize("suffix", [".gexf", ".graphml", ".json", ".html", ".svg", ".csv"])
def test_two_files_of_one_network_are_the_same(store: Store, tmp_path: Path, suffix: str) -> None:
    made = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}{suffix}"
        export_network(network(store), path, store=store)
        made.append(path.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("suffix", NETWORK_SUFFIXES)
@pytest.mark.parametrize("empty", [nx.Graph(), nx.DiGraph()])
def test_a_network_of_nobody(tmp_path: Path, suffix: str, empty: nx.Graph[str]) -> None:
    export_network(empty, tmp_path / f"net{suffix}")
    assert (tmp_path / f"net{suffix}").stat().st_size > 20


def test_the_page_holds_the_sentences_when_the_store_is_given(
    store: Store, graph: nx.Graph[str], tmp_path: Path
) -> None:
    quote = "Vladimir Putin received Anatoly Bibilov in Moscow."
    export_network(graph, tmp_path / "with.html", store=store)
    export_network(graph, tmp_path / "without.html")
    assert quote in (tmp_path / "with.html").read_text(encoding="utf-8")
    assert quote not in (tmp_path / "without.html").read_text(encoding="utf-8")


def test_the_sentences_of_a_period_are_those_of_its_events(store: Store, tmp_path: Path) -> None:
    part = network(store, relation="meeting", since="2017-11-14", until="2017-11-20")
    found = {record["iri"] for record in exports._records(store, part)}
    assert found == {iri for *_, events in part.edges(data="events") for iri in events.split("|")}
    assert len(found) == 2 < len(list(read_events(store, EventFilter())))


# ---------------------------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["graph.xlsx", "graph", ".ttl", "graph.ttl.gz"])
def test_an_unknown_suffix_names_the_known_ones(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.ttl \.trig \.nq \.nt \.jsonld \.jsonl \.csv"):
        export_graph(store, tmp_path / name)
    with pytest.raises(InputError, match=r"\.gexf \.graphml \.json \.html \.png \.svg \.csv"):
        export_network(nx.Graph(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_the_suffix_may_be_in_capitals(store: Store, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "GRAPH.NQ")
    assert (tmp_path / "GRAPH.NQ").stat().st_size


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*No such file"):
        export_graph(store, tmp_path / "nowhere" / "graph.trig")
    with pytest.raises(OutputError, match=r"cannot write .*No such file"):
        export_network(nx.Graph(), tmp_path / "nowhere" / "net.gexf")


def test_a_folder_in_the_place_of_the_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "graph.trig").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        export_graph(store, tmp_path / "graph.trig")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]


def test_a_failure_leaves_what_was_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.jsonl"
    export_graph(store, path)
    before = path.read_bytes()

    def failing(_: Store) -> Iterator[object]:
        yield from list(read_events(store))[:3]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports, "read_events", failing)
    with pytest.raises(OutputError, match="No space left on device"):
        export_graph(store, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_gets_the_permissions_of_any_new_file(store: Store, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    export_graph(store, tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").stat().st_mode == plain.stat().st_mode
    (tmp_path / "graph.nq").chmod(0o600)
    export_graph(store, tmp_path / "graph.nq")
    assert stat.S_IMODE((tmp_path / "graph.nq").stat().st_mode) == 0o600


def test_values_keep_their_types(tmp_path: Path) -> None:
    graph = nx.Graph([("a", "b", {"weight": 2, "share": 0.5, "none": None})])
    export_network(graph, os.fspath(tmp_path / "net.graphml"))
    edge = nx.read_graphml(tmp_path / "net.graphml").edges["a", "b"]
    assert edge["weight"] == 2
    assert math.isclose(edge["share"], 0.5)
    assert "none" not in edge
