"""Measures of a network, one line each, as pandas series and frames.

They take any networkx graph; of those made by :func:`diplograph.queries.networks.network` the edge
attribute ``weight`` (number of events) and the node attributes ``label``, ``kind`` and ``code`` are
used. Nothing here depends on chance unless a seed is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from diplograph.graph.errors import InputError

_Scores = Mapping[Any, float]


def _lengths(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Copy a graph with ``length`` = 1 / ``weight``: many events make a short way."""
    copy: nx.Graph[Any] = graph.copy()
    for _, _, data in copy.edges(data=True):
        data["length"] = 1.0 / float(data.get("weight", 1))
    return copy


def _eigenvector(graph: nx.Graph[Any]) -> _Scores:
    try:
        scores: _Scores = nx.eigenvector_centrality(
            graph, max_iter=10_000, tol=1e-9, weight="weight"
        )
    except nx.PowerIterationFailedConvergence as error:
        raise InputError(
            "eigenvector centrality does not settle on this network: use pagerank"
        ) from error
    return scores


_CENTRALITIES: dict[str, Callable[[nx.Graph[Any]], _Scores]] = {
    "degree": lambda graph: dict(graph.degree()),
    "weighted_degree": lambda graph: dict(graph.degree(weight="weight")),
    "betweenness": lambda graph: nx.betweenness_centrality(_lengths(graph), weight="length"),
    "closeness": lambda graph: nx.closeness_centrality(_lengths(graph), distance="length"),
    "eigenvector": _eigenvector,
    "pagerank": lambda graph: nx.pagerank(graph, weight="weight"),
}


def _described(graph: nx.Graph[Any], node: Any) -> list[str]:
    data = graph.nodes[node]
    return [str(data.get("label", node)), str(data.get("kind", "")), str(data.get("code", ""))]


def centrality(graph: nx.Graph[Any], kind: str = "degree") -> pd.DataFrame:
    """Rank the actors of a network.

    ``kind`` is ``degree`` (number of other actors), ``weighted_degree`` (events counted once for
    each other actor), ``betweenness``, ``closeness`` (both over ways whose length is 1 / events),
    ``eigenvector`` or ``pagerank`` (both weighted by events).

    Returns a frame indexed by the actor's IRI (``actor``) with the columns ``label``, ``kind``,
    ``code`` and ``value`` (float), highest value first, equal values by label.
    Raises :class:`~diplograph.graph.errors.InputError` for an unknown kind, and when the
    eigenvector does not settle.

    >>> star = nx.star_graph(["hub", "a", "b"])
    >>> centrality(star, "degree")["value"].to_dict()
    {'hub': 2.0, 'a': 1.0, 'b': 1.0}
    """
    measure = _CENTRALITIES.get(kind)
    if measure is None:
        raise InputError(f"no centrality {kind!r}: use one of {', '.join(_CENTRALITIES)}")
    scores = measure(graph) if len(graph) else {}
    rows = [[node, *_described(graph, node), float(scores[node])] for node in graph]
    frame = pd.DataFrame(rows, columns=["actor", "label", "kind", "code", "value"])
    frame = frame.astype(
        {"actor": "object", "label": "str", "kind": "str", "code": "str", "value": "float64"}
    )
    # Rounding keeps noise in the 15th digit from deciding between actors that are equal.
    order = frame.assign(rank=-frame["value"].round(12), name=frame["actor"].map(str))
    order = order.sort_values(["rank", "label", "name"], kind="stable")
    return frame.loc[order.index].set_index("actor")


