"""Whom a phrase without a name refers to, and on whose side a person is."""

from __future__ import annotations

import pytest

A, B = "Ine Berg", "Pekka Niemi"
LEAD = f"Norwegian Prime Minister {A} met Finnish President {B} in Oslo on Monday."
SIGN = "signed an agreement on fish."


@pytest.mark.parametrize(
    "second",
    [
        f"The two {SIGN}",
        f"Both {SIGN}",
        f"The pair {SIGN}",
    ],
)
def test_the_two_are_those_of_the_last_sentence(told, second):
    (signing,) = told(f"{LEAD} {second}", only="Signing")
    assert signing.sides == {A: "NOR", B: "FIN"}


def test_the_owner_of_a_minister_gives_him_his_side(told):
    text = (
        f"{LEAD} On Tuesday his fisheries minister, Aki Laine, and Liv Dahl, the Norwegian "
        f"fisheries minister, {SIGN}"
    )
    (signing,) = told(text.replace(LEAD, f"{LEAD} Mr {B.split()[1]} smiled."), only="Signing")
    assert signing.sides == {"Aki Laine": "FIN", "Liv Dahl": "NOR"}


def test_the_minister_of_a_named_owner(told):
    (signing,) = told(
        f"Finnish President {B} arrived in Oslo on Monday. {B.split()[1]}'s deputy Aki Laine and "
        f"Norwegian Trade Minister Liv Dahl {SIGN}",
        only="Signing",
    )
    assert signing.sides == {"Aki Laine": "FIN", "Liv Dahl": "NOR"}


def test_an_object_is_not_its_subject(told):
    meetings = told(
        f"Finnish President {B} flew to Oslo on Monday. Prime Minister {A} received him at noon.",
        only="Meeting",
    )
    assert [meeting.sides for meeting in meetings] == [{A: "NOR", B: "FIN"}]


def test_the_president_is_he_whom_the_text_called_so_before(told):
    calls = told(
        "President Ilves of Estonia rested on Friday. The President spoke by telephone with "
        "President Kaja Ozols of Latvia on Saturday.",
        only="Call",
    )
    assert [set(call.sides.values()) for call in calls] == [{"EST", "LVA"}]


def test_a_secretary_general_is_of_the_organisation_spoken_of(told):
    (meeting,) = told(
        "The Caribbean Community opened its session in Castries on Monday. Secretary-General "
        "Ivor Toussaint met the Chilean ambassador, Rosa Vidal, on Tuesday.",
        only="Meeting",
    )
    assert meeting.sides == {"Ivor Toussaint": "CARICOM", "Rosa Vidal": "CHL"}


def test_the_king_is_not_the_queen(told):
    (meeting,) = told(
        "King Harald V of Norway and Queen Sonja of Norway landed on Monday. Finnish President "
        f"{B} received the king on Tuesday.",
        only="Meeting",
    )
    assert "Sonja" not in " ".join(meeting.sides)


def test_mr_kim_is_the_kim_before(told):
    (meeting,) = told(
        "Kim Yong-su signed for Pyongyang and Ann Hill for Washington. Mr Kim and Ms Hill met on "
        "Friday. Kim Jong-il was not there.",
        only="Meeting",
    )
    assert meeting.sides == {"Kim Yong-su": "PRK", "Ann Hill": "USA"}


def test_signing_for_a_side_tells_the_side(told):
    (meeting,) = told(
        "The protocol lay on the table; for Norway it was signed by Admiral Liv Dahl. In Riga on "
        "Monday Dahl met Finnish Trade Minister Aki Laine.",
        only="Meeting",
    )
    assert meeting.sides == {"Liv Dahl": "NOR", "Aki Laine": "FIN"}


def test_delegations_are_their_heads(told):
    (meeting,) = told(
        "The delegations, led by Liv Dahl for Norway and by Aki Laine for Finland, met in Riga "
        "on Monday.",
        only="Meeting",
    )
    assert meeting.sides == {"Liv Dahl": "NOR", "Aki Laine": "FIN"}


