"""Whether an event is told as occurred, planned, cancelled or denied, or not told at all.

Reads the verbs that govern a trigger: auxiliaries, planning and cancelling verbs, negation,
conditions. ``None`` means that the text does not assert the event in any of these ways (a wish, an
invitation, a possibility, a denial of occurrence), so no claim is made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import Status
from diplograph.loaders.extraction.attachment import CANCELLING, POSTPONING
from diplograph.loaders.extraction.clauses import auxiliaries, governing_verb, has_negation
from diplograph.loaders.extraction.denials import in_denied_report
from diplograph.loaders.extraction.time_words import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_PLAN = frozenset(
    "plan expect schedule set slate intend prepare arrange be go announce confirm agree "
    "decide fix book promise accept pencil tip propose".split()
)
_PLAN_ADJECTIVES = frozenset("due set scheduled likely bound expected slated planned".split())
_WISH = frozenset(
    "hope want wish like offer ask urge invite call request seek try attempt propose suggest "
    "encourage consider need press persuade demand refuse decline fail threaten dream prefer "
    "push insist recommend appeal instruct order explore discuss aim work".split()
) | {"hop"}  # what the lemmatizer makes of "hopes"
# What somebody does who was to do something else, and yet may do that too.
_SPEAKING = frozenset("decline refuse say tell warn add insist deny admit ask want".split())
_MODAL = frozenset({"may", "might", "could", "can", "should", "must", "ought", "cannot"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "would"})
_CONDITION = frozenset({"if", "unless", "whether", "lest"})
_EXPECTED = frozenset("planned scheduled upcoming forthcoming coming next future expected".split())
_FORESEEN = frozenset(
    "announced planned scheduled expected foreseen intended envisaged arranged agreed".split()
)
_GIVING = frozenset({"give", "host", "pay", "have", "hold"})
_FIXING = frozenset({"announce", "schedule", "plan", "fix", "set"})
_HAPPEN = frozenset({"take", "happen", "materialise", "materialize", "hold", "occur"})
_AWAITING = frozenset({"expect", "await", "schedule", "slate", "tip"})
_PREPARING = frozenset({"preparation", "arrangement"})
_DAYS = frozenset({*WEEKDAYS, "yesterday", "today", "tomorrow"})
# Days that a chance still to come is on, rather than some day.
_SOON = _DAYS - {"yesterday"} | {"tonight"}
# What who did something says he was.
_ABLE = frozenset({"able", "honored", "honoured", "privileged", "fortunate"})
_UNITS = frozenset({"round", "series", "session"})
_BEGINNING = frozenset({"begin", "start", "open", "resume", "take", "be", "hold"})
_CHANCE = frozenset({"opportunity", "chance", "occasion"})
_POSSIBLE = frozenset(
    "possible proposed potential likely further any eventual hypothetical".split()
)


def status_of_verb(verb: Parsed, depth: int = 0) -> Status | None:
    """Factuality of what a verb says.

    The answer is a :class:`~diplograph.graph.model.Status`, or None for what is not asserted.
    """
    aux = auxiliaries(verb)
    if any(c.dep_ == "mark" and c.lower_ in _CONDITION for c in verb.children):
        return None
    if _no_longer(verb):
        return Status.CANCELLED if aux & _FUTURE else None
    if has_negation(verb) or _of_nobody(verb):
        return Status.CANCELLED if _not_as_planned(verb) else None
    if any(c.dep_ == "advmod" and c.lower_ in {"nearly", "almost"} for c in verb.children):
        return None
    if in_denied_report(verb):
        return Status.DENIED
    if _had_been_planned(verb):
        return Status.CANCELLED
    own: Status | None = Status.OCCURRED
    if aux & _FUTURE and not (aux & {"have"} and "would" in aux):
        own = Status.PLANNED
    elif {"should", "have"} <= aux and (verb.lemma_ in {"begin", "start"} or _on_a_day(verb)):
        # "should have left for Riga on Monday"
        return Status.CANCELLED
    elif aux & _MODAL or ("would" in aux and "have" in aux):
        return None
    if depth > 5:
        return own
    head = verb.head
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if infinitive and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children):
        return Status.PLANNED
    if verb.dep_ in {"xcomp", "ccomp", "acomp", "advcl", "acl", "relcl"} and infinitive:
        return _infinitive(verb, head, own, depth)
    if verb.dep_ in {"ccomp"} and head.pos_ in {"VERB", "AUX"}:
        if head.lemma_ == "deny" and not has_negation(head):
            return Status.DENIED
        if head.lemma_ in _WISH - {"urge", "call", "order", "discuss"} and "would" in aux:
            return None
        return own
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        if not aux and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            shared = status_of_verb(head, depth + 1)
            # "is to receive X and fly home": the auxiliary covers both verbs
            if verb.tag_ in {"VB"} or head.tag_ == verb.tag_:
                return shared if shared is not Status.OCCURRED else own
        return own
    if own is Status.OCCURRED and _yet_to_come(verb, depth):
        return Status.PLANNED
    if verb.dep_ == "pcomp":
        if head.lower_ == "without":
            return None
        above = governing_verb(head)
        if above is not None and looks_forward(above):
            return None
        if above is not None and above != verb and head.lower_ in {"in", "by", "before"}:
            if own is Status.OCCURRED and status_of_verb(above, depth + 1) is Status.PLANNED:
                # "will join his colleague in hosting X", "before meeting X, he will tour the port"
                return Status.PLANNED
        if above is not None and above != verb and head.lower_ in {"of", "from", "about", "on"}:
            if above.lemma_ in _WISH:
                return None
    return own


def looks_forward(verb: Parsed) -> bool:
    """``look forward to``."""
    return verb.lemma_ == "look" and any(c.lower_ == "forward" for c in verb.children)


def _yet_to_come(verb: Parsed, depth: int) -> bool:
    """``they will talk when he visits X``: the present tense of what a future clause hangs on."""
    if verb.dep_ != "advcl" or verb.tag_ not in {"VBZ", "VBP"} or auxiliaries(verb):
        return False
    if not any(c.lower_ in {"when", "before", "after", "once"} for c in verb.children):
        return False
    above = verb.head
    if above.pos_ not in {"VERB", "AUX"}:
        return False
    return looks_forward(above) or status_of_verb(above, depth + 1) is Status.PLANNED


def _had_been_planned(verb: Parsed) -> bool:
    """``was to have been signed``, ``were to have met``: a plan that came to nothing."""
    aux = auxiliaries(verb)
    return (
        {"to", "have"} <= aux
        and verb.tag_ in {"VBN", "VBD"}
        and verb.head.lemma_ == "be"
        and verb.head.tag_ == "VBD"
    )


def _of_nobody(verb: Parsed) -> bool:
    """``no premier had visited X since``: the parse may take the word for an interjection."""
    return any(
        c.lower_ == "no" and c.dep_ == "intj" and c.i + 1 < verb.i and not c.nbor(1).is_punct
        for c in verb.children
    )


def _on_a_day(verb: Parsed) -> bool:
    """Whether a clause tells a day: what should have been then was fixed, not only called for."""
    return any(t.lower_ in _DAYS for t in verb.subtree)


def _came_to_nothing(verb: Parsed, plan: Parsed) -> bool:
    """``had been due to fly to X``, ``was to fly to X but stayed``: a plan of which this is said.

    ``plan`` is what says that it was planned: *due* with *was*, *scheduled*, or *was* alone.
    """
    carrying = plan.head if plan.pos_ == "ADJ" else plan
    passive = plan.pos_ == "ADJ" or plan.lemma_ == "be" or "been" in auxiliaries(plan)
    passive |= plan.lemma_ in {"plan", "intend"}
    if "had" in auxiliaries(carrying):
        reported = carrying.dep_ in {"ccomp", "advcl", "relcl"}
        return passive and not reported
    was = carrying.tag_ == "VBD" or auxiliaries(carrying) & {"was", "were"}
    if not was:
        return False
    # the parse may hang "but" on the one and what follows it on the other
    further = [c for head in (carrying, verb) for c in head.children]
    contrary = any(c.lower_ == "but" for c in further)
    return contrary and any(
        c.dep_ == "conj"
        and c.lemma_ not in _SPEAKING
        and (c.tag_ == "VBD" or c.lemma_ in CANCELLING | POSTPONING)
        for c in further
    )


def _not_as_planned(verb: Parsed) -> bool:
    """``will not meet X on Thursday as announced``, ``will not travel after all``."""
    for token in verb.subtree:
        if token.i + 1 < len(token.doc):
            pair = (token.lower_, token.nbor(1).lower_)
            if pair == ("after", "all") or (pair[0] == "as" and pair[1] in _FORESEEN):
                return True
    return False


def _no_longer(verb: Parsed) -> bool:
    """``will no longer travel to X``, and not ``will no longer meet in X but in Y``."""
    longer = any(c.lower_ == "longer" for c in verb.children)
    return longer and all(t.lower_ != "but" for t in verb.subtree)


def _names_alone(noun: Parsed) -> bool:
    """Whether a noun with an infinitive is all a sentence says, and is not the first to do so."""
    qualified = any(c.lower_ in {"first", "last", "only", "latest"} for c in noun.children)
    return noun.pos_ in {"NOUN", "PROPN"} and not qualified


def _infinitive(verb: Parsed, head: Parsed, own: Status | None, depth: int) -> Status | None:
    if head.dep_ == "ROOT" and verb.dep_ in {"acl", "relcl"} and _names_alone(head):
        # a headline: "Premier to visit Riga"
        return Status.PLANNED
    if head.pos_ == "NOUN":
        if head.lemma_ == "plan" and _given_up(head):
            return Status.CANCELLED
        if head.lemma_ in {
            "plan",
            "intention",
            "intent",
            "decision",
            "agreement",
            "programme",
            "program",
        }:
            return Status.PLANNED
        if head.lemma_ in {"invitation", "offer", "readiness", "wish", "hope", "desire", "proposal",
                           "request", "call", "attempt", "effort", "refusal", "right",
                           "willingness", "need", "ability", "interest"}:  # fmt: skip
            return None
        if head.lemma_ in {"president", "leader", "minister", "person", "state", "first", "head"}:
            return Status.OCCURRED
        governing = governing_verb(head)
        if governing is None or governing == verb:
            return own
        ahead = looks_forward(governing)
        if head.lemma_ in _CHANCE and (
            ahead or status_of_verb(governing, depth + 1) is Status.PLANNED
        ):
            # "we will have the opportunity to receive X", unless it is said when
            when = {token.lower_ for token in governing.subtree}
            return Status.PLANNED if when & _SOON else None
        return status_of_verb(governing, depth + 1)
    if head.pos_ == "ADJ":
        if head.lower_ in _PLAN_ADJECTIVES:
            return Status.CANCELLED if _came_to_nothing(verb, head) else Status.PLANNED
        if head.lower_ in {"first", "last"}:
            return Status.OCCURRED
        if head.lower_ in _ABLE and head.head.tag_ == "VBD" and not has_negation(head.head):
            # "was able to meet X", and not "was able to come to the aid of X"
            return Status.OCCURRED if verb.lemma_ not in {"come", "go"} else None
        return None
    lemma = head.lemma_
    if has_negation(head):
        return None
    if any(c.dep_ == "prt" and c.lower_ == "off" for c in head.children):
        return Status.CANCELLED
    if lemma in _WISH:
        return None
    if lemma == "deny":
        return Status.DENIED
    if lemma == "be" and any(c.dep_ == "attr" and c.i < verb.i for c in head.children):
        # "was the first premier to visit X"
        return status_of_verb(head, depth + 1)
    if lemma in _PLAN:
        if _came_to_nothing(verb, head):
            return Status.CANCELLED
        above = status_of_verb(head, depth + 1)
        if above is None or above is Status.DENIED:
            return above
        return Status.PLANNED
    return status_of_verb(head, depth + 1)


def status_of_noun(noun: Parsed) -> Status | None:
    """Factuality of an event noun, from its modifiers and the verb that carries it."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _UNITS:
        # "the next round of talks has been postponed"
        return status_of_noun(noun.head.head)
    modifiers = {c.lower_ for c in noun.children if c.dep_ in {"amod", "det", "compound", "nmod"}}
    if "no" in modifiers or any(c.dep_ == "neg" for c in noun.children):
        return None
    goals = [t for prep in noun.children if prep.dep_ == "prep" for t in prep.children]
    for clause in [*noun.children, *(c for goal in goals for c in goal.children)]:
        # "the planned trip to Warsaw, which was cancelled"
        if clause.dep_ == "relcl" and (
            clause.lemma_ in CANCELLING
            or (clause.lemma_ == "call" and any(c.lower_ == "off" for c in clause.children))
        ):
            return Status.CANCELLED
        if clause.dep_ == "relcl" and clause.head == noun and clause.lemma_ in _WISH:
            return None
        if clause.dep_ == "relcl" and clause.lemma_ in _GIVING:
            # "over the dinner that he gave, X was not mentioned"
            return status_of_verb(clause)
    if noun.dep_ == "pobj" and in_denied_report(noun):
        # "denied reports of a trip to X"
        return Status.DENIED
    carrying = governing_verb(noun)
    if carrying is not None and carrying.lemma_ in _FIXING and noun.dep_ == "nsubj":
        # "a meeting, announced for Friday, did not": the parse takes a participle for the verb
        further = [c for c in carrying.children if c.dep_ == "conj" and has_negation(c)]
        own = [c for c in further if all(t.dep_ != "nsubj" for t in c.children)]
        carrying = next(iter(own), carrying)
    if carrying is not None and noun.dep_ in {"nsubj", "nsubjpass"} and has_negation(carrying):
        if carrying.lemma_ in _HAPPEN and not auxiliaries(carrying) & _MODAL:
            # "a meeting with X, announced for Friday, did not take place", "will not be held"
            ends = {c.lower_ for c in carrying.subtree if c.dep_ in {"mark", "prep"}}
            return None if ends & {"until", "unless", "without"} else Status.CANCELLED
    cancelled = {m for m in modifiers if m in {"cancelled", "canceled", "aborted", "scrapped"}}
    if cancelled:
        return Status.CANCELLED
    verb = governing_verb(noun)
    status: Status | None = Status.OCCURRED
    if verb is not None:
        status = _carried(noun, verb)
    if _neither_nor(noun):
        # "would host neither the summit nor the conference"
        return Status.CANCELLED if status is Status.PLANNED else None
    if status is Status.OCCURRED and modifiers & _POSSIBLE - {"further"}:
        return None
    if status is Status.OCCURRED and modifiers & _EXPECTED:
        return Status.PLANNED
    return status


