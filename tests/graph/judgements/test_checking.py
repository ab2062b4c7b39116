"""Contradictions: none is taken, each is told with the whole chain that makes it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_of_judgements import judgements

from diplograph.graph.judgements.checking import Problem, check
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal

MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
LATER = MADE + dt.timedelta(days=1)
SAME, DIFFERENT, UNSURE = Verdict


def judged(
    left: str,
    right: str,
    verdict: Verdict,
    author: str = "Ana Reyes",
    kind: Kind = Kind.EVENT,
    made: dt.datetime = MADE,
) -> Judgement:
    """A judgement on sides like ``"ab"``: every letter is a member, the first one the IRI."""
    sides = [(f"urn:{side[0]}", [f"urn:{each}" for each in side]) for side in (left, right)]
    return Judgement.of(kind, sides[0], sides[1], verdict, author, made)


def contradicts(said: Sequence[Judgement]) -> bool:
    """Whether judgements contradict each other, found by looking at everything until it rests."""
    of: dict[tuple[Kind, str], int] = {}
    for each in said:
        for iri in (*each.left_members, *each.right_members):
            of.setdefault((each.kind, iri), len(of))
    moved = True
    while moved:
        moved = False
        for each in said:
            if each.verdict is SAME and each.in_force:
                things = [(each.kind, iri) for iri in (*each.left_members, *each.right_members)]
                least = min(of[thing] for thing in things)
                moved |= any(of[thing] != least for thing in things)
                of.update(dict.fromkeys(things, least))
    return any(
        each.verdict is DIFFERENT
        and each.in_force
        and {of[each.kind, iri] for iri in each.left_members}
        & {of[each.kind, iri] for iri in each.right_members}
        for each in said
    )


def taken(existing: Sequence[Judgement], new: Sequence[Judgement]) -> list[Judgement]:
    refused = {problem.number for problem in check(existing, new)}
    return [each for number, each in enumerate(new) if number not in refused]


several = st.lists(judgements(), max_size=12)


@settings(deadline=None, max_examples=300)
@given(several, several)
def test_what_is_taken_never_contradicts(existing: list[Judgement], new: list[Judgement]) -> None:
    existing = taken([], existing)
    assert not contradicts([*existing, *taken(existing, new)])


@settings(deadline=None, max_examples=300)
@given(several)
def test_what_is_refused_contradicts_or_repeats(new: list[Judgement]) -> None:
    problems = {problem.number: problem for problem in check([], new)}
    held: list[Judgement] = []
    for number, each in enumerate(new):
        problem = problems.get(number)
        if problem is None:
            held.append(each)
        elif not problem.repeated:
            assert contradicts([*held, each])
        else:
            (said,) = problem.chain
            assert said in held
            assert (said.author, said.verdict) == (each.author, each.verdict)


@settings(deadline=None, max_examples=300)
@given(several)
def test_the_chain_is_just_what_contradicts(new: list[Judgement]) -> None:
    for problem in check([], new):
        if problem.repeated:
            continue
        chain = list(problem.chain)
        mine = new[problem.number]
        assert contradicts([*chain, mine])
        for number in range(len(chain)):
            assert not contradicts([*chain[:number], *chain[number + 1 :], mine])
        for each in chain:
            assert str(each) in problem.message


@given(several)
def test_withdrawn_judgements_and_doubts_count_for_nothing(said: list[Judgement]) -> None:
    counting = [each for each in said if each.in_force and each.verdict is not UNSURE]
    assert [problem.message for problem in check(said, counting)] == [
        problem.message for problem in check(counting, counting)
    ]


def only(problems: list[Problem]) -> str:
    (problem,) = problems
    assert problem.number == 0
    return problem.message


def test_the_opposite_verdict_on_a_pair_is_to_be_undone_first() -> None:
    said = judged("a", "b", SAME, "Tom Hale")
    message = only(check([said], [judged("a", "b", DIFFERENT)]))
    assert "undo it first" in message
    assert "urn:a is the same as urn:b (Tom Hale, 2026-03-01T09:30:00Z)" in message
    assert check([said.withdraw(Withdrawal("Ana", LATER))], [judged("a", "b", DIFFERENT)]) == []


def test_a_chain_through_several_authors_is_told_whole_and_in_order() -> None:
    existing = [
        judged("a", "b", SAME, "Ana Reyes"),
        judged("b", "c", SAME, "Tom Hale", made=LATER),
        judged("a", "d", DIFFERENT, "Li Na"),
    ]
    message = only(check(existing, [judged("c", "d", SAME, "Bo")]))
    parts = [
        "urn:a is the same as urn:b (Ana Reyes, 2026-03-01T09:30:00Z)",
        "urn:b is the same as urn:c (Tom Hale, 2026-03-02T09:30:00Z)",
        "urn:a is different from urn:d (Li Na, 2026-03-01T09:30:00Z)",
    ]
    assert "; ".join(parts) in message
    assert check(existing[:2], [judged("c", "d", SAME, "Bo")]) == []


def test_what_a_side_stood_for_counts() -> None:
    """x was merged into a when Ana judged; whoever then ties x to b contradicts her."""
    existing = [judged("ax", "b", DIFFERENT)]
    assert "contradicts" in only(check(existing, [judged("b", "x", SAME, "Tom Hale")]))
    assert check([judged("a", "b", DIFFERENT)], [judged("b", "x", SAME, "Tom Hale")]) == []


def test_events_and_persons_do_not_meet() -> None:
    existing = [judged("a", "b", SAME, kind=Kind.PERSON)]
    assert check(existing, [judged("a", "b", DIFFERENT, kind=Kind.EVENT)]) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_the_same_author_says_a_thing_once(verdict: Verdict) -> None:
    said = judged("a", "b", verdict)
    again = judged("b", "a", verdict, made=LATER)
    assert only(check([said], [again])) == f"already said: {said}"
    assert [problem.number for problem in check([], [said, again])] == [1]
    assert check([said], [judged("a", "b", verdict, "Tom Hale")]) == []
    assert check([said.withdraw(Withdrawal("Ana", LATER))], [again]) == []


def test_a_judgement_on_more_than_before_says_something_new() -> None:
    assert check([judged("b", "c", SAME)], [judged("ab", "c", SAME)]) == []
    assert "already said" in only(check([judged("ab", "c", SAME)], [judged("b", "c", SAME)]))


def test_doubt_beside_a_verdict_is_taken() -> None:
    assert check([judged("a", "b", SAME)], [judged("a", "b", UNSURE)]) == []
    assert check([judged("a", "b", UNSURE)], [judged("a", "b", DIFFERENT)]) == []


def test_a_store_that_contradicts_itself_takes_what_has_nothing_to_do_with_it() -> None:
    existing = [judged("a", "b", SAME), judged("a", "b", DIFFERENT, "Tom Hale")]
    assert check(existing, [judged("b", "c", SAME)]) == []
    assert check(existing, [judged("c", "d", DIFFERENT)]) == []


def test_many_judgements_are_checked_in_no_time() -> None:
    """One long chain, and a pair apart at every link, to join which each time is refused."""
    iris = [f"urn:{number:06}" for number in range(4000)]
    chain = [Judgement(Kind.EVENT, one, other, SAME, "Ana", MADE) for one, other in pairwise(iris)]
    apart = [Judgement(Kind.EVENT, iri, f"{iri}/x", DIFFERENT, "Ana", MADE) for iri in iris]
    began = time.process_time()
    assert check([], [*chain, *apart]) == []
    refused = check(
        [*apart, *chain], [Judgement(Kind.EVENT, f"{iris[0]}/x", iris[9], SAME, "B", MADE)]
    )
    assert time.process_time() - began < 5
    assert len(refused[0].chain) == 10


@pytest.mark.parametrize(("links", "between"), [(20, 0), (21, 1), (300, 280)])
def test_a_long_chain_is_told_by_its_ends(links: int, between: int) -> None:
    names = [f"urn:n{number:04}" for number in range(links + 1)]
    ties = [
        Judgement.of(Kind.EVENT, (one, [one]), (other, [other]), SAME, "Ana Reyes", MADE)
        for one, other in pairwise(names)
    ]
    ends = (names[0], [names[0]]), (names[-1], [names[-1]])
    apart = Judgement.of(Kind.EVENT, *ends, DIFFERENT, "Tom Hale", LATER)
    (problem,) = check(ties, [apart])
    assert len(problem.chain) == links
    assert problem.message.count("is the same as") == links - between
    assert (f"... {between} more ..." in problem.message) == (between > 0)
