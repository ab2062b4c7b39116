"""The Python interface on the bundled articles, read by the real pipeline."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from rdflib import RDF, URIRef

import diplograph
from diplograph.graph.errors import InvalidDate, QueryError, StoreError, UnknownName
from diplograph.graph.model import EventType, Status
from diplograph.graph.reader import read_article
from diplograph.graph.store import Store
from diplograph.knowledge_graph import KnowledgeGraph

ARTICLE = {
    "url": "https://press.example/vienna",
    "title": "Ministers meet in Vienna",
    "published": "2019-05-15",
    "text": "Austrian Foreign Minister Karin Kneissl met Slovak Foreign Minister Miroslav Lajcak"
    " in Vienna on Tuesday.",
}


@pytest.fixture(scope="module")
def kg(demo_store: Store) -> KnowledgeGraph:
    return KnowledgeGraph(demo_store)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.jsonl"
    file.write_text(json.dumps(ARTICLE), encoding="utf-8")
    return file


def test_a_folder_keeps_what_was_ingested(tmp_path: Path, article: Path) -> None:
    location = tmp_path / "news.db"
    with diplograph.open(location) as kg:
        assert kg.ingest([article]).new == 1
        assert kg.ingest([article]).unchanged == 1
        (met,) = kg.meetings().itertuples()
        assert met.start == pd.Timestamp("2019-05-14")
        assert met.participants == ("Karin Kneissl", "Miroslav Lajcak")
        assert met.represented == ("AUT", "SVK")
    with diplograph.open(location, read_only=True) as kg:
        assert len(kg.meetings(actor="Austria")) == 1
        article.write_text(json.dumps({**ARTICLE, "title": "Talks"}), encoding="utf-8")
        with pytest.raises(StoreError):
            kg.ingest([article])


def test_the_environment_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(tmp_path / "named.db"))
    diplograph.open().close()
    monkeypatch.delenv("DIPLOGRAPH_STORE")
    diplograph.open().close()
    assert {path.name for path in tmp_path.iterdir()} == {"named.db", "diplograph.db"}


def test_a_store_to_read_must_exist(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        diplograph.open(tmp_path / "absent.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_the_base_names_what_is_read(article: Path) -> None:
    with diplograph.open("memory:", base="https://desk.example/id") as kg:
        kg.ingest([str(article)])
        (event,) = kg.events().index
        assert event.startswith("https://desk.example/id/event/")
        assert kg.event("dgid:" + event.removeprefix("https://desk.example/id/")).iri == event


def test_a_date_of_publication_may_be_text(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"Ministers meet\n\n{ARTICLE['text']}", encoding="utf-8")
    with diplograph.open("memory:") as kg:
        kg.ingest([file], published="2019-05-15")
        assert kg.events()["start_text"].tolist() == ["2019-05-14"]
        with pytest.raises(InvalidDate):
            kg.ingest([file], published="last spring")


FRAMES = {
    "meetings": {"Meeting", "Negotiation", "Summit", "Mediation", "Credentials"},
    "visits": {"Visit"},
    "calls": {"Call"},
    "agreements": {"Signing", "AgreementReached"},
    "later_steps": {"Ratification", "Accession", "EntryIntoForce", "Termination"},
    "statements": {"Statement"},
    "invitations": {"Invitation"},
}
# The bundled articles tell no such event.
NOT_TOLD = {"later_steps", "invitations"}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_holds_its_types_and_no_other(kg: KnowledgeGraph, name: str) -> None:
    frame = getattr(kg, name)()
    every = kg.events()
    expected = every[every["type"].isin(FRAMES[name])]
    assert len(frame) > 0 or name in NOT_TOLD
    assert list(frame.index) == list(expected.index)


def test_all_types_together_are_all_events(kg: KnowledgeGraph) -> None:
    assert len(kg.events()) == sum(len(getattr(kg, name)()) for name in FRAMES)
    assert set(kg.events(["Visit", EventType.CALL])["type"]) <= {"Visit", "Call"}


def test_filters_narrow_down_and_go_together(kg: KnowledgeGraph) -> None:
    every = set(kg.events().index)
    by_name, by_code = set(kg.events(actor="Turkey").index), set(kg.events(actor="TUR").index)
    assert by_name == by_code
    assert set() < by_name < every
    since, until = kg.events(since="2019"), kg.events(until="2018")
    assert not set(since.index) & set(until.index)
    assert (since["end"].fillna(since["start"]) >= pd.Timestamp("2019-01-01")).all()
    assert (until["start"] < pd.Timestamp("2019-01-01")).all()
    assert set(kg.events(actor="Turkey", since=dt.date(2019, 1, 1)).index) == by_name & set(
        since.index
    )
    assert set(kg.events(status=Status.PLANNED)["status"]) == {"planned"}
    assert set(kg.events(status=["planned", "denied"])["status"]) == {"planned", "denied"}
    source = "https://levant-brief.example/2020/11/neom"
    told = kg.events(source=source)
    assert 0 < len(told) < len(every)
    assert all(source in set(kg.evidence(event)["url"]) for event in told.index)


@pytest.mark.parametrize(
    ("filters", "error"),
    [
        ({"actor": "Nobody Whatsoever"}, UnknownName),
        ({"place": "Nowhere Whatsoever"}, UnknownName),
        ({"source": "https://press.example/unread"}, UnknownName),
        ({"since": "in spring"}, InvalidDate),
        ({"status": "perhaps"}, ValueError),
    ],
)
def test_a_filter_that_fits_nothing_known_is_an_error(
    kg: KnowledgeGraph, filters: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        kg.events(**filters)  # type: ignore[arg-type]


def test_every_event_leads_to_words_of_its_articles(kg: KnowledgeGraph) -> None:
    for iri in kg.events().index:
        frame = kg.evidence(iri)
        assert len(frame) > 0
        for row in frame.itertuples():
            assert read_article(kg.store, row.article).text[row.start : row.end] == row.quote
    with pytest.raises(UnknownName):
        kg.evidence("dgid:event/none")


def test_signatories_say_for_whom_they_signed(kg: KnowledgeGraph) -> None:
    frame = kg.signatories(until="2018-06-30", actor="Greece")
    assert "Nikos Kotzias" in set(frame["name"])
    (kotzias,) = frame[frame["name"] == "Nikos Kotzias"].head(1).itertuples()
    assert kotzias.represents == ("GRC",)
    assert kotzias.instrument
    assert kg.signatories(actor="Portugal").empty


def test_participants_are_those_of_the_events(kg: KnowledgeGraph) -> None:
    events, participants = kg.visits(), kg.participants("Visit")
    assert set(participants["event"]) == set(events.index)
    assert len(participants) == events["participants"].map(len).sum()


def test_sparql_gives_a_frame_for_every_form_of_query(kg: KnowledgeGraph) -> None:
    count = kg.sparql("SELECT (COUNT(?e) AS ?n) { ?e a dg:DiplomaticEvent }")
    assert count["n"].tolist() == [len(kg.events())]
    assert kg.sparql("ASK { ?e a dg:Visit }")["boolean"].tolist() == [True]
    triples = kg.sparql("CONSTRUCT { ?e a dg:Visit } WHERE { ?e a dg:Visit }")
    assert list(triples.columns) == ["subject", "predicate", "object"]
    assert set(triples["subject"]) == set(kg.visits().index)
    with pytest.raises(QueryError):
        kg.sparql("SELECT WHERE")


def test_a_query_may_declare_prefixes_of_its_own(kg: KnowledgeGraph) -> None:
    asked = "PREFIX dg: <urn:other:>\nASK { ?e a dg:Visit }"
    assert kg.sparql(asked)["boolean"].tolist() == [False]


def test_the_catalogue_answers_as_a_frame(kg: KnowledgeGraph) -> None:
    frame = kg.query("timeline-of", actor="Turkey", limit=1)
    assert len(frame) == 1
    assert frame.attrs["truncated"]
    assert not kg.query("timeline-of", actor="Turkey").attrs["truncated"]
    with pytest.raises(UnknownName):
        kg.query("no-such-question")


def test_a_network_joins_those_who_met(kg: KnowledgeGraph) -> None:
    graph = kg.network("person", "meeting", since="2018")
    assert graph.number_of_edges() > 0
    planned = kg.network("polity", "any", status="planned")
    assert set(planned.nodes) < set(kg.network(status=list(Status)).nodes)


def test_the_rdflib_view_shows_the_same_graph(kg: KnowledgeGraph) -> None:
    visit = URIRef("https://w3id.org/diplograph/ontology#Visit")
    assert {str(node) for node in kg.graph.subjects(RDF.type, visit)} == set(kg.visits().index)


def test_what_was_read_conforms_and_can_be_exported(kg: KnowledgeGraph, tmp_path: Path) -> None:
    report = kg.validate()
    assert report.conforms, "\n".join(map(str, report.violations[:5]))
    assert report.articles == 20
    kg.export(tmp_path / "events.jsonl")
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["iri"] for line in lines} == set(kg.events().index)


def test_an_article_without_any_event_gives_none(kg: KnowledgeGraph) -> None:
    assert kg.events(source="https://rhine-courier.example/2022/08/12/low-water").empty
