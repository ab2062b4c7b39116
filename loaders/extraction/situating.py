"""When and where: attach the dates and places of a sentence to the events in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Status
from diplograph.loaders.extraction import attachment, clauses
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.places import PlaceMention, dateline_place
from diplograph.loaders.extraction.times import When

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_SAYING = frozenset(
    "say tell announce report state inform note declare add write confirm reveal disclose "
    "comment explain recall publish release predict warn insist deny reject claim admit "
    "acknowledge argue brief thank congratulate testify".split()
)
# Deadlines lie ahead: what has occurred did not occur "before the year is out".
_DEADLINES = frozenset({"year_out", "by_end"})
_ENDING = frozenset("break collapse stall fail freeze suspend interrupt rupture".split())
_MOVING = frozenset("move postpone reschedule delay put shift bring defer".split())
_ASIDE = frozenset({"acl", "relcl", "advcl", "pcomp"})
# What stands under these is talked about; "on the sidelines" and "on a bridge" are places.
_TOPIC = frozenset("about over regarding concerning against on for".split())
_PLACES_ON = frozenset(
    "sideline margin fringe eve occasion border bridge island ship board deck bank shore coast "
    "street avenue square outskirt edge ground campus day morning afternoon evening night "
    "invitation behalf visit trip way stop".split()
)
_SEEING = frozenset("see watch witness".split())
_HOUR = 100
_AT = frozenset({"in", "at", "near", "outside", "to", "into", "on"})

# The words before a date or place that a sentence opens with.
OPENING = re.compile(
    r"\W*(?:(?:on|at|in|by|late|early|the|end|start|close|beginning|course|morning|afternoon|"
    r"evening|night|of|during|and|but|then|also)\s+)*",
    re.IGNORECASE,
)
_OPENING_WORDS = frozenset("on and but then also later earlier meanwhile early late".split())
_BREAK = re.compile(r"[;:“”\"]")
# What is only spoken of, set or moved is not of the day on which that is done.
_TALKED_OF = _SAYING | attachment.SETTING | _MOVING
_UNITS = frozenset("day week month year".split())
_HELD = _UNITS | frozenset("lunch dinner breakfast supper luncheon tea coffee meal".split())
_THERE = frozenset({"here", "there"})
_TOWNS = frozenset("city town capital port resort village".split())
_SPOKEN = frozenset("statement announcement speech tweet remark interview".split())
_JOINED = frozenset({"npadvmod", "nmod", "advmod"})


class Situation:
    """The dates and places of one sentence."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        assert sentence.parsed is not None
        self.document = document
        self.sentence = sentence
        self.parsed = sentence.parsed
        self.triggers: list[Parsed] = []
        self._dates = [
            (when, self.parsed.token_at(when.start if when.rule != "month" else when.end - 1))
            for when in sentence.dates
        ]
        self._places = [
            (place, self.parsed.token_at(document.tokens[place.end - 1].start))
            for place in sentence.places
        ]

    # -- dates -------------------------------------------------------------------------------

    def date(self, draft: Draft, token: Parsed) -> None:
        """Give a draft the date that its own words fix."""
        best: tuple[int, When] | None = None
        for when, at in self._dates:
            if at is None or (
                when.edge == "since" and draft.type not in {EventType.NEGOTIATION, EventType.SUMMIT}
            ):
                continue
            if when.rule == "day_of_stay" and draft.group == "Visit":
                continue
            cost = self._cost(token, at)
            named = draft.instrument
            if cost is None or (named is not None and named.start <= when.start < named.end):
                # a date in an instrument's own title ("work plan for 2017") is not the event's
                continue
            if when.edge == "until":
                draft.last = when
                continue
            if draft.status is Status.OCCURRED and (when.rule in _DEADLINES or _is_aim(when, at)):
                continue
            if when.rule == "hour":
                # "at noon on Monday": the hour says the day only where nothing else does
                cost += _HOUR
            if best is None or cost < best[0]:
                best = (cost, when)
        by_name = self._named(token) if best is None else None
        if by_name is not None:
            draft.date, draft.explicit_date = by_name, True
            return
        if best is None and self._where(token) is not None:
            # "... on Saturday in Abuja, where they hold a summit": the day of the place
            clause = self._where(token)
            above = clauses.governing_verb(clause) if clause is not None else None
            if above is not None and above != token:
                self.date(draft, above)
                return
        if best is None:
            said = self._when(token)
            if said is not None:
                draft.date, draft.explicit_date = said, True
                return
            first = token.head if attachment.aims(token) else self._first_conjunct(token)
            first = first or self._during(token)
            if first is not None:
                self.date(draft, first)
                return
            opening = self._opening_date(token)
            if opening is not None:
                draft.date, draft.explicit_date = opening, True
                return
        if best is not None:
            draft.date = best[1]
            draft.explicit_date = True
            if best[0] < 0 and draft.status is Status.OCCURRED:
                # what is moved to a day is still to come on that day
                draft.status = Status.PLANNED

    def _named(self, noun: Parsed) -> When | None:
        """``his 2009 visit``: what a noun is called by is its time, if not that of the story."""
        for when in self.sentence.named_dates:
            at = self.parsed.token_at(when.start)
            if at is not None and at.head == noun and at.i < noun.i and noun.pos_ == "NOUN":
                return when
        return None

    def told_after(self, token: Parsed) -> When | None:
        """The first date that a clause tells after a word, before it tells another event.

        "accepted on Monday an invitation to X in May": the day of accepting stands before.
        """
        for when, at in self._dates:
            if at is None or at.i <= token.i or when.edge is not None:
                continue
            if any(token.i < t.i < at.i for t in self.triggers if t != token):
                return None
            aside = [t for t in at.ancestors if t.i > token.i and t.dep_ == "relcl"]
            return when if not aside else None
        return None

    def _cost(self, trigger: Parsed, at: Parsed) -> int | None:
        """How far a circumstance is from a trigger, None when it belongs to something else."""
        spoken = next((t for t in (at, at.head) if t.head.lemma_ in _SPOKEN), None)
        if spoken is not None and spoken.head.pos_ == "NOUN" and spoken.dep_ in _JOINED:
            # "his statement tonight, after A spoke with B": the day of the statement
            return None
        parted = [t.i for t in self.parsed.doc[trigger.i : at.i] if t.text == ";"]
        if parted and any(t.i > parted[0] for t in self.triggers):
            # "he met X on Sunday; on Monday, in Riga, Y had a word with him"
            return None
        path, meeting = attachment.path(at, trigger)
        if meeting is None or self._elsewhere(path[: path.index(meeting)], trigger):
            return None
        if meeting.lemma_ in _MOVING and attachment.under(at, meeting, "to"):
            # "which was fixed for Monday, has been moved to Friday"
            return -1
        for token in path:
            if token in (trigger, at):
                continue
            if token in self.triggers and token != meeting:
                if not attachment.is_of_it(token, trigger):
                    return None
            if token.dep_ == "ccomp" and token.head.lemma_ in _SEEING:
                # "in Riga he saw them sign": who sees is there
                continue
            if (
                token.dep_ in {"relcl", "ccomp"}
                and token != meeting
                and token.pos_ in {"VERB", "AUX"}
            ):
                if token.dep_ != "relcl" or not attachment.describes(token, trigger):
                    return None
            if (
                token.lemma_ in _SAYING
                and attachment.modifies(token)
                and not attachment.under(at, token, "for")
            ):
                # "the talks announced in Minsk last week for Monday": for Monday only
                return None
        if meeting != trigger:
            said = meeting.lemma_ in _SAYING and not attachment.said_in(trigger, meeting)
            if meeting.pos_ == "VERB" and (said or attachment.calls_off(meeting)):
                fixed = meeting.lemma_ in attachment.SETTING | {"confirm"}
                if not (fixed and attachment.under(at, meeting, "for")):
                    # the day of saying so, or of calling it off, is not that of the event
                    return None
            if (
                meeting in self.triggers
                and meeting != trigger
                and not self._carries(meeting, trigger)
                and not (trigger.dep_ == "ccomp" and meeting.lemma_ in _SEEING)
                and not (
                    meeting.lemma_ == "go"
                    and trigger in meeting.children
                    and attachment.is_to(trigger)
                )
            ):
                return None
            down = [t for t in path if t != at]
            if any(
                t.dep_ in {"relcl", "ccomp", "advcl"} for t in attachment.between(trigger, meeting)
            ):
                # the circumstance stands in the main clause, the event in a subordinate one
                if len(down) > 3:
                    return None
        linear = abs(at.i - trigger.i) // 4
        if meeting == trigger and any(t.dep_ == "relcl" and t.head == trigger for t in path):
            # "called off the visit that he was to begin on 2 September"
            return 0
        return clauses.distance(trigger, at) * 3 + linear

    def _elsewhere(self, branch: list[Parsed], trigger: Parsed) -> bool:
        """Whether a circumstance, seen up its branch, is of a person or of another deed."""
        for below, token in pairwise(branch):
            if self._of_another_time(below, token, branch[0]):
                return True
            if token.dep_ == "appos" and self._is_person(token.head):
                # "signed by X, head of the directorate in Maputo"
                return True
            if token.lemma_ in _ENDING and token.dep_ in {"relcl", "acl"}:
                # "resumed the talks that broke down in 2020"
                return True
            if token.tag_ in {"VBD", "VBN"} and token.pos_ == "VERB" and token.dep_ in _ASIDE:
                # "the minister, sworn in two weeks ago": not of the meeting
                if token not in self.triggers and not attachment.describes(token, trigger):
                    return True
        return False

    def _of_another_time(self, below: Parsed, token: Parsed, at: Parsed) -> bool:
        """``the first since the war of 2008``, ``two days before the summit in Riga``."""
        if token.pos_ not in {"ADP", "SCONJ"} or below == at or below.dep_ != "pobj":
            return False
        if token.lower_ == "since":
            return True
        counted = any(
            c.dep_ in {"npadvmod", "advmod"} and c.lemma_ in _UNITS for c in token.children
        )
        return token.lower_ in {"before", "after"} and counted

    def _is_topic(self, trigger: Parsed, at: Parsed) -> bool:
        """``talks on reforms in Ukraine``: a place in what is talked about."""
        path, meeting = attachment.path(at, trigger)
        assert meeting is not None
        branch = path[: path.index(meeting)]
        for below, token in pairwise(branch):
            if token.dep_ == "prep" and token.lower_ in _TOPIC and below != at:
                held = below in self.triggers or below.lemma_ in _HELD
                if token.lower_ in {"for", "over"} and held:
                    # "met for talks in Tartu", "for a second day in Tartu", "over lunch in Tartu"
                    continue
                if token.lower_ != "on" or below.lemma_ not in _PLACES_ON:
                    return True
        return False

    def _of_subject(self, trigger: Parsed, at: Parsed) -> bool:
        """``the rebels in Darfur signed``: a place that says who somebody is."""
        path, meeting = attachment.path(at, trigger)
        assert meeting is not None
        return any(
            token.dep_ in {"nsubj", "nsubjpass"} and token not in self.triggers and token != at
            for token in path[: path.index(meeting)]
        )

    def _is_person(self, token: Parsed) -> bool:
        nominal = self.parsed.nominal(token)
        return nominal is not None and nominal.kind in {"person", "group"}

    def _carries(self, verb: Parsed, trigger: Parsed) -> bool:
        """Whether the verb of the circumstance tells the same event as the trigger noun."""
        return trigger.pos_ == "NOUN" and verb.pos_ in {"VERB", "AUX"}

    def _comes_first(self, trigger: Parsed, stop: int) -> bool:
        """Whether a sentence tells an event first after its opening, which ends at an offset.

        Then the opening is of the event, however the parse hangs it.
        """
        verb = trigger if trigger.pos_ in {"VERB", "AUX"} else clauses.governing_verb(trigger)
        if verb is None or attachment.calls_off(verb):
            return False
        if verb.lemma_ in _TALKED_OF and not attachment.said_in(trigger, verb):
            return False
        edge = self.parsed.span(trigger)[0]
        if edge < stop or _BREAK.search(self.document.text, stop, edge):
            return False
        return not any(
            token.pos_ == "VERB" and token != verb and token.dep_ not in {"relcl", "acl"}
            for token in self.parsed.doc[: trigger.i]
            if self.parsed.span(token)[0] >= stop
        )

    def _opening_date(self, trigger: Parsed) -> When | None:
        """``An hour before the session he received X``: the day that the sentence opens with."""
        start = self.document.tokens[self.sentence.start].start
        for when, _ in self._dates:
            if OPENING.fullmatch(self.document.text, start, when.start):
                is_bound = when.edge is not None or not self._comes_first(trigger, when.end)
                return None if is_bound else when
        return None

    def _opening_place(self, trigger: Parsed) -> PlaceMention | None:
        """``In Oslo, too, X met Y``: the place that the sentence opens with."""
        spans = [(when.start, when.end) for when, _ in self._dates]
        words = (
            token
            for token in self.document.tokens[self.sentence.start : self.sentence.end]
            if not any(x <= token.start < y for x, y in spans)
        )
        first = next((w for w in words if w.is_word and w.key not in _OPENING_WORDS), None)
        if first is None or first.key not in {"in", "at"}:
            return None
        for place, at in self._places:
            start, stop = self.document.offsets(place.start, place.end)
            if place.preposition != "in" or start < first.start:
                continue
            acting = [n for n in self.sentence.nominals if n.start < place.start and n.names]
            if at is None or acting or any(t.pos_ in {"VERB", "AUX"} for t in self._until(start)):
                return None
            return place if self._comes_first(trigger, stop) else None
        return None

    def _until(self, offset: int) -> list[Parsed]:
        """The words of the sentence before an offset."""
        return [token for token in self.parsed.doc if self.parsed.span(token)[0] < offset]

    # -- places ------------------------------------------------------------------------------

    def place(self, draft: Draft, token: Parsed) -> None:
        """Give a draft the place where its own words put it."""
        if draft.place is not None:
            return
        where = self._where(token)
        if where is not None:
            opening = next(c for c in where.children if c.lower_ == "where")
            edge = self.parsed.span(opening)[0]
            ends = [(p, self.document.offsets(p.start, p.end)[1]) for p, _ in self._places]
            beside = [p for p, stop in ends if 0 <= edge - stop <= 3]
            named = beside[-1] if beside else self.place_at(where.head)
            if named is None:
                # "will fly to Geneva on Thursday, where": the day stands in between
                named = next((p for p, stop in reversed(ends) if stop <= edge), None)
            if named is not None:
                draft.place, draft.explicit_place = named, True
                return
        pointed = self._pointed(token)
        if pointed is not None:
            draft.place, draft.explicit_place = pointed, True
            return
        best: tuple[int, PlaceMention] | None = None
        # "signed an agreement on schools in Tbilisi": of the signing, when nothing says where else
        adrift = self.here() is None
        for place, at in self._places:
            if at is None or place.preposition not in _AT:
                continue
            if not place.is_city and place.preposition != "in":
                continue
            if attachment.acts(at):
                # "in the margins he saw New Zealand's leader"
                continue
            cost = self._cost(token, at)
            if cost is None:
                continue
            apart = self._is_topic(token, at) or self._of_subject(token, at)
            if apart and not (place.is_city and adrift):
                continue
            if place.preposition in {"to", "into", "on"}:
                cost += 6
            if not place.is_city:
                cost += 8
            if best is None or cost < best[0]:
                best = (cost, place)
        first = self._first_conjunct(token) or self._during(token)
        if best is None and first is not None:
            self.place(draft, first)
            return
        told = best[1] if best is not None else self._opening_place(token)
        if told is not None:
            draft.place, draft.explicit_place = told, True

    def _pointed(self, trigger: Parsed) -> PlaceMention | None:
        """The place of ``there``, ``here``, ``in the same city``, ``in this lake port``."""
        verb = trigger if trigger.pos_ == "VERB" else clauses.governing_verb(trigger)
        for word in self.parsed.doc:
            here = word.lower_ == "here" or any(c.lower_ == "this" for c in word.children)
            if word.lemma_ in _TOWNS:
                told = here or any(c.lower_ == "same" for c in word.children)
                if not told or word.dep_ != "pobj" or self._cost(trigger, word) is None:
                    continue
            elif (
                word.lower_ not in _THERE
                or word.dep_ != "advmod"
                or not (word.head in {trigger, verb} or self._is_cleft(word.head))
            ):
                continue
            return self.here() if here else self._last_place(self.parsed.span(word)[0])
        return None

    @staticmethod
    def _is_cleft(verb: Parsed) -> bool:
        """``it is there that they will meet``."""
        return verb.lemma_ == "be" and any(c.lower_ == "it" for c in verb.children)

    def _last_place(self, edge: int) -> PlaceMention | None:
        """The place that the text names last before an offset, at most a sentence before."""
        for index in range(self.sentence.index, max(self.sentence.index - 2, -1), -1):
            sentence = self.document.sentences[index]
            if sentence.item != self.sentence.item:
                break
            for place in reversed(sentence.places):
                if self.document.offsets(place.start, place.end)[1] <= edge and (
                    place.is_city or place.preposition in _AT
                ):
                    return place
        return None

    def _first_conjunct(self, trigger: Parsed) -> Parsed | None:
        """``met in Beijing on 6 April and signed ...``: the verb that has the circumstances."""
        if trigger.pos_ != "VERB" or trigger.dep_ != "conj" or trigger.head.pos_ != "VERB":
            return None
        return trigger.head

    def _during(self, trigger: Parsed) -> Parsed | None:
        """``a journey to X in May, on which he met Y``: the event that has the circumstances."""
        verb = trigger if trigger.pos_ == "VERB" else clauses.governing_verb(trigger)
        if verb is None or verb.dep_ != "relcl" or verb.head not in self.triggers:
            return None
        within = clauses.prepositions(verb, "on", "during", "in", "at")
        return verb.head if any(t.lower_ == "which" for t in within) else None

    def _when(self, trigger: Parsed) -> When | None:
        """``on July 13, when delegations held talks``: the time the clause hangs on."""
        verb = trigger if trigger.pos_ == "VERB" else clauses.governing_verb(trigger)
        if verb is None or verb.dep_ not in {"relcl", "advcl"}:
            return None
        opening = next((c for c in verb.children if c.lower_ == "when"), None)
        if opening is None or opening.i == 0:
            return None
        edge = self.parsed.span(opening)[0]
        before = [when for when, _ in self._dates if when.end <= edge and edge - when.end <= 3]
        return before[-1] if before else None

    def _where(self, trigger: Parsed) -> Parsed | None:
        """The clause ``, where he will hold ...`` that a trigger stands in."""
        verb = trigger if trigger.pos_ == "VERB" else clauses.governing_verb(trigger)
        while (
            verb is not None
            and verb.dep_ in {"conj", "xcomp"}
            and verb.head.pos_ in {"VERB", "AUX"}
        ):
            verb = verb.head
        if verb is None or verb.dep_ not in {"relcl", "advcl"}:
            return None
        return verb if any(c.lower_ == "where" for c in verb.children) else None

    def place_at(self, token: Parsed) -> PlaceMention | None:
        """The place mention that a parsed token stands in."""
        start, end = self.parsed.span(token)
        for place, _ in self._places:
            a, b = self.document.offsets(place.start, place.end)
            if a < end and start < b:
                return place
        return None

    def here(self) -> PlaceMention | None:
        """The place of the dateline."""
        return dateline_place(self.document, self.sentence)


def _is_aim(when: When, at: Parsed) -> bool:
    """``promised 20 million for next year``: a day that something is for, not on."""
    noun = at if at.dep_ == "pobj" else at.head
    return when.text.lower().startswith("for ") or (
        noun.dep_ == "pobj" and noun.head.lower_ == "for"
    )
