"""Verdicts on pairs of claims, beside those that show in what is merged (test_event_merging)."""

from __future__ import annotations

import datetime as dt

import pytest
from building import (
    MINTER,
    MOSCOW,
    OSLO,
    RUSSIA,
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

from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    EventType,
    Extraction,
    Participant,
    Place,
    Role,
    Status,
)
from diplograph.graph.resolution.comparison import Verdict, compare, features, in_conflict
from diplograph.graph.resolution.contradictions import contradictions
from diplograph.graph.resolution.profiles import Profile, event_profile, profile
from diplograph.graph.resolution.stored import told_by

KIM = person("Kim Minji", "KOR")
SOLBERG = person("Ingrid Solberg", "NOR")
LARSEN = person("Per Larsen", "NOR")
ROSSI = person("Carla Rossi", "ITA")
ASEAN = Participant(load_authority().organizations["ASEAN"].actor())
MALAYSIA = Place("Kuala Lumpur", MINTER.place("Kuala Lumpur", "MYS"), "MYS")
DAY = on("2017-11-14")


def profiles(*told: Extraction) -> list[Profile]:
    claims = told_by(told, MINTER)
    actors = actors_of(claims)
    return [profile(each, actors) for each in claims.claims]


def told(
    number: int,
    *who: Participant,
    kind: EventType = EventType.MEETING,
    when: EventTime = DAY,
    where: tuple[Place, ...] = (),
    published: dt.date | None = dt.date(2017, 11, 15),
    **more: object,
) -> Extraction:
    each = claim(kind, who or (KIM, SOLBERG), when, *where, **more)  # type: ignore[arg-type]
    return extraction(number, each, published=published)


def stranger(name: str) -> Participant:
    return Participant(Actor(ActorKind.PERSON, name, MINTER.person(name, None)))


SUMMIT = EventType.SUMMIT
SIGNING = EventType.SIGNING
GUESTS = tuple(side(code) for code in ("MYS", "THA", "IDN", "VNM", "PHL", "LAO", "KHM"))

