"""How records are paired with annotated events, and what counts as right."""

from __future__ import annotations

from typing import Any, cast

from scoring import Figures, GoldArticle, GoldEvent, Record, compare


def person(name: str, code: str, role: str = "participant") -> Any:
    return {"name": name, "kind": "person", "role": role, "represents": code}


def gold(kind: str, *participants: Any, **fields: Any) -> GoldEvent:
    event: dict[str, Any] = {
        "type": kind,
        "status": "occurred",
        "start": "2018-06-12",
        "end": "2018-06-12",
        "city": None,
        "country": None,
        "participants": list(participants),
        "instrument": None,
    }
    return cast("GoldEvent", event | fields)


def article(*events: GoldEvent) -> GoldArticle:
    return {
        "id": "a1",
        "url": "https://press.example/a1",
        "title": "Leaders meet",
        "published": "2018-06-12",
        "outlet": None,
        "events": list(events),
        "negatives": [],
    }


def record(kind: str, *names: tuple[str, str], **fields: Any) -> Record:
    return {
        "type": kind,
        "status": "occurred",
        "start": "2018-06-12",
        "places": [],
        "participants": [
            {"name": name, "kind": "person", "roles": ["participant"], "represents": [code]}
            for name, code in names
        ],
        **fields,
    }


TWO = (("Donald Trump", "USA"), ("Kim Jong Un", "PRK"))


def test_a_negotiation_answers_a_meeting() -> None:
    figures = Figures()
    meeting = gold("meeting", person("Donald Trump", "USA"), person("Kim Jong Un", "PRK"))
    outcome = compare(article(meeting), [record("Negotiation", *TWO)], figures)
    assert outcome.pairs[0].wrong == ()
    assert (figures.events.f1, figures.persons.f1, figures.polities.f1) == (1, 1, 1)


def test_another_family_or_nobody_in_common_is_no_pair() -> None:
    figures = Figures()
    meeting = gold("meeting", person("Xi Jinping", "CHN"))
    given = [record("Call", ("Xi Jinping", "CHN")), record("Meeting", *TWO)]
    outcome = compare(article(meeting), given, figures)
    assert (len(outcome.missed), len(outcome.extra)) == (1, 2)
    assert (figures.events.precision, figures.events.recall) == (0, 0)


def test_the_pair_with_more_in_common_comes_first() -> None:
    early = gold("meeting", person("Xi Jinping", "CHN"), person("Kim Jong Un", "PRK"))
    late = gold("meeting", person("Donald Trump", "USA"), person("Kim Jong Un", "PRK"))
    outcome = compare(article(early, late), [record("Meeting", *TWO)], Figures())
    assert outcome.missed == (early,)


def test_wrong_fields_are_named_and_counted() -> None:
    figures = Figures()
    visit = gold(
        "visit",
        person("Kim Jong Un", "PRK", "visitor"),
        start=None,
        status="cancelled",
        city="Oteševo",
        country="MKD",
    )
    places = [{"name": "Otesevo", "country": "GRC"}]
    given = record("Visit", ("Kim Jong Un", "PRK"), places=places, status="postponed")
    outcome = compare(article(visit), [given], figures)
    assert outcome.pairs[0].wrong == ("date", "country", "role of Kim Jong Un")
    assert (figures.null_date.value, figures.city.value, figures.status.value) == (0, 1, 1)
    assert "date" not in figures.values()


def test_events_of_an_event_free_article_are_false() -> None:
    figures = Figures()
    compare(article(), [record("Meeting", *TWO)], figures)
    assert figures.false_events == 1


def test_the_mark_of_a_generation_is_no_surname() -> None:
    king = gold("meeting", person("King Abdullah II", "JOR"))
    outcome = compare(article(king), [record("Meeting", ("King Abdullah", "JOR"))], Figures())
    assert outcome.pairs[0].wrong == ()
