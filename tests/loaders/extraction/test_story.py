"""What one sentence leaves to another: lists, presence, conversations, places of clauses, sides."""

from __future__ import annotations

import pytest

from diplograph.graph.errors import ExtractionError
from diplograph.loaders.extraction.pipeline import FrameExtractor

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"


def test_who_looks_on_does_not_sign(told):
    text = (
        f"In the presence of Moldovan President Maia Sandu, {P} and {Q} signed a protocol on visas."
    )
    (signing,) = told(text, only="Signing")
    assert set(signing.sides) == {"Baiba Braze", "Mihai Popsoi"}


def test_two_persons_with_offices_in_commas_both_sign(told):
    text = (
        "Baiba Braze, the foreign minister of Latvia, and Mihai Popsoi, her Moldovan colleague, "
        "signed a protocol on visas."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"Baiba Braze": "LVA", "Mihai Popsoi": "MDA"}


def test_their_conversation_after_a_call_is_the_call(told):
    text = (
        f"{P} spoke by telephone with {Q} on Monday.\n\n"
        "During their conversation the ministers discussed energy."
    )
    (call,) = told(text)
    assert call.type == "Call"
    assert len(call.quotes) == 2


def test_a_place_told_by_a_clause_of_place_is_that_of_the_clause(told):
    text = f"{P} will fly to Geneva on Thursday, where she will meet {Q}."
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Geneva", "CHE")


def test_a_clause_of_time_gives_its_day(told):
    text = f"The outline was settled in Riga on June 2, when {P} held talks with {Q}."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == "2021-06-02"


def test_the_second_of_two_verbs_shares_day_and_town(told):
    text = (
        f"The two states had quarrelled since 3 May 2021.\n\n"
        f"On 8 June 2021 {P} and {Q} met in Tartu and signed a protocol on visas."
    )
    (signing,) = told(text, only="Signing")
    assert signing.when == "2021-06-08"
    assert signing.place == ("Tartu", "EST")


def test_who_was_called_the_first_president_to_do_so_is_a_president(told):
    text = (
        "Arvid Lundmark, who landed in Riga on Monday, is the first Swedish president to visit "
        "Latvia. Mr. Lundmark met Latvian President Edgars Rinkevics on Tuesday."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides["Arvid Lundmark"] == "SWE"


def test_colleagues_without_a_polity_are_of_the_two_told_before(told):
    text = (
        "Zambia and Malawi opened a bridge on Monday.\n\n"
        "Transport ministers Frank Banda and Museba Tembo signed a protocol on tolls in Lusaka."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"Frank Banda": "ZMB", "Museba Tembo": "MWI"}


def test_a_list_after_one_owner_shares_it(told):
    text = (
        f"{P} met with Israeli President Reuven Alon, Prime Minister Naftali Peled and "
        "Defence Minister Gabi Oren on Monday."
    )
    (meeting,) = told(text, only="Meeting")
    assert set(meeting.sides.values()) == {"LVA", "ISR"}


def test_an_unnamed_leader_is_the_person_named_nearby(told):
    text = (
        "The presidents of Angola and Gabon sat down together in Luanda on Monday.\n\n"
        "The meeting between Joao Tavares and Brice Ndong lasted an hour."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides == {"Joao Tavares": "AGO", "Brice Ndong": "GAB"}


def test_a_welcome_to_ones_own_seat_is_a_meeting(told):
    text = (
        "U.S. Secretary of State Ann Rowe welcomed Indian External Affairs Minister Ravi Menon to "
        "the State Department on Monday."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles["Ann Rowe"] == "host"


def test_a_long_body_between_a_people_and_its_chairman(told):
    text = (
        f"{P} met Afghan High Council for National Reconciliation Chairman Ahmad Rahimi on Monday."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides["Ahmad Rahimi"] == "AFG"


def test_two_presidents_meet_though_nothing_tells_of_which_states(told):
    (meeting,) = told("President Marek met President Ilves in Geneva on Thursday.")
    assert meeting.sides == {"Marek": None, "Ilves": None}


def test_a_question_asserts_nothing(told):
    assert told(f"Did {P} meet {Q} in Geneva on Monday?") == []


@pytest.mark.parametrize(
    "ending",
    ["that meeting will not take place", "the meeting was called off", "the meeting was cancelled"],
)
def test_a_plan_called_off_in_the_next_clause_is_cancelled(told, ending):
    text = f"{P} was due to meet {Q} in Geneva on 24 June. On Monday {ending}."
    meetings = told(text, only="Meeting")
    assert [m.status for m in meetings] == ["cancelled"]


def test_a_model_that_is_not_installed_is_named():
    with pytest.raises(ExtractionError, match="no_such_model"):
        FrameExtractor(model="no_such_model")


@pytest.mark.parametrize(
    "lead",
    [
        f"Three days of talks between {P} and {Q} ended in Oslo on Friday without a result.",
        f"{P} and {Q} wound up three days of confidential talks in Oslo on Friday.",
    ],
)
def test_days_that_ended_began_before(told, lead):
    (meeting,) = told(lead, only="Meeting")
    assert meeting.when == "2021-06-09/2021-06-11"


def test_a_headline_says_where_when_the_report_comes_from_elsewhere(told):
    text = f"CHISINAU, June 14 (Wire) - {P} and {Q} met on Monday at the national library."
    (meeting,) = told(text, title="Talks in Vienna end early", only="Meeting")
    assert meeting.place == ("Vienna", "AUT")


def test_letters_of_credence_are_presented_at_home(told):
    text = (
        f"{P} met {Q} in Vienna on Monday.\n\nOn Tuesday the Moldovan president, Maia Sandu, "
        "received the letters of credence of the ambassador of Japan, Ken Mori."
    )
    (ceremony,) = told(text, only="Credentials")
    assert ceremony.place == ("Moldova", "MDA")


def test_what_is_told_last_before_gives_the_day(told):
    text = (
        f"{Q} landed in Riga on Saturday and was received by {P} on Monday; Moldovan Agriculture "
        "Minister Ion Perju and Latvian Agriculture Minister Karlis Gerhards signed a protocol."
    )
    (signing,) = told(text, only="Signing")
    assert signing.when == "2021-06-14"


def test_an_hour_of_a_look_back_is_of_the_day_of_the_story(told):
    text = f"{P} met {Q} in Riga on Monday.\n\nMr Popsoi had flown to Riga at dawn."
    (visit,) = told(text, only="Visit")
    assert visit.when == "2021-06-14"


def test_a_saint_may_be_short(told):
    for name in ("St Petersburg", "St. Petersburg", "Saint Petersburg"):
        (meeting,) = told(f"{P} met {Q} in {name} on Monday.", only="Meeting")
        assert meeting.place == (name, "RUS")