def _given_up(plan: Parsed) -> bool:
    """``has shelved plans to visit X``, ``plans for a visit were dropped``."""
    verb = governing_verb(plan)
    return verb is not None and plan.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in CANCELLING


def _pulls_out(noun: Parsed, verb: Parsed) -> bool:
    """``pulled out of a trip to X``, ``withdrew from the summit``."""
    beside = {c.lower_ for c in verb.children}
    if noun.head.lower_ == "of":
        return verb.lemma_ in {"pull", "back"} and "out" in beside
    return noun.head.lower_ == "from" and verb.lemma_ == "withdraw"


def _beside(verb: Parsed) -> str:
    """The particle of a verb, wherever the parse puts it."""
    particles = {"off", "through"}
    return next((c.lower_ for c in verb.children if c.lower_ in particles), "")


def _awaits(verb: Parsed) -> bool:
    """``is expected in X for a visit``, ``is due in X on a visit``."""
    if verb.lemma_ in _AWAITING:
        return "is" in auxiliaries(verb) or "are" in auxiliaries(verb)
    present = verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}
    return present and any(c.lower_ == "due" for c in verb.children)


def _prepares(noun: Parsed, verb: Parsed) -> bool:
    """``preparations for the visit``, ``preparations are under way for the visit``."""
    if noun.head.lower_ != "for":
        return False
    heads = [noun.head.head, *(c for c in verb.children if c.dep_ == "nsubj")]
    return any(h.lemma_ in _PREPARING for h in heads)


