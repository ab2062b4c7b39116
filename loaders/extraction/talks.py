"""Event nouns: talks, meetings, summits, telephone calls, and those who hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun
from diplograph.loaders.extraction.frames import COUNTING, NounFrame
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sessions import Sessions

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_HOPES = frozenset(
    "support call readiness hope need possibility prospect appeal proposal offer wish desire "
    "request opportunity idea importance resumption condition basis path".split()
)
TALKED_ABOUT = frozenset(
    "promote support encourage advance urge discuss review consider seek back propose want "
    "demand push favour favor oppose reject resume".split()
)
# Talks that concern one polity.
_AT_HOME = frozenset({"coalition", "budget", "wage", "pay", "cabinet", "party"})
_FURTHER = frozenset(
    "next previous last another a further new earlier second third similar follow-up no".split()
)
# What counts the meetings of a series.
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_ACTING = frozenset({"nsubj", "nsubjpass"})
_RINGING = frozenset(["get", "receive", "take", "place", "return"])
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_PRECEDING = frozenset(["precede", "follow", "prepare"])
_GOING_ON = frozenset(["resume", "continue", "restart", "reconvene"])


# Of these several are told where several were met; "talks" may be one event.
_COUNTED = frozenset(["meeting", "call", "encounter", "audience"])
# How many words a partner may stand behind the talks: a time and a place fit in between.
_FURTHER_ON = 12
# Who does this with a meeting between others does not take part in it.
ARRANGING = frozenset(
    "arrange facilitate broker mediate organise organize help seek set enable prepare".split()
)
_HOLDING = frozenset({"hold", "have", "conduct"})
_ATTENDING = frozenset({"join", "attend", "participate"})
# Who does this "for talks" holds them.
_FOR_TALKS = frozenset(
    "travel arrive fly go come welcome visit receive return gather assemble convene".split()
)
_OF_THE_VERB = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "attr"})


class Talks(Sessions):
    """Reads nouns that name a gathering or a call."""

    def held(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read event nouns: ``held talks with``, ``a meeting between``, ``their phone call``."""
        if noun.lemma_ in COUNTING - {"one"} and not self._counts(noun):
            return []
        verb = clauses.governing_verb(noun)
        partners = self.all_actors(clauses.prepositions(noun, "with", "between", "among", "of"))
        explicit_with = self.all_actors(clauses.within(noun, "with", "between", "among"))
        carried = self._carrier(noun, verb)
        owners = self.owners(noun)
        if not owners:
            owners = self._joint_owners(noun)
            if owners and (carried is None or not self._is_situated(noun, frame, status)):
                # "a blow to the US-Turkish talks", "the US-Turkish talks went on": only a topic
                return []
        if verb is not None and not explicit_with and noun.dep_ in _OF_THE_VERB:
            # "was raised in a call ten days ago between X and Y": the parse hangs them on the verb
            beside = self.all_actors(clauses.prepositions(verb, "between"))
            explicit_with = beside if len(beside) > 1 else []
            if owners and noun.dep_ == "dobj" and not explicit_with:
                # "will guide my talks this evening with X"
                explicit_with = self.all_actors(clauses.prepositions(verb, "with"))
        if carried is not None:
            beside = self.all_actors(clauses.prepositions(carried, "with", "between"))
            explicit_with += [e for e in beside if e not in explicit_with]
        rung = self._rung(noun, carried) if frame.type is EventType.CALL else []
        explicit_with += [e for e in rung if e not in explicit_with]
        if carried is not None and not (explicit_with or partners or owners):
            explicit_with = self._with_further_on(noun)
        participants = [*owners, *(explicit_with or partners)]
        if carried is not None and not owners:
            told_with = clauses.within(noun, "with") or clauses.prepositions(carried, "with")
            if rung or self.all_actors(told_with):
                # "X will hold a meeting with A, B and C": X takes part, however many they are
                subjects = [e for e in self.subject_actors(carried) if e not in participants]
                participants = [*subjects, *participants]
        if carried is not None and owners and carried.lemma_ in _ATTENDING:
            # "X attended President Y's meeting with Z": he is there too
            there = [e for e in self.subject_actors(carried) if e.is_person]
            participants = [*participants, *(e for e in there if e not in participants)]
        if verb is not None and not owners and len({c for e in participants for c in e.codes}) < 2:
            if not self._arranged(noun, verb):
                participants = [*self.subject_actors(verb), *participants]
            if (
                not explicit_with
                and noun.dep_ == "pobj"
                and noun.head.lower_ in {"in", "during", "by"}
            ):
                # "informed the leaders of X and Y in telephone conversations"
                explicit_with = self.all_actors(clauses.objects(verb))
                participants += explicit_with
        between = self.all_actors(clauses.within(noun, "between", "among"))
        if explicit_with and not between and frame.type is not EventType.SUMMIT:
            outside = [e for e in participants if e not in explicit_with]
            centre = self.discourse.previous_centre
            if not outside and not (centre is not None and self._about_plans(noun)):
                # "talks with A and B": those are one side, and the other is not told
                return []
            self.distinguish(outside, explicit_with)
        if self._only_hoped(noun):
            return []
        if frame.type is EventType.CALL and self._courtesy(noun):
            return self._called_on(noun, carried, status)
        type_ = frame.type
        remote = self._by_phone_modifier(noun)
        if remote or (type_ in {EventType.MEETING, EventType.NEGOTIATION} and self.by_phone(noun)):
            type_ = EventType.CALL
        if type_ is EventType.CALL and frame.type is EventType.CALL:
            if not self._is_phone_call(noun, explicit_with):
                return []
        if (
            carried is None
            and verb is not None
            and verb.lemma_ in TALKED_ABOUT
            and noun.dep_ in {"dobj", "conj"}
        ):
            # to promote, support or discuss talks is not to hold them
            return []
        if type_ is EventType.MEETING and not explicit_with and self.of_members(noun, carried):
            type_ = EventType.SUMMIT
        draft = self.draft(type_, status, noun)
        for entity in participants:
            draft.add(entity, Role.PARTICIPANT)
        if carried is not None and carried.lemma_ in {"host", "give"}:
            for entity in self.all_actors(clauses.prepositions(noun, "for", "with")):
                draft.add(entity, Role.PARTICIPANT)
                explicit_with.append(entity)
            for entity in self.subject_actors(carried):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.HOST)
        self.mediators(draft, noun)
        determiners = {c.lower_ for c in noun.children if c.dep_ == "det"}
        owned = any(c.lower_ in {"their", "his", "her"} for c in noun.children if c.dep_ == "poss")
        draft.anaphoric = owned or bool(determiners & {"the", "this", "these", "those", "both"})
        if draft.anaphoric and draft.group == "gathering" and self._of_a_call(noun, draft):
            return []
        if type_ is EventType.SUMMIT and frame.weak and not (draft.roles or self._of_this_one()):
            further = self.draft(EventType.MEETING, status, noun)
            self._same_circle(further, noun, carried)
            if len(further.codes) == 2:
                # of two the next session is a meeting
                return [further]
        if type_ is EventType.SUMMIT:
            return self.summit(draft, noun, carried, frame)
        if remote and len(draft.codes) >= 2 and not draft.anaphoric:
            return self._separated(draft, noun)
        if not explicit_with and self._comes_before(noun):
            draft.roles = {}
        if len(draft.codes) < 2 and not explicit_with:
            self._same_circle(draft, noun, carried)
            if len(draft.codes) >= 2:
                return [draft]
        together = carried is not None and len(draft.codes) > 1 and len(draft.persons) > 1
        if frame.weak and not (explicit_with or len(owners) > 1 or together):
            return []
        if carried is None and not explicit_with and len({c for e in owners for c in e.codes}) < 2:
            self._echo(draft, noun)
            return []
        if len(draft.codes) < 2 and explicit_with and not self._arranged(noun, verb):
            self._absent_side(draft, verb)
        return self._separated(draft, noun)

    @staticmethod
    def _counts(noun: Parsed) -> bool:
        """``A third is planned for May``, and not ``a third of them``, ``the second man``."""
        return noun.dep_ in {"nsubj", "nsubjpass"} and not any(
            c.dep_ in {"prep", "appos", "relcl", "acl"} and c.lower_ != "in" for c in noun.children
        )

    def _joint_owners(self, noun: Parsed) -> list[Entity]:
        """``US-Turkish trade talks``."""
        return self.all_actors(
            [
                child
                for child in noun.children
                if (nominal := self.parsed.nominal(child)) is not None and nominal.kind == "joint"
            ]
        )

    def _is_situated(self, noun: Parsed, frame: NounFrame, status: Status) -> bool:
        """Whether the sentence tells when or where that took place of which a noun speaks."""
        probe = self.draft(frame.type, status, noun)
        self.situation.date(probe, noun)
        self.situation.place(probe, noun)
        return probe.date is not None or probe.place is not None

    def _rung(self, noun: Parsed, carried: Parsed | None) -> list[Entity]:
        """``made a phone call to A``, ``had a call from A``: those at the other end."""
        verb = clauses.governing_verb(noun)
        ends = clauses.within(noun, "to", "from")
        if verb is not None and verb.lemma_ in _RINGING and noun.dep_ == "dobj":
            ends += clauses.prepositions(verb, "to", "from")
        elif carried is None and not self._by_phone_modifier(noun):
            return []
        return [e for e in self.all_actors(ends) if e.is_person]

    def _with_further_on(self, noun: Parsed) -> list[Entity]:
        """``held talks, also on Monday, with X``: a partner that the parse hangs elsewhere."""
        for token in noun.doc[noun.i + 1 : noun.i + _FURTHER_ON]:
            if token.pos_ in {"VERB", "AUX"}:
                return []
            if token.lower_ == "with" and token.dep_ == "prep":
                return self.all_actors([c for c in token.children if c.dep_ == "pobj"])
        return []

    @staticmethod
    def _arranged(noun: Parsed, verb: Parsed | None) -> bool:
        """``helped facilitate a meeting between A and B``: the helper is neither of them."""
        return (
            verb is not None and verb.lemma_ in ARRANGING and bool(clauses.within(noun, "between"))
        )

    @staticmethod
    def _courtesy(noun: Parsed) -> bool:
        """``a courtesy call``, ``paid a call on X``: in person, not by telephone."""
        return any(
            (c.lower_ in {"courtesy", "farewell"} and c.dep_ in {"compound", "amod"})
            or (c.dep_ == "prep" and c.lower_ in {"on", "upon"})
            for c in noun.children
        )

    def _called_on(self, noun: Parsed, carried: Parsed | None, status: Status) -> list[Draft]:
        """``X paid a courtesy call on Y``, ``Y received X on a farewell call``."""
        callers = [*self.owners(noun), *self.all_actors(clauses.prepositions(noun, "by", "of"))]
        if not callers and carried is not None:
            callers = self.subject_actors(carried)
        hosts = self.all_actors(clauses.within(noun, "on", "upon", "to"))
        if carried is not None and not hosts:
            hosts = self.all_actors(clauses.prepositions(carried, "on", "upon", "to"))
        self.distinguish(callers, hosts)
        draft = self.draft(EventType.MEETING, status, noun)
        for caller in callers:
            draft.add(caller, Role.PARTICIPANT)
        for host in hosts:
            if host not in callers:
                draft.add(host, Role.HOST)
        return [draft] if callers and hosts else []

    def _about_plans(self, noun: Parsed) -> bool:
        """Whether the noun is what is called off or set: ``Talks with X were cancelled``."""
        return noun.dep_ in {"nsubjpass", "nsubj"} and status_of_noun(noun) in {
            Status.CANCELLED,
            Status.POSTPONED,
            Status.PLANNED,
        }

    @staticmethod
    def _only_hoped(noun: Parsed) -> bool:
        """``support for talks between A and B``, ``a call for negotiations``: not told as held."""
        head = noun.head
        while head.pos_ in {"ADP", "SCONJ"} and head.head != head:
            head = head.head
        return head.pos_ == "NOUN" and head.lemma_ in _HOPES and noun.dep_ == "pobj"

    def _echo(self, draft: Draft, noun: Parsed) -> None:
        """``after the meeting, X said``: the noun only points back, and tells the event again."""
        determiners = {c.lower_ for c in noun.children if c.dep_ in {"det", "poss"}}
        if not determiners & {"the", "their", "his", "her", "our", "this"}:
            return
        for other in reversed(self.discourse.drafts):
            if other.item == draft.item and other.group == draft.group and not other.background:
                if other.status is draft.status and draft.sentence not in other.sentences:
                    other.sentences.append(draft.sentence)
                return

    def _of_a_call(self, noun: Parsed, draft: Draft) -> bool:
        """``during their conversation`` after a call is told: the same call once more."""
        if noun.lemma_ not in {"conversation", "discussion", "exchange"}:
            return False
        last = next((d for d in reversed(self.discourse.drafts) if d.item == draft.item), None)
        if last is None or last.type is not EventType.CALL or not draft.codes <= last.codes:
            return False
        if draft.sentence not in last.sentences:
            last.sentences.append(draft.sentence)
        return True

    def _same_circle(self, draft: Draft, noun: Parsed, carried: Parsed | None) -> None:
        """``A meeting in Kraków has been scrapped``, ``The previous one took place in Milan``.

        A further event told without participants, but with a time or place of its own, is one of
        those whom the text spoke of last.
        """
        topics = clauses.prepositions(noun, "of")
        if any(t.lemma_ not in self.frames.nouns for t in topics):
            # "the first round of the elections"
            return
        words = {c.lower_ for c in noun.children}
        if words & _AT_HOME or clauses.prepositions(noun, "with", "between", "among"):
            # "talks with the unions", "coalition talks": of others than those
            return
        dated = bool(words & {"last", "previous", "first", "earlier"})
        probe = self.draft(draft.type, draft.status, noun)
        self.situation.date(probe, noun)
        self.situation.place(probe, noun)
        if carried is None and draft.status is Status.OCCURRED and not dated:
            if probe.date is None or not (self._is_beside(noun, probe) or self._town_before(noun)):
                return
        further = (
            bool(words & _FURTHER)
            or noun.lemma_ in COUNTING
            or self._is_of_a_series(noun, draft)
            or self._goes_on(noun, carried)
            or self._town_before(noun) is not None
            or self._is_beside(noun, probe)
        )
        if not further or (probe.date is None and probe.place is None):
            return
        for other in reversed(self.discourse.drafts):
            if (
                other.item == draft.item
                and other.group in {"gathering", "Call"}
                and other.sides >= 2
            ):
                mediating = {Role.MEDIATOR}
                draft.roles = {
                    e: mediating if Role.MEDIATOR in roles else {Role.PARTICIPANT}
                    for e, roles in other.roles.items()
                }
                draft.background = True
                draft.place = self._town_before(noun)
                draft.explicit_place = draft.place is not None
                return
        if draft.status is Status.PLANNED:
            self._after_signing(draft)

    def _after_signing(self, draft: Draft) -> None:
        """``Talks on the border will resume in July``: between the two that have just signed."""
        for other in reversed(self.discourse.drafts):
            if other.item != draft.item or other.group != "conclusion" or other.sides < 2:
                continue
            codes = {code for entity in other.roles for code in entity.codes[:1]}
            actors = [a for code in sorted(codes) if (a := self.cast.actor(code)) is not None]
            if len(actors) == 2:
                draft.roles = {actor: {Role.PARTICIPANT} for actor in actors}
                draft.background = True
            return

    @staticmethod
    def _is_of_a_series(noun: Parsed, draft: Draft) -> bool:
        """``The 24th round was held in 2016``; the first of a series is not one still to come."""
        if noun.dep_ not in _ACTING or any(c.dep_ == "poss" for c in noun.children):
            return False
        words = {c.lower_ for c in noun.children}
        if draft.status is not Status.OCCURRED:
            words.discard("first")
        return bool(words & _ORDINALS) or any(_ORDINAL.fullmatch(word) for word in words)

    @classmethod
    def _is_beside(cls, noun: Parsed, probe: Draft) -> bool:
        """Whether it is told when and where one was that came before, or after."""
        return cls._comes_before(noun) and probe.place is not None and probe.date is not None

    @staticmethod
    def _comes_before(noun: Parsed) -> bool:
        """``The talks were preceded by a round in Baghdad in April``."""
        verb = clauses.governing_verb(noun)
        indefinite = not any(c.lower_ in {"the", "this", "that"} for c in noun.children)
        return verb is not None and verb.lemma_ in _PRECEDING and indefinite

    @staticmethod
    def _goes_on(noun: Parsed, verb: Parsed | None) -> bool:
        """``The talks will resume in May``, ``are to resume in May``."""
        if verb is None or noun.dep_ not in _ACTING:
            return False
        return verb.lemma_ in _GOING_ON or any(
            c.dep_ == "xcomp" and c.lemma_ in _GOING_ON for c in verb.children
        )

    def _town_before(self, noun: Parsed) -> PlaceMention | None:
        """``the Milan meeting``: the town that a meeting is named by."""
        beside = [c for c in noun.children if c.dep_ in {"compound", "nmod", "amod"}]
        places = [self.situation.place_at(c) for c in beside]
        return next((place for place in places if place is not None and place.is_city), None)

    def _absent_side(self, draft: Draft, verb: Parsed | None) -> None:
        """``Talks with X were cancelled by the White House``: who cancels, or whom it is about."""
        others = self.all_actors(clauses.agents(verb)) if verb is not None else []
        centre = self.discourse.previous_centre
        if centre is not None and centre.codes:
            # the one whom the text is about, where he can stand for the polity that acts
            if not others or any(set(o.codes) & set(centre.codes) for o in others):
                others = [centre]
        for entity in others:
            if not set(entity.codes) & draft.codes:
                draft.add(entity, Role.PARTICIPANT)

    def _separated(self, draft: Draft, noun: Parsed) -> list[Draft]:
        """``separate conversations with A and B``, ``bilateral meetings with``: one with each."""
        said = any(c.lower_ in {"separate", "separately"} for c in noun.children)
        if not said and not (
            noun.tag_ == "NNS"
            and noun.lemma_ in _COUNTED
            and clauses.within(noun, "with", "to", "from")
        ):
            return [draft]
        verb = clauses.governing_verb(noun)
        common = self.subject_actors(verb) if verb is not None else []
        others = [e for e in draft.roles if e not in common]
        if not common or len(others) < 2:
            return [draft]
        return self.divided(draft, common, others)

    def _carrier(self, noun: Parsed, verb: Parsed | None) -> Parsed | None:
        """The support verb of an event noun: ``hold talks``, ``talks were held``."""
        for clause in noun.children:
            if clause.dep_ == "relcl" and clause.lemma_ in _HOLDING:
                if any(c.dep_ == "nsubj" and c.tag_ != "WDT" for c in clause.children):
                    # "shaped all of the meetings that I held with X"
                    return clause
        if verb is None:
            return None
        if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "conj", "pobj"} and (
            verb.lemma_ in self.frames.support or verb.lemma_ in {"be"}
        ):
            if noun.dep_ == "pobj" and noun.head.lower_ not in {
                "in",
                "for",
                "up",
                "with",
                "of",
                "on",
            }:
                return None
            return verb
        if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "in", "during", "on"}:
            return verb if verb.lemma_ in _FOR_TALKS else None
        return None

    def _by_phone_modifier(self, noun: Parsed) -> bool:
        words = {c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}}
        return bool(words & {"telephone", "phone", "video", "virtual", "telephonic", "online"})

    def _is_phone_call(self, noun: Parsed, partners: list[Entity]) -> bool:
        asked = any(c.lower_ == "for" for c in noun.children if c.dep_ == "prep")
        told_with = clauses.within(noun, "with", "between", "to")
        if asked and not (told_with or self._by_phone_modifier(noun)):
            # "the call of X for restraint"
            return False
        return bool(partners) or self._by_phone_modifier(noun)
