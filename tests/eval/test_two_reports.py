"""Two reports of one meeting, read by the bundled extractor in either order, are one meeting."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from measuring import BUNDLED, SHARED, extractor_named, urls_of

from diplograph.graph.model import Article
from diplograph.graph.reader import read_events
from diplograph.graph.records import event_record
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer

SEEDS = sorted((SHARED.parent / "seeds").glob("*.txt"))
FIRST, SECOND = "https://first.example/1", "https://second.example/2"

# the facts of a published article, told in other words
LONG_REPORT = """Putin receives the head of South Ossetia in the Kremlin
Russian President Vladimir Putin hosted South Ossetian leader Anatoly Bibilov in Moscow on \
November 14 for talks on how the Treaty of Alliance and Integration is carried out, the Kremlin \
said.
Bibilov thanked his host for the invitation and said that about a hundred agreements had been \
concluded between Moscow and Tskhinvali so far.
At a joint press conference after the meeting, Putin spoke of trade and investment.
Similar to the agreement concluded in August in Sokhumi, during Putin's visit to Abkhazia, Russian \
Healthcare Minister Veronika Skvortsova and her Tskhinvali counterpart, Giorgi Totchiev, signed an \
agreement that extends Russia's compulsory medical insurance to the Russian citizens of South \
Ossetia.
"""

SHORT_REPORT = """Presidents of Russia and South Ossetia meet
Russian President Vladimir Putin and South Ossetian President Anatoly Bibilov met in Moscow {day}.
The two presidents talked about trade, investment and social policy.
After the talks the health ministers of the two sides, Veronika Skvortsova of Russia and Giorgi \
Totchiev of South Ossetia, signed an agreement on compulsory medical insurance for Russian \
citizens who live in South Ossetia.
"""

TEXTS = [
    pytest.param(LONG_REPORT, id="own words"),
    *(pytest.param(path.read_text(encoding="utf-8"), id="as published") for path in SEEDS),
]


def article(url: str, text: str, published: str | None) -> Article:
    title = text.partition("\n")[0]
    day = None if published is None else dt.date.fromisoformat(published)
    return Article(text, url=url, title=title, published=day, language="en")


def told(articles: tuple[Article, ...]) -> list[dict[str, Any]]:
    """The records of events of articles that are ingested one after the other."""
    extractor = extractor_named(BUNDLED)
    with open_store(None) as store:
        writer = Writer(store)
        for each in articles:
            writer.write(*extractor.extract_many([each]))
            writer.derive()
        return [event_record(each) for each in read_events(store)]


@pytest.mark.parametrize("day", ["on Tuesday", "on 14 November"])
@pytest.mark.parametrize("published", ["2017-11-15", "2017-11-16", None])
@pytest.mark.parametrize("text", TEXTS)
def test_the_meeting_and_the_signing_have_both_sources(
    text: str, published: str | None, day: str
) -> None:
    first = article(FIRST, text, published)
    second = article(SECOND, SHORT_REPORT.format(day=day), "2017-11-15")
    for order in permutations((first, second)):
        records = told(order)
        of_type = {
            kind: [each for each in records if each["type"] == kind]
            for kind in ("Meeting", "Signing", "Visit", "AgreementReached")
        }
        (meeting,) = of_type["Meeting"]
        assert (meeting["start"], meeting["status"]) == ("2017-11-14", "occurred")
        assert [place["name"] for place in meeting["places"]] == ["Moscow"]
        assert urls_of(meeting) == {FIRST, SECOND}
        assert names(meeting) == {"Vladimir Putin", "Anatoly Bibilov"}
        (signing,) = of_type["Signing"]
        assert urls_of(signing) == {FIRST, SECOND}
        assert names(signing) == {"Veronika Skvortsova", "Giorgi Totchiev"}
        (visit,) = of_type["Visit"]
        august = None if published is None else "2017-08"
        assert (visit["start"], urls_of(visit)) == (august, {FIRST})
        (agreement,) = of_type["AgreementReached"]
        assert urls_of(agreement) == {FIRST}
        assert [place["name"] for place in agreement["places"]] == ["Sokhumi"]


def names(record: dict[str, Any]) -> set[str]:
    return {each["name"] for each in record["participants"]}