def _neither_nor(noun: Parsed) -> bool:
    first = noun.head if noun.dep_ == "conj" else noun
    return any(c.lower_ == "neither" for c in first.children)


def _carried(noun: Parsed, verb: Parsed) -> Status | None:
    lemma = verb.lemma_
    if noun.dep_ == "pobj" and noun.head.lower_ in {"during", "after", "before"}:
        # "was to have been signed during the visit": the visit took place all the same
        status = status_of_verb(verb)
        return Status.OCCURRED if status is Status.CANCELLED else status
    if noun.dep_ == "nsubj" and (lemma, _beside(verb)) in {("be", "off"), ("fall", "through")}:
        # "tomorrow's talks between X and Y are off"
        return Status.CANCELLED
    if lemma == "be" and noun.dep_ == "nsubj":
        due = next((c for c in verb.children if c.lower_ in _PLAN_ADJECTIVES), None)
        begun = [c for c in verb.subtree if c.dep_ == "xcomp" and c.lemma_ in _BEGINNING]
        if due is not None and begun:
            # "talks are due to begin in X"
            return Status.CANCELLED if _came_to_nothing(begun[0], due) else Status.PLANNED
    direct = noun.dep_ in {"dobj", "nsubjpass", "nsubj"} or (
        noun.dep_ == "conj" and noun.head.dep_ in {"dobj", "nsubjpass"}
    )
    particle = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ == "plan":
        # "plans for a trip to X": dropped, announced, or only spoken of
        if _given_up(noun.head.head):
            return Status.CANCELLED
        return Status.PLANNED if lemma in {"announce", "confirm", "unveil"} else None
    if direct or noun.dep_ == "pobj":
        if lemma in CANCELLING or (lemma == "call" and "off" in particle):
            if noun.dep_ == "nsubj":
                return status_of_verb(verb)
            return Status.CANCELLED if direct or lemma != "drop" else Status.OCCURRED
        if lemma in POSTPONING and direct:
            return Status.POSTPONED
    if noun.dep_ == "pobj" and _pulls_out(noun, verb):
        return Status.CANCELLED
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead":
        return Status.PLANNED
    if noun.dep_ == "pobj" and looks_forward(verb):
        return Status.PLANNED
    if lemma in {"put"} and "off" in particle and direct:
        return Status.POSTPONED
    if lemma in {"deny"} and direct:
        return Status.DENIED
    if lemma in {"invite"}:
        return None
    if direct and lemma in _WISH and not (lemma == "fail" and noun.dep_ == "nsubj"):
        return None
    if direct and lemma in {"plan", "schedule", "expect", "prepare", "arrange", "announce", "fix",
                            "agree", "await", "set"}:  # fmt: skip
        inner = status_of_verb(verb)
        return Status.PLANNED if inner is not None else None
    if direct and lemma == "confirm" and any(c.lower_ == "for" for c in verb.children):
        # "his visit has been confirmed for July"
        return Status.PLANNED
    if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "to", "for"}:
        if lemma == "agree" or _awaits(verb) or _prepares(noun, verb):
            return Status.PLANNED
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for"} and lemma in _WISH | {"hope"}:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return None
    return status_of_verb(verb)
