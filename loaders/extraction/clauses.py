"""Walk a dependency parse: subjects, objects, prepositions, tense and factuality of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_SUBJECT = {"nsubj", "csubj"}
_PASSIVE = {"nsubjpass", "csubjpass"}


def is_passive(verb: Parsed) -> bool:
    """Whether a verb is a passive or a bare past participle."""
    if any(c.dep_ in {"auxpass"} or c.dep_ in _PASSIVE for c in verb.children):
        return True
    if verb.tag_ != "VBN" or auxiliaries(verb):
        return False
    return verb.dep_ == "acl" or (
        verb.dep_ in {"advcl", "conj"}
        and not any(c.dep_ in _SUBJECT | {"dobj"} for c in verb.children)
    )


def subjects(verb: Parsed, depth: int = 0) -> list[Parsed]:
    """Heads of the (surface) subject of a verb, inherited where the clause has none of its own."""
    own = [c for c in verb.children if c.dep_ in _SUBJECT | _PASSIVE]
    own = [_antecedent(c) for c in own]
    if own or depth > 4:
        return own
    head = verb.head
    if verb.dep_ == "acl" and head.lemma_ in _INTENTIONS and "to" in auxiliaries(verb):
        # "has shelved plans to visit X", "his decision to meet Y", "had the opportunity to see Z"
        whose = [c for c in head.children if c.dep_ == "poss"]
        return whose or governing_subjects(head, depth + 1)
    if verb.dep_ in {"acl", "relcl"}:
        return [head] if head.pos_ in {"NOUN", "PROPN", "PRON"} else []
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        if head.dep_ == "xcomp" and head.tag_ == "VB" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            # "urged the embassy to reconsider and spoke with X": it is the first verb that goes on
            return subjects(head.head, depth + 1)
        return subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        controlled = [c for c in head.children if c.dep_ == "dobj"]
        if controlled and head.lemma_ in _OBJECT_CONTROL:
            return controlled
        return subjects(head, depth + 1)
    if verb.dep_ in {"advcl", "pcomp", "ccomp", "acomp"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1)
    if is_owed(verb):
        # "thanked X for hosting him": he who is thanked
        return [c for c in head.head.children if c.dep_ == "dobj"]
    if verb.dep_ == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        return governing_subjects(head, depth + 1)
    if verb.dep_ == "acomp":
        return subjects(head, depth + 1)
    if head.pos_ == "ADJ" and head != verb:
        return subjects(head, depth + 1)
    return []


def is_owed(verb: Parsed) -> bool:
    """Whether a verb tells what somebody is thanked for: ``thanked X for hosting him``."""
    head = verb.head
    return verb.dep_ == "pcomp" and head.lower_ == "for" and head.head.lemma_ in _OWING


# What one has when one is to do something.
_INTENTIONS = frozenset(
    "plan decision intention intent promise opportunity chance occasion honor honour pleasure "
    "privilege".split()
)
_OWING = frozenset("thank praise commend congratulate criticize criticise blame applaud".split())
_OBJECT_CONTROL = frozenset(
    "invite ask urge persuade allow order tell want help expect send dispatch enable force".split()
)


def _antecedent(token: Parsed) -> Parsed:
    """The noun a relative pronoun stands for."""
    if token.lower_ in {"who", "which", "that", "whom"} and token.head.dep_ == "relcl":
        return token.head.head
    return token


def governing_verb(token: Parsed) -> Parsed | None:
    """The nearest verb above a token."""
    current = token
    for _ in range(12):
        if current.head == current:
            return current if current.pos_ in {"VERB", "AUX"} else None
        current = current.head
        if current.pos_ in {"VERB", "AUX"}:
            return current
    return None


def governing_subjects(token: Parsed, depth: int = 0) -> list[Parsed]:
    """Subjects of the clause that a noun or preposition stands in."""
    verb = governing_verb(token)
    return subjects(verb, depth) if verb is not None else []


def objects(verb: Parsed) -> list[Parsed]:
    """Heads of the direct objects."""
    found = [c for c in verb.children if c.dep_ in {"dobj", "obj", "attr", "oprd", "dative"}]
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(
            c.lower_ == "what" and c.dep_ in _SUBJECT | _PASSIVE for c in clause.children
        ):
            # "signed what is called the Joint Plan": the free relative names the object
            found += [c for c in clause.children if c.dep_ in {"oprd", "attr", "dobj"}]
    if verb.dep_ == "relcl":
        # "the minister whom he met", "an agreement which they signed"
        found = [_antecedent(c) for c in found]
        placed = any(c.lower_ in {"where", "when", "why"} for c in verb.children)
        if (
            not found
            and not placed
            and not is_passive(verb)
            and any(c.dep_ in _SUBJECT for c in verb.children)
        ):
            pronouns = {c.lower_ for c in verb.subtree if c.dep_ in {"dobj", "pobj"}}
            subject = next(c for c in verb.children if c.dep_ in _SUBJECT)
            if subject.lower_ not in {"who", "which", "that"} and not pronouns & {"whom"}:
                found = [verb.head]
    return found


def agents(verb: Parsed) -> list[Parsed]:
    """Heads of the ``by`` phrase of a passive, also where the parse hangs it on a noun."""
    direct = [
        p
        for c in verb.children
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    return direct or [t for t in within(verb, "by") if t.i > verb.i]


def prepositions(head: Parsed, *words: str) -> list[Parsed]:
    """Heads of the noun phrases under given prepositions of a verb or noun."""
    found: list[Parsed] = []
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in words:
            for grandchild in child.children:
                if grandchild.dep_ == "pcomp" and grandchild.pos_ == "VERB":
                    # "with X and Y to discuss": the parser makes X and Y the subject of "discuss"
                    found += [c for c in grandchild.children if c.dep_ == "nsubj"]
                elif grandchild.lower_ == "whom" and head.dep_ == "relcl":
                    # "the minister with whom he met"
                    found.append(head.head)
                elif grandchild.dep_ in {"pobj", "pcomp"}:
                    found.append(grandchild)
        elif child.dep_ == "prep":
            # "together with", "on behalf of", "along with"
            found += [t for t in prepositions(child, *words) if child.lower_ not in words]
        if child.dep_ in {"prep", "agent"}:
            # "with X and with Y", "at A by X and in B by Y"
            for again in child.children:
                if again.dep_ == "conj" and again.lower_ in words:
                    found += [t for t in again.children if t.dep_ == "pobj"]
    return found


def within(noun: Parsed, *words: str) -> list[Parsed]:
    """Heads under given prepositions anywhere in a noun phrase, not across a verb."""
    found: list[Parsed] = []
    stack = [noun]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.pos_ in {"VERB", "AUX"} or child.dep_ in {"relcl", "conj", "acl"}:
                continue
            if child.dep_ == "prep" and child.lower_ in words:
                found += [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            else:
                stack.append(child)
    return found


def with_conjuncts(token: Parsed) -> Iterator[Parsed]:
    """A noun and the nouns coordinated with it, appositions included."""
    yield token
    for child in token.children:
        if (child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}) or child.dep_ == "appos":
            yield from with_conjuncts(child)


def has_negation(verb: Parsed) -> bool:
    """Whether a verb is negated, by itself or by its subject: ``neither text was signed``."""
    return any(
        c.dep_ == "neg" or c.lower_ in {"never", "not", "n't", "hardly"} or _is_neither(c)
        for c in verb.children
    )


def _is_neither(subject: Parsed) -> bool:
    if subject.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    return subject.lower_ == "neither" or any(
        c.lower_ == "neither" and c.dep_ in {"det", "preconj", "advmod"} for c in subject.children
    )


def auxiliaries(verb: Parsed) -> set[str]:
    """Lower-case auxiliaries of a verb."""
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def is_pluperfect(verb: Parsed) -> bool:
    """Whether a verb stands in the past perfect."""
    if "had" in auxiliaries(verb) and verb.tag_ in {"VBN", "VBD"}:
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and auxiliaries(verb) <= {"been"}
        and verb.tag_ == "VBN"
        and "had" in auxiliaries(verb.head)
    )


def distance(a: Parsed, b: Parsed) -> int:
    """Number of edges between two tokens of one tree, large across trees."""
    up_a = {a: 0}
    current, steps = a, 0
    while current.head != current:
        current, steps = current.head, steps + 1
        up_a[current] = steps
    current, steps = b, 0
    while True:
        if current in up_a:
            return up_a[current] + steps
        if current.head == current:
            return 99
        current, steps = current.head, steps + 1
