"""What the sets of historians' rows count as one visit and as one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from history import Person, iris_of, persons_of, stops_of, told_of, visits_by_stop
from historyatstate import article_of, record_of, sentence_of
from keeping import digest_of, kept_extractions

from diplograph.graph.model import Article

ANNA = Person("FRA", ("Anna Marie Roux",), ("Anna Roux", "Roux"))
KING = Person("JOR", ("King Talal II bin Hussein",), ("King Talal II",))
RELEASE = "https://release.example/1"


def trip(number: str, first: str, last: str, town: str | None, country: str) -> dict[str, Any]:
    return {
        "id": number,
        "role": "secretary",
        "name": "Anna Marie Roux",
        "start-date": first,
        "end-date": last,
        "country": country,
        "locale": town,
        "remarks": "Attended a conference. Also met with Minister Met.",
    }


def visit(
    iri: str,
    first: str | None,
    last: str | None,
    place: tuple[str, str],
    *urls: str,
    status: str = "occurred",
    realises: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "iri": iri,
        "type": "Visit",
        "status": status,
        "start": first,
        "end": last,
        "precision": "day" if first else "unknown",
        "places": [{"name": place[0], "country": place[1]}],
        "participants": [person("Anna Roux", "FRA")],
        "evidence": [{"url": url, "article": url} for url in urls],
        "realises": list(realises),
    }


def person(name: str, *codes: str, iri: str = "urn:p") -> dict[str, Any]:
    return {"iri": iri, "name": name, "kind": "person", "represents": list(codes), "roles": []}


def row_url(number: str) -> str:
    return f"https://history.state.gov/departmenthistory/travels/secretary/{number}"


def test_rows_of_one_country_and_of_days_that_overlap_are_one_stop() -> None:
    rows = [
        trip("1", "2021-06-27", "2021-06-28", "Rome", "Italy"),
        trip("2", "2021-06-28", "2021-06-28", None, "Vatican City"),
        trip("3", "2021-06-28", "2021-06-29", "Bari, Matera", "Italy"),
        trip("4", "2021-07-05", "2021-07-06", "Rome", "Italy"),
    ]
    stops = stops_of(rows, [ANNA])
    assert [[row["id"] for row in stop.rows] for stop in stops] == [["1", "3"], ["2"], ["4"]]
    assert str(stops[0]) == "Anna Marie Roux 2021-06-27..2021-06-29 Rome, Bari, Matera, Italy"


def test_a_visit_belongs_to_the_stop_whose_days_it_covers() -> None:
    rows = [
        trip("1", "2021-06-01", "2021-06-02", "Rome", "Italy"),
        trip("2", "2021-06-04", "2021-06-05", "Milan", "Italy"),
    ]
    stops = stops_of(rows, [ANNA])
    records = [
        visit("urn:1", "2021-06-01", "2021-06-02", ("Rome", "ITA"), RELEASE),
        visit("urn:town", "2021-06-03", "2021-06-03", ("Milan", "ITA"), RELEASE),
        visit("urn:vague", None, None, ("Rome", "ITA"), RELEASE),
        visit("urn:elsewhere", "2021-06-01", "2021-06-01", ("Paris", "FRA"), RELEASE),
        visit("urn:later", "2021-06-08", None, ("Milan", "ITA"), RELEASE),
    ]
    found = visits_by_stop(stops, records)
    assert [[each["iri"] for each in visits] for visits in found] == [["urn:1"], ["urn:town"]]


@pytest.mark.parametrize(
    ("visits", "is_one", "apart"),
    [
        ([visit("urn:1", "2021-06-01", None, ("Rome", "ITA"), row_url("1"), RELEASE)], True, 0),
        ([visit("urn:1", "2021-06-01", None, ("Rome", "ITA"), row_url("1"))], False, 0),
        (
            [
                visit("urn:1", "2021-06-01", None, ("Rome", "ITA"), row_url("1")),
                visit("urn:2", "2021-06-01", None, ("Rome", "ITA"), RELEASE),
            ],
            False,
            0,
        ),
        (
            [
                visit("urn:1", "2021-06-01", None, ("Rome", "ITA"), row_url("1")),
                visit("urn:2", "2021-06-01", None, ("Rome", "ITA"), RELEASE, status="planned"),
            ],
            False,
            1,
        ),
        (
            [
                visit(
                    "urn:1", "2021-06-01", None, ("Rome", "ITA"), row_url("1"), realises=("urn:2",)
                ),
                visit("urn:2", "2021-06-01", None, ("Rome", "ITA"), RELEASE, status="planned"),
            ],
            True,
            0,
        ),
    ],
    ids=["merged", "one source", "two events", "plan apart", "plan realised"],
)
def test_a_stop_is_one_visit_with_both_sources(
    visits: list[dict[str, Any]], is_one: bool, apart: int
) -> None:
    (stop,) = stops_of([trip("1", "2021-06-01", "2021-06-02", "Rome", "Italy")], [ANNA])
    told = told_of(stop, visits, {row_url("1")})
    assert (told.is_one, len(told.apart)) == (is_one, apart)


@pytest.mark.parametrize(
    ("one", "participant", "same"),
    [
        (ANNA, person("Roux", "FRA"), True),
        (ANNA, person("Marie Roux"), True),
        (ANNA, person("A. Roux", "FRA"), True),
        (ANNA, person("Roux Anna", "FRA"), True),
        (ANNA, person("Jeanne Roux", "FRA"), False),
        (ANNA, person("Anna Roux", "BEL"), False),
        (KING, person("Talal II", "JOR"), True),
        (KING, person("Nasser bin Hussein", "JOR"), False),
        (ANNA, {**person("Roux", "FRA"), "kind": "organization"}, False),
    ],
)
def test_who_is_a_person_of_the_gold_file(
    one: Person, participant: dict[str, Any], same: bool
) -> None:
    assert one.is_(participant) is same


def test_who_represents_nobody_counts_only_where_there_is_no_other() -> None:
    unknown = {"participants": [person("Roux", iri="urn:unknown")]}
    known = {"participants": [person("Roux", "FRA", iri="urn:known")]}
    assert iris_of(ANNA, [unknown]) == {"urn:unknown"}
    assert iris_of(ANNA, [unknown, known]) == {"urn:known"}


def test_names_that_no_release_has_are_other_spellings() -> None:
    assert ANNA.other_spellings == ("Anna Marie Roux",)
    assert Person("FRA", ("Anna Roux",), ("Anna Roux",)).other_spellings == ()
    assert Person("FRA", ("Anna Roux",), ()).other_spellings == ()


def test_a_row_has_the_longest_of_the_names() -> None:
    king = Person("JOR", ("King Talal II", "King Talal II bin Hussein"), ())
    row = trip("1", "2021-06-01", "2021-06-01", "Amman", "Jordan")
    assert king.spelled_in(row) is None
    row["remarks"] = "Met with King Talal II bin Hussein."
    assert king.spelled_in(row) == "King Talal II bin Hussein"


def test_nobody_of_the_gold_file_is_taken_for_another() -> None:
    persons = persons_of()
    for one in persons:
        for name in one.rows:
            same = [p for p in persons if p.is_(person(name, one.represents))]
            assert same == [one]


def test_remarks_stay_as_they_are_unless_a_subject_is_asked_for() -> None:
    row = trip("1", "2021-12-31", "2022-01-01", "Seoul", "Korea, South")
    start = "Secretary of State Anna Marie Roux visited Seoul, South Korea, "
    assert sentence_of(row) == (
        f"{start}from December 31, 2021 to January 1, 2022. "
        "Attended a conference. Also met with Minister Met."
    )
    assert sentence_of(row, subject=True).endswith(
        "Roux attended a conference. Roux also met with Minister Met."
    )


def test_the_article_of_a_row_is_its_record() -> None:
    row = trip("1", "2021-06-01", "2021-06-01", None, "Vatican City")
    article, record = article_of(row), record_of(row)
    assert article.url == record["url"] == row_url("1")
    assert article.text == record["text"]
    assert article.published is not None
    assert article.published.isoformat() == record["published"] > row["end-date"]


def test_extractions_are_kept_until_the_articles_change(tmp_path: Path) -> None:
    one = Article("Anna Roux met Otto Berg in Rome on 1 June 2021.", "https://a.example/1")
    other = Article("Nothing happened.", "https://a.example/1")
    first = kept_extractions("few", [one], "frames", tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    assert kept_extractions("few", [one], "frames", tmp_path) == first
    assert kept.stat().st_mtime_ns == written
    assert [each.article for each in kept_extractions("few", [other], "frames", tmp_path)] == [
        other
    ]
    assert kept not in tmp_path.iterdir()


def test_the_digest_tells_extractors_and_code_apart() -> None:
    articles = [Article("Anna Roux met Otto Berg.")]
    digests = {digest_of(articles, *each) for each in [("a", ""), ("b", ""), ("a", "changed")]}
    assert len(digests) == 3
