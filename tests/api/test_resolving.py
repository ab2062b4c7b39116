"""``kg.resolve``: judging from Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from building import MINTER, claim, extraction, on, person, putin_meets_bibilov, side
from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import JudgementRefused, UnknownName
from diplograph.graph.judgements.files import BadJudgementFile
from diplograph.graph.model import EventType
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer
from diplograph.knowledge_graph import KnowledgeGraph

DATES = ("2017-11-14", "2017-12-14", "2018-12-14")
ONE, TWO, THREE, FOUR, FIVE = (
    MINTER.event(MINTER.claim(MINTER.article(f"https://press.example/{number}"), 0))
    for number in range(5)
)


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeGraph]:
    monkeypatch.setenv("DIPLOGRAPH_AUTHOR", "Ada Analyst")
    store = open_store(None)
    writer = Writer(store)
    for number, day in enumerate(DATES):
        writer.write(putin_meets_bibilov(number, day))
    for number, more in ((3, []), (4, [side("ITA")])):
        present = [person("Kim Minji", "KOR"), side("NOR"), *more]
        writer.write(extraction(number, claim(EventType.MEETING, present, on("2016-02-03"))))
    writer.derive()
    with KnowledgeGraph(store) as kg:
        yield kg


def derived(kg: KnowledgeGraph) -> set[Quad]:
    trail = NamedNode(MINTER.judgements)
    return {each for each in kg.store.match() if each.graph_name != trail}


def test_same_merges_undo_undoes(kg: KnowledgeGraph) -> None:
    before = derived(kg)
    assert len(kg.meetings()) == 5
    done = kg.resolve.same(ONE, TWO, reason="a slip of the month")
    assert (done.merged, done.split) == (1, 0)
    assert len(kg.meetings()) == 4
    assert kg.event(ONE) == kg.event(TWO)
    (said,) = kg.resolve.judgements().itertuples()
    assert (said.verdict, said.author, said.reason) == (
        "same",
        "Ada Analyst",
        "a slip of the month",
    )
    assert pd.isna(said.withdrawn)
    kg.resolve.undo(said.Index, reason="no slip", author="Ben")
    assert derived(kg) == before
    assert kg.resolve.judgements().empty
    (gone,) = kg.resolve.judgements(all=True).itertuples()
    assert (gone.withdrawn_by, gone.withdrawn_reason) == ("Ben", "no slip")
    assert gone.withdrawn >= gone.made


def test_what_was_judged_last_is_undone_without_its_iri(kg: KnowledgeGraph) -> None:
    kg.resolve.different(ONE, TWO)
    kg.resolve.unsure(ONE, THREE, author="Ben")
    kg.resolve.undo()
    assert kg.resolve.judgements()["author"].tolist() == ["Ben"]
    with pytest.raises(UnknownName):
        kg.resolve.undo()
    with pytest.raises(JudgementRefused):
        kg.resolve.same(ONE, ONE)


def test_frames_have_their_types_also_when_empty(kg: KnowledgeGraph) -> None:
    full = kg.resolve.candidates("event")
    assert not full.empty
    assert list(full.columns) == [
        "kind",
        "score",
        "effect",
        "left",
        "left_label",
        "right",
        "right_label",
        "features",
    ]
    none = kg.resolve.judgements()
    (pair,) = zip(full["left"], full["right"], strict=True)
    assert pair == (min(FOUR, FIVE), max(FOUR, FIVE))
    assert kg.resolve.compare(*pair).equals(full.iloc[0])
    kg.resolve.unsure(*pair)
    assert (none.dtypes == kg.resolve.judgements().dtypes).all()
    assert kg.resolve.candidates("event").empty
    assert (kg.resolve.candidates("event").dtypes == full.dtypes).all()
    with pytest.raises(ValueError, match="place"):
        kg.resolve.candidates("place")


def test_two_are_compared(kg: KnowledgeGraph) -> None:
    compared = kg.resolve.compare(TWO, "dgid:" + ONE.removeprefix(MINTER.base))
    assert {compared["left"], compared["right"]} == {ONE, TWO}
    assert compared["features"]
    with pytest.raises(JudgementRefused):
        kg.resolve.compare(ONE, "Vladimir Putin")
    with pytest.raises(UnknownName):
        kg.resolve.compare(ONE, "dgid:event/none")


def test_a_file_is_applied_or_checked(kg: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"left,right,verdict\n{ONE},{TWO},same\n{ONE},{THREE},different\n")
    before = set(kg.store.match())
    assert len(kg.resolve.apply(file, check=True).judgements) == 2
    assert set(kg.store.match()) == before
    assert len(kg.resolve.apply(str(file)).judgements) == 2
    assert len(kg.resolve.apply(file).repeated) == 2
    file.write_text(f"left,right,verdict\n{TWO},{THREE},same\n")
    with pytest.raises(JudgementRefused) as refused:
        kg.resolve.apply(file)
    assert [where for where, _ in refused.value.problems] == ["line 2"]
    file.write_text("left,right\n")
    with pytest.raises(BadJudgementFile):
        kg.resolve.apply(file)
    assert len(kg.resolve.judgements()) == 2


def test_somebody_has_to_sign(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPLOGRAPH_AUTHOR")
    monkeypatch.setattr("getpass.getuser", lambda: "")
    with pytest.raises(JudgementRefused, match="DIPLOGRAPH_AUTHOR"):
        kg.resolve.unsure(ONE, TWO)
