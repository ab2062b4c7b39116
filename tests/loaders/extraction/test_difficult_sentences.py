"""Constructions that news and releases are full of and that were once read wrongly."""

from __future__ import annotations

import pytest

K, KEN = "Uhuru Kenyatta", "Kenyan President Uhuru Kenyatta"
U, UGA = "Yoweri Museveni", "Ugandan President Yoweri Museveni"
PAIR = {K: "KEN", U: "UGA"}


def test_a_second_verb_shares_day_and_town_of_the_first(told):
    text = (
        "On 3 March Polish President Andrzej Duda received Latvian President Egils Levits in "
        "Warsaw. On 6 April Estonian Foreign Minister Eva-Maria "
        "Liimets and her Finnish counterpart "
        "Pekka Haavisto met in Helsinki and signed a protocol on ferries."
    )
    assert [(c.type, c.when, c.place) for c in told(text)] == [
        ("Meeting", "2021-03-03", ("Warsaw", "POL")),
        ("Meeting", "2021-04-06", ("Helsinki", "FIN")),
        ("Signing", "2021-04-06", ("Helsinki", "FIN")),
    ]


def test_a_second_verb_shares_the_month_of_the_first(told):
    text = (
        "Xi Jinping of China visited Saudi Arabia in December 2020 and met Crown Prince Mohammed "
        "bin Salman in Riyadh."
    )
    assert [(c.type, c.when) for c in told(text)] == [("Visit", "2020-12"), ("Meeting", "2020-12")]


def test_a_day_before_when(told):
    text = (
        "The outline was settled on May 13, when delegations of "
        "Chad and Niger held talks in Niamey."
    )
    assert [c.when for c in told(text, only="Meeting")] == ["2021-05-13"]


def test_the_two_are_no_three(told):
    text = (
        "Delegations of Chad, Niger and Mali held talks in "
        f"Niamey on 3 May. {KEN} raised it with "
        f"{UGA} when the two met in Kampala on Monday."
    )
    assert sorted((c.when, set(c.sides.values()) == {"KEN", "UGA"}) for c in told(text)) == [
        ("2021-05-03", False),
        ("2021-06-14", True),
    ]


def test_a_list_shares_its_owner(told):
    text = (
        f"{KEN} met Egyptian President Abdel Fattah el-Sisi, Prime Minister Mostafa Madbouly and "
        "Foreign Minister Sameh Shoukry in Cairo on Monday."
    )
    (meeting,) = told(text)
    assert sorted(meeting.sides.values()) == ["EGY", "EGY", "EGY", "KEN"]


@pytest.mark.parametrize("outlet", [None, "U.S. Department of State"])
def test_whom_somebody_meets_is_not_of_his_own_country(told, outlet):
    text = (
        "U.S. Secretary of State Antony Blinken will travel to "
        "San José on Friday. In Costa Rica, he "
        "will meet with President Carlos Alvarado and Foreign Minister Rodolfo Solano."
    )
    (meeting,) = told(text, only="Meeting", outlet=outlet)
    assert meeting.sides == {
        "Antony Blinken": "USA",
        "Carlos Alvarado": "CRI",
        "Rodolfo Solano": "CRI",
    }


def test_a_place_further_off_does_not_give_the_side(told):
    text = (
        "ADDIS ABABA - Ethiopian Prime Minister Abiy Ahmed "
        "spoke on Monday.\n\nSomalia recalled its "
        "ambassador. President Hassan Sheikh Mohamud met "
        "Somaliland President Muse Bihi in Djibouti "
        "on 28 May."
    )
    (meeting,) = told(text)
    assert meeting.sides == {"Hassan Sheikh Mohamud": "SOM", "Muse Bihi": "SML"}


