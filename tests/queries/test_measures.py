"""Measures on graphs whose answers are known."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest

from diplograph.graph.errors import InputError
from diplograph.queries.measures import (
    centrality,
    communities,
    core_numbers,
    density,
    k_core,
    top_pairs,
)

KINDS = ("degree", "weighted_degree", "betweenness", "closeness", "eigenvector", "pagerank")


@pytest.fixture
def star() -> nx.Graph[str]:
    """A hub with three others; b meets the hub twice, so b is nearer."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("hub", label="Hub", kind="polity", code="HUB")
    for name, weight in (("a", 1), ("b", 2), ("c", 1)):
        graph.add_node(name, label=name.upper(), kind="polity", code=name)
        graph.add_edge("hub", name, weight=weight, first="2017", last="2018", types="Meeting")
    return graph


@pytest.mark.parametrize("kind", KINDS)
def test_the_hub_is_most_central(star: nx.Graph[str], kind: str) -> None:
    frame = centrality(star, kind)
    assert list(frame.columns) == ["label", "kind", "code", "value"]
    assert frame.index[0] == "hub"
    assert frame.index.name == "actor"
    assert frame["value"].dtype == "float64"
    assert frame["value"].is_monotonic_decreasing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("graph", [nx.Graph(), nx.DiGraph(), nx.empty_graph(3)])
def test_networks_without_ties_have_measures(kind: str, graph: nx.Graph[int]) -> None:
    assert len(centrality(graph, kind)) == len(graph)


@pytest.mark.parametrize("kind", KINDS)
def test_directed_networks_have_measures(kind: str) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])
    assert len(centrality(graph, kind)) == 4


def test_values(star: nx.Graph[str]) -> None:
    assert centrality(star, "degree")["value"].to_dict() == {"hub": 3, "a": 1, "b": 1, "c": 1}
    assert centrality(star, "weighted_degree")["value"].to_dict() == {
        "hub": 4,
        "b": 2,
        "a": 1,
        "c": 1,
    }
    # ways of length 1, 1/2 and 1 from the hub
    assert centrality(star, "closeness").loc["hub", "value"] == pytest.approx(3 / 2.5)
    assert centrality(star, "betweenness").loc["hub", "value"] == pytest.approx(1)
    assert centrality(star, "pagerank")["value"].sum() == pytest.approx(1)
    eigenvector = centrality(star, "eigenvector")["value"]
    assert eigenvector["b"] / eigenvector["a"] == pytest.approx(2, rel=1e-4)
    assert math.hypot(*eigenvector) == pytest.approx(1)


def test_equal_values_are_ordered_by_name(star: nx.Graph[str]) -> None:
    assert list(centrality(star, "degree").index) == ["hub", "a", "b", "c"]


def test_measuring_does_not_change_the_network(star: nx.Graph[str]) -> None:
    before = {pair: dict(star.edges[pair]) for pair in star.edges}
    for kind in KINDS:
        centrality(star, kind)
    assert {pair: dict(star.edges[pair]) for pair in star.edges} == before


def test_an_unknown_centrality_names_the_known_ones(star: nx.Graph[str]) -> None:
    with pytest.raises(InputError, match="degree, weighted_degree, betweenness"):
        centrality(star, "fame")


def two_cliques() -> list[tuple[str, str]]:
    first = [(a, b) for a in "abcd" for b in "abcd" if a < b]
    second = [(a, b) for a in "wxy" for b in "wxy" if a < b]
    return [*first, *second, ("d", "w")]


def test_communities_are_the_cliques_the_larger_first() -> None:
    found = communities(nx.Graph(two_cliques()))
    assert found.name == "community"
    assert found.to_dict() == dict.fromkeys("abcd", 0) | dict.fromkeys("wxy", 1)


def test_communities_do_not_depend_on_the_order_of_the_edges() -> None:
    graph = nx.gnm_random_graph(40, 90, seed=4)
    turned = nx.Graph([(b, a) for a, b in reversed(list(graph.edges))])
    turned.add_nodes_from(reversed(list(graph)))
    pd.testing.assert_series_equal(communities(graph, seed=3), communities(turned, seed=3))


def test_everybody_is_in_one_community() -> None:
    graph = nx.Graph(two_cliques())
    graph.add_node("alone")
    found = communities(graph)
    assert set(found.index) == set(graph)
    assert found["alone"] == 2
    assert communities(nx.Graph()).empty


def test_the_core() -> None:
    graph = nx.Graph([*two_cliques(), ("y", "pendant")])
    assert core_numbers(graph).to_dict() == (
        dict.fromkeys("abcd", 3) | dict.fromkeys("wxy", 2) | {"pendant": 1}
    )
    assert set(k_core(graph)) == set("abcd")
    assert set(k_core(graph, 2)) == set("abcdwxy")
    assert len(k_core(nx.Graph())) == 0


def test_density() -> None:
    assert density(nx.complete_graph(5)) == 1.0
    assert density(nx.Graph()) == 0.0


def test_top_pairs(star: nx.Graph[str]) -> None:
    frame = top_pairs(star, 2)
    assert list(frame["target_label"]) == ["B", "A"]
    assert list(frame["weight"]) == [2, 1]
    assert frame["weight"].dtype == "int64"
    assert list(frame.columns) == [
        "source",
        "target",
        "source_label",
        "target_label",
        "weight",
        "first",
        "last",
        "types",
    ]
    assert len(top_pairs(star, None)) == 3
    assert top_pairs(nx.Graph()).empty
    with pytest.raises(InputError, match="from 0 up"):
        top_pairs(star, -1)
