"""How a circumstance hangs on the word that tells an event: questions about a dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# What is done to an event to come: the clause that tells it tells when the event is to be.
SETTING = frozenset("set fix schedule plan arrange book announce expect intend".split())


def acts(token: Parsed) -> bool:
    """Whether a name is, or belongs to, the subject or object of a verb: no place of its own."""
    while token.dep_ in {"compound", "nmod", "poss", "conj"} and token.head != token:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"} and token.pos_ != "ADP"


def describes(clause: Parsed, trigger: Parsed) -> bool:
    """Whether a clause is about the event: ``talks with X, which had been set for Monday``."""
    if clause.head == trigger:
        return True
    return clause.lemma_ in SETTING and clause.head in trigger.subtree


def sets(clause: Parsed, trigger: Parsed) -> bool:
    """Whether a clause tells when an event was to be: ``talks with X, set for Monday``."""
    return (
        clause.lemma_ in SETTING and clause.dep_ in {"relcl", "acl"} and describes(clause, trigger)
    )


def is_purpose(verb: Parsed, trigger: Parsed) -> bool:
    """``flew to Riga to meet him in May``: the circumstances of the purpose are shared."""
    return (
        verb.head == trigger
        and verb.dep_ in {"advcl", "xcomp"}
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    )


def is_of_it(other: Parsed, trigger: Parsed) -> bool:
    """Whether another word that tells an event tells of the same one.

    Its purpose, what sets its day, or the whole that it is a part of: ``a round of talks``.
    """
    holds = trigger.dep_ == "pobj" and trigger.head.lower_ == "of" and trigger.head.head == other
    return holds or is_purpose(other, trigger) or sets(other, trigger)


def is_to(verb: Parsed) -> bool:
    """``is going to visit``: an infinitive."""
    return verb.dep_ == "xcomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def modifies(verb: Parsed) -> bool:
    """Whether a verb is a participle or relative clause that describes a noun."""
    return verb.pos_ == "VERB" and verb.dep_ in {"acl", "relcl", "appos"}


def under(token: Parsed, above: Parsed, preposition: str) -> bool:
    """Whether a preposition leads from a verb down to a token."""
    while token != above and token.head != token:
        if token.dep_ == "prep" and token.head == above:
            return token.lower_ == preposition
        token = token.head
    return False


def calls_off(verb: Parsed) -> bool:
    """Whether a verb tells that something is not held as it was to be."""
    if verb.lemma_ == "call":
        return any(c.lower_ == "off" for c in verb.children)
    return verb.lemma_ in {"cancel", "postpone", "scrap", "abandon", "delay", "reschedule"}


def path(a: Parsed, b: Parsed) -> tuple[list[Parsed], Parsed | None]:
    """Tokens from ``a`` to ``b`` through the tree and the token where both branches meet."""
    up = [a]
    while up[-1].head != up[-1]:
        up.append(up[-1].head)
    down = [b]
    while down[-1] not in up:
        if down[-1].head == down[-1]:
            return [], None
        down.append(down[-1].head)
    meeting = down[-1]
    return [*up[: up.index(meeting) + 1], *reversed(down[:-1])], meeting


def between(token: Parsed, above: Parsed) -> list[Parsed]:
    """A token and what is above it in the tree, up to another one."""
    found = []
    while token != above and token.head != token:
        found.append(token)
        token = token.head
    return found
