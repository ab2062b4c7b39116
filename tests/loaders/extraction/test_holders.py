"""Office holders whom news takes for granted, and what the table must not do."""

from __future__ import annotations

import pytest

from diplograph.graph.authority import HELD_OFFICES, load_authority
from diplograph.graph.authority.loading import read_office_holders


def test_full_names_need_no_office(told):
    (meeting,) = told("Angela Merkel met Vladimir Putin in Moscow on Monday.")
    assert meeting.sides == {"Angela Merkel": "DEU", "Vladimir Putin": "RUS"}
    assert meeting.offices == {"Angela Merkel": None, "Vladimir Putin": None}


def test_an_office_of_the_table_resolves_a_role(told):
    (meeting,) = told("Emmanuel Macron was in Berlin. At noon Angela Merkel received the French "
                      "president.", only="Meeting")  # fmt: skip
    assert meeting.sides == {"Angela Merkel": "DEU", "Emmanuel Macron": "FRA"}


def test_a_surname_counts_only_where_its_polity_is_spoken_of(told):
    assert told("Merkel met Putin in a bar.") == []


def test_a_president_is_known_by_surname_and_office(told):
    (meeting,) = told("President Hollande met Norwegian Prime Minister Erna Solberg.", "Meeting",
                      published="2015-06-01")  # fmt: skip
    assert meeting.sides == {"Hollande": "FRA", "Erna Solberg": "NOR"}


def test_what_the_article_says_goes_first(told):
    (meeting,) = told("Chilean Trade Minister Angela Merkel met Vladimir Putin.")
    assert meeting.sides["Angela Merkel"] == "CHL"


def test_nobody_holds_an_office_before_or_after_his_term(told):
    text = "Angela Merkel spoke in Oslo. The German chancellor met Norwegian Premier Jonas Støre."
    (meeting,) = told(text, only="Meeting", published="2023-06-01")
    assert "Angela Merkel" not in meeting.sides


def test_the_table_keeps_its_rules():
    authority = load_authority()
    for holder in read_office_holders():
        assert holder.office in HELD_OFFICES
        assert holder.of in authority.polities or holder.of in authority.organizations
        assert holder.until is None or holder.since <= holder.until
        assert holder.name == holder.name.strip()


@pytest.mark.parametrize(
    ("phrase", "name", "code"),
    [
        ("President al-Sisi", "al-Sisi", "EGY"),
        ("Foreign Minister Le Drian", "Le Drian", "FRA"),
        ("Foreign Minister Lavrov", "Lavrov", "RUS"),
    ],
)
def test_an_office_and_a_surname_tell_whose_it_is(told, phrase, name, code):
    (meeting,) = told(f"Norwegian Prime Minister Ine Berg met {phrase} in Oslo on Monday.")
    assert meeting.sides == {"Ine Berg": "NOR", name: code}


def test_a_deputy_is_not_the_minister_of_his_name(told):
    (meeting,) = told(
        "Norwegian Prime Minister Ine Berg met Deputy Foreign Minister Lavrov in Minsk on Monday."
    )
    assert meeting.sides["Lavrov"] != "RUS"
