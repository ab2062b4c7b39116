"""Pictures: the same every time, silent about nothing, and inert whatever strangers wrote."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from matplotlib.text import Text

from diplograph.queries.pictures.layout import positions
from diplograph.queries.pictures.page import json_block, network_page
from diplograph.queries.pictures.placement import Box, Placement
from diplograph.queries.pictures.static import network_figure, network_picture
from diplograph.queries.pictures.style import (
    PALETTE,
    REST,
    coloured_communities,
    display_name,
    period_of,
    title_of,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "<!-- <script>",
    "]]> {{data}} {{policy}} &lt;b&gt;",
    "\u202egnp.exe\u202c \u2066isolated",
    "line\u2028separator\u2029",
    "$\\frac{1}{0}$ $unclosed",
    "null\x00byte \x1b[31m",
    "lone \ud800 surrogate",
    "N" * 10_000,
    "",
    "   ",
    "北京 القدس ירושלים დიღმის 🕊️",
)


def network_of(names: tuple[str, ...]) -> nx.Graph[str]:
    """A ring of actors with one meeting for each tie."""
    graph: nx.Graph[str] = nx.Graph(level="polity", relation="meeting", status="occurred", events=1)
    for number, name in enumerate(names):
        graph.add_node(
            f"urn:{number}",
            label=name,
            kind="polity",
            code=name,
            office=name,
            country=name,
            events=1,
        )
    for number in range(len(names)):
        graph.add_edge(
            f"urn:{number}",
            f"urn:{(number + 1) % len(names)}",
            weight=1,
            first="2017",
            last="2017",
            types="Meeting",
            events=f"urn:event{number}",
            event_types="Meeting",
            event_dates="2017",
        )
    return graph


def record(iri: str, words: str) -> dict[str, Any]:
    """An event record in which strangers wrote everything that they can write."""
    return {
        "iri": iri,
        "type": "Meeting",
        "label": words,
        "status": "occurred",
        "start": "2017-11-14",
        "end": "2017-11",
        "places": [{"name": words}],
        "evidence": [{"quote": words, "url": words, "published": words}],
    }


class Page(HTMLParser):
    """A page as a browser's tokenizer sees it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.content: dict[str, list[str]] = {}
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.content.setdefault(tag, []).append("")
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.content[self.inside[-1]][-1] += data
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def data(self) -> Any:
        return json.loads(self.content["script"][0])

    @property
    def policy(self) -> dict[str, str]:
        content = next(
            meta["content"]
            for meta in self.named("meta")
            if meta.get("http-equiv") == "Content-Security-Policy"
        )
        assert content is not None
        rules = (rule.strip().partition(" ") for rule in content.split(";"))
        return {name: value for name, _, value in rules}


@pytest.fixture(scope="module")
def hostile_page() -> Page:
    graph = network_of(HOSTILE)
    records = [record(f"urn:event{number}", words) for number, words in enumerate(HOSTILE)]
    return Page(
        network_page(graph, records=records, title="".join(HOSTILE[:6]), source=HOSTILE[1])
        .encode()
        .decode()
    )


def plain_page() -> Page:
    return Page(network_page(network_of(("Russia", "France", "Germany"))))


# ---------------------------------------------------------------------------------- the page


def test_the_page_refers_to_nothing_outside_of_itself(hostile_page: Page) -> None:
    for page in (hostile_page, plain_page()):
        for _, attributes in page.tags:
            for name in (
                "src",
                "href",
                "srcset",
                "action",
                "data",
                "poster",
                "background",
                "style",
            ):
                assert name not in attributes
        assert not page.named("link") + page.named("base") + page.named("iframe")
        style = "".join(page.content["style"])
        assert "url(" not in style
        assert "@import" not in style
        assert "sourceMappingURL" not in "".join(page.content["script"])


def test_strangers_text_adds_no_element_and_no_attribute(hostile_page: Page) -> None:
    assert hostile_page.tags[0:1] == plain_page().tags[0:1]
    assert [tag for tag, _ in hostile_page.tags if tag != "p"] == [
        tag for tag, _ in plain_page().tags if tag != "p"
    ]
    assert not any(
        name.startswith("on") for _, attributes in hostile_page.tags for name in attributes
    )
    assert len(hostile_page.content["script"]) == 4


def test_the_data_come_back_as_they_were(hostile_page: Page) -> None:
    data = hostile_page.data
    assert len(data["nodes"]) == len(data["edges"]) == len(data["events"]) == len(HOSTILE)
    # quotes are evidence: verbatim, whatever they hold
    assert sorted(event["quotes"][0]["text"] for event in data["events"]) == sorted(HOSTILE)
    for node in data["nodes"]:
        assert len(node["name"]) <= 500
        assert len(node["short"]) <= 32
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", node["name"])


