"""The form of an answer: what a model is asked to say of an article, and the check that it does.

The form is written once, as types. Of these pydantic makes the JSON Schema that is sent with the
request, and by these it checks what comes back; it is there anyway, since spaCy brings it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from diplograph.graph.errors import ExtractionError
from diplograph.graph.model import (
    ActorKind,
    EventType,
    InstrumentKind,
    InstrumentStep,
    Role,
    Status,
)


class _Part(BaseModel):
    # Strict output of some endpoints wants every field required and no others; an answer may still
    # leave out what has a default, and what it says beyond the form is not read.
    model_config = ConfigDict(
        frozen=True,
        json_schema_serialization_defaults_required=True,
        json_schema_extra={"additionalProperties": False},
    )


class AnsweredDate(_Part):
    """When: ISO 8601 of reduced precision, and the words of the text that say so."""

    start: str
    end: str | None = None
    words: str


class AnsweredPlace(_Part):
    """Where: a city, venue or country by its name in the text."""

    name: str
    country: str | None = None


class AnsweredParticipant(_Part):
    """Who: the name in the text, in which roles and office, on behalf of whom."""

    name: str
    kind: ActorKind
    roles: tuple[Role, ...] = ()
    office: str | None = None
    represents: tuple[str, ...] = ()


class AnsweredInstrument(_Part):
    """What was concluded, or what became of it, by its title in the text."""

    title: str
    kind: InstrumentKind = InstrumentKind.OTHER
    subject: str | None = None
    step: InstrumentStep | None = None


class AnsweredClaim(_Part):
    """One event; ``part_of`` is the number of the larger one in the list, counted from 0."""

    type: EventType
    status: Status
    quotes: tuple[str, ...]
    date: AnsweredDate | None = None
    places: tuple[AnsweredPlace, ...] = ()
    participants: tuple[AnsweredParticipant, ...] = ()
    instrument: AnsweredInstrument | None = None
    commitments: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    part_of: int | None = None


class _Answer(_Part):
    """All events of an article."""

    claims: tuple[AnsweredClaim, ...]


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer.

    >>> answer_schema()["required"]
    ['claims']
    """
    schema = _bare(_Answer.model_json_schema(mode="serialization"))
    assert isinstance(schema, dict)
    return schema


# Strict output of some endpoints refuses defaults; the rest the instructions say better, and every
# word is paid for.
_LEFT_OUT = frozenset(("title", "description", "default"))


def _bare(part: object, *, names: bool = False) -> object:
    """A schema without annotations; ``names`` where the keys are those of properties."""
    if isinstance(part, list):
        return [_bare(each) for each in part]
    if isinstance(part, dict):
        return {
            name: _bare(each, names=name in ("properties", "$defs") and not names)
            for name, each in part.items()
            if names or name not in _LEFT_OUT
        }
    return part


_FENCED = re.compile(r"^[ \t]*```[^\n]*\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
_THOUGHT = "</think>"


def read_answer(content: str) -> list[AnsweredClaim | None]:
    """The claims of an answer; None stands for one that is not of the form.

    The JSON may stand in a Markdown fence and after the thoughts of a model that thinks aloud.
    Raises :class:`~diplograph.graph.errors.ExtractionError` when there is none, or not an object
    with a list of claims.

    >>> read_answer('{"claims": [{"type": "Party"}]}')
    [None]
    """
    found = None
    for text in _candidates(content):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and isinstance(found.get("claims"), list):
            return [_claim(each) for each in found["claims"]]
    if found is None:
        raise ExtractionError("the model's answer is not JSON")
    raise ExtractionError("the model's answer is not an object with a list of claims")


def _candidates(content: str) -> Iterator[str]:
    """Where in an answer its JSON can be, the likeliest first."""
    yield content
    said = content.rpartition(_THOUGHT)[2]
    yield said
    for match in _FENCED.finditer(said):
        yield match[1]


def _claim(item: object) -> AnsweredClaim | None:
    try:
        return AnsweredClaim.model_validate(item)
    except (ValidationError, RecursionError):
        return None