@pytest.mark.parametrize(
    "text",
    [
        "“You had long meetings today with both President Joe Biden of the United States and "
        "Chancellor Angela Merkel of Germany,” said a reporter.",
        "The Norwegian minister noted his country's support for talks between Greece and Turkey.",
        "QUESTION: Did President Macron of France meet Chancellor Merkel of Germany in Berlin?",
    ],
)
def test_nobody_here_met_anybody(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            f"{KEN} called off the visit to Uganda that he was to begin on 2 July.",
            ("Visit", "cancelled"),
        ),
        (
            f"{KEN} had been due to meet {UGA} in Kampala on 3 "
            "July; that meeting will not take place.",
            ("Meeting", "cancelled"),
        ),
        (f"{KEN} travels to Kampala next week.", ("Visit", "planned")),
    ],
)
def test_what_was_planned(told, text, claim):
    assert [(c.type, c.status) for c in told(text)] == [claim]


def test_a_plan_given_up_keeps_its_day(told):
    (meeting,) = told(f"{KEN} will not meet {UGA} in Kampala on Friday as announced.")
    assert meeting.status in {"cancelled", "postponed"}
    assert meeting.when == "2021-06-18"


def test_earlier_visits_told_in_passing_are_not_dated_by_since(told):
    text = (
        f"{KEN} arrived in Kampala on Monday for a two-day visit, his third to Uganda since March."
    )
    assert [(c.type, c.when) for c in told(text)] == [("Visit", "2021-06-14/2021-06-15")]


@pytest.mark.parametrize(
    ("phrase", "name", "side"),
    [
        ("Belgian Director General of Multilateral Affairs Axel Kenes", "Axel Kenes", "BEL"),
        ("U.S. Special Envoy for the Horn of Africa Jeffrey Feltman", "Jeffrey Feltman", "USA"),
    ],
)
def test_a_long_title_ends_where_the_name_begins(told, phrase, name, side):
    (meeting,) = told(f"{KEN} met {phrase} in Nairobi on Monday.")
    assert meeting.sides == {K: "KEN", name: side}


def test_the_other_signatory_after_a_long_object(told):
    text = (
        "Russian Defence Minister Sergei Shoigu signed an agreement on the safe passage of grain "
        "with Turkish Defence Minister Hulusi Akar in Istanbul on Monday."
    )
    (signing,) = told(text)
    assert signing.sides == {"Sergei Shoigu": "RUS", "Hulusi Akar": "TUR"}
    assert signing.place == ("Istanbul", "TUR")


def test_who_watches_does_not_sign(told):
    text = (
        f"{KEN} and {UGA} watched as Kenyan Trade Minister "
        "Betty Maina and Ugandan Trade Minister "
        "Amelia Kyambadde signed a protocol on maize in Kampala on Monday."
    )
    (signing,) = told(text, only="Signing")
    assert {name for name, role in signing.roles.items() if role == "signatory"} == {
        "Betty Maina",
        "Amelia Kyambadde",
    }


@pytest.mark.parametrize(
    ("phrase", "title", "subject"),
    [
        ("the Joint Declaration of Peace and Friendship", None, "Peace and Friendship"),
        ("a memorandum of understanding", "memorandum of understanding", None),
    ],
)
def test_a_title_is_neither_verb_nor_subject(told, phrase, title, subject):
    (signing,) = told(f"{KEN} and {UGA} have signed {phrase}.")
    assert signing.instrument == (title or phrase.removeprefix("the "))
    assert signing.claim.instrument.subject in {subject, None}


def test_a_commitment_does_not_end_within_an_abbreviation(told):
    text = (
        f"{KEN} met {UGA} in Kampala on Monday. They agreed to "
        "write to the U.S. envoy within a month."
    )
    (meeting,) = told(text)
    assert meeting.commitments == ["to write to the U.S. envoy within a month"]


def test_every_stop_of_a_journey_is_a_visit(told):
    visits = told(f"{KEN} will travel to Kampala, Kigali and Bujumbura on 20 June.")
    assert sorted(v.place[0] for v in visits) == ["Bujumbura", "Kampala", "Kigali"]
    assert {(v.type, v.status, v.when) for v in visits} == {("Visit", "planned", "2021-06-20")}