CASES: dict[str, tuple[Verdict, Extraction, Extraction]] = {
    "a summit told by its organisation alone": (
        Verdict.SAME,
        told(1, ASEAN, kind=SUMMIT, where=(MALAYSIA,)),
        told(2, ASEAN, *GUESTS, kind=SUMMIT, where=(MALAYSIA,)),
    ),
    "its organisation elsewhere": (
        Verdict.DIFFERENT,
        told(1, ASEAN, kind=SUMMIT, where=(MALAYSIA,)),
        told(2, ASEAN, *GUESTS, kind=SUMMIT, where=(MOSCOW,)),
    ),
    "a meeting of two members at the summit": (
        Verdict.DIFFERENT,
        told(1, *GUESTS[:2], where=(MALAYSIA,)),
        told(2, ASEAN, *GUESTS, kind=SUMMIT, where=(MALAYSIA,)),
    ),
    "what a body adopts": (
        Verdict.SAME,
        told(1, ASEAN, kind=SIGNING, about=instrument("Kuala Lumpur Declaration")),
        told(
            2,
            ASEAN,
            kind=SIGNING,
            about=instrument("Kuala Lumpur Declaration on the ASEAN Community"),
        ),
    ),
    "what a body adopts besides": (
        Verdict.DIFFERENT,
        told(1, ASEAN, kind=SIGNING, about=instrument("Kuala Lumpur Declaration")),
        told(2, ASEAN, kind=SIGNING, about=instrument("Convention on Trafficking")),
    ),
    "two, and then three": (Verdict.UNSURE, told(1), told(2, KIM, SOLBERG, ROSSI)),
    "two, and a mediator": (
        Verdict.SAME,
        told(1),
        told(2, KIM, SOLBERG, person("Carla Rossi", "ITA", Role.MEDIATOR)),
    ),
    "days one apart, and a side unnamed": (
        Verdict.UNSURE,
        told(1, KIM, side("NOR"), where=(OSLO,)),
        told(2, when=on("2017-11-15"), where=(OSLO,)),
    ),
    "a plan with one more": (
        Verdict.UNSURE,
        told(1, status=Status.PLANNED),
        told(2, KIM, SOLBERG, ROSSI, status=Status.PLANNED),
    ),
    "a plan changed by a day": (
        Verdict.UNSURE,
        told(1, status=Status.PLANNED),
        told(2, status=Status.PLANNED, when=on("2017-11-15")),
    ),
    "a visit that does not say where to": (
        Verdict.UNSURE,
        told(1, person("Kim Minji", "KOR", Role.VISITOR), kind=EventType.VISIT),
        told(2, person("Kim Minji", "KOR", Role.VISITOR), kind=EventType.VISIT, where=(OSLO,)),
    ),
    "titles that agree in part": (
        Verdict.UNSURE,
        told(1, kind=SIGNING, about=instrument("agreement on trade in goods", "NOR")),
        told(2, kind=SIGNING, about=instrument("agreement on trade in services", "NOR")),
    ),
    "an untitled agreement, and a side unnamed": (
        Verdict.UNSURE,
        told(1, kind=SIGNING, about=instrument("agreement on fisheries")),
        told(2, KIM, side("NOR"), kind=SIGNING, about=instrument("agreement")),
    ),
    "a month, nobody shared, and one city": (
        Verdict.UNSURE,
        told(1, side("KOR"), SOLBERG, where=(OSLO,)),
        told(2, KIM, side("NOR"), when=on("2017-11"), where=(OSLO,)),
    ),
    "undated, of one week, and nothing else": (
        Verdict.UNSURE,
        told(1, when=on(None), published=dt.date(2017, 11, 19)),
        told(2),
    ),
    "undated, of another season": (
        Verdict.DIFFERENT,
        told(1, when=on(None), published=dt.date(2018, 3, 1)),
        told(2),
    ),
    "a surname that could not be told whose": (
        Verdict.SAME,
        told(1, person("Solberg", "NOR"), KIM),
        told(2),
    ),
    "a surname of nobody there": (
        Verdict.DIFFERENT,
        told(1, person("Larsen", "NOR"), KIM),
        told(2),
    ),
    "somebody without a side, of a name of the other": (
        Verdict.SAME,
        told(1, stranger("Ingrid K. Solberg"), KIM),
        told(2),
    ),
    "somebody without a side, of another name": (
        Verdict.DIFFERENT,
        told(1, stranger("Astrid Solberg"), KIM),
        told(2),
    ),
    "a plan without a date, weeks later": (
        Verdict.SAME,
        told(1, when=on(None), status=Status.PLANNED, published=dt.date(2017, 11, 1)),
        told(2, when=on(None), status=Status.PLANNED, published=dt.date(2017, 11, 22)),
    ),
    "another country": (Verdict.DIFFERENT, told(1, where=(OSLO,)), told(2, where=(RUSSIA,))),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: str) -> None:
    wanted, *pair = CASES[case]
    one, other = profiles(*pair)
    assert compare(one, other).verdict is wanted
    assert compare(other, one) == compare(one, other)


def test_a_verdict_comes_with_its_reasons() -> None:
    one, other = profiles(told(1, where=(OSLO,)), told(2, KIM, side("NOR"), where=(OSLO,)))
    found = compare(one, other)
    assert (found.features["persons"], found.features["city"], found.features["day"]) == (1, 1, 1)
    assert found.features["other_persons"] == 0
    one, other = profiles(told(1), told(2, KIM, LARSEN, where=(OSLO,)))
    assert list(contradictions(one, other)) == ["persons"]
    assert features(one, other)["other_persons"] == 1
    assert not compare(one, other).features  # it was clear without them