def test_the_policy_names_the_scripts_and_nothing_else(hostile_page: Page) -> None:
    for page in (hostile_page, plain_page()):
        code = [
            text
            for text, attributes in zip(page.content["script"], page.named("script"), strict=True)
            if attributes.get("type") != "application/json"
        ]
        hashes = [
            "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
            for text in code
        ]
        assert len(hashes) == 3
        assert page.policy["script-src"].split() == hashes
        (style,) = page.content["style"]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert page.policy["style-src"] == f"'sha256-{digest}'"
        assert page.policy["default-src"] == "'none'"
        assert set(page.policy) == {
            "default-src",
            "script-src",
            "style-src",
            "base-uri",
            "form-action",
        }


def test_the_policy_comes_before_everything_that_it_rules(hostile_page: Page) -> None:
    tags = [tag for tag, _ in hostile_page.tags]
    rule = next(
        place for place, (tag, data) in enumerate(hostile_page.tags) if "http-equiv" in data
    )
    assert rule < tags.index("style") < tags.index("script")


def test_the_script_writes_no_markup() -> None:
    script = (files("diplograph.queries.pictures") / "assets" / "page.js").read_text("utf-8")
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "srcdoc",
    ):
        assert way not in script
    assert "fetch(" not in script
    assert "XMLHttpRequest" not in script


@given(st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_the_data_block(text: str) -> None:
    block = json_block({"text": text})
    assert json.loads(block) == {"text": text}
    assert not set(block) & set("<>&\u2028\u2029")
    block.encode("utf-8")


def test_filters_have_the_days_that_an_event_can_have_meant() -> None:
    graph = network_of(("A", "B", "C"))
    graph.edges["urn:0", "urn:1"].update(event_dates="2017-08")
    graph.edges["urn:1", "urn:2"].update(event_dates="")
    events = Page(network_page(graph)).data["events"]
    assert [(event["from"], event["to"]) for event in events] == [
        ("2017-01-01", "2017-12-31"),
        ("2017-08-01", "2017-08-31"),
        (None, None),
    ]


def test_the_page_says_what_it_does_not_show() -> None:
    graph = network_of(("A", "B", "C"))
    graph.graph.update(events=9, undated_left_out=2, one_sided_left_out=1, since="2017")
    text = Page(network_page(graph, source="From three releases.")).text
    assert "Left out for want of a date: 2 events." in text
    assert "With one side only, joining nobody: 1 event." in text
    assert "With one actor only, making no tie: 5 events." in text
    assert "Without a sentence in this page: 3 events." in text
    assert "From three releases." in text


def test_a_page_of_nobody_and_of_a_foreign_network() -> None:
    assert Page(network_page(nx.Graph())).data["nodes"] == []
    assert len(Page(network_page(nx.path_graph(4))).data["edges"]) == 3


def test_the_scripts_are_those_that_are_written_down() -> None:
    assets = files("diplograph.queries.pictures") / "assets"
    noted = (Path(__file__).parents[2] / "THIRD_PARTY.md").read_text("utf-8")
    scripts = [each for each in assets.iterdir() if each.name.endswith(".min.js")]
    assert len(scripts) == 2
    for each in scripts:
        assert each.name in noted
        assert hashlib.sha256(each.read_bytes()).hexdigest() in noted


# ---------------------------------------------------------------------------------- stills


def words_of(graph: nx.Graph[Any], **options: Any) -> list[str]:
    """The words of a picture, one entry for each text in it."""
    return [text.get_text() for text in network_figure(graph, **options).findobj(Text)]


@pytest.mark.parametrize(
    ("size", "directed"),
    [(0, False), (1, True), (2, True), (5, False), (60, True), (200, False)],
)
def test_networks_of_every_size_can_be_drawn(size: int, directed: bool) -> None:
    graph = nx.gnm_random_graph(size, size * 2, seed=1, directed=directed)
    assert network_picture(graph).startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("format", ["png", "svg"])
def test_a_picture_is_the_same_every_time(format: str) -> None:
    graph = network_of(("Russia", "France", "Germany", "Georgia"))
    turned = nx.Graph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert network_picture(graph, format) == network_picture(graph, format)
    assert positions(graph) == positions(turned)


def test_title_period_and_source() -> None:
    graph = network_of(("Russia", "France", "Germany"))
    graph.graph.update(since="2017", until="2018-06", undated_left_out=2, one_sided_left_out=1)
    words = words_of(graph, source="Three releases of 2017")
    assert "Meetings between polities and organisations" in words
    assert "2017 to 2018-06 · 1 event · 3 actors · 3 ties" in words
    left_out = "Left out for want of a date: 2 events. With one side only, joining nobody: 1 event."
    assert left_out in words
    assert "Three releases of 2017" in words
    assert {"Russia", "France", "Germany"} <= set(words)


def test_what_is_not_drawn_or_not_named_is_counted() -> None:
    graph = nx.relabel_nodes(nx.complete_graph(150), lambda number: f"Actor {number}")
    graph.add_nodes_from(["alone", "lonely"])
    words = words_of(graph)
    caption = next(each for each in words if each.startswith("Not drawn: 2 actors without a tie."))
    named = re.search(r"Named: (\d+) of 150", caption)
    assert named is not None
    assert int(named[1]) == sum(re.fullmatch(r"Actor \d+", each) is not None for each in words)
    assert "alone" not in words


def test_no_name_meets_another_or_a_node() -> None:
    discs = [Box(x, y, x + 10, y + 10) for x in range(50, 400, 30) for y in range(50, 300, 30)]
    limits = Box(0, 0, 450, 350)
    placement = Placement(discs, np.empty((0, 5)), limits, 1.0)
    placed = [box for disc in discs if (box := placement.place(disc, 45, 9)) is not None]
    assert 10 < len(placed) < len(discs)
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(box.meets(disc) for box in placed for disc in discs)
    assert all(box.within(limits) for box in placed)


def test_a_name_shuns_lines() -> None:
    disc = Box(100, 100, 120, 120)
    to_the_right = np.array([[110.0, 110.0, 300.0, 110.0, 3.0]])
    placed = Placement([disc], to_the_right, Box(0, 0, 400, 300), 1.0).place(disc, 40, 10)
    assert placed is not None
    assert not placed.crossed_by(to_the_right).any()


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ((0, 5, 20, 5), True),
        ((12, 0, 12, 20), True),
        ((5, 0, 5, 20), False),
        ((0, 0, 20, 20), True),
        ((0, 20, 20, 20), False),
        ((0, 5, 5, 5), False),
        ((12, 12, 13, 13), True),
        ((0, 11, 11, 0), False),
    ],
)
def test_whether_a_line_crosses_a_box(
    line: tuple[float, float, float, float], crosses: bool
) -> None:
    assert Box(10, 2, 15, 15).crossed_by(np.array([[*line, 1.0]])).tolist() == [crosses]


