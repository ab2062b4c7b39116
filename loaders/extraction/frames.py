"""Frames: which verbs and nouns tell a diplomatic event, as data in ``data/frames.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from diplograph.graph.model import EventType, InstrumentKind, InstrumentStep
from diplograph.loaders.extraction.look import FirstLook, all_forms, all_noun_forms

# What one puts to an instrument to sign it.
PENS = frozenset({"name", "initial", "signature", "pen"})
# Verbs for those who come together at one place.
GATHERING = frozenset({"gather", "assemble", "convene", "reconvene"})
# Beside these a journey tells an event though nothing says whither: it was invited to before.
_ANSWERING = frozenset("will would shall promise agree accept plan intend expect due".split())
# Words for one of several events, which tell one only after others were told.
COUNTING = frozenset("one first second third fourth fifth".split())
_SETTING = frozenset("planned scheduled held place due set expected begin".split())
# Verbs too common to tell anything by themselves; what must stand beside them is looked for.
_BESIDE = frozenset({"be", "expect"})
# "is expected in Riga", "was due in Riga": pairs of words that tell who comes to a place.
_AWAITED = frozenset((word, at) for word in ("expected", "due", "awaited") for at in ("in", "at"))
# What tells a call whatever the verb.
_CALLING = frozenset("telephonic hotline video virtual virtually online line".split())


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb that tells an event; ``frame`` names the pattern of its arguments.

    ``particle`` must stand beside the verb, ``to`` are the prepositions of a destination,
    ``object`` says that the destination is the direct object. ``quiet`` marks a verb that tells no
    event of its own, so that dates beside it belong to what stands under it. Of the nouns ``with_``
    one must be the object (``set`` *foot*, ``spend`` *a week*). ``other`` is a second frame, for
    what the first does not read ("reach an agreement", "reach Tbilisi").
    """

    type: EventType
    frame: str
    particle: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    object: bool = False
    quiet: bool = False
    with_: tuple[str, ...] = ()
    other: VerbFrame | None = None

    @property
    def ways(self) -> Iterator[VerbFrame]:
        """The ways to read it, the likeliest first: itself and the others."""
        way: VerbFrame | None = self
        while way is not None:
            yield way
            way = way.other


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun that names an event; a ``weak`` one needs both sides named beside it."""

    type: EventType
    plural: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class StepFrame:
    """A verb or noun that tells what became of an instrument.

    ``instrument`` says where the instrument stands: ``object``, ``subject``, or a preposition;
    ``with_`` is a word that must stand beside the verb (``enter`` *force*, ``pull`` *out*);
    ``pronoun`` says that the word is used of little else, so that *it* can stand for one.
    """

    type: EventType
    step: InstrumentStep
    instrument: str
    with_: tuple[str, ...] = ()
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, and a cheap test of whether a sentence can hold any.

    ``undertakings`` are verbs that tell something concrete to be done, with the prepositions under
    which those stand for whom or with whom it is done; ``general_matters`` are what makes a phrase
    with one of them general words all the same (``exchange views``).
    """

    verbs: dict[str, VerbFrame]
    nouns: dict[str, NounFrame]
    instruments: dict[str, InstrumentKind]
    weak_instruments: frozenset[str]
    undertakings: dict[str, tuple[str, ...]]
    undertaken_nouns: frozenset[str]
    general_matters: frozenset[str]
    anaphoric_instruments: frozenset[str]
    support: frozenset[str]
    acronyms: dict[str, InstrumentKind]
    relating: dict[str, str]
    additions: frozenset[str]
    step_verbs: dict[str, tuple[StepFrame, ...]]
    step_nouns: dict[str, StepFrame]
    bodies: frozenset[str]
    saying: frozenset[str]
    telling: dict[str, tuple[str, ...]]
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
    saying = frozenset(form for verb in data["saying"] for form in _forms(verb))
    telling = {
        form: tuple(complements)
        for verb, complements in data["telling"].items()
        for form in _forms(verb)
    }
    return Frames(
        verbs,
        nouns,
        instruments,
        frozenset(data["weak_instruments"]),
        {verb: tuple(words) for verb, words in data["undertakings"]["verbs"].items()},
        frozenset(data["undertakings"]["nouns"]),
        frozenset(data["undertakings"]["general"]),
        frozenset(data["anaphoric_instruments"]),
        frozenset(data["support"]),
        {word: InstrumentKind(kind) for word, kind in data["acronyms"].items()},
        dict(data["relating"]),
        frozenset(data["additions"]),
        {
            lemma: tuple(_step_frame(row) for row in rows)
            for lemma, rows in data["steps"]["verbs"].items()
        },
        {lemma: _step_frame(row) for lemma, row in data["steps"]["nouns"].items()},
        frozenset(data["bodies"]),
        saying,
        telling,
        _first_look(data, verbs, nouns, saying | telling.keys()),
    )


