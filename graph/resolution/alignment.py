"""Persons whose identity is open, beside those that they may be.

*Sharif* stays a person of his own as long as there are two of that name, and *Serguei Lavrov*
without a state is on no side. That neither is merged with anybody does not say that the article
tells of another meeting: on the same day and with the same others, a name that fits contradicts
nothing. So a surname alone is no other person than one whom it may call, and somebody without a
side stands on that of the only person of the other claim whose name he may have.
"""

from __future__ import annotations

import dataclasses

from diplograph.graph.resolution.name_matching import Way, compare_names
from diplograph.graph.resolution.profiles import Profile

# Names that differ by no more than spelling and a middle name.
_LIKE = 0.85


def other_persons(one: Profile, other: Profile, side: str) -> bool:
    """Whether both name persons for a side, and none of one may be any of the other."""
    mine, theirs = one.sides[side], other.sides[side]
    if not mine or not theirs or mine & theirs:
        return False
    code = frozenset([side.rsplit("/", 1)[-1]])
    return not any(
        Way.ONE_WORD in compare_names(name, another, code).ways
        for name in (one.names.get(each) for each in sorted(mine))
        for another in (other.names.get(each) for each in sorted(theirs))
        if name and another
    )


def aligned(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    """Both profiles, with persons without a side put on the side where the other has their like."""
    if not one.unattached and not other.unattached:
        return one, other
    return _put_beside(one, other), _put_beside(other, one)


def _put_beside(one: Profile, other: Profile) -> Profile:
    sides = dict(one.sides)
    for person in sorted(one.unattached - other.sides.keys()):
        likes = {
            (side, another)
            for side, persons in other.sides.items()
            for another in persons
            if another != side and _are_alike(one.names.get(person), other.names.get(another))
        }
        if len(likes) == 1:
            ((side, another),) = likes
            del sides[person]
            sides[side] = sides.get(side, frozenset()) | {another}
    return one if sides == one.sides else dataclasses.replace(one, sides=sides)


def _are_alike(name: str | None, other: str | None) -> bool:
    return bool(name and other) and compare_names(name or "", other or "").likeness >= _LIKE
