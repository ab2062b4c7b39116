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
        f"{A} flew unannounced to Riga on Monday.",
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


@pytest.mark.parametrize(
    "text",
    [
        f"{A} returned on Monday from Riga.",
        f"{A} returned home on Monday from a visit to Riga.",
        f"{A} landed in Oslo on Monday after three days in Riga.",
        f"{A} flew back to Oslo on Monday from Riga.",
    ],
)
def test_coming_home_ends_the_visit(told, text):
    (visit,) = told(text)
    assert (visit.type, visit.status) == ("Visit", "occurred")
    assert visit.roles[NAME] == "visitor"
    assert visit.place == ("Riga", "LVA")
    assert visit.claim.time.end.isoformat() == "2021-06-14"


def test_flying_home_ends_the_visit_to_where_the_story_is(told):
    text = f"RIGA, June 14 -- {A} met President Egils Levits of Latvia before she flew home."
    (visit,) = told(text, only="Visit")
    assert visit.place == ("Riga", "LVA")


def test_flying_home_is_no_second_visit(told):
    text = f"{A} arrived in Riga on Sunday. On Monday Søreide flew home to Oslo."
    assert len(told(text, only="Visit")) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{A} visited Riga on Monday. Søreide was accompanied by Defence Minister "
        "Frank Bakke-Jensen of Norway.",
        f"{A} visited Riga on Monday. Norwegian Defence Minister Frank Bakke-Jensen "
        "accompanied Søreide.",
        f"{A} flew to Riga on Monday with Norwegian Defence Minister Frank Bakke-Jensen.",
    ],
)
def test_companions_travel_too(told, text):
    (visit,) = told(text, only="Visit")
    assert visit.roles["Frank Bakke-Jensen"] == "visitor"


def test_who_travels_as_a_guest_is_the_guest_of_his_host(told):
    (visit,) = told(f"{A} will travel to Riga on Friday as the guest of President Egils Levits.")
    assert visit.roles["Egils Levits"] == "host"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"{A} comes to Riga on Monday.", "2021-06-21"),
        (f"{A} is awaited in Riga on Friday.", "2021-06-18"),
    ],
)
def test_who_is_about_to_come(told, text, when):
    (visit,) = told(text)
    assert (visit.type, visit.status, visit.when) == ("Visit", "planned", when)
    assert visit.place == ("Riga", "LVA")


def test_a_headline_with_an_infinitive_is_a_plan(told):
    text = f"{A} will go to Riga on Friday for talks."
    (visit,) = told(text, title="Søreide to visit Riga", only="Visit")
    assert (visit.status, visit.when) == ("planned", "2021-06-18")


def test_a_visit_that_ends_today_is_under_way(told):
    text = "Ine Eriksen Søreide of Norway’s two-day visit to Latvia ends today."
    (visit,) = told(text, only="Visit")
    assert (visit.status, visit.when) == ("occurred", "2021-06-14/2021-06-15")


def test_the_second_day_of_a_visit_is_not_its_first(told):
    text = f"{A}, on the second day of a visit to Latvia, toured a harbour on Monday."
    (visit,) = told(text, only="Visit")
    assert visit.claim.time.start.isoformat() == "2021-06-13"


def test_what_happens_during_a_visit_tells_its_day_and_town(told):
    text = (
        f"{A} came to Latvia on a working visit. "
        "President Egils Levits received Søreide in Riga on Monday."
    )
    (visit,) = told(text, only="Visit")
    assert (visit.place, visit.when) == (("Riga", "LVA"), "2021-06-14")
    assert visit.roles["Egils Levits"] == "host"


def test_a_stop_of_a_visit_is_no_second_visit(told):
    text = (
        f"{A} arrived in Riga on Monday. "
        "As part of her stay the minister will visit Liepāja, where she will see a shipyard."
    )
    (visit,) = told(text, only="Visit")
    assert visit.status == "occurred"


def test_a_place_that_is_reached_is_visited(told):
    (visit,) = told(f"{A} had reached Riga by road on Monday.")
    assert (visit.type, visit.place) == ("Visit", ("Riga", "LVA"))


