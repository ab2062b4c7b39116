"""What an event is about: topics of the vocabulary whose words stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal

from diplograph.ontology.namespaces import SKOS
from diplograph.ontology.resources import vocabulary_quads


@dataclass(frozen=True, slots=True)
class _Topics:
    pattern: re.Pattern[str]
    by_word: dict[str, str]


@lru_cache(maxsize=1)
def _topics() -> _Topics:
    notations: dict[str, str] = {}
    labels: list[tuple[str, str]] = []
    for quad in vocabulary_quads():
        subject, value = str(quad.subject), quad.object
        if "/vocab/topic/" not in subject or not isinstance(value, Literal):
            continue
        if quad.predicate.value == SKOS.notation:
            notations[subject] = value.value
        elif quad.predicate.value in {SKOS.prefLabel, SKOS.altLabel}:
            labels.append((subject, value.value.lower()))
    by_word = {label: notations[subject] for subject, label in labels}
    alternatives = sorted(map(re.escape, by_word), key=len, reverse=True)
    return _Topics(
        re.compile(r"\b(?P<word>" + "|".join(alternatives) + r")(?:s|es)?\b", re.IGNORECASE),
        by_word,
    )


def topics_of(text: str) -> tuple[str, ...]:
    """Topics named in a stretch of text, the one named most often first.

    >>> topics_of("They discussed trade and investment issues.")
    ('trade', 'investment')
    """
    topics = _topics()
    counts: dict[str, int] = {}
    for match in topics.pattern.finditer(text):
        notation = topics.by_word[match.group("word").lower()]
        counts[notation] = counts.get(notation, 0) + 1
    return tuple(sorted(counts, key=lambda notation: -counts[notation]))