def communities(graph: nx.Graph[Any], *, seed: int = 0, resolution: float = 1.0) -> pd.Series[int]:
    """Find communities by the Louvain method, weighted by events.

    Returns the number of each actor's community, indexed by IRI; 0 is the largest community, equal
    sizes are ordered by their least IRI. The same graph and seed give the same answer. Directions
    count where the graph has them.

    >>> two = nx.Graph([("a", "b"), ("c", "d")])
    >>> communities(two).to_dict()
    {'a': 0, 'b': 0, 'c': 1, 'd': 1}
    """
    # Louvain visits nodes and neighbours in the graph's order: fix it, so that content decides.
    ordered: nx.Graph[Any] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    ordered.add_nodes_from(sorted(graph, key=str))
    weights = {
        (a, b) if graph.is_directed() or str(a) <= str(b) else (b, a): data.get("weight", 1)
        for a, b, data in graph.edges(data=True)
    }
    for a, b in sorted(weights, key=lambda pair: (str(pair[0]), str(pair[1]))):
        ordered.add_edge(a, b, weight=weights[a, b])
    found: list[set[Any]] = (
        list(
            nx.community.louvain_communities(
                ordered, weight="weight", resolution=resolution, seed=seed
            )
        )
        if ordered.number_of_edges()
        else [{node} for node in ordered]
    )
    groups = sorted(found, key=lambda group: (-len(group), min(map(str, group))))
    number = {node: place for place, group in enumerate(groups) for node in group}
    index = pd.Index(list(ordered), dtype="object", name="actor")
    return pd.Series([number[node] for node in ordered], index, dtype="int64", name="community")


def core_numbers(graph: nx.Graph[Any]) -> pd.Series[int]:
    """The core number of each actor: the largest k whose k-core holds it, highest first.

    >>> core_numbers(nx.complete_graph(3)).to_dict()
    {0: 2, 1: 2, 2: 2}
    """
    numbers = nx.core_number(graph)
    nodes = sorted(graph, key=lambda node: (-numbers[node], str(node)))
    index = pd.Index(nodes, dtype="object", name="actor")
    return pd.Series([numbers[node] for node in nodes], index, dtype="int64", name="core")


def k_core(graph: nx.Graph[Any], k: int | None = None) -> nx.Graph[Any]:
    """The part of a network in which everybody has at least ``k`` others; the innermost by default.

    The answer is a copy and keeps all attributes.

    >>> sorted(k_core(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])))
    ['a', 'b', 'c']
    """
    core: nx.Graph[Any] = nx.k_core(graph, k) if len(graph) else graph.copy()
    return core


def density(graph: nx.Graph[Any]) -> float:
    """The share of all possible pairs that are joined, between 0 and 1; 0 below two actors.

    >>> density(nx.path_graph(3))
    0.6666666666666666
    """
    return float(nx.density(graph))


def top_pairs(graph: nx.Graph[Any], n: int | None = 10) -> pd.DataFrame:
    """The ``n`` pairs with the most events (None: all pairs).

    Returns a frame with the columns ``source``, ``target`` (IRIs; visitor and host in a directed
    graph), ``source_label``, ``target_label``, ``weight`` (number of events), ``first``, ``last``
    (ISO 8601 reduced-precision dates, empty when unknown) and ``types``, the heaviest first.
    Raises :class:`~diplograph.graph.errors.InputError` when ``n`` is negative.

    >>> top_pairs(nx.Graph([("a", "b", {"weight": 3}), ("b", "c", {"weight": 1})]), 1)["weight"][0]
    np.int64(3)
    """
    if n is not None and n < 0:
        raise InputError(f"cannot show {n} pairs: give a number from 0 up")
    rows = [
        [
            source,
            target,
            str(graph.nodes[source].get("label", source)),
            str(graph.nodes[target].get("label", target)),
            int(data.get("weight", 1)),
            *(str(data.get(name, "")) for name in ("first", "last", "types")),
        ]
        for source, target, data in graph.edges(data=True)
    ]
    rows.sort(key=lambda row: (-row[4], row[2], row[3], str(row[0]), str(row[1])))
    names = ["source", "target", "source_label", "target_label", "weight", "first", "last", "types"]
    frame = pd.DataFrame(rows if n is None else rows[:n], columns=names)
    return frame.astype({name: "str" for name in names if name != "weight"} | {"weight": "int64"})
