"""``kg.resolve``: judging from Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from building import MINTER, putin_meets_bibilov
from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import JudgementRefused, UnknownName
from diplograph.graph.judgements.files import BadJudgementFile
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer
from diplograph.knowledge_graph import KnowledgeGraph

DATES = ("2017-11-14", "2017-12-14", "2018-12-14")
ONE, TWO, THREE = (
    MINTER.event(MINTER.claim(MINTER.article(f"https://press.example/{number}"), 0))
    for number in range(3)
)


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeGraph]:
    monkeypatch.setenv("DIPLOGRAPH_AUTHOR", "Ada Analyst")
    store = open_store(None)
    writer = Writer(store)
    for number, day in enumerate(DATES):
        writer.write(putin_meets_bibilov(number, day))
    writer.derive()
    with KnowledgeGraph(store) as kg:
        yield kg


def derived(kg: KnowledgeGraph) -> set[Quad]:
    trail = NamedNode(MINTER.judgements)
    return {each for each in kg.store.match() if each.graph_name != trail}


def test_same_merges_undo_undoes(kg: KnowledgeGraph) -> None:
    before = derived(kg)
    assert len(kg.meetings()) == 3
    done = kg.resolve.same(ONE, TWO, reason="a slip of the month")
    assert (done.merged, done.split) == (1, 0)
    assert len(kg.meetings()) == 2
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
    empty = kg.resolve.candidates("event", limit=1).iloc[:0]
    assert (empty.dtypes == full.dtypes).all()
    none = kg.resolve.judgements()
    kg.resolve.unsure(ONE, TWO)
    assert (none.dtypes == kg.resolve.judgements().dtypes).all()
    pairs = set(zip(full["left"], full["right"], strict=True))
    left = kg.resolve.candidates("event")
    judged = (min(ONE, TWO), max(ONE, TWO))
    assert judged in pairs
    assert set(zip(left["left"], left["right"], strict=True)) == pairs - {judged}
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
