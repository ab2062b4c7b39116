from __future__ import annotations

import pytest

A = "Norwegian Foreign Minister Ine Eriksen Søreide"
B = "Finnish Foreign Minister Pekka Haavisto"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{A} met {B} in Oslo on Monday.", "occurred"),
        (f"{A} has met {B} in Oslo.", "occurred"),
        (f"{A} held talks with {B} in Oslo on Monday.", "occurred"),
        (f"It was in Oslo that {A} met {B}.", "occurred"),
        (f"{A} will meet {B} in Oslo on Friday.", "planned"),
        (f"{A} is to meet {B} in Oslo on Friday.", "planned"),
        (f"{A} plans to meet {B} in Oslo on Friday.", "planned"),
        (f"{A} is expected to meet {B} in Oslo on Friday.", "planned"),
        (f"{A} is due to meet {B} in Oslo on Friday.", "planned"),
        (f"{A} is scheduled to hold talks with {B} in Oslo on Friday.", "planned"),
        (f"A meeting between {A} and {B} is planned for 20 June.", "planned"),
        (f"{A} meets {B} in Oslo tomorrow.", "planned"),
        (f"A meeting between {A} and {B} was cancelled.", "cancelled"),
        (f"{A} cancelled her meeting with {B}.", "cancelled"),
        (f"{A} called off her meeting with {B}.", "cancelled"),
        (f"The talks between {A} and {B} were postponed.", "postponed"),
        (f"{A} postponed a meeting with {B}.", "postponed"),
        (f"{A} denied that she had met {B} in Oslo.", "denied"),
    ],
)
def test_how_a_meeting_is_told(told, text, status):
    (meeting,) = told(text)
    assert meeting.status == status
    assert meeting.sides == {"Ine Eriksen Søreide": "NOR", "Pekka Haavisto": "FIN"}


@pytest.mark.parametrize(
    "text",
    [
        f"{A} did not meet {B} in Oslo.",
        f"{A} never met {B}.",
        f"{A} nearly met {B} in Oslo.",
        f"{A} might meet {B} in Oslo.",
        f"{A} could meet {B} in Oslo.",
        f"{A} should meet {B} in Oslo.",
        f"If {A} meets {B}, they will speak of fish.",
        f"{A} wants to meet {B} in Oslo.",
        f"{A} offered to meet {B} in Oslo.",
        f"{A} refused to meet {B} in Oslo.",
        f"{A} left without meeting {B}.",
        f"No meeting between {A} and {B} took place.",
        f"It is unclear whether {A} met {B}.",
    ],
)
def test_what_is_not_said_to_take_place_is_no_claim(told, text):
    assert told(text, only="Meeting") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Uhuru Kenyatta invited Ugandan "
        "President Yoweri Museveni to visit Nairobi.",
        "Ugandan President Yoweri Museveni received an invitation to visit Nairobi.",
        "Ugandan President Yoweri Museveni would like to visit Nairobi.",
        "Ugandan President Yoweri Museveni did not visit Nairobi.",
    ],
)
def test_an_invitation_is_no_visit(told, text):
    assert told(text, only="Visit") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ugandan President Yoweri Museveni visited Nairobi on Monday.", "occurred"),
        ("Ugandan President Yoweri Museveni will visit Nairobi on Friday.", "planned"),
        ("Ugandan President Yoweri Museveni cancelled his trip to Nairobi.", "cancelled"),
        ("Ugandan President Yoweri Museveni postponed his visit to Nairobi.", "postponed"),
        ("Ugandan President Yoweri Museveni’s visit to Nairobi was called off.", "cancelled"),
    ],
)
def test_how_a_visit_is_told(told, text, status):
    (visit,) = told(text)
    assert (visit.type, visit.status) == ("Visit", status)
    assert visit.roles["Yoweri Museveni"] == "visitor"
    assert visit.place == ("Nairobi", "KEN")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad and Niger signed an agreement on trade on Monday.", "occurred"),
        ("Chad and Niger will sign an agreement on trade on Friday.", "planned"),
        ("Chad and Niger are expected to sign an agreement on trade.", "planned"),
    ],
)
def test_how_a_signing_is_told(told, text, status):
    (signing,) = told(text)
    assert (signing.type, signing.status) == ("Signing", status)
    assert signing.parties == {"TCD", "NER"}


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger did not sign an agreement on trade.",
        "Chad and Niger hope to sign an agreement on trade.",
        "Chad refused to sign an agreement on trade with Niger.",
        "Chad and Niger could sign an agreement on trade.",
    ],
)
def test_an_agreement_that_is_not_signed_is_no_signing(told, text):
    assert told(text, only="Signing") == []


def test_a_plan_that_its_date_has_overtaken_is_still_told_as_a_plan(told):
    text = f"{A} was to meet {B} in Oslo on 3 June."
    (meeting,) = told(text)
    assert meeting.status == "planned"
    assert meeting.when is None or meeting.when.endswith("06-03")


