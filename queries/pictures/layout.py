"""Where the nodes of a network go: computed once, the same every time for the same network."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

_Points = npt.NDArray[np.float64]

# Kamada-Kawai shows distances best and asks for no seed, but its time grows with the cube of the
# nodes (half a second at 100); beyond, a force layout with a seed (0.4 s at 200, 5 s at 1,000).
_EXACT = 120


def _component(graph: nx.Graph[Any], seed: int) -> _Points:
    """Lay out one connected part around the origin; neighbours are about one unit apart."""
    count = len(graph)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    if count <= _EXACT:
        placed = nx.kamada_kawai_layout(graph, weight=None)
    else:
        rounds = 150 if count < 500 else 50
        placed = nx.spring_layout(graph, seed=seed, iterations=rounds, weight="pull")
    points = np.array([placed[node] for node in graph], dtype=np.float64)
    points -= points.mean(axis=0)
    # Pictures are wider than high: lay the longest extent along the horizon. Each axis points to
    # where its farthest node lies, since the sign of an eigenvector is nobody's choice.
    _, axes = np.linalg.eigh(points.T @ points)
    points = points @ axes[:, ::-1]
    points *= np.sign(points[np.abs(points).argmax(axis=0), [0, 1]])
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    spread = float(np.abs(points).max()) or 1.0
    return _apart(points * (0.62 * math.sqrt(count) / spread))


def _apart(points: _Points, gap: float = 0.5, rounds: int = 60) -> _Points:
    """Push points that are nearer than ``gap`` apart, a little in each round."""
    moved = points.copy()
    # A fixed, tiny displacement tells points apart that lie on one another.
    angle = np.arange(len(moved)) * 2.399963
    moved += 1e-6 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for _ in range(rounds):
        difference = moved[:, None, :] - moved[None, :, :]
        distance = np.hypot(difference[..., 0], difference[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(gap - distance, 0.0, None)
        if not short.any():
            break
        moved += 0.25 * (difference * (short / np.maximum(distance, 1e-9))[..., None]).sum(axis=1)
    return moved


def positions(
    graph: nx.Graph[Any], *, seed: int = 7, aspect: float = 1.5
) -> dict[Any, tuple[float, float]]:
    """Lay out a network: each connected part by itself, then the parts side by side in rows.

    ``aspect`` is the width over the height that the whole should have. Returns x and y of every
    node, y upwards, in units of about one edge. Only content and seed decide, not insertion order.

    >>> where = positions(nx.path_graph(2))
    >>> round(where[1][0] - where[0][0], 6)
    1.0
    """
    plain: nx.Graph[Any] = nx.Graph()
    plain.add_nodes_from(sorted(graph, key=str))
    pairs = (
        (min(a, b, key=str), max(a, b, key=str), data) for a, b, data in graph.edges(data=True)
    )
    for first, second, data in sorted(pairs, key=lambda pair: (str(pair[0]), str(pair[1]))):
        if first != second:
            plain.add_edge(first, second, pull=1.0 + math.log(float(data.get("weight", 1))))
    connected = [sorted(part, key=str) for part in nx.connected_components(plain)]
    connected.sort(key=lambda part: (-len(part), str(part[0])))
    boxes: list[tuple[list[Any], _Points, _Points]] = []
    for part in connected:
        inner: nx.Graph[Any] = nx.Graph()
        inner.add_nodes_from(part)
        inner.add_edges_from(plain.subgraph(part).edges(data=True))
        points = _component(inner, seed)
        margin = 0.5
        low = points.min(axis=0) - margin
        boxes.append((part, points - low, points.max(axis=0) + margin - low))
    return _packed(boxes, aspect)


def _packed(
    boxes: list[tuple[list[Any], _Points, _Points]], aspect: float
) -> dict[Any, tuple[float, float]]:
    """Set boxes in rows from the top left, the largest first, as on shelves."""
    area = sum(float(size[0] * size[1]) for _, _, size in boxes)
    widest = max((float(size[0]) for _, _, size in boxes), default=0.0)
    width = max(widest, math.sqrt(area * aspect))
    placed: dict[Any, tuple[float, float]] = {}
    x = y = row = 0.0
    for part, points, size in boxes:
        if x and x + float(size[0]) > width + 1e-9:
            x, y, row = 0.0, y - row, 0.0
        for node, (right, up) in zip(part, points, strict=True):
            placed[node] = (x + float(right), y - float(size[1]) + float(up))
        x += float(size[0])
        row = max(row, float(size[1]))
    return placed