def test_an_ally_is_not_where_its_friend_is(told):
    text = f"{A} left Riga on Monday after a visit to Estonia’s closest ally."
    assert {v.place for v in told(text, only="Visit")} <= {("Riga", "LVA")}


@pytest.mark.parametrize(
    "text",
    [
        f"{A} set foot in Riga on Monday.",
        f"{A} spent two hours in Riga on Monday.",
        f"{A} drove to Riga on Monday.",
        f"{A} stopped in Riga on Monday on her way to Tallinn.",
        f"Norway sent its foreign minister, {NAME}, to Riga on Monday.",
        f"On her arrival in Riga on Monday {A} said nothing.",
        f"It was in Riga that the paper was found. {A} travelled there on Monday.",
    ],
)
def test_a_visit_by_other_words(told, text):
    (visit,) = told(text, "Visit")
    assert visit.roles[NAME] == "visitor"
    assert (visit.place, visit.when, visit.status) == (("Riga", "LVA"), "2021-06-14", "occurred")


@pytest.mark.parametrize(
    "text",
    [
        f"{A} set the table in Riga on Monday.",
        f"{A} spent a fortune in Riga on Monday.",
        f"{A} spent two days in court in Riga.",
        f"{A} sent a letter to Riga on Monday.",
        f"{A} stopped the traffic in Riga on Monday.",
        "Norway’s arrival in Riga was late.",
        "No Norwegian foreign minister had visited Riga for a year.",
    ],
)
def test_no_visit_by_these_words(told, text):
    assert told(text, "Visit") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{A} is expected in Riga on Friday.",
        f"{A} is due in Riga on Friday.",
        f"{A} is due in Riga on Friday for an official visit.",
        f"Ahead of her trip to Riga on Friday, {A} spoke of fish.",
        f"Preparations are under way for the visit of {A} to Riga on Friday.",
        f"The visit of {A} to Riga has been confirmed for Friday.",
        f"Riga expects a visit by {A} on Friday.",
    ],
)
def test_who_is_expected_will_come(told, text):
    (visit,) = told(text, "Visit")
    assert (visit.place[1], visit.when, visit.status) == ("LVA", "2021-06-18", "planned")


@pytest.mark.parametrize(
    "text",
    [
        f"{A} will no longer travel to Riga.",
        f"{A} will not be going to Riga after all.",
        f"{A} has pulled out of a trip to Riga.",
        f"{A} has shelved plans to visit Riga.",
        f"{A} dropped plans for a trip to Riga.",
        f"{A} had been due to travel to Riga.",
        f"{A} was to travel to Riga on Monday but stayed at home.",
        f"{A} should have begun a visit to Riga on Monday.",
    ],
)
def test_a_visit_called_off(told, text):
    (visit,) = told(text, "Visit")
    assert (visit.place, visit.status) == (("Riga", "LVA"), "cancelled")


@pytest.mark.parametrize(
    "text", [f"{A} hopes to visit Riga.", f"{A} should have visited Riga long ago."]
)
def test_what_is_hoped_or_called_for_is_not_told(told, text):
    assert told(text, "Visit") == []


def test_a_visit_of_old_is_his_who_is_named(told):
    (visit,) = told(f"The last foreign minister to visit Riga was {NAME} of Norway, in 2019.")
    assert (visit.roles[NAME], visit.when, visit.status) == ("visitor", "2019", "occurred")
    (visit,) = told(f"No minister had visited Riga since {A} travelled there in May 2019.")
    assert (visit.roles[NAME], visit.when) == ("visitor", "2019-05")
    (visit,) = told(f"{A} was the first Norwegian foreign minister to visit Riga.")
    assert visit.status == "occurred"


def test_a_visit_called_by_its_year(told):
    (visit,) = told(f"It was agreed during the 2019 visit of {A} to Riga.", "Visit")
    assert visit.when == "2019"


def test_a_tour_that_takes_one_to_several_places(told):
    visits = told(f"{A} begins a tour today that will take her to Riga and Tallinn.", "Visit")
    assert [(v.place, v.status) for v in visits] == [
        (("Riga", "LVA"), "planned"),
        (("Tallinn", "EST"), "planned"),
    ]


