"""The tables and the calibration that are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import measuring
import pytest
import report
from calibration import claims, reliability, reliability_table
from floors import below, read_floors
from measuring import Measured, of_shares
from scoring import GoldArticle, Outcome, Pair, Share
from sets import measured_sets
from tables import tables

from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.loaders.registry import Extractor, get_extractor


def sure(*confidences: float) -> list[Any]:
    return [{"confidence": confidence} for confidence in confidences]


def outcome(right: list[Any], wrong: list[Any]) -> Outcome:
    pairs = tuple(Pair(cast("Any", {}), record, ()) for record in right)
    return Outcome(cast("GoldArticle", {}), (), pairs, (), tuple(wrong))


def test_an_event_is_right_when_it_is_paired() -> None:
    assert list(claims([outcome(sure(0.9), sure(0.4))])) == [(0.9, True), (0.4, False)]


def test_full_certainty_is_in_the_last_bin() -> None:
    (last,) = reliability([(1.0, True), (0.9, True)])
    assert (last.least, last.of, last.share) == (0.9, 2, 1.0)


def test_the_reliability_table_weighs_bins_by_their_events() -> None:
    told = Measured("own", 1, {}, outcomes=[outcome(sure(0.9, 0.9, 0.9), sure(0.5))])
    assert reliability_table([told]).splitlines() == [
        "confidence    claimed    right   events",
        "0.5 - 0.6       0.500    0.000        1",
        "0.9 - 1.0       0.900    1.000        3",
        "expected calibration error 0.200",
    ]


def test_annotated_sets_are_a_table_and_the_others_a_list() -> None:
    annotated = Measured("examples", 20, {"events_f1": 0.5, "false_events": 3})
    listed = of_shares("plover", 9, {"agree": Share(1, 4)}, [])
    text = tables({"frames": [annotated, listed]})
    assert [line.split() for line in text.splitlines()] == [
        ["examples"],
        ["articles", "20"],
        ["events_f1", "0.500"],
        ["false_events", "3"],
        [],
        ["plover", "agree", "0.250", "1/4"],
    ]


def test_two_extractors_stand_side_by_side() -> None:
    def sets(f1: float, agreed: int) -> list[Measured]:
        return [
            Measured("report", 20, {"events_f1": f1}),
            Measured("press_dev_first_half", 30, {"events_f1": f1}),
            of_shares("plover", 9, {"agree": Share(agreed, 4)}, []),
        ]

    text = tables({"frames": sets(0.5, 1), "other": sets(0.75, 2)})
    assert [line.split() for line in text.splitlines()] == [
        ["report", "report"],
        ["frames", "other"],
        ["articles", "20", "20"],
        ["events_f1", "0.500", "0.750"],
        [],
        ["frames", "other"],
        ["plover", "agree", "0.250", "1/4", "0.500", "2/4"],
    ]


class Silent:
    """An extractor that finds nothing."""

    info = ExtractorInfo("silent", "1", "none", "1", "-")

    def extract(self, article: Article) -> Extraction:
        return Extraction(article, self.info, (), (), ())

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        return map(self.extract, articles)


def test_another_extractor_is_measured_on_the_same_articles(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(name: str) -> Extractor:
        return Silent() if name == "silent" else get_extractor(name)

    measuring.extractor_named.cache_clear()
    monkeypatch.setattr(measuring, "get_extractor", get)
    monkeypatch.setattr(report, "extractor_names", lambda: ("frames", "silent"))
    report.main(["--set", "examples", "--extractor", "silent"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [["examples", "examples"], ["frames", "silent"], ["articles", "20", "20"]]
    (recall,) = (line for line in lines if line[:1] == ["events_recall"])
    assert float(recall[1]) > 0
    assert recall[2] == "0.000"
    measuring.extractor_named.cache_clear()


def test_the_errors_of_a_sealed_set_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    report.main(["--set", "blind", "--errors"])
    printed = capsys.readouterr().out
    assert "not for reading" in printed
    assert "MISS" not in printed


def test_the_report_of_one_set_tells_of_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    floors = read_floors()["examples"]
    (examples,) = measured_sets("examples")
    fallen = list(below(examples, floors))
    assert report.main(["--set", "examples", "--errors"]) == bool(fallen)
    printed = capsys.readouterr().out
    assert f"{examples.values['events_f1']:.3f}" in printed
    assert "expected calibration error" in printed
    assert "== examples" in printed


def test_errors_are_counted_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    report.main(["--kinds", "--set", "blind"])
    shown = capsys.readouterr().out.partition("errors by kind\n")[2]
    counts = dict(line.split(maxsplit=1)[::-1] for line in shown.splitlines() if line.strip())
    assert int(counts["meeting not found"]) > 0
    assert int(counts.pop("in all")) == sum(
        int(count) for kind, count in counts.items() if "floor" not in kind
    )