def test_every_contradiction_is_named() -> None:
    one, other = profiles(
        told(1, where=(OSLO,)),
        told(2, KIM, LARSEN, where=(RUSSIA,), when=on("2017-12-24"), status=Status.PLANNED),
    )
    assert list(contradictions(one, other)) == ["status", "time", "place", "persons"]


def test_what_occurred_was_over_when_it_was_told() -> None:
    (each,) = profiles(told(1, when=on("2017-11"), published=dt.date(2017, 11, 10)))
    assert (each.first, each.last) == (dt.date(2017, 11, 1), dt.date(2017, 11, 11))
    (plan,) = profiles(
        told(1, when=on("2017"), published=dt.date(2017, 11, 10), status=Status.PLANNED)
    )
    assert (plan.first, plan.last) == (dt.date(2017, 11, 9), dt.date(2017, 12, 31))


def test_the_profile_of_an_event_has_what_any_claim_tells() -> None:
    both = profiles(
        told(1, KIM, side("NOR"), when=on("2017-11"), where=(OSLO,)),
        told(2, side("KOR"), SOLBERG, published=dt.date(2017, 11, 20)),
    )
    event = event_profile(both)
    assert event == event_profile(both[::-1])
    assert event.persons == {KIM.actor.iri, SOLBERG.actor.iri}
    assert (event.first, event.last) == (dt.date(2017, 11, 14), dt.date(2017, 11, 14))
    assert (event.published, event.republished) == (dt.date(2017, 11, 15), dt.date(2017, 11, 20))
    assert event.cities == {OSLO.iri}
    with pytest.raises(ValueError, match="at least one claim"):
        event_profile([])


# ---------------------------------------------------------------------- whichever comes first

people = st.sampled_from([KIM, SOLBERG, LARSEN, ROSSI, side("KOR"), side("NOR"), ASEAN])
roles = st.sampled_from([Role.PARTICIPANT, Role.HOST, Role.VISITOR, Role.MEDIATOR])
times = st.sampled_from(
    [
        *(on(text) for text in ("2017-11-13", "2017-11-14", "2017-11-15", "2017-11", "2017", None)),
        on("2017-11-14", "2017-11-16"),
        EventTime(PartialDate(2017, 11, 12)),
    ]
)
titles = st.sampled_from(["agreement", "agreement on trade", "treaty on trade in services"])


@st.composite
def claims(draw: st.DrawFn, number: int) -> Extraction:
    kind = draw(st.sampled_from(EventType))
    who = draw(st.lists(people, min_size=1, max_size=4, unique_by=lambda each: each.actor.iri))
    return told(
        number,
        *(Participant(each.actor, (draw(roles),), None, each.represents) for each in who),
        kind=kind,
        when=draw(times),
        where=tuple(draw(st.lists(st.sampled_from([OSLO, MOSCOW, RUSSIA]), max_size=2))),
        published=draw(st.none() | st.dates(dt.date(2017, 11, 10), dt.date(2017, 11, 25))),
        status=draw(st.sampled_from([Status.OCCURRED, Status.PLANNED])),
        about=instrument(draw(titles)) if kind.is_conclusion or kind.is_later_step else None,
    )


@settings(max_examples=300, deadline=None)
@given(claims(1), claims(2))
def test_a_comparison_has_no_direction(one: Extraction, other: Extraction) -> None:
    mine, theirs = profiles(one, other)
    found = compare(mine, theirs)
    assert found == compare(theirs, mine)
    assert in_conflict(mine, theirs) == in_conflict(theirs, mine)
    assert features(mine, theirs) == features(theirs, mine)
    if found.verdict is Verdict.SAME:
        assert not in_conflict(mine, theirs)


@settings(max_examples=100, deadline=None)
@given(claims(1))
def test_a_copy_on_another_site_is_never_something_else(one: Extraction) -> None:
    mine, theirs = profiles(one, told(2))
    copy = event_profile([mine])
    assert copy == mine
    assert list(contradictions(mine, copy)) == ["article"]
    assert theirs != copy
