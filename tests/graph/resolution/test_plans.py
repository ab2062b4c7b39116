"""Which event is the occurrence or the cancellation of which plan."""

from __future__ import annotations

import datetime as dt

import pytest
from building import (
    MINTER,
    MOSCOW,
    OSLO,
    actors_of,
    claim,
    extraction,
    instrument,
    on,
    person,
    side,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.dates import EventTime
from diplograph.graph.model import EventType, Participant, Place, Role, Status
from diplograph.graph.resolution.comparison import Verdict
from diplograph.graph.resolution.plans import cancels, choose, realises
from diplograph.graph.resolution.profiles import Profile, event_profile, profile
from diplograph.graph.resolution.stored import told_by

KIM = person("Kim Minji", "KOR")
SOLBERG = person("Ingrid Solberg", "NOR")
LARSEN = person("Per Larsen", "NOR")
ROSSI = person("Carla Rossi", "ITA")
VISITOR = person("Kim Minji", "KOR", Role.VISITOR)
ANNOUNCED = dt.date(2017, 11, 1)
AFTER = dt.date(2017, 11, 25)
PLANNED = on("2017-11-14")


def event(
    number: int,
    *who: Participant,
    when: EventTime = PLANNED,
    where: tuple[Place, ...] = (),
    kind: EventType = EventType.MEETING,
    published: dt.date | None = AFTER,
    **more: object,
) -> Profile:
    each = claim(kind, who or (KIM, SOLBERG), when, *where, **more)  # type: ignore[arg-type]
    told = told_by([extraction(number, each, published=published)], MINTER)
    return event_profile([profile(told.claims[0], actors_of(told))])


def plan(*who: Participant, **more: object) -> Profile:
    more = {"published": ANNOUNCED, "status": Status.PLANNED} | more
    return event(1, *who, **more)  # type: ignore[arg-type]


REALISED: dict[str, tuple[Verdict, Profile, Profile]] = {
    "on the day": (Verdict.SAME, plan(), event(2)),
    "on the day, by others of the sides": (
        Verdict.DIFFERENT,
        plan(),
        event(2, KIM, LARSEN),
    ),
    "by sides alone, on the day": (Verdict.SAME, plan(side("KOR"), side("NOR")), event(2)),
    "by sides alone, in the month": (
        Verdict.UNSURE,
        plan(side("KOR"), side("NOR"), when=on("2017-11")),
        event(2),
    ),
    "in the month": (Verdict.SAME, plan(when=on("2017-11")), event(2)),
    "in the year": (Verdict.SAME, plan(when=on("2017")), event(2)),
    "in another month": (Verdict.DIFFERENT, plan(when=on("2017-12")), event(2)),
    "with a mediator": (
        Verdict.SAME,
        plan(),
        event(2, KIM, SOLBERG, person("Carla Rossi", "ITA", Role.MEDIATOR)),
    ),
    "without one of them": (Verdict.DIFFERENT, plan(KIM, SOLBERG, ROSSI), event(2)),
    "among many": (
        Verdict.DIFFERENT,
        plan(),
        event(2, KIM, SOLBERG, ROSSI, side("FRA"), kind=EventType.SUMMIT),
    ),
    "moved by days to the same city": (
        Verdict.SAME,
        plan(where=(OSLO,)),
        event(2, when=on("2017-11-20"), where=(OSLO,)),
    ),
    "moved by days, the place untold": (
        Verdict.UNSURE,
        plan(where=(OSLO,)),
        event(2, when=on("2017-11-20")),
    ),
    "weeks later in the same city": (
        Verdict.DIFFERENT,
        plan(where=(OSLO,)),
        event(2, when=on("2017-12-20"), where=(OSLO,), published=dt.date(2017, 12, 21)),
    ),
    "in another country": (Verdict.DIFFERENT, plan(where=(OSLO,)), event(2, where=(MOSCOW,))),
    "soon": (Verdict.SAME, plan(when=on(None)), event(2)),
    "soon, and one side unnamed": (
        Verdict.UNSURE,
        plan(when=on(None)),
        event(2, KIM, side("NOR")),
    ),
    "soon, by whoever comes": (
        Verdict.SAME,
        plan(KIM, side("NOR"), when=on(None)),
        event(2),
    ),
    "soon, and long after": (
        Verdict.DIFFERENT,
        plan(when=on(None)),
        event(2, when=on("2018-06-01"), published=dt.date(2018, 6, 2)),
    ),
    "undated, told after the day": (
        Verdict.SAME,
        plan(),
        event(2, when=on(None), published=dt.date(2017, 11, 16)),
    ),
    "with a guest": (Verdict.UNSURE, plan(), event(2, KIM, SOLBERG, ROSSI)),
    "undated, told long after": (
        Verdict.DIFFERENT,
        plan(),
        event(2, when=on(None), published=dt.date(2018, 3, 1)),
    ),
    "told before the plan": (
        Verdict.DIFFERENT,
        plan(when=on("2017-10"), published=dt.date(2017, 10, 20)),
        event(2, when=on("2017-10-10"), published=dt.date(2017, 10, 11)),
    ),
    "held before the plan was told, and told again after": (
        Verdict.DIFFERENT,
        plan(when=on("2017")),
        event(2, when=on("2017-03-03")),
    ),
    "a call for a meeting": (Verdict.DIFFERENT, plan(), event(2, kind=EventType.CALL)),
    "talks for a meeting": (Verdict.SAME, plan(), event(2, kind=EventType.NEGOTIATION)),
    "a visit": (
        Verdict.SAME,
        plan(VISITOR, side("NOR", Role.HOST), kind=EventType.VISIT),
        event(2, VISITOR, kind=EventType.VISIT, where=(OSLO,)),
    ),
    "a visit elsewhere": (
        Verdict.DIFFERENT,
        plan(VISITOR, side("NOR", Role.HOST), kind=EventType.VISIT),
        event(2, VISITOR, kind=EventType.VISIT, where=(MOSCOW,)),
    ),
    "a visit by the day of departure": (
        Verdict.SAME,
        plan(VISITOR, side("NOR", Role.HOST), kind=EventType.VISIT),
        event(2, VISITOR, kind=EventType.VISIT, where=(OSLO,), when=on("2017-11-15")),
    ),
    "a visit two days late": (
        Verdict.UNSURE,
        plan(VISITOR, side("NOR", Role.HOST), kind=EventType.VISIT),
        event(2, VISITOR, kind=EventType.VISIT, where=(OSLO,), when=on("2017-11-16")),
    ),
    "a visit of whoever comes, a day late": (
        Verdict.UNSURE,
        plan(side("KOR", Role.VISITOR), side("NOR", Role.HOST), kind=EventType.VISIT),
        event(2, VISITOR, kind=EventType.VISIT, where=(OSLO,), when=on("2017-11-15")),
    ),
    "the signature of another instrument": (
        Verdict.DIFFERENT,
        plan(kind=EventType.SIGNING, about=instrument("agreement on fisheries")),
        event(2, kind=EventType.SIGNING, about=instrument("agreement on extradition")),
    ),
    "a signature put off": (
        Verdict.SAME,
        plan(kind=EventType.SIGNING, about=instrument("agreement on fisheries")),
        event(
            2,
            kind=EventType.SIGNING,
            about=instrument("fisheries agreement"),
            when=on("2017-11-20"),
        ),
    ),
    "another plan": (Verdict.DIFFERENT, plan(), plan()),
    "cancelled": (Verdict.DIFFERENT, plan(), event(2, status=Status.CANCELLED)),
}


@pytest.mark.parametrize("case", REALISED)
def test_realised(case: str) -> None:
    wanted, planned, later = REALISED[case]
    assert realises(planned, later).verdict is wanted
    if later.status is Status.OCCURRED:
        assert choose(planned, [later]) == (later if wanted is Verdict.SAME else None)


CANCELLED: dict[str, tuple[Verdict, Profile, Profile]] = {
    "the day it was to be": (Verdict.SAME, plan(), event(2, status=Status.CANCELLED)),
    "put off": (Verdict.SAME, plan(), event(2, status=Status.POSTPONED)),
    "denied": (Verdict.SAME, plan(), event(2, status=Status.DENIED)),
    "another day": (
        Verdict.DIFFERENT,
        plan(),
        event(2, status=Status.CANCELLED, when=on("2017-11-20")),
    ),
    "without a day, before it": (
        Verdict.SAME,
        plan(),
        event(2, status=Status.CANCELLED, when=on(None), published=dt.date(2017, 11, 10)),
    ),
    "without a day, months after": (
        Verdict.DIFFERENT,
        plan(),
        event(2, status=Status.CANCELLED, when=on(None), published=dt.date(2018, 3, 1)),
    ),
    "a plan without a day": (
        Verdict.SAME,
        plan(when=on(None)),
        event(2, status=Status.CANCELLED, when=on(None)),
    ),
    "held": (Verdict.DIFFERENT, plan(), event(2)),
    "with others": (Verdict.DIFFERENT, plan(), event(2, KIM, ROSSI, status=Status.CANCELLED)),
}


@pytest.mark.parametrize("case", CANCELLED)
def test_cancelled(case: str) -> None:
    wanted, planned, later = CANCELLED[case]
    assert cancels(planned, later).verdict is wanted
    if later.status is not Status.OCCURRED:
        assert choose(planned, [later]) == (later if wanted is Verdict.SAME else None)


def test_what_took_place_counts_more_than_a_cancellation() -> None:
    held, called_off = event(2), event(3, status=Status.CANCELLED)
    assert choose(plan(), [called_off, held]) == held


def test_a_plan_for_a_day_takes_the_nearest() -> None:
    planned = plan(where=(OSLO,))
    near = event(2, when=on("2017-11-16"), where=(OSLO,))
    far = event(3, when=on("2017-11-22"), where=(OSLO,))
    assert choose(planned, [far, near]) == near
    assert choose(planned, [far, near, event(4, where=(OSLO,))]) == event(4, where=(OSLO,))


def test_a_plan_for_a_year_takes_the_first() -> None:
    planned = plan(when=on("2018"))
    second = event(2, when=on("2018-09-01"), published=dt.date(2018, 9, 2))
    first = event(3, when=on("2018-03-01"), published=dt.date(2018, 3, 2))
    assert choose(planned, [second, first]) == first


def test_between_equals_none_is_taken() -> None:
    assert choose(plan(), [event(2), event(3)]) is None


def test_a_link_comes_with_its_reasons() -> None:
    found = realises(plan(where=(OSLO,)), event(2, when=on("2017-11-20"), where=(OSLO,)))
    assert (found.features["moved"], found.features["persons"], found.features["city"]) == (6, 2, 1)


people = st.sampled_from([KIM, SOLBERG, LARSEN, side("KOR"), side("NOR")])


@st.composite
def events(draw: st.DrawFn, number: int) -> Profile:
    return event(
        number,
        *draw(st.lists(people, min_size=2, max_size=3, unique_by=lambda each: each.actor.iri)),
        when=on(draw(st.sampled_from(["2017-11-14", "2017-11-16", "2017-11", "2017", None]))),
        where=tuple(draw(st.lists(st.sampled_from([OSLO, MOSCOW]), max_size=1))),
        published=draw(st.sampled_from([ANNOUNCED, AFTER, None])),
        status=draw(st.sampled_from(Status)),
    )


@settings(max_examples=100, deadline=None)
@given(events(1), st.tuples(events(2), events(3), events(4)), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order(
    planned: Profile, later: tuple[Profile, ...], order: object
) -> None:
    shuffled = list(later)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    chosen = choose(planned, later)
    assert choose(planned, shuffled) == chosen
    if chosen is not None:
        assert planned.status is Status.PLANNED
        assert chosen.status not in (Status.PLANNED, Status.HYPOTHETICAL)
