"""How sure a reading is: a logistic model over what a wrong reading typically lacks.

The weights in ``data/confidence.json`` are fitted by ``tests/eval/fit_confidence.py`` on the
annotated articles that the rules were made with; ``docs/confidence.md`` is the model card. An event
counts as right when it can be paired with an annotated one. What the model has no evidence about
(a feature that hardly occurs in those articles) keeps a weight near nothing.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib import resources

from diplograph.graph.model import EventType, Status
from diplograph.loaders.extraction.drafts import Draft

# The ends of the scale: nothing read from text is certain, and what is claimed is not hopeless.
_LEAST, _MOST = 0.05, 0.98


def features(draft: Draft) -> dict[str, float]:
    """What can make a reading doubtful or sure, each 0 or 1.

    The names are the keys of ``data/confidence.json``.
    """
    instrument = draft.instrument
    told = {
        "gleaned": draft.gleaned,
        "no person": not draft.persons,
        "one person": len(draft.persons) == 1,
        "many": len(draft.roles) > 3,
        "side guessed": any(e.inferred for e in draft.roles),
        "side unknown": any(not e.codes for e in draft.roles),
        "no office": any(e.is_person and not e.titles for e in draft.roles),
        "no date": draft.date is None or draft.date.first is None,
        "date of the story": draft.date is not None and not draft.explicit_date,
        "no place": draft.place is None,
        "place of the story": draft.place is not None and not draft.explicit_place,
        "summit": draft.type is EventType.SUMMIT,
        "visit": draft.group == "Visit",
        "call": draft.type is EventType.CALL,
        "conclusion": draft.group == "conclusion",
        "no subject": instrument is not None and not instrument.subject and not instrument.named,
        "not occurred": draft.status is not Status.OCCURRED,
        "background": draft.background,
        "pointing back": draft.anaphoric,
        "told again": len(draft.sentences) > 1,
    }
    return {name: float(value) for name, value in told.items()}


def confidence(draft: Draft) -> float:
    """How likely the event of a draft is told as read, between 0.05 and 0.98."""
    model = _model()
    score = model["intercept"]
    for name, value in features(draft).items():
        score += model.get(name, 0.0) * value
    return round(min(max(1 / (1 + math.exp(-score)), _LEAST), _MOST), 2)


@lru_cache(maxsize=1)
def _model() -> dict[str, float]:
    text = (
        resources.files("diplograph.loaders.extraction.data")
        .joinpath("confidence.json")
        .read_text(encoding="utf-8")
    )
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
