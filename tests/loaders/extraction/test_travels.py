from __future__ import annotations

import pytest

NAME = "Ine Eriksen Søreide"
A = f"Norwegian Foreign Minister {NAME}"


@pytest.mark.parametrize(
    "text",
    [
        f"{A} visited Riga on Monday.",
        f"{A} travelled to Riga on Monday.",
        f"{A} flew to Riga on Monday.",
        f"{A} arrived in Riga on Monday.",
        f"{A} paid a visit to Riga on Monday.",
        f"On Monday {A} went to Riga.",
        f"{A}’s visit to Riga took place on Monday.",
        f"{A} made a trip to Riga on Monday.",
        f"{A} arrived in Riga on Monday for an official visit.",
    ],
)
def test_a_visit(told, text):
    (visit,) = told(text)
    assert visit.type == "Visit"
    assert visit.roles[NAME] == "visitor"
    assert visit.sides[NAME] == "NOR"
    assert visit.place == ("Riga", "LVA")
    assert visit.when == "2021-06-14"
    assert visit.roles["LVA"] == "host"


def test_a_visit_of_several_days(told):
    (visit,) = told(f"{A} arrived in Riga on Monday for a three-day visit.")
    assert visit.when == "2021-06-14/2021-06-16"


def test_a_visit_from_one_day_to_another(told):
    (visit,) = told(f"{A} visited Latvia on 3–5 May.")
    assert visit.when == "2021-05-03/2021-05-05"
    assert visit.place == ("Latvia", "LVA")


def test_a_month_stays_a_month(told):
    (visit,) = told(f"{A} visited Latvia in August.")
    assert visit.when == "2020-08"
    assert visit.claim.time.precision.value == "month"


def test_who_receives_the_visitor_hosts_the_visit_and_the_meeting_is_part_of_it(read):
    text = (
        f"{A} arrived in Riga on Monday for a two-day visit. "
        f"Latvian Foreign Minister Edgars Rinkēvičs received Søreide on Monday in Riga."
    )
    extraction = read(text)
    kinds = {c.type.value: i for i, c in enumerate(extraction.claims)}
    assert set(kinds) == {"Visit", "Meeting"}
    assert extraction.claims[kinds["Meeting"]].part_of == kinds["Visit"]
    hosts = [
        p.actor.name
        for p in extraction.claims[kinds["Visit"]].participants
        if "host" in {r.value for r in p.roles}
    ]
    assert hosts == ["Edgars Rinkēvičs"]


@pytest.mark.parametrize(
    "text",
    [
        f"{A} returned to Oslo on Monday.",
        f"{A} lives in Riga.",
        "Tourists from Norway visited Riga on Monday.",
        "The ship arrived in Riga on Monday.",
        "Norwegian exports travelled to Riga.",
        f"{A} visited Bergen on Monday.",
    ],
)
def test_what_is_no_visit(told, text):
    assert told(text, only="Visit") == []


def test_leaving_for_a_place_is_going_there(told):
    (visit,) = told(f"{A} left for Riga on Monday.")
    assert visit.place == ("Riga", "LVA")
    assert visit.roles[NAME] == "visitor"