def test_a_visit_foreseen_and_then_made_is_one(told):
    (visit,) = told(
        f"Ahead of her trip to Riga, {A} was mute. She spoke in Riga, where she arrived on Monday."
    )
    assert (visit.status, visit.when) == ("occurred", "2021-06-14")


def test_a_trip_of_denied_reports_is_denied(told):
    (visit,) = told(f"The ministry denied reports of a secret trip by {A} to Riga.")
    assert visit.status == "denied"


def test_the_guest_of_somebody_after_the_length_of_a_stay(told):
    (visit,) = told(
        f"{A} left Riga on Monday after a visit of three days as the guest of Latvian Foreign "
        "Minister Edgars Rinkēvičs.",
        "Visit",
    )
    assert visit.roles == {NAME: "visitor", "Edgars Rinkēvičs": "host"}


def test_a_subject_with_a_clause_of_his_own_is_not_lost(told):
    (visit,) = told(
        f"{A}, whose patience over four years has brought the two rivals this far, is to fly to "
        "Riga on Friday."
    )
    assert (visit.roles[NAME], visit.when) == ("visitor", "2021-06-18")


def test_an_unknown_town_is_not_where_the_report_comes_from(told):
    assert told(f"TALLINN, June 14 – {A} flew on Monday to Xyrkvik in the hills.", "Visit") == []


def test_who_receives_at_home_does_not_come(told):
    visits = told(
        "OSLO, June 14 – Norwegian Prime Minister Erna Solberg paid a visit abroad on Monday and "
        "was received by Latvian President Egils Levits.",
        "Visit",
    )
    assert all("Egils Levits" not in v.roles for v in visits)


def test_a_polity_does_not_travel(told):
    assert told("Norway travel to Riga on Monday for the first round.", "Visit") == []


def test_a_visit_that_was_to_be_made_is_moved(told):
    (visit,) = told(
        f"The visit which {A} was to make to Riga on 20 June has been moved to 28 July."
    )
    assert (visit.roles[NAME], visit.status, visit.when) == ("visitor", "planned", "2021-07-28")


def test_a_visit_planned_and_put_off_is_one(told):
    (visit,) = told(f"{A}, who was awaited in Riga on Friday, has put off her trip to Latvia.")
    assert (visit.status, visit.when) == ("postponed", "2021-06-18")


def test_where_one_had_gone_is_the_visit_told(told):
    (visit,) = told(
        f"{A} was back in Oslo on Sunday at the end of a visit of two days to Latvia, where she "
        "had gone at the invitation of Latvian Foreign Minister Edgars Rinkēvičs.",
        "Visit",
    )
    assert visit.roles == {NAME: "visitor", "Edgars Rinkēvičs": "host"}


def test_a_former_president_who_is_handed_over_makes_no_visit(told):
    text = "{} sent {} Milan Petrov to the Netherlands on Monday."
    assert told(text.format("Serbia", "former President")) == []
    (visit,) = told(text.format("Serbia", "Foreign Minister"))
    assert visit.type == "Visit"


@pytest.mark.parametrize(
    "text",
    [
        "Premier Ana Brnabic of Serbia left on Monday by train for Budapest.",
        "Premier Ana Brnabic of Serbia spent Monday in Budapest.",
        "Premier Ana Brnabic of Serbia touched down in Budapest on Monday.",
        "Premier Ana Brnabic of Serbia paid her first visit since the vote to Budapest on Monday.",
    ],
)
def test_a_goal_that_stands_far_from_the_journey(told, text):
    (visit,) = told(text)
    assert (visit.type, visit.when, visit.place) == ("Visit", "2021-06-14", ("Budapest", "HUN"))


@pytest.mark.parametrize(
    "text",
    [
        "Premier Ana Brnabic of Serbia left on Monday by the door for guests.",
        "Premier Ana Brnabic of Serbia spent Monday in court in Budapest.",
        "Premier Ana Brnabic of Serbia touched on Budapest in her speech on Monday.",
    ],
)
def test_what_is_no_goal_of_a_journey(told, text):
    assert told(text, only="Visit") == []
