"""Rows of historians' lists of trips and visits, each as an article that says it in a sentence.

Run ``python tests/eval/historyatstate.py > rows.jsonl`` for article records that
``diplograph ingest --format jsonl`` reads.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from measuring import SHARED, read_lines

from diplograph.graph.model import Article

TRAVELS = SHARED / "historyatstate" / "travels_to_2021.jsonl"
VISITS = SHARED / "historyatstate" / "visits_to_2021.jsonl"
YEAR = 2021
OUTLET = "Office of the Historian"
PUBLISHED = dt.date(2022, 1, 31)
"""The day that all articles made of rows are stated to be of: after the last row of the year."""

_SITE = "https://history.state.gov/departmenthistory"
_TITLES = {"secretary": "Secretary of State", "president": "President"}

_NO_SUBJECT = re.compile(
    r"(?:^|(?<=\. ))(?:Also met|Met|Attended|Participated|Accompanied|Joined|Chaired|Co-led)\b"
)

Row = Mapping[str, Any]


def rows_of(year: int = YEAR) -> Iterator[Row]:
    """The rows of trips and then of visits that begin in a year."""
    for path in (TRAVELS, VISITS):
        for row in read_lines(path):
            if row["start-date"].startswith(str(year)):
                yield row


def is_trip(row: Row) -> bool:
    """Whether a row is of a trip abroad, and not of a visit by somebody from abroad.

    >>> is_trip({"visitor": "President Dole", "from": "Hawaii"})
    False
    """
    return "visitor" not in row


def country_of(row: Row) -> str:
    """The country travelled to or come from, as one writes it in a sentence.

    >>> country_of({"name": "Antony John Blinken", "country": "Korea, South"})
    'South Korea'
    """
    name = str(row["country"] if is_trip(row) else row["from"])
    return " ".join(reversed(name.split(", ")))


def towns_of(row: Row) -> list[str]:
    """The towns of a trip.

    >>> towns_of({"name": "Antony John Blinken", "locale": "Bari, Matera"})
    ['Bari', 'Matera']
    """
    return [] if not is_trip(row) or not row["locale"] else str(row["locale"]).split(", ")


def days_of(row: Row) -> tuple[dt.date, dt.date]:
    """The first and the last day."""
    return dt.date.fromisoformat(row["start-date"]), dt.date.fromisoformat(row["end-date"])


def sentence_of(row: Row, *, subject: bool = False) -> str:
    """What a row says: one sentence made of its fields, and its remarks as they are.

    The sentences of the remarks have no subject. With ``subject`` they are given one.

    >>> visit = {"visitor": "Prime Minister Justin Trudeau", "from": "Canada",
    ...          "start-date": "2021-11-18", "end-date": "2021-11-18",
    ...          "description": "Working Visit."}
    >>> sentence_of(visit).split(". ")  # doctest: +NORMALIZE_WHITESPACE
    ['Prime Minister Justin Trudeau of Canada visited the United States on November 18, 2021',
     'Working Visit.']
    >>> trip = {"role": "secretary", "name": "Antony John Blinken", "country": "Latvia",
    ...         "start-date": "2021-11-29", "end-date": "2021-12-01", "locale": "Riga",
    ...         "remarks": "Met with President Egils Levits."}
    >>> sentence_of(trip).split(" Riga, Latvia, ")  # doctest: +NORMALIZE_WHITESPACE
    ['Secretary of State Antony John Blinken visited',
     'from November 29 to December 1, 2021. Met with President Egils Levits.']
    >>> sentence_of(trip, subject=True).split(". ")[-1]
    'Blinken met with President Egils Levits.'
    """
    if is_trip(row):
        who = f"{_TITLES[row['role']]} {row['name']}"
        towns = " and ".join(towns_of(row))
        where = f"{towns}, {country_of(row)}," if towns else country_of(row)
        remarks = row["remarks"] or ""
        if subject:
            remarks = _NO_SUBJECT.sub(lambda verb: _with_subject(row, verb[0]), remarks)
    else:
        who = f"{row['visitor']} of {country_of(row)}"
        where = "the United States"
        remarks = row["description"] or ""
    return f"{who} visited {where} {_when(*days_of(row))}. {remarks}".strip()


def _with_subject(row: Row, verb: str) -> str:
    return f"{row['name'].split()[-1]} {verb[0].lower()}{verb[1:]}"


def _when(first: dt.date, last: dt.date) -> str:
    def written(day: dt.date) -> str:
        return f"{day:%B} {day.day}"

    if first == last:
        return f"on {written(first)}, {first.year}"
    year = "" if first.year == last.year else f", {first.year}"
    return f"from {written(first)}{year} to {written(last)}, {last.year}"


def url_of(row: Row) -> str:
    """The URL under which the article of a row is kept.

    >>> url_of({"id": "3018", "visitor": "Prime Minister Suga Yoshihide"})
    'https://history.state.gov/departmenthistory/visits/3018'
    """
    part = f"travels/{row['role']}" if is_trip(row) else "visits"
    return f"{_SITE}/{part}/{row['id']}"


def article_of(row: Row, *, subject: bool = False) -> Article:
    """The article of a row; ``subject`` as in :func:`sentence_of`."""
    return Article(
        text=sentence_of(row, subject=subject),
        url=url_of(row),
        title=None,
        published=PUBLISHED,
        outlet=OUTLET,
        language="en",
    )


def record_of(row: Row) -> dict[str, str]:
    """The article of a row as an article record."""
    return {
        "url": url_of(row),
        "published": PUBLISHED.isoformat(),
        "outlet": OUTLET,
        "language": "en",
        "text": sentence_of(row),
    }


def main() -> None:
    """Print the article records of the year."""
    for row in rows_of():
        sys.stdout.write(json.dumps(record_of(row), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