@pytest.mark.parametrize(
    "text",
    [
        f"The ministry denied a report that {A} had met {B} in Oslo on Monday.",
        f"The ministry rejected the claim that {A} met {B} in Oslo.",
        f"The report that {A} met {B} in Oslo is false.",
        f"The palace called “pure fantasy” a story that {A} met {B} in Oslo.",
        f"The ministry rejected as invented a report on the radio that {A} had met {B} in Oslo.",
        f"The rumours that {A} had met {B} in Oslo are an invention.",
        f"{A} met {B} in Oslo on Monday, radio reports said. “No such meeting took place,” "
        "the ministry declared.",
    ],
)
def test_a_denied_report_is_denied(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.status == "denied"


@pytest.mark.parametrize(
    "text",
    [
        f"{A}, who met {B} in Oslo on Monday, denied a report on fish.",
        f"{A} met {B} in Oslo on Monday and dismissed the report on fish as false.",
        f"The ministry did not deny a report that {A} had met {B} in Oslo.",
    ],
)
def test_who_denies_something_else_has_met(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.status == "occurred"


def test_what_is_denied_in_the_headline_is_denied_in_the_text(told):
    text = f"Radio had reported that {A} met {B} in Oslo on Monday."
    title = "Oslo denies that Søreide met Haavisto"
    (meeting,) = told(text, title=title, only="Meeting")
    assert meeting.status == "denied"


@pytest.mark.parametrize(
    "text",
    [
        f"{A} was to have met {B} in Oslo on Monday.",
        f"Friday’s talks between {A} and {B} are off.",
    ],
)
def test_a_plan_that_came_to_nothing_is_cancelled(told, text):
    (meeting,) = told(text)
    assert meeting.status == "cancelled"


def test_a_visit_takes_place_though_what_was_to_happen_during_it_did_not(told):
    text = (
        "A treaty was to have been signed in Nairobi in 2019 during the visit of Ugandan "
        "President Yoweri Museveni to Kenya."
    )
    (visit,) = told(text, only="Visit")
    assert visit.status == "occurred"


@pytest.mark.parametrize(
    ("words", "status", "when"),
    [
        ("is flying to Riga on Friday", "planned", "2021-06-18"),
        ("visits Riga on 24 August", "planned", "2021-08-24"),
        ("arrives in Riga on Friday to open a bridge", "planned", "2021-06-18"),
        ("visits Riga on 12 June", "occurred", "2021-06-12"),
        ("ends a visit to Riga today", "occurred", "2021-06-15"),
    ],
)
def test_the_present_tells_what_lies_ahead(told, words, status, when):
    (visit,) = told(f"Norwegian Foreign Minister Ine Eriksen Søreide {words}.", "Visit")
    assert (visit.status, visit.when) == (status, when)


def test_what_one_comes_for_is_of_the_day_of_coming(told):
    (meeting,) = told(
        "Norwegian Foreign Minister Ine Eriksen Søreide arrives in Riga on Friday to see Latvian "
        "Foreign Minister Edgars Rinkēvičs.",
        "Meeting",
    )
    assert (meeting.status, meeting.when) == ("planned", "2021-06-18")


def test_a_day_ahead_is_not_that_of_what_was_done(told):
    (meeting,) = told(
        "Norwegian Foreign Minister Ine Eriksen Søreide met Latvian Foreign Minister Edgars "
        "Rinkēvičs and promised fish for next year."
    )
    assert (meeting.status, meeting.when) == ("occurred", None)


_TWO = "Estonian President Alar Karis and Latvian President Egils Levits"


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        (f"Talks between {_TWO} are due to begin in Riga on Friday.", "planned", "2021-06-18"),
        (f"Talks between {_TWO} fell through.", "cancelled", None),
        (f"{_TWO} had planned to meet on Monday.", "cancelled", "2021-06-14"),
        (f"{_TWO} were to meet on Monday, but the talks were scrapped.", "cancelled", "2021-06-14"),
        (f"{_TWO} were due to meet later on Tuesday.", "planned", "2021-06-15"),
        (f"The next round of talks between {_TWO} has been postponed.", "postponed", None),
    ],
)
def test_what_becomes_of_a_plan(told, text, status, when):
    (meeting,) = told(text, "Meeting")
    assert (meeting.status, meeting.when) == (status, when)


def test_to_be_ready_is_no_plan(told):
    assert told("Estonian President Alar Karis is ready to meet President Egils Levits.") == []


def test_what_comes_before_a_plan_is_planned(told):
    (meeting,) = told(
        "Before meeting Latvian President Egils Levits on Friday, Estonian President Alar Karis "
        "will tour the port.",
        "Meeting",
    )
    assert (meeting.status, meeting.when) == ("planned", "2021-06-18")


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("{} was due to meet {} on Friday but declined to speak of fish.", {"planned"}),
        ("{} was due to meet {} on Friday but stayed at home.", {"cancelled"}),
        ("{} will no longer meet {} in Riga but in Vilnius on Friday.", {"planned"}),
        ("{} will no longer meet {} in Riga on Friday.", {"cancelled"}),
    ],
)
def test_what_else_is_said_does_not_call_a_plan_off(told, text, statuses):
    pair = ("Latvian President Egils Levits", "Maltese President George Vella")
    assert {m.status for m in told(text.format(*pair))} == statuses


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (
            "The visit of Premier Ana Brnabic of Serbia to Budapest, announced for Monday, did not "
            "take place.",
            "Visit",
        ),
        (
            "The signing ceremony of the transit pact between Serbia and Hungary, set for Monday, "
            "was cancelled.",
            "Signing",
        ),
    ],
)
def test_what_was_announced_and_did_not_come_off_is_cancelled(told, text, type_):
    (event,) = told(text)
    assert (event.type, event.status, event.when) == (type_, "cancelled", "2021-06-14")


def test_neither_of_two_papers_that_was_signed_was_signed(told):
    pair = "Latvian President Egils Levits and Maltese President George Vella"
    text = f"{pair} met in Riga on Friday to end their talks on two treaties. {{}} was signed."
    assert "Signing" not in {c.type for c in told(text.format("Neither treaty"))}
    assert "Signing" in {c.type for c in told(text.format("One treaty"))}