@pytest.mark.parametrize("format", ["png", "svg"])
def test_hostile_names_are_drawn_as_names(format: str) -> None:
    picture = network_picture(network_of(HOSTILE), format, title=HOSTILE[8], source=HOSTILE[1])
    if format == "svg":
        root = etree.fromstring(picture)
        assert not [
            each
            for each in root.iter("{*}*")
            if etree.QName(each).localname in ("script", "image", "a", "foreignObject")
        ]
        assert not [
            value
            for each in root.iter()
            for name, value in each.attrib.items()
            if name.endswith("href") and not value.startswith("#")
        ]


def test_letters_that_the_font_lacks_are_written_in_latin_ones() -> None:
    words = words_of(network_of(("北京", "القدس", "Тбилиси")))
    assert "BeiJing" in words
    assert "Тбилиси" in words
    assert not re.search("[\u0600-\u06ff]", "".join(words))


# ---------------------------------------------------------------------------------- layout, style


@pytest.mark.parametrize("size", [3, 30, 121, 200])
def test_no_two_nodes_lie_on_one_another(size: int) -> None:
    graph = nx.gnm_random_graph(size, size, seed=2)
    where = positions(graph)
    assert len(where) == size
    for one, other in combinations(where.values(), 2):
        assert (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 > 0.03


def test_parts_that_hang_together_lie_together() -> None:
    graph = nx.disjoint_union_all([nx.complete_graph(4)] * 3)
    where = positions(graph)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    boxes = [
        Box(
            min(where[node][0] for node in part),
            min(where[node][1] for node in part),
            max(where[node][0] for node in part),
            max(where[node][1] for node in part),
        )
        for part in parts
    ]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_colours_are_told_apart_and_mean_one_thing_each() -> None:
    graph = nx.disjoint_union_all([nx.complete_graph(3)] * 12)
    graph.add_node("alone")
    groups = coloured_communities(graph, seed=1)
    assert [group.colour for group in groups] == [*PALETTE, REST]
    assert sorted(str(node) for group in groups for node in group.members) == sorted(
        map(str, graph)
    )
    assert groups[-1].name == "smaller groups (10)"


@pytest.mark.parametrize(
    ("attributes", "period"),
    [
        ({"since": "2017", "until": "2018-06"}, "2017 to 2018-06"),
        ({"since": "2017", "until": "2017"}, "2017"),
        ({"since": "2017"}, "since 2017"),
        ({"until": "2018"}, "until 2018"),
        ({}, "2016-12 to 2019"),
    ],
)
def test_periods(attributes: dict[str, str], period: str) -> None:
    graph = nx.Graph(**attributes)
    graph.add_edge(1, 2, first="2017", last="2018-03-02")
    graph.add_edge(1, 3, first="2016-12", last="2019")
    graph.add_edge(1, 4, first="", last="")
    assert period_of(graph) == period


def test_a_title_for_every_choice() -> None:
    assert title_of(nx.Graph()) == "Network of actors"
    assert title_of(nx.Graph(level="person", relation="visit")) == "Visits between persons"
    assert (
        title_of(nx.Graph(level="organization", relation="any", form="bipartite"))
        == "Diplomatic events and their actors: organisations"
    )


@given(st.text(st.characters()), st.integers(5, 60))
@settings(max_examples=60, deadline=None)
def test_a_displayed_name_is_one_short_line(text: str, limit: int) -> None:
    name = display_name(text, limit)
    assert 0 < len(name) <= max(limit, len("(no name)"))
    assert name.isprintable() or not re.search(
        r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", name
    )
    assert name.strip() == name
