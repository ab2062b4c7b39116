"""A still picture of a network, as PNG or SVG, the same bytes every time."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import matplotlib as mpl
import networkx as nx
import numpy as np
from anyascii import anyascii
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from diplograph.queries.pictures.layout import positions
from diplograph.queries.pictures.placement import Box, Placement
from diplograph.queries.pictures.style import (
    Community,
    attribute,
    coloured_communities,
    counted,
    display_name,
    period_of,
    short_name,
    strength,
    title_of,
)

_INK = "#222222"
_FAINT = "#5C5C5C"
_EDGE = "#B3BBC5"
# Marker and its size in proportion to a disc of the same area.
_MARKERS = {"organization": ("s", 0.88), "event": ("D", 0.7)}
_SHAPES = {"organization": "square: organisation", "event": "diamond: event"}
_FONT = "DejaVu Sans"  # comes with matplotlib, so the picture is the same on every machine

# Names are tried for so many actors, the most central first: more would be a grey fog of letters.
_NAMED = 120


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    """The code points that the picture's font can draw."""
    return frozenset(get_font(findfont(FontProperties(family=_FONT))).get_charmap())


def _legible(text: str) -> str:
    """Write in Latin letters what would come out as empty boxes or, right to left, in disorder."""
    known = _drawable()
    return "".join(
        letter
        if ord(letter) in known and unicodedata.bidirectional(letter) not in ("R", "AL")
        else anyascii(letter).strip() or "?"
        for letter in text
    )


def network_picture(
    graph: nx.Graph[Any],
    format: str = "png",
    *,
    title: str | None = None,
    source: str | None = None,
    seed: int = 7,
) -> bytes:
    """Draw a network and return the bytes of a ``png`` (150 dots an inch) or ``svg`` file.

    The arguments are those of :func:`network_figure`.

    >>> network_picture(nx.path_graph(3))[:4]
    b'\\x89PNG'
    """
    figure = network_figure(graph, title=title, source=source, seed=seed)
    # A date or a version in the file would make two pictures of one network differ.
    metadata = {"Date": None, "Creator": "diplograph"} if format == "svg" else {"Software": None}
    output = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "diplograph", "svg.fonttype": "path"}):
        figure.savefig(output, format=format, metadata=metadata)
    return output.getvalue()


def network_figure(
    graph: nx.Graph[Any],
    *,
    title: str | None = None,
    source: str | None = None,
    seed: int = 7,
) -> Figure:
    """Draw a network as a matplotlib figure, which a notebook shows.

    The area of a node grows with its events, the width of an edge with the events that the two
    share; colours are Louvain communities, arrows point from visitor to host. Actors without a tie
    are not drawn and, where there is no room, the less central actors have no name: the caption
    counts both. ``source`` is one line on where the data come from; ``seed`` decides layout and
    communities.

    >>> len(network_figure(nx.path_graph(3)).axes)
    1
    """
    drawn: nx.Graph[Any] = graph.copy()
    drawn.remove_nodes_from(list(nx.isolates(graph)))
    count = len(drawn)
    width, height = (11.0, 7.6) if count <= 60 else (15.0, 10.6) if count <= 220 else (20.0, 14.0)
    with mpl.rc_context({"font.family": _FONT, "axes.unicode_minus": False, "text.usetex": False}):
        figure = Figure(figsize=(width, height), dpi=150, facecolor="white")
        FigureCanvasAgg(figure)  # gives the figure a renderer, so that words can be measured
        bottom = 1.0 / height
        axes = figure.add_axes((0.02, bottom, 0.96, 1.0 - bottom - 0.92 / height))
        axes.set_axis_off()
        groups = coloured_communities(drawn, seed) if count else []
        named = _draw(axes, drawn, groups, seed) if count else 0
        _frame(figure, graph, drawn, groups, named, title, source, seed)
    return figure


def _widths(graph: nx.Graph[Any]) -> dict[tuple[Any, Any], float]:
    """Width of each edge in points: one for one event, by the square root, six at most."""
    weights = {
        (source, target): float(data.get("weight", 1))
        for source, target, data in graph.edges(data=True)
    }
    scale = max(36.0, *weights.values())
    most = 6 * _crowd(graph)
    return {pair: most * math.sqrt(weight / scale) for pair, weight in weights.items()}


def _crowd(graph: nx.Graph[Any]) -> float:
    """By how much to draw everything smaller: 1 up to 50 nodes, then down to 0.38."""
    return min(1.0, max(0.38, math.sqrt(50 / len(graph))))


