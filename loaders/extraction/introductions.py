"""Introduce persons who come without a title: by what they do, and by what the text calls them.

A bare name that acts like a person in the parse becomes one, "X became the first
American president to ..." gives X his office, "X signed for Athens" and "Turkey by Y" his side.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_NOT_PERSONS = frozenset(
    {"GPE", "LOC", "FAC", "DATE", "EVENT", "WORK_OF_ART", "NORP", "LAW", "LANGUAGE"}
)
_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "conj", "appos", "dobj", "pobj", "poss"})
_BY = re.compile(
    r"^\W*(?:['’]s?\W*)?(?:delegation\W+)?(?:(?:was|were|is|are|being)\W+)?"
    r"(?:represented|headed|led)?\W*by(?:\W+the)?\W*$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"^\s*(?:(?:also\s+)?(?:sign(?:s|ed)?|initial(?:s|led|ed)?)\b[^,.;]{0,40}\b)?"
    r"(?:for|on\s+behalf\s+of)(?:\W+the)?(?:\W+(?:government|people)\s+of)?\W*$"
    r"|^\s*,?\s*who\s+(?:has|holds)\s+the\s+same\s+(?:office|post|job|portfolio)\s+(?:in|for|of)\W*$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"^,\s+(?:the\s+)?$", re.IGNORECASE)
_FRONTED = re.compile(
    r"(?:^|[;,.]\s*|\band\s+)for(?:\s+the)?"
    r"(?:\s+(?:\w+\s+)?(?:republic|kingdom|state|government|sultanate|emirate|union)\s+of(?:\s+the)?)?"
    r"\s*$",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(
    r"^\s*,?\s*(?:(?:it|this|they|the\s+\w+)\s+(?:was|were|is)\s+(?:signed|initialled|initialed)"
    r"\s+)?(?:by\s+)?$",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"\bon\s+behalf\s+of(?:\s+the)?\s*$", re.IGNORECASE)
_DOCUMENT_BY = re.compile(
    r"^[\s,–—-]*(?:(?:(?:the|this)\s+)?\w+\s+(?:was|were)\s+(?:signed|initialled|initialed|put)\s+)?"
    r"(?:it\s+was\s+signed\s+)?[\s–—-]*by(?:\s+the)?[\s,]*$|^[\s,–—-]*by\s*$",
    re.IGNORECASE,
)
_PREDICATES = frozenset({"be", "become", "remain"})


def introduce(document: Document, cast: Cast) -> None:
    """Find persons without titles, and sides and offices that the text gives apart from names."""
    for sentence in document.sentences:
        if sentence.parsed is not None:
            _by_deed(sentence, cast)
    for sentence in document.sentences:
        _sides(document, sentence, cast)
        if sentence.parsed is not None:
            _predicates(sentence, cast)


def _by_deed(sentence: Sentence, cast: Cast) -> None:
    assert sentence.parsed is not None
    for token in sentence.parsed.doc:
        nominal = sentence.parsed.nominal(token)
        if nominal is None or nominal.kind != "unsure" or len(nominal.names[0].text.split()) < 2:
            continue
        if sentence.parsed.entity_type(token) == "PERSON" or _acts(token, sentence):
            cast.add_unsure(nominal)


def _acts(token: Parsed, sentence: Sentence) -> bool:
    """Whether a bare name stands where a person stands and nothing speaks against it."""
    assert sentence.parsed is not None
    if token.dep_ not in _ACTING or sentence.parsed.entity_type(token) in _NOT_PERSONS:
        return False
    if any(c.dep_ == "det" for c in token.children):
        return False
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return token.head.pos_ in {"VERB", "AUX"}
    if token.dep_ in {"conj", "appos"}:
        other = sentence.parsed.nominal(token.head)
        return other is not None and other.kind in {"person", "group"}
    if token.dep_ == "pobj":
        return token.head.lower_ in {"by", "with", "between"}
    return False


def _sides(document: Document, sentence: Sentence, cast: Cast) -> None:
    """Read ``Turkey by X``, ``X signed for Athens``, ``on behalf of the Bank by X``."""
    tokens, text = document.tokens, document.text
    nominals = sentence.nominals
    for first, second in pairwise(nominals):
        gap = text[tokens[first.end - 1].end : tokens[second.start].start]
        if first.codes and not first.names and second.names:
            before = text[tokens[sentence.start].start : tokens[first.start].start]
            behalf = _ON_BEHALF.search(before) is not None and _DOCUMENT_BY.match(gap)
            fronted = _FRONTED.search(before) is not None and _SIGNED_BY.match(gap)
            if _BY.match(gap) or behalf or fronted:
                _side(cast, second, first.codes[0])
        elif first.names and second.codes and not second.names and _FOR.match(gap):
            _side(cast, first, second.codes[0])
        elif first.names and second.kind == "organization" and second.genitive:
            # "X, the bank's manager for the country"
            office = document.parser.title(second.end + 1, sentence.end)
            if _APPOSED.match(gap) and office is not None:
                _side(cast, first, second.codes[0])


def _side(cast: Cast, nominal: Nominal, code: str) -> None:
    if nominal.kind == "unsure":
        if len(nominal.names[0].text.split()) < 2:
            return
        cast.add_unsure(nominal)
    if len(nominal.names) > 1:
        return
    for entity in cast.entities_of(nominal):
        if not entity.codes or entity.code_votes[entity.codes[0]] < 3:
            # what the sentence says goes before what is known of a person
            entity.code_votes[code] += 3
            entity.codes = (code,)


def _predicates(sentence: Sentence, cast: Cast) -> None:
    """Read ``Barack Obama ... is the first sitting American president to visit Laos``."""
    assert sentence.parsed is not None
    for token in sentence.parsed.doc:
        if token.dep_ != "attr" or token.head.lemma_ not in _PREDICATES:
            continue
        role = sentence.parsed.nominal(token)
        if role is None or role.kind != "role":
            continue
        for subject in token.head.children:
            if subject.dep_ != "nsubj":
                continue
            nominal = sentence.parsed.nominal(subject)
            if nominal is None or not nominal.names:
                continue
            for entity in cast.entities_of(nominal):
                title = role.titles[0]
                if not title.former and title not in entity.titles:
                    entity.titles.append(title)
                if not entity.codes and title.codes:
                    entity.code_votes[title.codes[0]] += 2
                    entity.codes = (title.codes[0],)