def test_a_crown_prince_is_not_any_prince(told):
    text = (
        "Prince Faisal bin Farhan, the Saudi foreign minister, "
        "praised Saudi Crown Prince Mohammed "
        "bin Salman. U.S. Secretary of State Mike Pompeo met the crown prince in Neom on Sunday."
    )
    (meeting,) = told(text)
    assert set(meeting.sides) == {"Mike Pompeo", "Mohammed bin Salman"}


def test_an_agreement_of_another_month_lends_no_date(told):
    text = (
        "Much like the agreement concluded in May in Baku, "
        "Turkish Education Minister Ziya Selçuk "
        "and his Georgian counterpart Mikheil Chkhenkeli signed "
        "an agreement on schools in Tbilisi "
        "on Monday."
    )
    (signing,) = told(text, only="Signing")
    assert signing.when == "2021-06-14"
    assert signing.place == ("Tbilisi", "GEO")


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("visited Uganda from 3 to 5 May", "2021-05-03/2021-05-05"),
        ("visited Uganda from May 3–5", "2021-05-03/2021-05-05"),
        ("will visit Uganda from June 14 to June 17", "2021-06-14/2021-06-17"),
    ],
)
def test_from_one_day_to_another(told, words, when):
    (visit,) = told(f"{KEN} {words}.")
    assert (visit.type, visit.when) == ("Visit", when)


def test_the_owner_after_two_offices_belongs_to_both(told):
    (meeting,) = told(f"{KEN} met President Alvarado and Foreign Minister Solano of Costa Rica.")
    assert meeting.sides == {K: "KEN", "Alvarado": "CRI", "Solano": "CRI"}


def test_a_day_before_when_is_not_that_of_the_story(told):
    text = (
        "On 3 June a storm broke windows in Niamey. The outline was settled on May 13, when "
        "delegations of Chad and Niger held talks in Agadez."
    )
    (meeting,) = told(text)
    assert (meeting.when, meeting.place) == ("2021-05-13", ("Agadez", "NER"))


def test_day_and_town_of_the_clause_above_where(told):
    text = f"On Saturday {KEN} flew to Kampala, where he met {UGA}."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == "2021-06-12"
    assert meeting.place == ("Kampala", "UGA")


def test_an_office_told_first_and_the_name_after_it(told):
    text = (
        "The Syrian president arrived in Moscow on Monday. There Bashar al-Assad met Russian "
        "President Vladimir Putin on Tuesday."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides == {"Bashar al-Assad": "SYR", "Vladimir Putin": "RUS"}


def test_an_office_told_after_the_name(told):
    text = (
        "Barack Obama is the first American president to visit Laos. Obama met Laotian President "
        "Bounnhang Vorachith in Vientiane on Monday."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides == {"Barack Obama": "USA", "Bounnhang Vorachith": "LAO"}


def test_ministers_in_the_order_of_their_countries(told):
    text = (
        "Zambia and Malawi signed a protocol on maize in Lusaka on Monday. Trade ministers Dora "
        "Siliya and Sosten Gwengwe met for an hour before that."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides == {"Dora Siliya": "ZMB", "Sosten Gwengwe": "MWI"}


def test_another_of_the_same_kind(told):
    signings = told(f"{KEN} and {UGA} signed a protocol on customs and another on water.")
    assert sorted((s.kind, s.claim.instrument.subject) for s in signings) == [
        ("protocol", "customs"),
        ("protocol", "water"),
    ]


def test_a_list_of_signed_documents(told):
    text = (
        f"{KEN} received {UGA} in Nairobi on Monday. In their presence the following documents "
        "were signed:\n\n"
        "“Agreement on the Mail between Kenya and Uganda” – on behalf of Kenya by Betty Maina, on "
        "behalf of Uganda by Amelia Kyambadde.\n\n"
        "“Protocol on the Ferries” – on behalf of Kenya by Najib Balala, on behalf of Uganda by "
        "Katumba Wamala."
    )
    signings = told(text, only="Signing")
    assert [set(s.sides) for s in signings] == [
        {"Betty Maina", "Amelia Kyambadde"},
        {"Najib Balala", "Katumba Wamala"},
    ]
    assert [s.kind for s in signings] == ["agreement", "protocol"]
