"""Lists of what is to come, each paragraph under its day."""

from __future__ import annotations

AGENDA = (
    "MONDAY. Finnish Foreign Minister Pekka Haavisto lands in Riga for a visit of two days.\n\n"
    "TUESDAY 22 June. Estonian President Alar Karis receives Latvian President "
    "Egils Levits in Tallinn. Lithuania and Poland are to sign an agreement on a railway."
)


def test_what_a_day_of_a_list_tells_is_to_come(told):
    visit, meeting, signing = told(AGENDA, title="Next week in diplomacy")
    assert (visit.type, visit.status, visit.when) == ("Visit", "planned", "2021-06-21/2021-06-22")
    assert (meeting.type, meeting.status, meeting.when) == ("Meeting", "planned", "2021-06-22")
    assert (signing.type, signing.status, signing.when) == ("Signing", "planned", "2021-06-22")


def test_a_list_that_looks_back_tells_what_was(told):
    claims = told(AGENDA, title="The past week in diplomacy")
    assert [c.when for c in claims][1] != "2021-06-21"


def test_what_it_tells_in_the_past_is_over(told):
    text = AGENDA + " Mr Levits met Polish President Andrzej Duda in Warsaw on 9 June."
    meeting = told(text, title="Next week in diplomacy")[-1]
    assert (meeting.status, meeting.when) == ("occurred", "2021-06-09")


def test_one_day_alone_heads_no_list(told):
    (visit,) = told(
        "MONDAY. Finnish Foreign Minister Pekka Haavisto visits Riga, which is in Latvia.", "Visit"
    )
    assert visit.when != "2021-06-21" or visit.status == "planned"