def _radii(graph: nx.Graph[Any]) -> dict[Any, float]:
    """Radius of each node in points."""
    events = {
        node: float(data.get("events", graph.degree(node)) or 1)
        for node, data in graph.nodes(data=True)
    }
    most = max(events.values())
    crowd = _crowd(graph)
    return {node: crowd * (4.5 + 11.5 * math.sqrt(value / most)) for node, value in events.items()}


def _draw(
    axes: Axes,
    graph: nx.Graph[Any],
    groups: Sequence[Community],
    seed: int,
) -> int:
    """Draw edges, nodes and names; return how many nodes got a name."""
    size = axes.get_window_extent()
    where = positions(graph, seed=seed, aspect=size.width / size.height)
    radii = _radii(graph)
    across = [x for x, _ in where.values()]
    up = [y for _, y in where.values()]
    # Room at the sides for names: they stand beside the outermost nodes.
    reach = (max(across) - min(across)) or 1.0
    axes.set_xlim(min(across) - 0.16 * reach - 0.2, max(across) + 0.16 * reach + 0.2)
    axes.set_ylim(min(up) - 0.55, max(up) + 0.55)
    widths = _widths(graph)
    if graph.is_directed():
        for source, target in graph.edges:
            _arrow(axes, graph, source, target, where, radii, widths[source, target])
    else:
        segments = [(where[source], where[target]) for source, target in widths]
        axes.add_collection(
            LineCollection(segments, linewidths=list(widths.values()), colors=_EDGE, zorder=1)
        )
    colours = {node: group.colour for group in groups for node in group.members}
    ranks = strength(graph)
    for node in sorted(graph, key=lambda node: (ranks[node], str(node))):
        marker, size_factor = _MARKERS.get(attribute(graph.nodes[node], "kind"), ("o", 1.0))
        axes.plot(
            *where[node],
            marker=marker,
            markersize=2 * radii[node] * size_factor,
            color=colours[node],
            markeredgecolor="white",
            markeredgewidth=1.2,
            zorder=3,
        )
    return _names(axes, graph, where, radii)


def _arrow(
    axes: Axes,
    graph: nx.Graph[Any],
    source: Any,
    target: Any,
    where: dict[Any, tuple[float, float]],
    radii: dict[Any, float],
    width: float,
) -> None:
    """Draw one edge of a directed graph; two ways between a pair are bent apart."""
    bent = graph.has_edge(target, source)
    axes.add_patch(
        FancyArrowPatch(
            where[source],
            where[target],
            arrowstyle=f"-|>,head_length={4 + width},head_width={2 + width / 2}",
            connectionstyle="arc3,rad=0.14" if bent else "arc3,rad=0",
            shrinkA=radii[source],
            shrinkB=radii[target] + 1,
            mutation_scale=1,
            linewidth=width,
            color=_EDGE,
            zorder=1,
            capstyle="butt",
        )
    )


def _names(
    axes: Axes,
    graph: nx.Graph[Any],
    where: dict[Any, tuple[float, float]],
    radii: dict[Any, float],
) -> int:
    """Write names beside the nodes, the most central first, where none meets another or a node."""
    dots = axes.figure.dpi / 72
    size = 10.0 if len(graph) <= 40 else 8.5 if len(graph) <= 120 else 7.0
    frame = axes.get_window_extent()
    limits = Box(2, frame.y0 - 20, axes.figure.bbox.width - 2, frame.y1 + 4)
    pixel = {node: axes.transData.transform(point) for node, point in where.items()}
    lines = np.array([(*pixel[a], *pixel[b], width) for (a, b), width in _widths(graph).items()])
    discs = {
        node: Box(x - r, y - r, x + r, y + r)
        for node, (x, y) in pixel.items()
        for r in (radii[node] * dots,)
    }
    placement = Placement(list(discs.values()), lines, limits, dots)
    ranks = strength(graph)
    named = 0
    for node in sorted(graph, key=lambda node: (-ranks[node], str(node)))[:_NAMED]:
        text = axes.text(
            0,
            0,
            _legible(short_name(graph, node)),
            fontsize=size,
            color=_INK,
            parse_math=False,  # a dollar sign in a name is a dollar sign
            transform=None,
            ha="left",
            va="baseline",
            zorder=4,
            path_effects=[withStroke(linewidth=2.6, foreground="white")],
        )
        extent = text.get_window_extent()
        spot = placement.place(discs[node], extent.width, extent.height)
        if spot is None:
            text.remove()
            continue
        text.set_position((spot.left - extent.x0, spot.bottom - extent.y0))
        named += 1
    return named


