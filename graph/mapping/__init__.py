"""The model as RDF and back: the one place where statements are made of values.

``docs/graph-model.md`` shows every statement. An :class:`~diplograph.graph.model.Extraction` is one
named graph (:mod:`.articles`, :mod:`.claims`); canonical events and what they name are the default
graph (:mod:`.events`).
"""

from __future__ import annotations

from diplograph.graph.mapping.articles import extraction_from_quads, extraction_to_quads
from diplograph.graph.mapping.events import (
    EventReader,
    event_from,
    event_to_quads,
    picture_to_quads,
)
from diplograph.graph.mapping.normal import normal_event, normal_form
from diplograph.graph.mapping.terms import Statements

__all__ = [
    "EventReader",
    "Statements",
    "event_from",
    "event_to_quads",
    "extraction_from_quads",
    "extraction_to_quads",
    "normal_event",
    "normal_form",
    "picture_to_quads",
]
