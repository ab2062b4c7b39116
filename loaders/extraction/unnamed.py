"""The office of those who are told of without a name: "the Georgian prime minister met X".

Such a phrase stands for the polity where the article names nobody for it. Which office it was
would be lost with that, and with it who it was; so it is kept beside the draft. What takes part is
told before and is not changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.graph.authority import Authority
from diplograph.graph.officeholders.titles import known_office
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import LEADERS, Entity, is_foreign_minister

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

Resolved = Mapping[int, list[Entity]]
"""Whom each nominal, by its ``id``, stands for."""

# What a person is in a meeting, or somebody of whom only the rank is told, is no office.
_NO_OFFICE = frozenset({"delegation", "anyone", "honorific", "rank", "host", "guest"})
# Of several told together only these are holders of one office each.
_ONE_EACH = frozenset({"president", "premier", "monarch", "minister"})
_ANY = frozenset("a an another each some several no".split())
# Nouns for whoever holds one office, where the others (diplomat, official, envoy) fit many.
_NOUNS = frozenset({"leader", "chief-diplomat", "president-noun", "premier-noun", "king-noun"})
_NOUNS |= {"chancellor-noun", "monarch-noun", "pontiff-noun"}
# Who has been chosen and does not hold the office yet.
_NOT_YET = frozenset("elected elect designate incoming nominated".split())
_BARE = frozenset({"polity", "organization"})
# A clause without a subject of its own goes on with that of the clause above it.
_GOING_ON = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "prep"})
_PLACING = frozenset("in at to from near outside".split())
_DEEPEST = 12
_WORD = re.compile(r"\w+")
_POSTED = re.compile(r"\s+in\s+.*")
_LISTED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


def keep_offices(document: Document, resolved: Resolved, drafts: Iterable[Draft]) -> None:
    """Tell of each draft the offices of the polities and organisations in it."""
    authority = document.lexicon.authority
    for draft in drafts:
        unnamed = [e for e in draft.roles if not e.is_person]
        sentence = document.sentences[draft.sentence]
        if not unnamed or sentence.parsed is None:
            continue
        trigger = sentence.parsed.token_at(draft.span[0])
        if trigger is None:
            continue
        arguments = [
            nominal
            for nominal, token in _phrases(sentence)
            if _takes_part(token, trigger) and not (nominal.kind in _BARE and _is_place(token))
        ]
        for entity in unnamed:
            mine = [n for n in arguments if entity in resolved.get(id(n), ())]
            if any(n.kind in _BARE for n in mine):
                # "Georgia and Russia held talks": it was not only somebody who holds an office
                continue
            for nominal in mine:
                title = _office(nominal, entity, resolved)
                if title is not None:
                    draft.hold(entity, _bare(title, authority))
        for nominal in arguments:
            _keep_counterpart(draft, nominal, resolved.get(id(nominal), ()), authority)


def _phrases(sentence: Sentence) -> Iterator[tuple[Nominal, Parsed]]:
    """The actor phrases of a sentence, each with the word of the parse that stands for it."""
    assert sentence.parsed is not None
    seen: set[int] = set()
    for token in sentence.parsed.doc:
        nominal = sentence.parsed.nominal(token)
        if nominal is None or id(nominal) in seen or sentence.parsed.nominal(token.head) is nominal:
            if nominal is None or token.head != token or id(nominal) in seen:
                continue
        seen.add(id(nominal))
        yield nominal, token


def _is_place(token: Parsed) -> bool:
    """``in Yerevan``: a capital or a country as the place, which takes no part."""
    return token.dep_ == "pobj" and token.head.lower_ in _PLACING


def _takes_part(token: Parsed, trigger: Parsed) -> bool:
    """Whether a phrase is in the clause of a trigger, and not of who tells of it."""
    verbs = list(_clause(trigger))
    if any(token in clauses.subjects(verb) for verb in verbs if verb.pos_ in {"VERB", "AUX"}):
        return True
    current = token
    for _ in range(_DEEPEST):
        if current == trigger or current in verbs:
            # "in the residence of the Georgian prime minister" is only whose it is
            return True
        if current.pos_ in {"VERB", "AUX"} or current.head == current:
            return False
        if current.dep_ == "poss" and current.head != trigger:
            return False
        current = current.head
    return False


def _clause(trigger: Parsed) -> Iterator[Parsed]:
    """The trigger, its verb, and the verbs above whose subject the clause shares."""
    yield trigger
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else clauses.governing_verb(trigger)
    for _ in range(_DEEPEST):
        if verb is None:
            return
        yield verb
        own = any(c.dep_ in {"nsubj", "nsubjpass", "csubj"} for c in verb.children)
        if own or verb.dep_ not in _GOING_ON:
            return
        verb = clauses.governing_verb(verb)


def _is_office(title: Title) -> bool:
    """Whether a title is that of one person in office, and not of anybody of some rank."""
    if not title.words or title.former or title.level in _NO_OFFICE or title.determiner in _ANY:
        return False
    if not _NOT_YET.isdisjoint(_WORD.findall(title.words.lower())):
        return False
    office = known_office(title.words)
    return office is None or not office.person_noun or office.id in _NOUNS


def _office(nominal: Nominal, entity: Entity, resolved: Resolved) -> Title | None:
    """The office that a phrase gives an entity which it stands for."""
    title = nominal.titles[0] if nominal.titles else None
    if title is None or title.relational or not _is_office(title):
        return None
    told = resolved.get(id(nominal), [])
    if nominal.kind == "role":
        return title if told == [entity] else None
    # "the leaders of ASEAN" hold no office of it
    each = nominal.kind == "collective" and len(told) > 1 and entity.kind == "polity"
    return title if each and title.level in _ONE_EACH else None


def _bare(title: Title, authority: Authority) -> Title:
    """A title without what may hang on it: a number, further owners, and where it is said.

    >>> from diplograph.graph.authority import load_authority
    >>> words = "three presidents, Kyrgyzstan and Uzbekistan"
    >>> title = Title(0, 6, "president", "president", words, plural=True, count=3)
    >>> _bare(title, load_authority()).words
    'presidents'
    """
    parts, between = _LISTED.split(title.words), _LISTED.findall(title.words)
    while len(parts) > 1 and authority.polities_named(parts[-1]):
        parts.pop()
    words = parts[0] + "".join(f"{a}{b}" for a, b in zip(between, parts[1:], strict=False))
    if title.count is not None and " " in words:
        words = words.split(" ", 1)[1]
    return replace(title, words=_POSTED.sub("", words))


def _keep_counterpart(
    draft: Draft, nominal: Nominal, entities: Iterable[Entity], authority: Authority
) -> None:
    """``her Turkish counterpart`` holds in Turkey the office that she holds.

    Not so for those who lead: the counterpart of a president may be a prime minister.
    """
    title = nominal.titles[0] if nominal.titles else None
    if title is None or title.relational != "counterpart" or nominal.kind != "role":
        return
    for entity in entities:
        if entity.is_person or entity not in draft.roles or draft.offices.get(entity):
            continue
        before = [
            (max((at for at in other.mentions if at < nominal.start), default=-1), held)
            for other in draft.roles
            if other is not entity and (held := _held(draft, other)) is not None
        ]
        if not before:
            continue
        office = _bare(max(before, key=lambda each: each[0])[1], authority)
        if office.level in LEADERS:
            continue
        if is_foreign_minister(office):
            # what else the one minds beside foreign affairs is not said of the other
            office = replace(office, words="foreign minister")
        draft.hold(entity, replace(office, codes=entity.codes, plural=False, count=None))


def _held(draft: Draft, entity: Entity) -> Title | None:
    """The office of a participant, as the article tells it."""
    titles = entity.titles if entity.is_person else draft.offices.get(entity, [])
    offices = [title for title in titles if _is_office(title) and not title.relational]
    formal = [title for title in offices if title.level != "leader"]
    return next(iter(formal or offices), None)
