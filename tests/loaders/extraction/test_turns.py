"""Several met, received or called one after another."""

from __future__ import annotations

import pytest

HOST = "Kenyan President Uhuru Kenyatta"
A = "Ghanaian President Nana Akufo-Addo"
B = "Rwandan President Paul Kagame"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{HOST} received {A} on Thursday and {B} on Friday.", ["2021-06-10", "2021-06-11"]),
        (f"{HOST} met {A} on Thursday and {B} on Friday.", ["2021-06-10", "2021-06-11"]),
        (f"{HOST} met on Thursday with {A} and on Friday with {B}.", ["2021-06-10", "2021-06-11"]),
        (f"{HOST} phoned {A} on Thursday and {B} a day later.", ["2021-06-10", "2021-06-11"]),
        (f"{HOST} held talks with {A} on Friday, then with {B}.", ["2021-06-11", "2021-06-11"]),
        (f"{HOST} first saw {A} and later {B} on Friday.", ["2021-06-11", "2021-06-11"]),
        (f"{HOST} met {A} and {B} separately on Friday.", ["2021-06-11", "2021-06-11"]),
        (f"{HOST} met {A} and {B} one after the other on Friday.", ["2021-06-11", "2021-06-11"]),
        (f"{HOST} had bilateral meetings with {A} and {B} on Friday.", ["2021-06-11"] * 2),
        (
            f"{HOST} spoke by telephone on Thursday with {A} and on Friday with {B}.",
            ["2021-06-10", "2021-06-11"],
        ),
        (
            f"{HOST} spoke on the phone with {A} on Friday and, afterwards, with {B}.",
            ["2021-06-11"] * 2,
        ),
        (f"{HOST} sat down first with {A} and after that with {B} on Friday.", ["2021-06-11"] * 2),
        (f"{HOST} made phone calls to {A} and {B} on Friday.", ["2021-06-11"] * 2),
        (
            f"{HOST} was received by {A} on Thursday and by {B} on Friday.",
            ["2021-06-10", "2021-06-11"],
        ),
    ],
)
def test_one_event_with_each(told, text, days):
    first, second = told(text)
    assert first.sides == {"Uhuru Kenyatta": "KEN", "Nana Akufo-Addo": "GHA"}
    assert second.sides == {"Uhuru Kenyatta": "KEN", "Paul Kagame": "RWA"}
    assert [first.when, second.when] == days


def test_each_at_his_place(told):
    first, second = told(f"{HOST} met {A} in Accra on Thursday and {B} in Kigali on Friday.")
    assert (first.place, second.place) == (("Accra", "GHA"), ("Kigali", "RWA"))


@pytest.mark.parametrize(
    "text",
    [
        f"{HOST} met {A} and {B} in Nairobi on Friday.",
        f"On Friday {HOST} met {A} and {B} in Nairobi.",
        f"{HOST} met {A} in Nairobi on Friday. In Nairobi he told {B} on Monday of his plans.",
        f"{HOST} held talks with {A} and {B} in Nairobi on Friday.",
    ],
)
def test_together(told, text):
    meeting = told(text, only="Meeting")[0]
    assert meeting.sides["Nana Akufo-Addo"] == "GHA"
    assert (B.split()[-1] in str(meeting.sides)) == ("told" not in text)


def test_each_alone_and_then_all_together(told):
    text = f"{HOST} met {A} and {B} separately on Friday before the three sat down together."
    assert [len(meeting.sides) for meeting in told(text)] == [2, 2, 3]


def test_the_comma_that_closes_a_name_goes_on_with_the_list(told):
    text = f"{HOST} met separately with his Ghanaian counterpart, Nana Akufo-Addo, {B} and "
    assert len(told(text + "Burundian President Évariste Ndayishimiye on Friday.")) == 3