@pytest.mark.parametrize(
    ("first", "sides"),
    [
        ("Treasury Secretary Ann Hill", {"Ann Hill": "USA", B: "FIN"}),
        ("Cardinal Tullio Neri, Secretary of State,", {"Tullio Neri": "VAT", B: "FIN"}),
    ],
)
def test_secretaries_of_state(told, first, sides):
    (meeting,) = told(f"{first} met Finnish President {B} on Monday.", only="Meeting")
    assert meeting.sides == sides


def test_south_america_is_not_the_united_states(document):
    codes = [n.codes for n in document("The leaders of South America met in Lima.").nominals]
    assert ("USA",) not in codes


@pytest.mark.parametrize(("when", "meetings"), [("", 1), (" in Riga in July", 2)])
def test_what_the_two_agreed_to_hold_needs_a_day_or_a_place(told, when, meetings):
    text = f"{LEAD} The two agreed to resume the talks{when}."
    assert len(told(text, only="Meeting")) == meetings


def test_the_two_koreas_are_two_states(told):
    (signing,) = told("The two Koreas signed an agreement on fish on Monday.", only="Signing")
    assert signing.parties == {"KOR", "PRK"}


@pytest.mark.parametrize(
    ("rank", "again"),
    [("General", "general"), ("Senior General", "general"), ("Col.", "colonel")],
)
def test_a_rank_names_somebody_again(told, rank, again):
    meetings = told(
        f"Burmese junta leader {rank} Min Tun came to Oslo on Monday. Prime Minister {A} of Norway "
        f"was received by the {again} for an hour.",
        only="Meeting",
    )
    assert [meeting.sides for meeting in meetings] == [{A: "NOR", "Min Tun": "MMR"}]


def test_who_signs_for_a_republic_told_by_its_full_name(told):
    (meeting,) = told(
        f"Signing for Latvia was Mrs. Kaja Ozols, and for the Republic of Finland Mr. {B}. On "
        f"Tuesday Mr. {B.split()[1]} met Norwegian Prime Minister {A}.",
        only="Meeting",
    )
    assert meeting.sides == {A: "NOR", B: "FIN"}


def test_who_is_called_host_has_the_visit(told):
    (visit,) = told(
        f"Finnish President {B} arrived in Oslo on Monday. His host, Prime Minister {A}, gave him "
        "a book.",
        only="Visit",
    )
    assert visit.roles == {B: "visitor", A: "host"}


def test_the_bank_is_the_one_named_last(told):
    (signing,) = told(
        "The World Bank is pleased. A loan agreement was signed on Monday by Latvian Finance "
        "Minister Kaja Ozols and Urs Abt, the bank's manager for the country.",
        only="Signing",
    )
    assert signing.sides == {"Kaja Ozols": "LVA", "Urs Abt": "WB"}


def test_its_envoy_is_of_what_the_last_sentence_is_about(told):
    (meeting,) = told(
        f"Riga protested in Oslo. Its ambassador to Norway, Kaja Ozols, met Norwegian Prime "
        f"Minister {A} on Monday.",
        only="Meeting",
    )
    assert meeting.sides == {"Kaja Ozols": "LVA", A: "NOR"}


def test_a_deputy_minister_is_of_the_ministry_spoken_of(told):
    meetings = told(
        f"Finnish Foreign Minister {B} received the Ambassador of Iran. On Monday First Deputy "
        f"Minister Aki Laine met Norwegian Prime Minister {A}.",
        only="Meeting",
    )
    assert {"Aki Laine": "FIN", A: "NOR"} in [meeting.sides for meeting in meetings]


@pytest.mark.parametrize(
    "visit",
    [
        f"On Monday {B} left for Oslo at the invitation of Prime Minister {A}.",
        f"On Monday {B} began a visit to Oslo, made at the invitation of Prime Minister {A}.",
    ],
)
def test_who_invites_is_the_host(told, visit):
    (claim,) = told(f"Finnish President {B} is well. {visit}", only="Visit")
    assert claim.roles == {B: "visitor", A: "host"}


def test_two_ministers_whom_nobody_names_are_their_governments(told):
    (_, meeting) = told(
        f"{LEAD} The two defence ministers will meet in Bergen on 3 June 2021.", only="Meeting"
    )
    assert set(meeting.sides) == {"NOR", "FIN"}


