"""Whether a clause stands inside a report that somebody denies.

"The ministry denied a report that X had met Y", "he called pure fantasy a story that he sat down
with Z", "reports that the two had met are untrue": the clause itself is told as a fact, and what
governs it takes it back.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.loaders.extraction.clauses import has_negation

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_DENYING = frozenset("deny refute rebut disprove debunk".split())
# These take back a report and not an event: to dismiss a minister is something else.
_REJECTING = frozenset("reject dismiss repudiate contradict".split())
_CALLING = frozenset("call describe characterise characterize term label brand denounce".split())
_REPORTS = frozenset(
    "report story rumour rumor claim allegation publication news article account suggestion "
    "speculation assertion statement information leak reporting talk".split()
)
_UNTRUE = frozenset(
    "false untrue baseless unfounded groundless wrong fake fictitious incorrect inaccurate "
    "fabricated invented imaginary fantasy fantasies fairy tale fiction fable myth invention "
    "fabrication hoax nonsense lie lies rubbish canard cinema theatre foundation basis".split()
)


def in_denied_report(verb: Parsed) -> bool:
    """Whether the clause of a verb is the content of a denied report, or of a denial."""
    path = [verb]
    while path[-1].head != path[-1]:
        path.append(path[-1].head)
    for below, above in pairwise(path):
        if above.pos_ not in {"VERB", "AUX"} or has_negation(above):
            continue
        if above.lemma_ in _DENYING | _REJECTING and _according_to_it(below, above):
            return True
        content = below.dep_ in {"ccomp", "pcomp", "xcomp"} or any(
            t.lemma_ in _REPORTS for t in path[1 : path.index(above)]
        )
        # "denied a story, running on several sites, that ...": a parse may hang it on the verb
        content = content or (
            any(c.dep_ == "mark" and c.lower_ == "that" for c in below.children)
            and any(c.dep_ == "dobj" and c.lemma_ in _REPORTS for c in above.children)
        )
        if not content:
            # "the minister, who had met X, denied it"
            if above.lemma_ in _CALLING and _reported_beside(above, below):
                content = True
            else:
                continue
        if above.lemma_ in _DENYING:
            return True
        clause = below.dep_ in {"ccomp", "xcomp"}
        if above.lemma_ in _REJECTING and (not clause or _reported_beside(above, below)):
            return True
        if (above.lemma_ in _CALLING or above.lemma_ == "be") and _untrue(above, verb):
            return True
        if above.lemma_ == "have" and _untrue(above, verb) and _none(above):
            # "the rumours that X had been there have no foundation"
            return True
    return False


def _reported_beside(verb: Parsed, clause: Parsed) -> bool:
    """``called “fantasy” a story that he met X``: the parse may hang the clause on the verb."""
    return any(
        t.lemma_ in _REPORTS and t.i < clause.i and t.pos_ == "NOUN"
        for child in verb.children
        if child != clause
        for t in child.subtree
    )


def _according_to_it(clause: Parsed, verb: Parsed) -> bool:
    """``denied publications, according to which X met Y``: coordinated, for all the parse says."""
    if clause.dep_ == "conj" and not any(c.dep_ == "cc" for c in verb.children):
        # "rejected as invented a report that X had rung Y", with the conjunction lost
        return _reported_beside(verb, clause)
    pointing = any(
        t.lower_ == "which" and t.dep_ == "pobj" for c in clause.children for t in c.subtree
    )
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return clause.dep_ == "conj" and pointing and any(c.lemma_ in _REPORTS for c in objects)


def _untrue(verb: Parsed, content: Parsed) -> bool:
    """Whether the clause of a verb says of something that it is not true."""
    inside = set(content.subtree)
    return any(t.lower_ in _UNTRUE for t in verb.subtree if t not in inside)


def _none(verb: Parsed) -> bool:
    return any(c.lower_ in {"no", "without"} for t in verb.children for c in t.children)
