"""A page of a network: one HTML file that needs no network, no server and no other file.

The page is made of texts that strangers wrote, so it trusts none of them: they stand in one JSON
block in which no character can end the block, scripts and styles are named by their hashes in the
page's own security policy, and the script writes words as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx

from diplograph.graph.dates import PartialDate
from diplograph.queries.pictures.layout import positions
from diplograph.queries.pictures.style import (
    PALETTE,
    PALETTE_DARK,
    REST,
    REST_DARK,
    attribute,
    coloured_communities,
    counted,
    display_name,
    name_of,
    parts,
    period_of,
    short_name,
    title_of,
)

Record = Mapping[str, Any]
"""An event record as ``diplograph events --format jsonl`` prints it."""

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_DARK = dict(zip((*PALETTE, REST), (*PALETTE_DARK, REST_DARK), strict=True))


def network_page(
    graph: nx.Graph[Any],
    *,
    records: Iterable[Record] = (),
    title: str | None = None,
    source: str | None = None,
    seed: int = 7,
) -> str:
    """Make the page of a network: searched, filtered by type and period, read down to sentences.

    ``records`` are the event records of events of the network; their labels,
    places and quotes are set into the page. Events without a record show type and date alone.
    ``source`` is one line on where the data come from, ``seed`` decides layout and communities.

    >>> page = network_page(nx.path_graph(2), title="<b>Two</b>")
    >>> "&lt;b&gt;Two&lt;/b&gt;" in page and "<b>" not in page
    True
    """
    heading = display_name(title_of(graph) if title is None else title, 200)
    data = page_data(graph, records, seed)
    scripts = {name: _asset(name) for name in ("graphology", "sigma", "script")}
    style = _asset("style")
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(_hash(text) for text in scripts.values()),
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    filled = {
        "policy": policy,
        "title": html.escape(heading),
        "subtitle": html.escape(_subtitle(graph)),
        "notes": "".join(f"<p>{html.escape(note)}</p>" for note in _notes(graph, data, source)),
        "data": json_block(data),
        "style": style,
        **scripts,
    }
    # One pass over the template alone: what is filled in is never searched for gaps.
    pieces = _asset("page").split("{{")
    page = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        page.append(filled[name] + rest)
    return "".join(page)


def json_block(data: object) -> str:
    """Write JSON that may stand inside a ``script`` element: nothing in it ends the element.

    >>> json_block("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate is a code point of JSON but of no file: it stays an escape.
    text = "".join(f"\\u{ord(sign):04x}" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text.translate(_ESCAPED)


def page_data(graph: nx.Graph[Any], records: Iterable[Record], seed: int) -> dict[str, Any]:
    """What the page knows: groups, nodes, edges and events, each list naming others by number."""
    known = {str(record["iri"]): record for record in records}
    order = sorted(graph, key=str)
    number = {node: place for place, node in enumerate(order)}
    events = _events(graph, known)
    place_of = {event["iri"]: place for place, event in enumerate(events)}
    groups = coloured_communities(graph, seed)
    group_of = {node: place for place, group in enumerate(groups) for node in group.members}
    where = positions(graph, seed=seed, aspect=1.25)
    most = max((_count(graph, node) for node in order), default=1)
    crowd = min(1.0, max(0.4, math.sqrt(60 / max(1, len(order)))))
    weights = [float(data.get("weight", 1)) for _, _, data in graph.edges(data=True)]
    return {
        "directed": graph.is_directed(),
        "bipartite": attribute(graph.graph, "form") == "bipartite",
        "edge_scale": round(min(2.0, 9 / math.sqrt(max(weights, default=1.0))), 3),
        "groups": [
            {"light": group.colour, "dark": _DARK[group.colour], "name": group.name}
            for group in groups
        ],
        "nodes": [
            {
                "label": name_of(graph, node, 80),
                "short": short_name(graph, node),
                "name": name_of(graph, node, 500),
                **{
                    key: display_name(value, 200) if (value := attribute(data, key)) else ""
                    for key in ("kind", "code", "country", "office")
                },
                "events": _count(graph, node),
                "x": round(where[node][0], 4),
                "y": round(where[node][1], 4),
                "size": round(crowd * (5 + 11 * math.sqrt(_count(graph, node) / most)), 2),
                "group": group_of[node],
            }
            for node in order
            for data in (graph.nodes[node],)
        ],
        "edges": [
            {
                "source": number[source],
                "target": number[target],
                "events": sorted({place_of[iri] for iri in parts(data, "events")}),
            }
            for source, target, data in sorted(
                graph.edges(data=True), key=lambda edge: (number[edge[0]], number[edge[1]])
            )
        ],
        "events": [{key: event[key] for key in event if key != "iri"} for event in events],
    }


def _count(graph: nx.Graph[Any], node: Any) -> int:
    """In how many events a node stands; at least one, as a foreign graph may not say."""
    return max(1, int(graph.nodes[node].get("events", graph.degree(node))))


def _events(graph: nx.Graph[Any], known: Mapping[str, Record]) -> list[dict[str, Any]]:
    """The events behind the edges, oldest first, those without a date last."""
    found: dict[str, dict[str, Any]] = {}
    for _, _, data in graph.edges(data=True):
        iris = parts(data, "events")
        types = attribute(data, "event_types").split("|")
        dates = attribute(data, "event_dates").split("|")
        for place, iri in enumerate(iris):
            kind = types[place] if place < len(types) else ""
            date = dates[place] if place < len(dates) else ""
            if iri not in found:
                found[iri] = _event(iri, kind, date, known.get(iri))
    return sorted(found.values(), key=lambda event: (event["from"] or "9999-99", event["iri"]))


def _event(iri: str, kind: str, date: str, record: Record | None) -> dict[str, Any]:
    start, end = date or None, date or None
    label = f"{kind or 'Event'}, {date}" if date else f"{kind or 'Event'} of unknown date"
    event: dict[str, Any] = {"iri": iri, "type": kind, "status": "occurred", "places": ""}
    quotes: list[dict[str, str]] = []
    if record is not None:
        start, end, label = record["start"], record["end"], str(record["label"])
        event["type"], event["status"] = record["type"], record["status"]
        event["places"] = ", ".join(display_name(place["name"]) for place in record["places"])
        quotes = [
            {
                "text": evidence["quote"],
                "url": evidence["url"] or "",
                "published": evidence["published"] or "",
            }
            for evidence in record["evidence"]
        ]
    first = PartialDate.parse(start) if start else None
    last = PartialDate.parse(end) if end else first
    return event | {
        "label": display_name(label, 300),
        "start": start,
        "end": end,
        "from": first.first_day.isoformat() if first else None,
        "to": last.last_day.isoformat() if last else None,
        "quotes": quotes,
    }


def _subtitle(graph: nx.Graph[Any]) -> str:
    words = [period_of(graph)]
    status = attribute(graph.graph, "status")
    if status and status != "occurred":
        words.append("status: " + status.replace("|", ", "))
    if isinstance(events := graph.graph.get("events"), int):
        words.append(counted(events, "event"))
    return display_name(" · ".join(words), 200)


def _notes(graph: nx.Graph[Any], data: Mapping[str, Any], source: str | None) -> list[str]:
    """What a reader must know: how to read the picture, and what is not in it."""
    notes = [
        "Size: events of the actor. Width: events of the two. Colour: community (Louvain). "
        "Names for which there is no room appear when zooming in."
    ]
    if graph.is_directed():
        notes.append("Arrows point from visitor or caller to the one visited or called.")
    if isinstance(undated := graph.graph.get("undated_left_out"), int) and undated:
        notes.append(f"Left out for want of a date: {counted(undated, 'event')}.")
    if isinstance(alone := graph.graph.get("one_sided_left_out"), int) and alone:
        notes.append(f"With one side only, joining nobody: {counted(alone, 'event')}.")
    joining = len(data["events"]) + int(graph.graph.get("one_sided_left_out", 0))
    if isinstance(told := graph.graph.get("events"), int) and told > joining:
        notes.append(f"With one actor only, making no tie: {counted(told - joining, 'event')}.")
    bare = sum(not event["quotes"] for event in data["events"])
    if bare:
        notes.append(f"Without a sentence in this page: {counted(bare, 'event')}.")
    if source:
        notes.append(display_name(source, 300))
    return notes


_FILES = {
    "page": "page.html",
    "style": "page.css",
    "script": "page.js",
    "graphology": "graphology-0.26.0.umd.min.js",
    "sigma": "sigma-3.0.3.min.js",
}


@cache
def _asset(name: str) -> str:
    text = (files("diplograph.queries.pictures") / "assets" / _FILES[name]).read_text("utf-8")
    # A source map would be fetched by developer tools from beside the page, where there is none.
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return "\n".join(lines).strip()


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
