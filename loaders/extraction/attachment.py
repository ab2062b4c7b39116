"""How a circumstance hangs on the word that tells an event: questions about a dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.loaders.extraction import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# What is done to an event to come: the clause that tells it tells when the event is to be.
SETTING = frozenset(
    "set fix schedule plan arrange book announce expect intend pencil slate".split()
)

_SAID_IN = frozenset("in by via during over at".split())
CANCELLING = frozenset("cancel scrap abandon abort axe drop shelve".split())
POSTPONING = frozenset("postpone delay defer suspend reschedule".split())
_HELD = frozenset("for in at over during".split())
_CLOSING = frozenset("end conclude close finish wind wrap complete adjourn".split())
_UNDERWAY = frozenset("arrive come fly travel go land visit head leave depart return".split())


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

    Its purpose, what sets its day, what it was held as or the whole that it is a part of: ``met
    for talks in Tartu``, ``a round of talks``.
    """
    holds = trigger.dep_ == "pobj" and trigger.head.lower_ == "of" and trigger.head.head == other
    holds |= other.dep_ == "pobj" and other.head.lower_ in _HELD and other.head.head == trigger
    return holds or is_purpose(other, trigger) or sets(other, trigger)


def said_in(trigger: Parsed, verb: Parsed) -> bool:
    """``informed his colleagues in a telephone conference``: what is said is said in the event."""
    preposition = trigger.head
    return trigger.dep_ == "pobj" and preposition.lower_ in _SAID_IN and preposition.head == verb


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


def tells_present(token: Parsed | None) -> bool:
    """Whether an event is told by a main verb in the present."""
    if token is None:
        return False
    verb = token if token.pos_ in {"VERB", "AUX"} else clauses.governing_verb(token)
    if verb is not None and aims(verb):
        verb = verb.head
    if verb is None or verb.dep_ != "ROOT" or verb.lemma_ in {"be", "have"}:
        return False
    if verb.tag_ == "VBG":
        # "is flying to Riga on Friday"
        return clauses.auxiliaries(verb) in ({"is"}, {"are"})
    if verb.tag_ == "VB" and clauses.subjects(verb):
        # "the two hold their first session on Friday": no infinitive, having a subject
        return not clauses.auxiliaries(verb)
    return verb.tag_ in {"VBZ", "VBP"} and not clauses.auxiliaries(verb)


def tells_past(token: Parsed | None) -> bool:
    """Whether the verb that tells an event stands in the past tense."""
    return (
        token is not None
        and token.pos_ == "VERB"
        and token.tag_ == "VBD"
        and not clauses.auxiliaries(token)
    )


def comes_to_an_end(token: Parsed | None) -> bool:
    """``the leaders wind up their talks today``: what ends is under way."""
    verb = clauses.governing_verb(token) if token is not None else None
    return verb is not None and verb.lemma_ in _CLOSING


def aims(verb: Parsed) -> bool:
    """``arrives in Riga on Friday to see X``: an aim, of the time and tense of the clause above."""
    aim = verb.dep_ in {"advcl", "xcomp"} and clauses.auxiliaries(verb) == {"to"}
    return aim and verb.head.lemma_ in _UNDERWAY


def calls_off(verb: Parsed) -> bool:
    """Whether a verb tells that something is not held as it was to be."""
    if verb.lemma_ == "call":
        return any(c.lower_ == "off" for c in verb.children)
    return verb.lemma_ in CANCELLING | POSTPONING


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