def test_plain_mr_kim_is_the_first_of_his_name(told):
    (meeting,) = told(
        f"North Korean leader Kim Jong-nam smiled. Foreign Minister Kim Yong-su did not. On Monday "
        f"Mr Kim met Norwegian Prime Minister {A}.",
        only="Meeting",
    )
    assert set(meeting.sides) == {"Kim Jong-nam", A}


@pytest.mark.parametrize("end", [", and", " and", " as well as"])
def test_those_in_a_list_are_of_the_side_that_its_first_is_told_to_be_of(told, end):
    (meeting,) = told(
        f"In Riga, Norwegian Prime Minister {A} met with Latvian Prime Minister Ilze Ozola, "
        f"Foreign Minister Uldis Kalns, Head of the Presidential Office Jana Liepa{end} First "
        "Deputy Foreign Minister Andris Vanags."
    )
    latvians = ("Ilze Ozola", "Uldis Kalns", "Jana Liepa", "Andris Vanags")
    assert meeting.sides == {A: "NOR"} | dict.fromkeys(latvians, "LVA")


def test_one_of_the_lower_ranks_beside_a_colleague_of_home_is_of_home(told):
    (meeting,) = told(
        "Under Secretary Ruth Hale and Inspector Paul Dean met with Finnish Prime Minister Aki "
        "Laine on Monday.",
        outlet="U.S. Department of State",
    )
    assert meeting.sides == {"Ruth Hale": "USA", "Paul Dean": "USA", "Aki Laine": "FIN"}


@pytest.mark.parametrize(
    "other", ["former President Paul Dean", "USAID Administrator Paul Dean", "Counselor Paul Dean"]
)
def test_two_of_one_state_hold_no_meeting(told, other):
    text = f"Secretary of State Ruth Hale spoke with {other} on Monday about Peru."
    assert told(text, outlet="U.S. Department of State") == []


def test_a_former_president_of_a_country_just_named_is_not_of_home(told):
    (call,) = told(
        "The Secretary thanked Peru. Secretary of State Ruth Hale spoke with former President Luis "
        "Quispe on Monday.",
        outlet="U.S. Department of State",
    )
    assert call.sides == {"Ruth Hale": "USA", "Luis Quispe": None}


@pytest.mark.parametrize(
    ("who", "style", "code"),
    [
        ("King Willem-Alexander of the Netherlands", "His Majesty", "NLD"),
        ("Queen Margrethe II of Denmark", "Her Majesty", "DNK"),
        ("Omani Sultan Haitham bin Tariq", "His Highness", "OMN"),
        ("Pope Francis", "His Holiness", "VAT"),
    ],
)
def test_the_style_of_a_monarch(told, who, style, code):
    text = f"{who} came to Riga on Thursday. {style} met Latvian President Egils Levits on Friday."
    (meeting,) = told(text, only="Meeting")
    assert set(meeting.sides.values()) == {code, "LVA"}
    assert all(" " in name for name in meeting.sides)


@pytest.mark.parametrize("who", ["His Majesty King Felipe VI", "His Majesty the King of Spain"])
def test_a_style_before_the_title(told, who):
    text = f"Latvian President Egils Levits was received by {who} in Madrid on Friday."
    (meeting,) = told(text, only="Meeting")
    assert sorted(meeting.sides.values()) == ["ESP", "LVA"]


def test_nobody_known_by_a_style(told):
    text = "Her Majesty's Government told Latvian President Egils Levits on Friday of its doubts."
    assert not told(text, only="Meeting")
    assert not told("His Majesty met Latvian President Egils Levits on Friday.")


@pytest.mark.parametrize("article", ["the ", ""])
def test_the_custodian(told, article):
    text = (
        f"Latvian President Egils Levits held talks with {article}Custodian of the Two Holy "
        "Mosques King Salman bin Abdulaziz Al Saud on Friday."
    )
    (meeting,) = told(text)
    assert meeting.sides == {"Egils Levits": "LVA", "Salman bin Abdulaziz Al Saud": "SAU"}
