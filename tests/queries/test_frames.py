"""pandas frames: the same columns and types, whatever they hold."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Evidence,
    Instrument,
    InstrumentKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.graph.store import Store
from diplograph.queries.catalogue import Catalogue
from diplograph.queries.frames import events_frame, evidence_frame, participants_frame, to_frame
from diplograph.queries.results import XSD, Result

RUSSIA = Actor(ActorKind.POLITY, "Russia", "urn:RUS", "RUS")
OSSETIA = Actor(ActorKind.POLITY, "South Ossetia", "urn:SOS", "SOS")
PUTIN = Actor(ActorKind.PERSON, "Vladimir Putin", "urn:putin")
BIBILOV = Actor(ActorKind.PERSON, "Anatoly Bibilov", "urn:bibilov")
UN = Actor(ActorKind.ORGANIZATION, "United Nations", "urn:UN", "UN")

MEETING = Event(
    "urn:meeting",
    EventType.MEETING,
    "Meeting of Vladimir Putin (RUS) and Anatoly Bibilov (SOS)",
    Status.OCCURRED,
    EventTime.on(PartialDate(2017, 11, 14), "On 14 November"),
    (Place("Moscow", "https://sws.geonames.org/524901/", "RUS", 55.75, 37.62),),
    (
        Participant(PUTIN, (Role.HOST,), Office("President", RUSSIA), (RUSSIA,)),
        Participant(BIBILOV, (Role.VISITOR, Role.SPEAKER), None, (OSSETIA,)),
        Participant(UN, (Role.OBSERVER,)),
    ),
    topics=("health", "trade"),
    commitments=("to coordinate their policy",),
    part_of="urn:visit",
    evidence=(
        Evidence("urn:a1", "https://press.example/1", "2017-11-15", Quote(0, 9, "They met.")),
        Evidence("urn:a1", "https://press.example/1", "2017-11-15", Quote(20, 29, "They met.")),
        Evidence("urn:a2", None, "2017-11-16T01:30:00+03:00", Quote(3, 12, "They met.")),
    ),
    confidence=0.9,
)
TREATY = Event(
    "urn:signing",
    EventType.SIGNING,
    "Signing, 2014",
    Status.PLANNED,
    EventTime(PartialDate(2014)),
    (Place("Russia", "https://w3id.org/diplograph/authority/place/RUS", "RUS"),),
    (Participant(RUSSIA, (Role.SIGNATORY,)),),
    Instrument("urn:i", "Treaty", InstrumentKind.TREATY, parties=(RUSSIA, OSSETIA)),
)
UNKNOWN = Event("urn:call", EventType.CALL, "Call", Status.DENIED)
EVENTS = [MEETING, TREATY, UNKNOWN]


def lit(text: str, kind: str = "string") -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


NAIVE = lit("2017-01-01T00:00:00", "dateTime")
ZONED = lit("2017-01-01T00:00:00Z", "dateTime")


def column(*terms: Literal | NamedNode | BlankNode | None, kind: str = "") -> pd.Series:
    kinds = (kind,) if kind else ()
    return to_frame(Result(("x",), tuple((term,) for term in terms), kinds))["x"]


@pytest.mark.parametrize(
    ("terms", "dtype", "values"),
    [
        (["2017-11-14", "1453-05-29"], "datetime64[s]", ["2017-11-14", "1453-05-29"]),
        (["2017-11-14Z"], "datetime64[s]", ["2017-11-14"]),
    ],
)
def test_days_are_days_of_any_century(terms: list[str], dtype: str, values: list[str]) -> None:
    series = column(*(lit(term, "date") for term in terms), None)
    assert series.dtype == dtype
    assert series.dt.strftime("%Y-%m-%d").tolist()[:-1] == values
    assert series.isna().tolist() == [False] * len(terms) + [True]


def test_times_keep_their_instant_or_their_clock() -> None:
    zoned = column(lit("2017-11-15T01:30:00+03:00", "dateTime"), ZONED)
    assert str(zoned.dtype) == "datetime64[us, UTC]"
    assert zoned[0] == pd.Timestamp("2017-11-14T22:30", tz="UTC")
    naive = column(lit("2017-11-15T01:30:00.5", "dateTime"), None)
    assert naive.dtype == "datetime64[us]"
    assert naive[0] == pd.Timestamp("2017-11-15T01:30:00.5")


@pytest.mark.parametrize(
    ("terms", "dtype"),
    [
        ([lit("1", "integer"), None, lit("-3", "long")], "Int64"),
        ([lit("0.5", "decimal"), lit("1", "integer"), None], "Float64"),
        ([lit("1e3", "double"), lit("INF", "double")], "Float64"),
        ([lit("true", "boolean"), lit("0", "boolean"), None], "boolean"),
        ([lit("words"), None], "string"),
        ([NamedNode("urn:x"), None], "string"),
        ([Literal("mot", language="fr"), NamedNode("urn:x")], "string"),
        ([None, None], "string"),
        ([], "string"),
        ([lit("1", "integer"), lit("2017-01-01", "date")], "string"),
        ([lit("one", "integer")], "string"),
        ([lit("99999999999999999999", "integer")], "string"),
        ([lit("maybe", "boolean")], "string"),
        ([lit("-0044-03-15", "date")], "string"),
        ([lit("2017-02-30", "date")], "string"),
        (
            [lit("2017-01-01T00:00:00", "dateTime"), lit("2017-01-01T00:00:00Z", "dateTime")],
            "string",
        ),
    ],
)
def test_a_column_has_one_type_or_is_text(
    terms: list[Literal | NamedNode | None], dtype: str
) -> None:
    series = column(*terms)
    assert str(series.dtype) == dtype
    if dtype == "string":
        expected = [None if term is None else term.value for term in terms]
        assert [None if pd.isna(value) else value for value in series] == expected


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        ("date", "datetime64[s]"),
        ("integer", "Int64"),
        ("decimal", "Float64"),
        ("string", "string"),
        ("iri", "string"),
    ],
)
def test_a_declared_column_has_its_type_also_when_empty(kind: str, dtype: str) -> None:
    assert str(column(kind=kind).dtype) == dtype
    assert str(column(None, kind=kind).dtype) == dtype


def test_a_declared_fraction_stays_one_where_all_are_whole() -> None:
    assert str(column(lit("1", "integer"), kind="decimal").dtype) == "Float64"


def test_no_cell_becomes_the_word_none_or_nan() -> None:
    series = column(lit("nan"), None, lit("None"), lit(""))
    assert series.isna().tolist() == [False, True, False, False]


def test_solutions_of_a_store_become_a_frame(world: Store) -> None:
    solutions = world.query(
        "PREFIX dg: <https://w3id.org/diplograph/ontology#>"
        "SELECT ?confidence ?event { ?event a dg:Call ; dg:confidence ?confidence }"
        " ORDER BY ?confidence"
    )
    assert isinstance(solutions, QuerySolutions)
    frame = to_frame(solutions)
    assert list(frame.columns) == ["confidence", "event"]
    assert frame["confidence"].tolist() == [0.35, 0.9]


def test_every_question_has_the_same_types_with_and_without_rows(world: Store) -> None:
    for query in Catalogue.load():
        full = Catalogue.load().run(world, query.name, **query.example_parameters())
        empty = Result(full.columns, (), full.kinds)
        assert to_frame(full).dtypes.to_dict() == to_frame(empty).dtypes.to_dict(), query.name


@given(st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))))
def test_whole_numbers_come_back_exactly(numbers: list[int | None]) -> None:
    series = column(
        *(None if number is None else lit(str(number), "integer") for number in numbers),
        kind="integer",
    )
    assert [None if value is pd.NA else int(value) for value in series] == numbers


@given(st.lists(st.one_of(st.none(), st.dates()), min_size=1))
def test_days_come_back_exactly(days: list[dt.date | None]) -> None:
    series = column(
        *(None if day is None else lit(day.isoformat(), "date") for day in days), kind="date"
    )
    assert [None if pd.isna(value) else value.date() for value in series] == days


def test_events_are_one_row_each() -> None:
    frame = events_frame(EVENTS)
    assert frame.index.tolist() == ["urn:meeting", "urn:signing", "urn:call"]
    assert frame.index.name == "event"
    row = frame.loc["urn:meeting"]
    assert row["type"] == "Meeting"
    assert row["status"] == "occurred"
    assert row["start"] == row["end"] == pd.Timestamp("2017-11-14")
    assert (row["precision"], row["start_text"], row["end_text"]) == (
        "day",
        "2017-11-14",
        "2017-11-14",
    )
    assert row["date_text"] == "On 14 November"
    assert (row["places"], row["countries"]) == (("Moscow",), ("RUS",))
    assert (row["city"], row["country"]) == ("Moscow", "RUS")
    assert (row["latitude"], row["longitude"]) == (55.75, 37.62)
    assert row["participants"] == ("Vladimir Putin", "Anatoly Bibilov", "United Nations")
    assert row["represented"] == ("RUS", "SOS", "UN")
    assert (row["hosts"], row["visitors"]) == (("Vladimir Putin",), ("Anatoly Bibilov",))
    assert row["topics"] == ("health", "trade")
    assert row["commitments"] == ("to coordinate their policy",)
    assert row["part_of"] == "urn:visit"
    assert row["articles"] == 2
    assert row["confidence"] == 0.9


def test_what_is_not_known_is_missing_and_not_invented() -> None:
    frame = events_frame(EVENTS)
    signing = frame.loc["urn:signing"]
    assert signing["start"] == pd.Timestamp("2014-01-01")
    assert signing["start_text"] == "2014"
    assert pd.isna(signing["end"])
    assert pd.isna(signing["city"])
    assert signing["country"] == "RUS"
    assert pd.isna(signing["latitude"])
    assert (signing["instrument"], signing["instrument_kind"]) == ("Treaty", "treaty")
    assert (signing["parties"], signing["signatories"]) == (("RUS", "SOS"), ("Russia",))
    call = frame.loc["urn:call"]
    missing = ["start", "end", "start_text", "end_text", "date_text", "city", "country"]
    assert call[[*missing, "instrument", "instrument_kind", "part_of"]].isna().all()
    assert call["precision"] == "unknown"
    assert (call["places"], call["participants"], call["topics"]) == ((), (), ())
    assert call["articles"] == 0


def test_a_span_of_months_reaches_from_its_first_to_its_last_day() -> None:
    time = EventTime(PartialDate(2017, 8), PartialDate(2017, 9))
    row = events_frame([Event("urn:e", EventType.VISIT, "V", Status.OCCURRED, time)]).iloc[0]
    assert row["start"] == pd.Timestamp("2017-08-01")
    assert row["end"] == pd.Timestamp("2017-09-30")
    assert (row["start_text"], row["end_text"]) == ("2017-08", "2017-09")


def test_participants_are_one_row_each() -> None:
    frame = participants_frame(EVENTS)
    assert frame["event"].tolist() == ["urn:meeting"] * 3 + ["urn:signing"]
    assert frame["position"].tolist() == [1, 2, 3, 1]
    assert frame["kind"].tolist() == ["person", "person", "organization", "polity"]
    assert frame["roles"].tolist()[1] == ("visitor", "speaker")
    assert frame["represents"].tolist() == [("RUS",), ("SOS",), ("UN",), ("RUS",)]
    assert frame["office"].tolist()[0] == "President of Russia"
    assert frame["office"].isna().tolist() == [False, True, True, True]
    assert len(frame.explode("roles")) == 5


def test_evidence_is_one_row_a_quote() -> None:
    frame = evidence_frame(MEETING.evidence)
    assert frame["quote"].tolist() == ["They met."] * 3
    assert frame["start"].tolist() == [0, 20, 3]
    # the day in the source's own zone, not in UTC
    assert frame["published"].tolist()[2] == pd.Timestamp("2017-11-16")
    assert frame["published_text"].tolist()[2] == "2017-11-16T01:30:00+03:00"
    assert frame["url"].isna().tolist() == [False, False, True]
    undated = evidence_frame([Evidence("urn:a", None, None, Quote(0, 2, "Hi"))])
    assert undated["published"].isna().all()


@pytest.mark.parametrize("single", EVENTS, ids=lambda event: event.iri)
def test_the_types_do_not_depend_on_the_rows(single: Event) -> None:
    for make in (events_frame, participants_frame):
        assert make([]).dtypes.to_dict() == make([single]).dtypes.to_dict()
        assert make([]).index.dtype == make(EVENTS).index.dtype
        assert make(EVENTS).dtypes.to_dict() == make([]).dtypes.to_dict()
    assert evidence_frame(single.evidence).dtypes.to_dict() == evidence_frame([]).dtypes.to_dict()


def test_a_generator_will_do() -> None:
    assert len(events_frame(event for event in EVENTS)) == 3
    assert len(participants_frame(event for event in EVENTS)) == 4
