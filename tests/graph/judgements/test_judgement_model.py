"""A judgement: two sides in order, a time in UTC, an author; and what makes no sense is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from strategies_of_judgements import judgements

from diplograph.graph.errors import BadJudgement
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal

MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
LATER = MADE + dt.timedelta(days=1)
ONE = Judgement(Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", MADE)


def test_the_sides_may_be_given_in_either_order() -> None:
    here = Judgement.of(
        Kind.EVENT, ("urn:b", ["urn:c", "urn:b"]), ("urn:a", ()), Verdict.SAME, "Ana Reyes", MADE
    )
    there = Judgement.of(
        Kind.EVENT, ("urn:a", ()), ("urn:b", ["urn:c"]), Verdict.SAME, "Ana Reyes", MADE
    )
    assert here == there
    assert (here.left, here.left_members) == ("urn:a", ("urn:a",))
    assert (here.right, here.right_members) == ("urn:b", ("urn:b", "urn:c"))


def test_a_time_of_another_zone_is_kept_in_utc_and_whole_seconds() -> None:
    zone = dt.timezone(dt.timedelta(hours=5, minutes=30))
    made = dt.datetime(2026, 3, 1, 15, 0, 0, 999_999, zone)
    judgement = Judgement.of(Kind.EVENT, ("urn:a", ()), ("urn:b", ()), Verdict.SAME, "A", made)
    assert judgement.made.isoformat() == "2026-03-01T09:30:00+00:00"


@pytest.mark.parametrize(
    "change",
    [
        lambda: replace(ONE, left="urn:b", right="urn:a"),
        lambda: replace(ONE, right="urn:a"),
        lambda: replace(ONE, left_members=("urn:c",), right_members=("urn:c",)),
        lambda: replace(ONE, left_members=("urn:b",)),
        lambda: replace(ONE, author="  "),
        lambda: replace(ONE, author="A" * 201),
        lambda: replace(ONE, author="Ana\nReyes"),
        lambda: replace(ONE, author="Ana\x1b[2J"),
        lambda: replace(ONE, reason=""),
        lambda: replace(ONE, reason="r" * 2001),
        lambda: replace(ONE, reason="\ud800"),
        lambda: replace(ONE, made=MADE.replace(tzinfo=None)),
        lambda: replace(ONE, made=MADE.replace(microsecond=5)),
        lambda: replace(ONE, made=MADE.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))),
        lambda: replace(ONE, withdrawn=Withdrawal("Ana", MADE - dt.timedelta(seconds=1))),
        lambda: Withdrawal("", LATER),
        lambda: Withdrawal("Ana", LATER, " "),
        lambda: Judgement.of(
            Kind.EVENT, ("urn:a", ()), ("urn:b", ()), Verdict.SAME, "A", MADE.replace(tzinfo=None)
        ),
    ],
)
def test_what_makes_no_sense_is_refused(change: Callable[[], object]) -> None:
    with pytest.raises(BadJudgement):
        change()


def test_a_reason_may_have_several_lines() -> None:
    assert replace(ONE, reason="First.\n\tSecond.").reason == "First.\n\tSecond."


def test_withdrawing_keeps_the_judgement_and_its_iri() -> None:
    withdrawn = ONE.withdraw(Withdrawal("Tom Hale", LATER, "Two lunches."))
    assert (ONE.in_force, withdrawn.in_force) == (True, False)
    assert replace(withdrawn, withdrawn=None) == ONE
    assert withdrawn.iri(Minter()) == ONE.iri(Minter())


def test_a_judgement_is_withdrawn_once() -> None:
    withdrawn = ONE.withdraw(Withdrawal("Tom Hale", LATER))
    with pytest.raises(BadJudgement, match="Tom Hale"):
        withdrawn.withdraw(Withdrawal("Ana Reyes", LATER))


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, kind=Kind.PERSON),
        replace(ONE, left="urn:0", left_members=()),
        replace(ONE, right="urn:c", right_members=()),
        replace(ONE, verdict=Verdict.DIFFERENT),
        replace(ONE, author="Tom Hale"),
        replace(ONE, made=LATER),
    ],
)
def test_judgements_that_say_something_else_have_other_iris(other: Judgement) -> None:
    assert other.iri(Minter()) != ONE.iri(Minter())


@given(judgements())
def test_the_iri_is_under_the_base(judgement: Judgement) -> None:
    assert judgement.iri(Minter("https://g.example/id")).startswith(
        "https://g.example/id/judgement/"
    )