def _frame(
    figure: Figure,
    graph: nx.Graph[Any],
    drawn: nx.Graph[Any],
    groups: Sequence[Community],
    named: int,
    title: str | None,
    source: str | None,
    seed: int,
) -> None:
    """Write title, period, legend and the caption that says what is not to be seen."""
    height = figure.get_figheight()
    free = _legend(figure, drawn, groups)
    heading = _legible(display_name(title_of(graph) if title is None else title, 150))
    for text, down, size, weight in (
        (heading, 0.36, 15.0, "bold"),
        (_legible(_subtitle(graph)), 0.62, 10.0, "normal"),
    ):
        written = figure.text(
            0.02,
            1 - down / height,
            text,
            fontsize=size,
            fontweight=weight,
            parse_math=False,
            color=_INK,
        )
        _fit(written, size, free - 0.02 * figure.bbox.width)
    for line, text in enumerate(_caption(graph, drawn, named, source, seed)):
        figure.text(
            0.02,
            (0.62 - 0.19 * line) / height,
            _legible(text),
            fontsize=8,
            parse_math=False,
            color=_FAINT,
        )


def _legend(figure: Figure, drawn: nx.Graph[Any], groups: Sequence[Community]) -> float:
    """Write the legend at the top right; return the pixel where it begins."""
    kinds = sorted({attribute(data, "kind") for _, data in drawn.nodes(data=True)} & set(_SHAPES))
    handles = [
        Line2D([], [], ls="", marker="o", ms=8, color=group.colour, label=_legible(group.name))
        for group in groups
    ] + [
        Line2D([], [], ls="", marker=_MARKERS[kind][0], ms=7, color=_FAINT, label=_SHAPES[kind])
        for kind in kinds
    ]
    if drawn.number_of_edges():
        widths = _widths(drawn)
        thick = max(widths, key=lambda pair: widths[pair])
        events = int(drawn.edges[thick].get("weight", 1))
        label = f"tie of {counted(events, 'event')}"
        handles.append(Line2D([], [], lw=widths[thick], color=_EDGE, label=label))
    if not handles:
        return float(figure.bbox.width)
    legend = figure.legend(
        handles=handles,
        loc="upper right",
        bbox_to_anchor=(0.985, 1 - 0.1 / figure.get_figheight()),
        ncols=min(4, math.ceil(len(handles) / 3)),
        fontsize=8,
        frameon=False,
        handletextpad=0.4,
        handlelength=1.4,
        columnspacing=1.2,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    return float(legend.get_window_extent().x0)


def _fit(text: Text, size: float, right: float) -> None:
    """Make a text smaller, and if that is not enough shorter, until it ends left of a pixel."""
    while text.get_window_extent().x1 > right and size > 8:
        size -= 0.5
        text.set_fontsize(size)
    while text.get_window_extent().x1 > right and len(text.get_text()) > 12:
        text.set_text(text.get_text()[:-2].rstrip() + "…")


def _subtitle(graph: nx.Graph[Any]) -> str:
    words = [period_of(graph)]
    status = attribute(graph.graph, "status")
    if status and status != "occurred":
        words.append("status: " + status.replace("|", ", "))
    events = graph.graph.get("events")
    if isinstance(events, int):
        words.append(counted(events, "event"))
    words.append(
        counted(len(graph), "actor" if attribute(graph.graph, "form") != "bipartite" else "node")
    )
    words.append(counted(graph.number_of_edges(), "tie"))
    return " · ".join(words)


def _caption(
    graph: nx.Graph[Any], drawn: nx.Graph[Any], named: int, source: str | None, seed: int
) -> list[str]:
    """Up to three lines: how to read it, what is left out, where it comes from."""
    reading = "Area of a node: its events. Width of a tie: events of the two"
    reading += ", arrow from visitor to host" if graph.is_directed() else ""
    reading += f". Colours: Louvain communities (seed {seed})."
    left_out = []
    if len(drawn) == 0:
        left_out.append("No two actors share an event here.")
    if alone := len(graph) - len(drawn):
        left_out.append(f"Not drawn: {counted(alone, 'actor')} without a tie.")
    if named < len(drawn):
        left_out.append(
            f"Named: {named:,} of {len(drawn):,}, the most central first, where there is room."
        )
    undated = graph.graph.get("undated_left_out")
    if isinstance(undated, int) and undated:
        left_out.append(f"Left out for want of a date: {counted(undated, 'event')}.")
    one_sided = graph.graph.get("one_sided_left_out")
    if isinstance(one_sided, int) and one_sided:
        left_out.append(f"With one side only, joining nobody: {counted(one_sided, 'event')}.")
    lines = [reading, " ".join(left_out), display_name(source, 160) if source else ""]
    return [line for line in lines if line]