def _first_look(
    data: dict[str, Any],
    verbs: dict[str, VerbFrame],
    nouns: dict[str, NounFrame],
    saying: frozenset[str],
) -> FirstLook:
    """What the patterns of the frames ask for, as far as single words show it."""
    journeys: set[str] = set()
    concluding = {*data["steps"]["verbs"], *data["steps"]["nouns"], *data["relating"]}
    putting: set[str] = set()
    # "be" tells an event only together with "present" or "due"
    triggers = {*data["look"], "present"}
    doings: set[str] = set()
    pairs: list[tuple[frozenset[str], frozenset[str]]] = []
    for verb, first in verbs.items():
        for frame in first.ways:
            if frame.particle:
                pairs.append((all_forms([verb]), frozenset(frame.particle)))
            elif frame.with_:
                pairs.append((all_forms([verb]), all_noun_forms(frame.with_)))
            elif frame.frame in {"travel", "leaving", "sending"}:
                journeys.add(verb)
            elif frame.type is EventType.AGREEMENT_REACHED:
                concluding.add(verb)
            elif frame.frame in {"putting", "bearing"}:
                putting.add(verb)
            elif frame.type is EventType.SIGNING:
                triggers.add(verb)
            elif verb not in _BESIDE:
                doings.add(verb)
    named = all_noun_forms([*data["instruments"], *data["acronyms"]])
    return FirstLook(
        all_forms(triggers)
        | all_noun_forms(noun for noun in nouns if noun not in COUNTING)
        | _CALLING,
        all_forms(doings),
        all_forms(journeys),
        (
            *pairs,
            (all_forms(concluding), named),
            (all_forms(["agree", "consensus"]), all_forms(data["undertakings"]["verbs"])),
            (all_forms(["agree"]), all_noun_forms(data["undertakings"]["nouns"])),
            (all_forms(putting), all_forms(PENS)),
            (all_forms(journeys), all_forms(_ANSWERING)),
            (all_forms(journeys), frozenset({"there"})),
            # "held talks with A and short ones with B", "the one before took place in Milan"
            (all_noun_forms(["one"]), frozenset(["with", "between", "place", "held"])),
            (frozenset(COUNTING - {"one"}), _SETTING),
        ),
        named,
        saying,
        _AWAITED,
    )


def _verb_frame(row: dict[str, Any]) -> VerbFrame:
    return VerbFrame(
        EventType(row["type"]),
        row["frame"],
        tuple(row.get("particle", ())),
        tuple(row.get("to", ())),
        bool(row.get("object", False)),
        bool(row.get("quiet", False)),
        tuple(row.get("with", ())),
        _verb_frame(row["other"]) if "other" in row else None,
    )


def _step_frame(row: dict[str, Any]) -> StepFrame:
    return StepFrame(
        EventType(row["type"]),
        InstrumentStep(row["step"]),
        row["instrument"],
        tuple(row.get("with", ())),
        bool(row.get("pronoun", False)),
    )


# Past and present forms of the verbs of saying that are not regular.
_SAYING_FORMS = {
    "say": ("said", "says", "saying"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote", "writes", "writing"),
    "admit": ("admitted", "admits", "admitting"),
}


def _forms(verb: str) -> tuple[str, ...]:
    """Past, present of the third person and participle of a verb.

    >>> _forms("tell"), _forms("reply"), _forms("note")
    (('told', 'tells', 'telling'), ('replied', 'replies', 'replying'), ('noted', 'notes', 'noting'))
    """
    if verb in _SAYING_FORMS:
        return _SAYING_FORMS[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied", f"{verb[:-1]}ies", f"{verb}ing"
    if verb.endswith("e"):
        return f"{verb}d", f"{verb}s", f"{verb[:-1]}ing"
    plural = "es" if verb.endswith(("s", "sh", "ch")) else "s"
    return f"{verb}ed", f"{verb}{plural}", f"{verb}ing"
