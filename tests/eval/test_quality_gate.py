"""The quality gate: no figure of any set may fall under its floor in ``floors.json``."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated import own_sets
from floors import ShareFloor, below, raise_floors, read_floors
from measuring import BUNDLED, Measured
from scoring import Share
from sets import FAMILIES, Family
from tables import tables


@pytest.mark.parametrize(
    ("family", "name"),
    [
        pytest.param(
            family,
            name,
            id=name,
            marks=pytest.mark.skipif(
                not family.is_there, reason=f"its data are not beside the checkout {family.data}"
            ),
        )
        for family in FAMILIES
        for name in family.names
    ],
)
def test_no_figure_is_under_its_floor(family: Family, name: str) -> None:
    sets = family.measure(BUNDLED)
    measured = next(each for each in sets if each.name == name)
    fallen = list(below(measured, read_floors()[name]))
    if fallen:
        lines = [*fallen, "", tables({BUNDLED: list(sets)}), "", f"see make eval-errors SET={name}"]
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_set_has_floors() -> None:
    assert set(read_floors()) == {name for family in FAMILIES for name in family.names}


def test_every_figure_of_the_own_sets_has_a_floor() -> None:
    floors = read_floors()
    for measured in own_sets():
        assert set(measured.values) == set(floors[measured.name])


def test_floors_only_go_up(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"own": {"events_f1": 0.7, "false_events": 0}}', encoding="utf-8")
    worse = Measured("own", 2, {"events_f1": 0.6, "false_events": 3})
    assert raise_floors([worse], path) == []
    better = Measured("own", 2, {"events_f1": 0.8, "false_events": 0})
    assert raise_floors([better], path) == ["own: events_f1 from 0.7 to 0.79"]
    assert list(below(worse, read_floors(path)["own"])) == [
        "own: events_f1 is 0.600, its floor is 0.790",
        "own: false_events is 3, at most 0 is allowed",
    ]


def of_dates(right: int, of: int) -> Measured:
    return Measured("own", 2, {"date": right / of}, {"date": Share(right, of)})


def test_a_share_of_few_cases_may_lose_one(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert raise_floors([of_dates(3, 4)], path) == ["own: date from none to 0.49 (3 right)"]


def test_a_smaller_share_passes_only_where_enough_of_what_was_found_beyond_is_right() -> None:
    floors: dict[str, float | ShareFloor] = {"date": {"share": 0.79, "right": 16}}
    assert list(below(of_dates(19, 25), floors)) == []
    assert list(below(of_dates(17, 25), floors)) == ["own: date is 0.680, its floor is 0.790"]
    assert list(below(of_dates(16, 25), floors)) == ["own: date is 0.640, its floor is 0.790"]
