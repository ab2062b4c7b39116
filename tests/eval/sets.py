"""All sets of the gate: which there are, where their data lie, and what measures them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated import OWN, OWN_SETS, PRESS, own_sets, press_sets
from cross import CROSS, CROSS_SETS, SEALED_CROSS, cross_sets, sealed_cross_sets
from geovirus import ARTICLES, geovirus_sets
from gum import FOLDER as GUM
from gum import gum_sets
from history import VISITS, history_sets
from measuring import BUNDLED, Measured
from plover import RECORDS, plover_sets
from re3d import FOLDER as RE3D
from re3d import re3d_sets
from releases import RELEASES, TRAVELS, state_sets, trip_sets


@dataclass(frozen=True)
class Family:
    """Sets that are measured together; ``data`` must be there for it."""

    names: tuple[str, ...]
    data: tuple[Path, ...]
    measure: Callable[[str], tuple[Measured, ...]]
    annotated: bool = False

    @property
    def is_there(self) -> bool:
        """Whether its data are."""
        return all(path.exists() for path in self.data)


FAMILIES = (
    Family(OWN_SETS, (OWN,), own_sets, annotated=True),
    Family(
        ("press_dev", "press_dev_first_half", "press_dev_second_half"),
        (PRESS,),
        press_sets,
        annotated=True,
    ),
    Family(CROSS_SETS, (CROSS,), cross_sets),
    Family(("sealed_cross",), (SEALED_CROSS,), sealed_cross_sets),
    Family(("state",), (RELEASES,), state_sets),
    Family(("trips",), (RELEASES, TRAVELS), trip_sets),
    Family(("history", "history_with_subjects"), (RELEASES, TRAVELS, VISITS), history_sets),
    Family(("plover",), (RECORDS,), plover_sets),
    Family(("re3d",), (RE3D,), re3d_sets),
    Family(("gum_dates",), (GUM,), gum_sets),
    Family(("geovirus",), (ARTICLES,), geovirus_sets),
)


# Sets whose errors nobody reads, so that nothing can be made to fit them.
SEALED = frozenset({"report", "blind", "unread", "cross_test", "sealed_cross"})


def is_half(name: str) -> bool:
    """Whether a set is part of another one."""
    return name.endswith("_half")


def is_annotated(name: str) -> bool:
    """Whether a set has annotated events."""
    return any(name in family.names and family.annotated for family in FAMILIES)


def measured_sets(only: str | None = None, extractor: str = BUNDLED) -> Iterator[Measured]:
    """The sets whose data are there, or the one that is asked for."""
    for family in FAMILIES:
        if family.is_there and (only is None or only in family.names):
            for measured in family.measure(extractor):
                if only is None or measured.name == only:
                    yield measured
