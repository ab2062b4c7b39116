"""Questions asked from a perspective, beside the real authority, and when the answer says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import networkx as nx
import pytest

from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.errors import DiplographError, InputError, UnknownName
from diplograph.graph.model import (
    Actor,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.graph.store import MemoryStore, open_store
from diplograph.graph.writer import Writer
from diplograph.knowledge_graph import KnowledgeGraph

WORDS = "The delegations held talks."
# Day, city, and who met there.
TALKS = [
    ("2008-07-10", "Tskhinval", ("SOS", "RUS")),
    ("2008-09-10", "Tskhinval", ("SOS", "RUS")),
    ("2013-05-02", "Sevastopol", ("UKR", "RUS")),
    ("2016-05-02", "Sevastopol", ("RUS", "SYR")),
    ("2016-06-02", "Srinagar", ("IND", "FRA")),
    ("2016-07-02", "Tbilisi", ("GEO", "FRA")),
]


def polity(code: str) -> Actor:
    return load_authority().polity(code).actor()


def talk(number: int, day: str, city: str, sides: tuple[str, ...]) -> Extraction:
    place: Place = load_authority().cities_named(city)[0].place()
    claim = EventClaim(
        EventType.MEETING,
        Status.OCCURRED,
        (Quote(0, len(WORDS), WORDS),),
        EventTime.on(PartialDate.parse(day)),
        (place,),
        tuple(Participant(polity(side), (Role.PARTICIPANT,)) for side in sides),
    )
    url = f"https://press.example/{number}"
    article = Article(WORDS, url, "Talks", dt.date.fromisoformat(day))
    return Extraction(article, ExtractorInfo("hand", "1"), (), (claim,))


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    with open_store(None) as store:
        writer = Writer(store)
        for number, (day, city, sides) in enumerate(TALKS):
            writer.write(talk(number, day, city, sides))
        writer.derive()
        yield KnowledgeGraph(store)


def countries(kg: KnowledgeGraph, perspective: str | None) -> dict[str, int]:
    frame = kg.query("countries-by-events", perspective=perspective)
    return dict(zip(frame["country"], frame["events"], strict=True))


def days(kg: KnowledgeGraph, **filters: str) -> list[str]:
    return kg.events(**filters)["start_text"].tolist()  # type: ignore[arg-type]


def test_without_a_perspective_nothing_is_counted_to_another(kg: KnowledgeGraph) -> None:
    assert countries(kg, None) == {"SOS": 2, "IND": 1, "GEO": 1}


def test_a_claim_counts_the_events_to_the_claimant(kg: KnowledgeGraph) -> None:
    assert countries(kg, "GEO")["GEO"] == 3
    assert countries(kg, "UKR")["UKR"] == 2
    assert countries(kg, "PAK")["PAK"] == 1


def test_the_view_is_that_of_the_day_of_the_event(kg: KnowledgeGraph) -> None:
    """Crimea was uncontested in 2013, and Russia has claimed it since 2014."""
    seen = countries(kg, "RUS")
    assert (seen["UKR"], seen["RUS"], seen["SOS"]) == (1, 1, 2)


def test_a_country_takes_and_gives_events_by_the_perspective(kg: KnowledgeGraph) -> None:
    def there(place: str, perspective: str | None = None) -> int:
        return len(kg.query("events-in", place=place, perspective=perspective))

    assert (there("IND"), there("IND", "PAK"), there("PAK", "PAK")) == (1, 0, 1)
    assert (there("UKR"), there("UKR", "UKR"), there("UKR", "RUS")) == (0, 2, 1)
    assert (there("Srinagar"), there("Srinagar", "PAK")) == (1, 1)


def test_the_events_are_filtered_as_the_catalogue_counts(kg: KnowledgeGraph) -> None:
    for place in ("IND", "PAK", "GEO", "UKR", "RUS", "SOS", "Srinagar", "Tskhinval"):
        for perspective in ("GEO", "PAK", "UKR", "RUS", "FRA"):
            asked = kg.query("events-in", place=place, perspective=perspective)
            listed = kg.events(place=place, perspective=perspective)
            assert set(asked["event"]) == set(listed.index), (place, perspective)


def test_an_actor_counts_to_the_polity_that_is_seen(kg: KnowledgeGraph) -> None:
    assert days(kg, actor="GEO") == ["2016-07-02"]
    assert days(kg, actor="GEO", perspective="GEO") == ["2008-07-10", "2008-09-10", "2016-07-02"]
    assert days(kg, actor="GEO", perspective="GEO", since="2008-08") == [
        "2008-09-10",
        "2016-07-02",
    ]
    assert len(kg.query("meetings-between", a="RUS", b="GEO", perspective="GEO")) == 2


@pytest.mark.parametrize(
    ("name", "params", "named"),
    [
        ("countries-by-events", {}, ["Crimea", "Kashmir", "South Ossetia"]),
        ("countries-by-events", {"since": "2013", "until": "2013"}, []),
        ("countries-by-events", {"type": "Visit"}, []),
        ("events-in", {"place": "GEO"}, ["South Ossetia"]),
        ("events-in", {"place": "IND"}, ["Kashmir"]),
        ("events-in", {"place": "Tbilisi"}, []),
        ("events-in", {"place": "FRA"}, []),
        ("meetings-between", {"a": "RUS", "b": "GEO"}, ["South Ossetia"]),
        ("meetings-between", {"a": "RUS", "b": "SYR"}, []),
        ("busiest-days", {}, []),
    ],
)
def test_an_answer_says_what_it_depends_on(
    kg: KnowledgeGraph, name: str, params: dict[str, str], named: list[str]
) -> None:
    assert kg.query(name, **params).attrs["depends_on_perspective"] == named


def test_a_list_of_events_says_what_it_depends_on(kg: KnowledgeGraph) -> None:
    assert kg.events(place="GEO").attrs["depends_on_perspective"] == ["South Ossetia"]
    assert kg.events(actor="GEO").attrs["depends_on_perspective"] == ["South Ossetia"]
    assert kg.events(place="GEO", since="2012").attrs["depends_on_perspective"] == []
    assert kg.events(place="FRA").attrs["depends_on_perspective"] == []
    assert kg.events().attrs["depends_on_perspective"] == []


def test_a_network_counts_from_a_perspective(kg: KnowledgeGraph) -> None:
    def weight(graph: nx.Graph[str], one: str, other: str) -> int:
        ends = polity(one).iri, polity(other).iri
        return graph.edges[ends]["weight"] if graph.has_edge(*ends) else 0

    plain = kg.network()
    assert (weight(plain, "RUS", "SOS"), weight(plain, "RUS", "GEO")) == (2, 0)
    assert plain.graph["depends_on_perspective"] == "South Ossetia"
    seen = kg.network(perspective="GEO")
    assert (weight(seen, "RUS", "SOS"), weight(seen, "RUS", "GEO")) == (0, 2)
    assert kg.network(since="2013").graph["depends_on_perspective"] == ""
    with pytest.raises(InputError, match="only polity"):
        kg.network("person", perspective="GEO")


@pytest.mark.parametrize("perspective", ["NATO", "Nobodyland", "https://x.example/> } #", "Korea"])
def test_a_perspective_is_that_of_one_polity(kg: KnowledgeGraph, perspective: str) -> None:
    with pytest.raises(DiplographError):
        kg.query("countries-by-events", perspective=perspective)
    with pytest.raises(UnknownName):
        kg.events(place="GEO", perspective=perspective)


def test_a_place_tells_its_status(kg: KnowledgeGraph) -> None:
    status = kg.place("Sevastopol").status(on="2016", perspective="USA")
    by = status.groupby("relation")["polity_name"].agg(set).to_dict()
    assert by["administered-by"] == {"Russia"}
    assert by["claimed-by"] == {"Russia", "Ukraine"}
    view = kg.place("Sevastopol").belongs_to("USA", on="2016")
    assert (view.answer, view.basis.value) == (polity("UKR").iri, "says-so")


def test_text_of_strangers_in_a_source_stays_text(kg: KnowledgeGraph) -> None:
    """A source in the graph ends up in a block of values, escaped."""
    evil = 'x") } } DROP ALL # \n\\'
    dg = "https://w3id.org/diplograph/ontology#"
    with MemoryStore() as store:
        Writer(store).load_reference_data()
        assert kg.store is not store
        from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

        claim = NamedNode("https://w3id.org/diplograph/authority/recognition/SOS-PER")
        facts = [
            (dg + "recognizer", NamedNode(polity("PER").iri)),
            (dg + "recognized", NamedNode(polity("SOS").iri)),
            (dg + "stance", NamedNode("https://w3id.org/diplograph/vocab/stance/recognizes")),
            ("http://purl.org/dc/terms/source", Literal(evil)),
        ]
        store.apply(add=[Quad(claim, NamedNode(p), o, DefaultGraph()) for p, o in facts])
        rows = KnowledgeGraph(store).place("SOS").status(perspective="PER")
        assert evil in set(rows["source"].dropna())
