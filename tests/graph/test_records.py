from __future__ import annotations

import dataclasses
import json

from building import (
    MINTER,
    MOSCOW,
    claim,
    extraction,
    instrument,
    on,
    person,
    putin_meets_bibilov,
    side,
)
from hypothesis import HealthCheck, given, settings
from strategies import events

from diplograph.graph.model import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Extraction,
    InstrumentStep,
    Participant,
    Quote,
    Role,
)
from diplograph.graph.records import (
    RECORD_FIELDS,
    ROW_COLUMNS,
    event_record,
    event_row,
)
from diplograph.graph.resolution.derive import derive_events
from diplograph.graph.resolution.stored import told_by

relaxed = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def only_event(told: Extraction) -> Event:
    (event,) = derive_events(told_by([told], MINTER).claims)
    return event


def test_the_record_of_a_meeting_is_that_of_the_contract() -> None:
    told = putin_meets_bibilov(1)
    quote = told.claims[0].evidence[0]
    article = MINTER.article("https://press.example/1")
    record = event_record(only_event(told))
    assert list(record) == list(RECORD_FIELDS)
    assert record == {
        "iri": MINTER.event(f"{article}/claim/1"),
        "type": "Meeting",
        "label": "Meeting of Vladimir Putin (RUS) and Anatoly Bibilov (SOS), Moscow, 2017-11-14",
        "status": "occurred",
        "start": "2017-11-14",
        "end": "2017-11-14",
        "precision": "day",
        "date_text": None,
        "places": [
            {
                "iri": MOSCOW.iri,
                "name": "Moscow",
                "country": "RUS",
                "latitude": 55.75222,
                "longitude": 37.61556,
            }
        ],
        "participants": [
            {
                "iri": MINTER.person("Vladimir Putin", "RUS"),
                "name": "Vladimir Putin",
                "kind": "person",
                "roles": ["host"],
                "office": "President of Russia",
                "represents": ["RUS"],
            },
            {
                "iri": MINTER.person("Anatoly Bibilov", "SOS"),
                "name": "Anatoly Bibilov",
                "kind": "person",
                "roles": ["participant"],
                "office": "President of South Ossetia",
                "represents": ["SOS"],
            },
        ],
        "instrument": None,
        "topics": ["trade"],
        "commitments": [],
        "part_of": None,
        "evidence": [
            {
                "article": article,
                "url": "https://press.example/1",
                "published": "2017-11-15",
                "quote": quote.text,
                "start": 0,
                "end": len(quote.text),
                "copies": [],
            }
        ],
        "confidence": 0.8,
        "step": None,
        "quotations": [],
        "disagreements": [],
        "realises": [],
        "cancels": [],
    }


def signing() -> Extraction:
    return extraction(
        1,
        claim(
            EventType.SIGNING,
            [
                person("Ingrid Solberg", "NOR", Role.SIGNATORY),
                side("CHN", Role.SIGNATORY),
                Participant(
                    Actor(ActorKind.ORGANIZATION, "Fjord Group", MINTER.organization("Fjord Group"))
                ),
            ],
            on("2018-05", words="last month"),
            about=dataclasses.replace(
                instrument("Salmon Agreement", "NOR", "CHN"), mentioned_as="the salmon deal"
            ),
        ),
    )


def test_the_record_of_an_instrument() -> None:
    record = event_record(only_event(signing()))
    assert record["instrument"] == {
        "iri": instrument("Salmon Agreement", "NOR", "CHN").iri,
        "title": "Salmon Agreement",
        "kind": "agreement",
        "subject": None,
        "parties": ["CHN", "NOR"],
        "amends": None,
        "mentioned_as": "the salmon deal",
        "extends": None,
        "implements": None,
        "replaces": None,
    }
    assert (record["start"], record["precision"]) == ("2018-05", "month")
    assert record["date_text"] == "last month"


def test_a_polity_that_takes_part_represents_itself() -> None:
    record = event_record(only_event(signing()))
    assert [each["represents"] for each in record["participants"]] == [["NOR"], ["CHN"], []]
    assert event_row(only_event(signing()))["represented"] == "NOR; CHN"


def test_an_article_without_a_url_has_none_in_its_evidence() -> None:
    told = putin_meets_bibilov(1)
    told = dataclasses.replace(told, article=dataclasses.replace(told.article, url=None))
    (evidence,) = event_record(only_event(told))["evidence"]
    assert evidence["url"] is None
    assert evidence["article"] == MINTER.article(told.article.key)


def test_a_row_is_flat() -> None:
    row = event_row(only_event(signing()))
    assert tuple(row) == ROW_COLUMNS
    assert row["participants"] == "Ingrid Solberg; China; Fjord Group"
    assert row["signatories"] == "Ingrid Solberg; China"
    assert (row["instrument"], row["parties"]) == ("Salmon Agreement", "CHN; NOR")
    assert row["urls"] == "https://press.example/1"


@relaxed
@given(events())
def test_every_record_is_json_of_the_same_fields(event: Event) -> None:
    record = event_record(event)
    assert tuple(record) == RECORD_FIELDS
    assert json.loads(json.dumps(record)) == record
    assert all(
        value is None or isinstance(value, str | float) for value in event_row(event).values()
    )


def test_the_record_of_a_statement_has_its_words_and_a_row_who_spoke_to_whom() -> None:
    told = claim(
        EventType.STATEMENT,
        [person("Ingrid Solberg", "NOR", Role.SPEAKER), side("CHN", Role.ADDRESSEE)],
        on("2018-05-02"),
    )
    article = extraction(1, told, sentence="The salmon is ours, she told Beijing")
    words = Quote(0, 18, "The salmon is ours")
    told = dataclasses.replace(article.claims[0], quotations=(words,))
    event = only_event(dataclasses.replace(article, claims=(told,)))
    record, row = event_record(event), event_row(event)
    assert record["quotations"] == ["The salmon is ours"]
    assert [each["roles"] for each in record["participants"]] == [["speaker"], ["addressee"]]
    assert (row["speakers"], row["addressees"]) == ("Ingrid Solberg", "China")
    assert row["quotations"] == "The salmon is ours"
    assert event.label == "Statement by Ingrid Solberg (NOR) to China, 2018-05-02"


def test_the_record_of_a_step_says_which() -> None:
    told = dataclasses.replace(
        claim(EventType.TERMINATION, [side("NOR")], on("2018"), about=instrument("Salmon Treaty")),
        step=InstrumentStep.SUSPENDED,
    )
    event = only_event(extraction(1, told))
    assert (event_record(event)["step"], event_row(event)["step"]) == ("suspended", "suspended")
    assert event.label == "Suspension of Salmon Treaty by Norway, 2018"


def test_a_record_says_of_a_participant_that_he_is_inferred_and_else_nothing() -> None:
    event = only_event(putin_meets_bibilov(1))
    told, inferred = event.participants
    event = dataclasses.replace(
        event, participants=(told, dataclasses.replace(inferred, inferred=True))
    )
    records = event_record(event)["participants"]
    assert "inferred" not in records[0]
    assert records[1]["inferred"] is True
