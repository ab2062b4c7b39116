"""Recording and undoing: whole or not at all, and without a trace in what is derived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import MINTER, MOSCOW, claim, extraction, on, person, putin_meets_bibilov
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import DiplographError, JudgementRefused, StoreError, UnknownName
from diplograph.graph.judgements.model import Kind, Verdict
from diplograph.graph.judgements.portraits import portrait
from diplograph.graph.judgements.recording import Opinion, Recorded, judgements, record, undo
from diplograph.graph.judgements.sides import side
from diplograph.graph.model import EventType, Extraction
from diplograph.graph.reader import read_events
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.timezone.utc)
PETROVA = MINTER.person("Anna Petrova", "RUS")
SIDOROVA = MINTER.person("Anna Sidorova", "RUS")


def meeting(number: int, name: str, when: str) -> Extraction:
    told = claim(
        EventType.MEETING,
        [person(name, "RUS", office="Deputy Minister"), person("Jo Berg", "NOR")],
        on(when),
        MOSCOW,
    )
    return extraction(number, told)


def filled() -> Store:
    store = open_store(None)
    writer = Writer(store)
    for each in (
        putin_meets_bibilov(1),
        putin_meets_bibilov(2),
        putin_meets_bibilov(3, "2017-12-14"),
        meeting(4, "Anna Petrova", "2018-03-01"),
        meeting(5, "Anna Sidorova", "2019-05-01"),
    ):
        writer.write(each)
    writer.derive()
    return store


@pytest.fixture
def store() -> Iterator[Store]:
    with filled() as store:
        yield store


def event_of(number: int) -> str:
    article = MINTER.article(f"https://press.example/{number}")
    return MINTER.event(MINTER.claim(article, 0))


def derived(store: Store) -> set[Quad]:
    """Everything but what is kept of the judgements themselves."""
    trail = NamedNode(MINTER.judgements)
    return {each for each in store.match() if each.graph_name != trail}


def say(store: Store, left: str, right: str, verdict: Verdict, author: str = "ada") -> Recorded:
    return record(store, [Opinion(left, right, verdict)], author=author)


THINGS = [*map(event_of, range(1, 6)), PETROVA, SIDOROVA]
OPINIONS = st.lists(
    st.builds(
        Opinion,
        st.sampled_from(THINGS),
        st.sampled_from(THINGS),
        st.sampled_from(Verdict),
        author=st.sampled_from(["ada", "ben"]),
    ),
    min_size=1,
    max_size=6,
)


@given(opinions=OPINIONS, data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_undone_in_any_order_they_leave_no_trace(
    opinions: list[Opinion], data: st.DataObject
) -> None:
    with filled() as store:
        before = derived(store)
        for opinion in opinions:
            held = set(store.match())
            try:
                record(store, [opinion], author="eve")
            except JudgementRefused:
                assert set(store.match()) == held
        existing = judgements(store)
        for each in data.draw(st.permutations(existing)):
            undo(store, each.iri(MINTER), by="eve")
        assert derived(store) == before
        assert judgements(store) == []
        assert len(judgements(store, everything=True)) == len(existing)


@given(opinions=OPINIONS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_list_is_taken_as_a_whole_or_not_at_all(opinions: list[Opinion]) -> None:
    with filled() as store:
        held = set(store.match())
        try:
            planned = record(store, opinions, author="eve", made=NOON, dry=True)
        except JudgementRefused:
            with pytest.raises(JudgementRefused):
                record(store, opinions, author="eve", made=NOON)
            assert set(store.match()) == held
            return
        assert set(store.match()) == held
        done = record(store, opinions, author="eve", made=NOON)
        assert done.judgements == planned.judgements
        assert len(judgements(store)) == len(done.judgements)
        assert record(store, opinions, author="eve").judgements == ()


def test_every_problem_is_told_where_it_is(store: Store) -> None:
    opinions = [
        Opinion(event_of(3), event_of(4), Verdict.SAME, where="line 2"),
        Opinion(event_of(4), "dgid:event/none", Verdict.SAME, where="line 3"),
        Opinion(event_of(3), event_of(4), Verdict.DIFFERENT, where="line 4"),
        Opinion(PETROVA, SIDOROVA, Verdict.SAME, author="\n", where="line 5"),
    ]
    with pytest.raises(JudgementRefused) as refused:
        record(store, opinions, author="ada")
    assert sorted(where for where, _ in refused.value.problems) == ["line 3", "line 4", "line 5"]
    assert "line 3: " in str(refused.value)


def test_the_sides_are_kept_as_they_stood(store: Store) -> None:
    together = side(store, None, event_of(1))
    assert len(together.members) == 2
    (judgement,) = say(store, event_of(3), event_of(2), Verdict.SAME).judgements
    assert {judgement.left, judgement.right} == {together.iri, event_of(3)}
    members = {judgement.left_members, judgement.right_members}
    assert members == {together.members, (event_of(3),)}


def test_one_of_three_is_taken_out_and_the_others_stay(store: Store) -> None:
    say(store, event_of(3), event_of(4), Verdict.SAME)
    say(store, event_of(5), event_of(4), Verdict.SAME)
    assert len(side(store, None, event_of(3)).members) == 3
    with pytest.raises(JudgementRefused, match="undo"):
        say(store, event_of(3), event_of(4), Verdict.DIFFERENT)
    undo(store, None, by="ada")
    say(store, event_of(5), event_of(4), Verdict.DIFFERENT)
    assert set(side(store, None, event_of(4)).members) == {event_of(3), event_of(4)}


def test_merged_persons_are_taken_apart_by_their_names(store: Store) -> None:
    say(store, "Anna Petrova", "Anna Sidorova", Verdict.SAME)
    again = say(store, "Anna Petrova", "Anna Sidorova", Verdict.SAME)
    assert again.judgements == ()
    assert len(again.repeated) == 1
    with pytest.raises(JudgementRefused, match="name two of the IRIs"):
        say(store, "Petrova", "Petrova", Verdict.DIFFERENT)
    undo(store, None, by="ada")
    say(store, "Anna Petrova", "Anna Sidorova", Verdict.DIFFERENT)
    assert [each.verdict for each in judgements(store)] == [Verdict.DIFFERENT]


def test_judgements_of_one_second_are_two(store: Store) -> None:
    record(store, [Opinion(event_of(3), event_of(4), Verdict.SAME)], author="ada", made=NOON)
    undo(store, None, by="ada", made=NOON)
    record(store, [Opinion(event_of(3), event_of(4), Verdict.SAME)], author="ada", made=NOON)
    found = judgements(store, everything=True)
    assert [each.in_force for each in found] == [False, True]
    assert found[1].made - found[0].made == dt.timedelta(seconds=1)
    # the clock of whoever undoes may be behind: nothing is withdrawn before it was made
    (undone,) = undo(store, None, by="ada", made=NOON - dt.timedelta(days=1)).judgements
    assert judgements(store, everything=True)[1].withdrawn is not None
    assert undone.made == found[1].made


def test_a_store_to_read_is_not_judged(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db") as store:
        writer = Writer(store)
        for each in (putin_meets_bibilov(3), putin_meets_bibilov(4, "2019-01-01")):
            writer.write(each)
        writer.derive()
        say(store, event_of(3), event_of(4), Verdict.UNSURE)
    with open_store(tmp_path / "news.db", read_only=True, create=False) as store:
        planned = [Opinion(event_of(3), event_of(4), Verdict.SAME)]
        assert len(record(store, planned, author="ada", dry=True).judgements) == 1
        with pytest.raises(StoreError, match="reading only"):
            record(store, planned, author="ada")
        with pytest.raises(StoreError, match="reading only"):
            undo(store, None, by="ada")


def test_what_is_not_there_is_not_undone(store: Store) -> None:
    say(store, event_of(3), event_of(4), Verdict.UNSURE)
    for asked in ("dgid:judgement/0", "no iri at all", ""):
        with pytest.raises(UnknownName):
            undo(store, asked, by="ada")
    with pytest.raises(UnknownName, match="ben has no judgement"):
        undo(store, None, by="ben")
    (said,) = judgements(store)
    with pytest.raises(DiplographError):
        undo(store, said.iri(MINTER), by=" ")
    undo(store, "dgid:" + said.iri(MINTER).removeprefix(MINTER.base), by="ben", reason="no")
    with pytest.raises(JudgementRefused, match="by ben"):
        undo(store, said.iri(MINTER), by="ada")


def test_a_portrait_tells_which_sentence_told_of_which_part(store: Store) -> None:
    seen = portrait(store, side(store, Kind.EVENT, event_of(1)))
    assert seen.articles == 2
    assert {each.of: each.url for each in seen.sentences} == {
        event_of(1): "https://press.example/1",
        event_of(2): "https://press.example/2",
    }
    assert ("place", "Moscow (RUS)") in seen.facts
    assert ("participant", "Vladimir Putin (President of Russia; host)") in seen.facts


def test_a_portrait_of_a_person_has_the_offices_with_their_days(store: Store) -> None:
    say(store, "Anna Petrova", "Anna Sidorova", Verdict.SAME)
    seen = portrait(store, side(store, Kind.PERSON, "Anna Petrova"), 1)
    assert set(seen.members) == {PETROVA, SIDOROVA}
    facts = dict(seen.facts)
    assert facts["office"] == "Deputy Minister of Russia, 2018-03-01 to 2019-05-01"
    assert facts["seen with"] == "Jo Berg (2)"
    assert (seen.articles, len(seen.sentences)) == (2, 1)
    assert len(list(read_events(store))) == 4


def test_a_portrait_is_no_more_exact_than_the_text() -> None:
    with open_store(None) as store:
        writer = Writer(store)
        writer.write(meeting(1, "Anna Petrova", "2018-03"))
        writer.write(meeting(2, "Anna Petrova", "2019"))
        writer.derive()
        facts = dict(portrait(store, side(store, Kind.PERSON, PETROVA)).facts)
    assert facts["seen"] == "2018-03 to 2019"
    assert facts["office"] == "Deputy Minister of Russia, 2018-03 to 2019"
