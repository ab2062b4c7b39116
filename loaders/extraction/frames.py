"""Frames: which verbs and nouns tell a diplomatic event, as data in ``data/frames.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from diplograph.graph.model import EventType, InstrumentKind
from diplograph.loaders.extraction.look import FirstLook


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb that tells an event; ``frame`` names the pattern of its arguments.

    ``particle`` must stand beside the verb, ``to`` are the prepositions of a destination,
    ``object`` says that the destination is the direct object. ``quiet`` marks a verb that tells no
    event of its own, so that dates beside it belong to what stands under it. ``other`` is a second
    frame for what the first does not read ("reach an agreement", "reach Tbilisi").
    """

    type: EventType
    frame: str
    particle: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    object: bool = False
    quiet: bool = False
    other: VerbFrame | None = None


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun that names an event; a ``weak`` one needs both sides named beside it."""

    type: EventType
    plural: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, and a cheap test of whether a sentence can hold any."""

    verbs: dict[str, VerbFrame]
    nouns: dict[str, NounFrame]
    instruments: dict[str, InstrumentKind]
    weak_instruments: frozenset[str]
    anaphoric_instruments: frozenset[str]
    support: frozenset[str]
    first_look: FirstLook


@lru_cache(maxsize=1)
def load_frames() -> Frames:
    """Read the frames once.

    >>> load_frames().verbs["meet"].type.value
    'Meeting'
    """
    data: dict[str, Any] = json.loads(
        resources.files("diplograph.loaders.extraction.data")
        .joinpath("frames.json")
        .read_text(encoding="utf-8")
    )
    verbs = {lemma: _verb_frame(row) for lemma, row in data["verbs"].items()}
    nouns = {
        lemma: NounFrame(
            EventType(row["type"]), bool(row.get("plural", False)), bool(row.get("weak", False))
        )
        for lemma, row in data["nouns"].items()
    }
    instruments = {word: InstrumentKind(kind) for word, kind in data["instruments"].items()}
    # "be" tells an event only together with "present"
    triggers = {lemma for lemma in (*verbs, *nouns) if lemma != "be"} | {"present"}
    return Frames(
        verbs,
        nouns,
        instruments,
        frozenset(data["weak_instruments"]),
        frozenset(data["anaphoric_instruments"]),
        frozenset(data["support"]),
        FirstLook.of(triggers, instruments),
    )


def _verb_frame(row: dict[str, Any]) -> VerbFrame:
    return VerbFrame(
        EventType(row["type"]),
        row["frame"],
        tuple(row.get("particle", ())),
        tuple(row.get("to", ())),
        bool(row.get("object", False)),
        bool(row.get("quiet", False)),
        _verb_frame(row["other"]) if "other" in row else None,
    )
