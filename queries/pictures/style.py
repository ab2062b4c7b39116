"""What picture and page share: colours, names fit to be shown, words about a network."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from diplograph.queries.measures import communities

# Paul Tol's "muted" scheme: told apart by readers with any common colour blindness, and legible as
# discs on white as on near-black. Communities beyond the nine share a grey; the legend says so.
PALETTE = (
    "#332288",
    "#CC6677",
    "#117733",
    "#DDAA33",
    "#88CCEE",
    "#882255",
    "#44AA99",
    "#999933",
    "#AA4499",
)
REST = "#9A9A9A"

# Tol's "light" scheme in the same order of use, for the page on a dark ground.
PALETTE_DARK = (
    "#77AADD",
    "#EE8866",
    "#44BB99",
    "#EEDD88",
    "#99DDFF",
    "#FFAABB",
    "#BBCC33",
    "#AAAA00",
    "#DDDDDD",
)
REST_DARK = "#6B7280"

# Bidirectional embeddings, overrides and isolates: in a name they can only reorder what stands
# around it. Marks that belong to the spelling of a script (joiners, LRM, RLM) stay.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])

_RELATIONS = {
    "meeting": "Meetings",
    "visit": "Visits",
    "call": "Calls",
    "agreement": "Agreements",
    "any": "Diplomatic events",
}
_LEVELS = {
    "polity": "between polities and organisations",
    "person": "between persons",
    "organization": "between organisations",
}


def display_name(text: str, limit: int = 40) -> str:
    """Make a name of strangers' text fit to stand in one line of a picture.

    Control characters, line breaks and bidirectional overrides go, runs of white space become one
    space, and what is longer than ``limit`` code points ends in an ellipsis.

    >>> display_name("Bibilov\\u202e\\n  Anatoly")
    'Bibilov Anatoly'
    """
    kept = text.translate(_REORDERING)
    kept = "".join(
        "\ufffd" if kind == "Cs" else " " if kind in ("Cc", "Zl", "Zp") else character
        for character in kept
        for kind in (unicodedata.category(character),)
    )
    kept = " ".join(kept.split())
    if len(kept) > limit:
        kept = kept[: limit - 1].rstrip() + "…"
    return kept or "(no name)"


def attribute(data: Mapping[str, Any], name: str) -> str:
    """One attribute of a node, an edge or a graph as text; empty when it has none."""
    value = data.get(name)
    return "" if value is None else str(value)


def parts(data: Mapping[str, Any], name: str) -> list[str]:
    """The parts of a ``|``-joined attribute, in order.

    >>> parts({"types": "Meeting|Visit"}, "types")
    ['Meeting', 'Visit']
    """
    text = attribute(data, name)
    return text.split("|") if text else []


def name_of(graph: nx.Graph[Any], node: Hashable, limit: int = 40) -> str:
    """What to call a node: its label, else its own name."""
    return display_name(attribute(graph.nodes[node], "label") or str(node), limit)


def short_name(graph: nx.Graph[Any], node: Hashable) -> str:
    """What to write beside a node: its code where its name would take too much room."""
    code = attribute(graph.nodes[node], "code")
    name = name_of(graph, node, 200)
    return display_name(code if code and len(name) > 24 else name, 32)


def strength(graph: nx.Graph[Any]) -> dict[Any, float]:
    """Weighted degree of every node: in how many events it stands beside others, pair by pair."""
    return {node: float(value) for node, value in graph.degree(weight="weight")}


@dataclass(frozen=True, slots=True)
class Community:
    """A group of the picture: its colour, what the legend calls it, and its nodes."""

    colour: str
    name: str
    members: tuple[Any, ...]


def coloured_communities(graph: nx.Graph[Any], seed: int) -> list[Community]:
    """Colour the Louvain communities of a network, the largest first.

    Communities of one node, and those beyond the palette, are gathered in one grey group at the
    end, so no colour means two things. Who visited whom makes no difference to who belongs
    together: directions are left aside.
    """
    ranks = strength(graph)
    mutual: nx.Graph[Any] = nx.Graph()
    mutual.add_nodes_from(graph)
    for source, target, data in graph.edges(data=True):
        before = mutual.get_edge_data(source, target, {"weight": 0})["weight"]
        mutual.add_edge(source, target, weight=before + data.get("weight", 1))
    groups: dict[int, list[Any]] = {}
    for node, number in communities(mutual, seed=seed).items():
        groups.setdefault(int(number), []).append(node)
    coloured: list[Community] = []
    rest: list[Any] = []
    for number in sorted(groups):
        members = sorted(groups[number], key=lambda node: (-ranks[node], str(node)))
        if len(members) == 1 or len(coloured) == len(PALETTE):
            rest.extend(members)
            continue
        name = name_of(graph, members[0], 28)
        if len(members) > 1:
            name += f" and {len(members) - 1} more"
        coloured.append(Community(PALETTE[len(coloured)], name, tuple(members)))
    if rest:
        coloured.append(Community(REST, f"smaller groups ({len(rest)})", tuple(rest)))
    return coloured


def title_of(graph: nx.Graph[Any]) -> str:
    """The title of a network by its level and relation.

    >>> title_of(nx.Graph(level="polity", relation="meeting"))
    'Meetings between polities and organisations'
    """
    relation = _RELATIONS.get(attribute(graph.graph, "relation"), "Network of actors")
    level = _LEVELS.get(attribute(graph.graph, "level"), "")
    if attribute(graph.graph, "form") == "bipartite":
        level = level.replace("between", "and their actors:")
    return f"{relation} {level}".strip()


def period_of(graph: nx.Graph[Any]) -> str:
    """The period that was asked for, else from the first to the last date in the network.

    >>> period_of(nx.Graph(since="2017", until=""))
    'since 2017'
    """
    since, until = attribute(graph.graph, "since"), attribute(graph.graph, "until")
    if since and until:
        return since if since == until else f"{since} to {until}"
    if since:
        return f"since {since}"
    if until:
        return f"until {until}"
    dates = [
        (attribute(data, "first"), attribute(data, "last")) for _, _, data in graph.edges(data=True)
    ]
    firsts = sorted(first for first, _ in dates if first)
    lasts = sorted(last for _, last in dates if last)
    if not firsts or not lasts:
        return "no dates known"
    return firsts[0] if firsts[0] == lasts[-1] else f"{firsts[0]} to {lasts[-1]}"


def counted(number: int, one: str) -> str:
    """A number with its noun.

    >>> counted(2, "actor"), counted(1, "tie")
    ('2 actors', '1 tie')
    """
    return f"{number:,} {one if number == 1 else one + 's'}"
