"""The floors under the figures: read, compared, raised. They are never lowered.

``false_events``, ``greeting_events`` and the false merges count what must not be there; for them
the number kept is the most that is allowed, and raising it means making it smaller.
``other_classes`` has a limit of its own that stays: whoever finds more events also takes more of
something else for one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from measuring import Measured

FLOORS = Path(__file__).resolve().with_name("floors.json")
CEILINGS = {
    "false_events",
    "false_merges_sure",
    "false_merges_unsure",
    "greeting_events",
    "other_classes",
}
LIMITS = {"other_classes": 0.08}
SLACK = 0.01
# Under so many cases one more or less is chance, so one is let go.
FEW = 10
# What is found beyond what was found when a floor was set is hard; so much of it must be right.
LEAST_BEYOND = 0.4


class ShareFloor(TypedDict):
    """The least share, and how many were right when it was set."""

    share: float
    right: int


Floors = dict[str, dict[str, "float | ShareFloor"]]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors by set and figure; none where there is no file."""
    found: Floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def below(measured: Measured, floors: Mapping[str, float | ShareFloor]) -> Iterator[str]:
    """What of a set is worse than allowed, in words.

    Shares are of what was found: who finds more, hard cases too, may have a smaller share than when
    the floor was set, as long as enough of what came on top is right.

    >>> list(below(Measured("own", 2, {"events_f1": 0.5}), {"events_f1": 0.6}))
    ['own: events_f1 is 0.500, its floor is 0.600']
    """
    for name, floor in floors.items():
        value = measured.values.get(name)
        least = _least(floor)
        if value is None:
            yield f"{measured.name}: {name} is not measured any more, its floor is {least}"
        elif name in CEILINGS:
            if value > least:
                yield f"{measured.name}: {name} is {value:g}, at most {least:g} is allowed"
        elif value < least and not _more_right(measured, name, floor):
            yield f"{measured.name}: {name} is {value:.3f}, its floor is {least:.3f}"


def _more_right(measured: Measured, name: str, floor: float | ShareFloor) -> bool:
    """Whether more is right than when the floor was set, and enough of what was found beyond."""
    if not isinstance(floor, dict):
        return False
    share = measured.shares[name]
    more = share.right - floor["right"]
    beyond = share.of - floor["right"] / max(floor["share"], SLACK)
    return more > 0 and more / max(beyond, 1) > LEAST_BEYOND


def floor_for(measured: Measured, name: str) -> float | ShareFloor:
    """The floor that a figure as measured supports: a hundredth, or where few one case, less."""
    value = measured.values[name]
    if name in CEILINGS:
        return LIMITS.get(name, value)
    share = measured.shares.get(name)
    slack = SLACK + (1 / share.of if share and share.of < FEW else 0)
    least = max(math.floor((value - slack) * 1000) / 1000, 0.0)
    return {"share": least, "right": share.right} if share else least


def raise_floors(sets: Iterable[Measured], path: Path = FLOORS) -> list[str]:
    """Raise each floor that the figures allow; say which."""
    floors = read_floors(path)
    said = []
    for measured in sets:
        own = floors.setdefault(measured.name, {})
        for name in measured.values:
            new, old = floor_for(measured, name), own.get(name)
            if old is None or _is_better(name, new, old):
                own[name] = new
                said.append(f"{measured.name}: {name} from {_in_words(old)} to {_in_words(new)}")
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return said


def _is_better(name: str, new: float | ShareFloor, old: float | ShareFloor) -> bool:
    return _least(new) < _least(old) if name in CEILINGS else _least(new) > _least(old)


def _least(floor: float | ShareFloor) -> float:
    return floor["share"] if isinstance(floor, dict) else floor


def _in_words(floor: float | ShareFloor | None) -> str:
    if isinstance(floor, dict):
        return f"{floor['share']} ({floor['right']} right)"
    return "none" if floor is None else str(floor)
