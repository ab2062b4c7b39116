"""Meetings, talks, negotiations, summits and calls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import GATHERING, NounFrame, VerbFrame
from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_GIVING_WELCOME = frozenset(["give", "extend", "accord", "offer", "receive", "get"])
# Where people talk who are at one place for something else.
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|fringes)\b", re.IGNORECASE)
# What one does not speak to anybody in unless he is there too.
_SPOT = re.compile(
    r"\b(?:in|at)\s+(?:an?|the|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:village|town|city|capital|residence|palace|villa|castle|hotel|airport|corridor|hall"
    r"|lobby|lounge|garden)\b",
    re.IGNORECASE,
)
_BESIDE_EACH_OTHER = frozenset({"hosting", "mutual", "seeing", "travel", "staying", "sitting"})
_TIMES = frozenset("hour minute day morning afternoon evening while time quarter half".split())


class Gatherings(Sight):
    """Reads who meets, receives, hosts, calls or talks with whom."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        self.welcomes: list[tuple[Entity, Entity]] = []

    def mutual(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A met B``, ``A and B met``, ``A negotiated with B``."""
        if verb.lemma_ in GATHERING and self._for_a_summit(verb):
            return []
        mine = self.subject_actors(verb)
        direct = clauses.objects(verb)
        theirs = self.all_actors([*direct, *clauses.agents(verb)])
        with_them = self.all_actors(clauses.prepositions(verb, "with", "between", "among"))
        if not theirs and not with_them:
            with_them = self.all_actors(clauses.within(verb, "with"))
        if direct and not theirs and not with_them:
            if any(t.lemma_ in self.frames.nouns for t in direct):
                return []
            if frame.type is not EventType.CALL and not self._reciprocal(direct):
                return []
        if not mine and not clauses.is_passive(verb):
            # somebody unnamed meets them: they are one side, and the other is not told
            return []
        self.distinguish(mine, [*theirs, *with_them])
        type_ = frame.type
        if type_ is EventType.MEETING and self.by_phone(verb):
            type_ = EventType.CALL
        draft = self.draft(type_, status, verb)
        for entity in [*mine, *theirs, *with_them]:
            draft.add(entity, Role.PARTICIPANT)
        self.mediators(draft, verb)
        for token in clauses.prepositions(verb, "with", "through", "under"):
            if token.lemma_ in {
                "mediation",
                "participation",
                "facilitation",
                "chairmanship",
                "auspex",
                "auspices",
            }:
                role = Role.PARTICIPANT if token.lemma_ == "participation" else Role.MEDIATOR
                for entity in self.all_actors(clauses.prepositions(token, "of")):
                    draft.roles[entity] = {role}
        if clauses.is_passive(verb):
            # who is met on arrival by somebody is his guest
            for entity in self.all_actors(clauses.agents(verb)):
                draft.roles[entity] = {Role.HOST}
        self._relation(draft, mine, direct)
        if self.apart(verb):
            others = [*theirs, *with_them]
            if len(mine) == 1:
                return self.divided(draft, mine, others)
            if len(others) == 1:
                return self.divided(draft, others, mine)
        return [draft] if len(draft.roles) > 1 else []

    def _for_a_summit(self, verb: Parsed) -> bool:
        """``gathered for the summit``: the noun tells who it is that holds it."""
        occasions = clauses.prepositions(verb, "for", "at", "in")
        named = (self.frames.nouns.get(t.lemma_.lower()) for t in occasions)
        return any(frame is not None and frame.type is EventType.SUMMIT for frame in named)

    def _relation(self, draft: Draft, mine: list[Entity], direct: list[Parsed]) -> None:
        """``met his guest``, ``met her host``: the words say who hosts."""
        for token in direct:
            nominal = self.parsed.nominal(token)
            title = nominal.titles[0] if nominal is not None and nominal.titles else None
            if nominal is None or title is None or title.relational not in {"guest", "host"}:
                continue
            hosts = mine if title.relational == "guest" else self.discourse.resolve(nominal)
            for entity in hosts:
                draft.roles[entity] = {Role.HOST}

    @staticmethod
    def _reciprocal(tokens: list[Parsed]) -> bool:
        return any(t.lower_ in {"other", "another"} for t in tokens)

    def hosting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A received B``, ``B was received by A``."""
        if clauses.is_passive(verb):
            hosts = self.all_actors(clauses.agents(verb))
            guests = self.all_actors(clauses.subjects(verb))
            hosts = hosts or self._host_of_place(verb, guests)
        else:
            hosts = self.subject_actors(verb)
            guests = self.all_actors(clauses.objects(verb)) or self._received(verb)
            guests = guests or self.each_of(verb)
        self.distinguish(hosts, guests)
        if not hosts or not guests:
            return []
        if not any(e.is_person for e in guests):
            persons = any(e.is_person for e in hosts) or self._by_office(verb)
            if not persons or self._of_a_gathering(verb):
                return []
        drafts = []
        for together in [[g] for g in guests] if self.apart(verb) else [guests]:
            draft = self.draft(frame.type, status, verb)
            for guest in together:
                draft.add(guest, Role.PARTICIPANT)
            for host in hosts:
                if host not in together:
                    draft.add(host, Role.HOST)
            drafts.append(draft)
        return drafts

    def _by_office(self, verb: Parsed) -> bool:
        """``the president received the premier of Laos``: persons, though nobody is named."""
        heads = [*clauses.subjects(verb), *clauses.objects(verb), *clauses.agents(verb)]
        nominals = [n for head in heads if (n := self.parsed.nominal(head)) is not None]
        return sum(bool(n.titles) for n in nominals) >= 2

    def _of_a_gathering(self, verb: Parsed) -> bool:
        """``the summit of X, hosted by A``: it is the summit that A hosts, whatever the parse."""
        above = verb.head.head
        return (
            verb.dep_ in {"acl", "relcl"}
            and verb.head.dep_ == "pobj"
            and above.lower_ == "of"
            and above.head.lemma_ in self.frames.nouns
        )

    def _host_of_place(self, verb: Parsed, guests: list[Entity]) -> list[Entity]:
        """``is to be received in Athens``, by nobody named: by the polity of the place."""
        for goal in clauses.prepositions(verb, "in", "at"):
            place = self.situation.place_at(goal)
            if place is None or place.code is None:
                continue
            host = self.cast.actor(place.code)
            if host is not None and all(place.code not in e.codes for e in guests):
                return [host]
        return []

    def _received(self, verb: Parsed) -> list[Entity]:
        """``received in audience X``: the first person after a verb that has no object."""
        if clauses.objects(verb) or verb.lemma_ != "receive":
            return []
        for token in verb.doc[verb.i + 1 : verb.i + 5]:
            nominal = self.parsed.nominal(token)
            if nominal is not None and (nominal.names or nominal.kind == "role"):
                return self.discourse.actors(token)
            if token.pos_ in {"VERB", "AUX"}:
                return []
        return []

    def welcome(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Note who welcomed whom: that tells who hosts a visit, and is a meeting at home."""
        if status is Status.OCCURRED:
            if clauses.is_passive(verb):
                hosts, guests = clauses.agents(verb), clauses.subjects(verb)
            else:
                hosts, guests = clauses.subjects(verb), clauses.objects(verb)
            for host in self.all_actors(hosts):
                for guest in self.all_actors(guests):
                    if host.is_person and guest.is_person:
                        self.welcomes.append((host, guest))
                        if self._at_home(verb, host):
                            return self.hosting(verb, frame, status)
        return []

    def welcomed(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read ``A gave B a warm welcome``, ``B was given a warm welcome by A``."""
        verb = clauses.governing_verb(noun)
        if verb is None or noun.dep_ != "dobj" or verb.lemma_ not in _GIVING_WELCOME:
            return []
        passive = clauses.is_passive(verb)
        received = passive or verb.lemma_ in {"receive", "get"}
        given = self.subject_actors(verb)
        to_whom = [c for c in verb.children if c.dep_ == "dative" and self.parsed.nominal(c)]
        for head in (verb, noun):
            to_whom += clauses.prepositions(head, *(("by", "from") if received else ("to", "for")))
        others = self.all_actors(to_whom)
        hosts, guests = (others, given) if received else (given, others)
        if not any(e.is_person for e in hosts) and not any(e.is_person for e in guests):
            return []
        draft = self.draft(frame.type, status, noun)
        for guest in guests:
            draft.add(guest, Role.PARTICIPANT)
        for host in hosts:
            if host not in guests:
                draft.add(host, Role.HOST)
        draft.anaphoric = draft.gleaned = True
        return [draft] if hosts and guests else []

    def ceremonies(self) -> None:
        """Note who ``held a welcome ceremony for X``."""
        for token in self.parsed.doc:
            if token.lemma_ not in {"ceremony", "reception", "welcome"}:
                continue
            said = {c.lower_ for c in token.children} | {token.lower_}
            verb = clauses.governing_verb(token)
            if not said & {"welcome", "welcoming", "red-carpet"} or verb is None:
                continue
            if not clauses.is_passive(verb):
                guests = self.all_actors(
                    [
                        *clauses.prepositions(token, "for", "to"),
                        *clauses.prepositions(verb, "for", "to"),
                    ]
                )
                for host in self.subject_actors(verb):
                    self.welcomes += [(host, g) for g in guests if host.is_person and g.is_person]

    def _at_home(self, verb: Parsed, host: Entity) -> bool:
        """``welcomed X to the White House``: received at the host's own seat."""
        for goal in clauses.prepositions(verb, "to"):
            place = self.situation.place_at(goal)
            if place is not None and place.is_city and place.code in host.codes:
                return True
            nominal = self.parsed.nominal(goal)
            if nominal is not None and nominal.kind == "polity":
                # "welcomed X to the Department of State": a seat that speaks for its polity
                match = self.document.parser.match(nominal.start, nominal.end)
                seat = match is not None and match.of(EntryKind.POLITY) is None
                if seat and set(nominal.codes) & set(host.codes):
                    return True
        return False

    def assembling(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``X brought A and B together``, ``to the table``, and ``A and B came together``."""
        if self._for_a_summit(verb):
            return []
        above = self.subject_actors(verb)
        met = self.all_actors(clauses.objects(verb))
        table = any(t.lower_ == "table" for t in clauses.prepositions(verb, "to", "at", "around"))
        if not table and verb.lemma_ != "bring":
            above, met = [], above if not met else []
        draft = self.draft(frame.type, status, verb)
        for entity in met:
            draft.add(entity, Role.PARTICIPANT)
        sides = {e.codes[:1] for e in met}
        if len(sides) < 2:
            return []
        self.situation.date(draft, verb)
        self.situation.place(draft, verb)
        for entity in above:
            if entity not in draft.roles:
                # between two one mediates, of more one is the host
                draft.add(entity, Role.HOST if len(sides) > 2 else Role.MEDIATOR)
        # "praised X for bringing the parties together": neither when nor where
        return [draft] if draft.date is not None or draft.place is not None else []

    def seeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A saw B`` where both are known to hold an office or a side."""
        mine, theirs = self.subject_actors(verb), self.all_actors(clauses.objects(verb))
        each = self.each_of(verb)
        if mine and each and all(e.is_person for e in each):
            draft = self.draft(frame.type, status, verb)
            others = [e for e in each if e not in mine]
            draft.roles = {e: {Role.PARTICIPANT} for e in [*mine, *others]}
            return self.divided(draft, mine, others)
        both = [*mine, *theirs]
        if not mine or not theirs or not all(e.is_person for e in both):
            return []
        if not all(e.codes for e in both) and not self._appointed(verb, frame, status):
            return []
        return self.mutual(verb, frame, status)

    def _appointed(self, verb: Parsed, frame: VerbFrame, status: Status) -> bool:
        """``will see X in Riga on Friday``: with a day and a town it is no mere seeing."""
        probe = self.draft(frame.type, status, verb)
        self.situation.date(probe, verb)
        self.situation.place(probe, verb)
        placed = probe.place is not None and probe.place.is_city
        return status is Status.PLANNED and probe.date is not None and placed

    def sitting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """``sat down with X``, ``sat around one table``."""
        down = any(c.lower_ == "down" for c in verb.children)
        table = any(
            t.lemma_ == "table" for t in clauses.prepositions(verb, "at", "around", "round")
        )
        if not down and not table:
            return []
        return self.mutual(verb, frame, status)

    def spending(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """``spent more than four hours with X``: somebody's time, given to somebody."""
        if not any(t.lemma_ in _TIMES for t in clauses.objects(verb)):
            return []
        mine = self.subject_actors(verb)
        theirs = self.all_actors(clauses.within(verb, "with"))
        if not mine or not theirs or not all(e.is_person for e in [*mine, *theirs]):
            return []
        return self.mutual(verb, frame, status)

    def joining(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """``joined X for talks``, ``joined X at a meeting``, not ``joined the Union``."""
        occasions = clauses.prepositions(verb, "for", "at", "in")
        if not any(t.lemma_ in self.frames.nouns for t in occasions):
            return []
        mine, theirs = self.subject_actors(verb), self.all_actors(clauses.objects(verb))
        draft = self.draft(frame.type, status, verb)
        for entity in [*mine, *theirs]:
            draft.add(entity, Role.PARTICIPANT)
        return [draft] if mine and theirs else []

    def mediating(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """``The paper, which was mediated by X``: the mediator of the event told last.

        ``X mediated between A and B`` is an event of its own where nothing else is told of them.
        """
        if status is not Status.OCCURRED:
            return []
        if any(t.lemma_ in self.frames.nouns for t in clauses.objects(verb)):
            # "helped facilitate a meeting between A and B": of that one, not of the last
            return []
        if clauses.is_passive(verb):
            mediators = self.all_actors(clauses.agents(verb))
        elif any(c.lower_ == "between" for c in verb.children) or clauses.objects(verb):
            mediators = self.subject_actors(verb)
        else:
            return []
        for other in reversed(self.discourse.drafts):
            if other.item == self.sentence.item and not other.background and other.group != "Visit":
                for entity in mediators if other.status is status else ():
                    if entity not in other.roles and other.sides >= 2:
                        other.add(entity, Role.MEDIATOR)
                return []
        sides = self.all_actors(clauses.prepositions(verb, "between"))
        draft = self.draft(frame.type, status, verb)
        for entity in sides:
            draft.add(entity, Role.PARTICIPANT)
        for entity in mediators:
            draft.roles[entity] = {Role.MEDIATOR}
        between = mediators and len({c for e in sides for c in e.codes}) > 1
        return [draft] if between and frame.type is EventType.MEDIATION else []

    def attending(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """``X also attended``, ``X was present at the meeting``: one more at the last gathering."""
        if status is not Status.OCCURRED:
            return []
        if verb.lemma_ == "be" and not any(
            c.dep_ == "acomp" and c.lower_ == "present" for c in verb.children
        ):
            return []
        goals = [*clauses.objects(verb), *clauses.prepositions(verb, "in", "at")]
        for child in verb.children:
            goals += clauses.prepositions(child, "at") if child.dep_ == "acomp" else []
        nouns = {
            "meeting",
            "talk",
            "negotiation",
            "conversation",
            "session",
            "summit",
            "discussion",
            "which",
            "part",
        }
        if goals and not any(g.lemma_ in nouns or g.lower_ in nouns for g in goals):
            return []
        if any(self._of_its_own(g) for g in goals):
            return []
        for other in reversed(self.discourse.drafts):
            if other.item != self.sentence.item or other.group != "gathering" or other.background:
                continue
            if other.status is not Status.OCCURRED:
                continue
            # "in the meeting participated the minister": the parse takes him for an object
            swapped = clauses.objects(verb) if verb.lemma_ == "participate" else []
            inverted = self.all_actors(swapped)
            for entity in [*self.subject_actors(verb), *inverted]:
                if entity.is_person:
                    other.add(entity, Role.PARTICIPANT)
            break
        return []

    def _of_its_own(self, noun: Parsed) -> bool:
        """``X's meeting with Y``, ``a discussion with Y``, ``meetings``: none of those told."""
        pointing = any(c.dep_ in {"det", "poss"} for c in noun.children)
        if noun.lemma_ == "meeting" and noun.tag_ == "NNS" and not pointing:
            return True
        return bool(self.all_actors(clauses.within(noun, "with", "between")))

    def speaking(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A spoke with B``: a call, unless the text puts it in a town."""
        partners = self.all_actors(clauses.prepositions(verb, "with", "to"))
        if not partners and self.to_others(verb):
            return []
        phone = self.by_phone(verb)
        if not phone and any(t.lower_ == "whom" for c in verb.children for t in c.children):
            # "received the envoy of X, with whom he talked": more of an event told already
            return []
        if phone:
            # "by telephone with X": the parse hangs the partner on the telephone
            inner = self.all_actors(clauses.within(verb, "with", "to"))
            partners += [e for e in inner if e not in partners]
        mine = self.subject_actors(verb)
        if not partners and not phone and not (frame.type is EventType.MEETING and len(mine) > 1):
            return []
        if not phone and not all(e.is_person for e in [*mine, *partners]):
            return []
        if not mine:
            return []
        self.distinguish(mine, partners)
        draft = self.draft(EventType.CALL if phone else frame.type, status, verb)
        for entity in [*mine, *partners]:
            draft.add(entity, Role.PARTICIPANT)
        if not phone:
            probe = self.draft(EventType.MEETING, status, verb)
            self.situation.place(probe, verb)
            placed = probe.place is not None and probe.place.is_city
            placed |= self._face_to_face(verb, frame)
            draft.type = EventType.MEETING if placed else EventType.CALL
            if frame.type is EventType.MEETING and not placed and not partners:
                return []
        return [draft]

    def _face_to_face(self, verb: Parsed, frame: VerbFrame) -> bool:
        """``spoke with X in a corridor``, ``received X and talked to him``: no call."""
        said = self.clause_text(verb)
        if _ASIDE.search(said) or _SPOT.search(said):
            return True
        first = verb.head if verb.dep_ == "conj" else verb
        if any(c.lower_ in {"here", "there"} and c.dep_ == "advmod" for c in first.children):
            return True
        before = self.frames.verbs.get(first.lemma_) if first is not verb else None
        return (
            frame.type is EventType.MEETING
            and before is not None
            and before.frame in _BESIDE_EACH_OTHER
            and not self.by_phone(first)
        )

    def calling(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A called B`` and ``A called on B``, not ``A called it off``."""
        particles = {c.lower_ for c in verb.children if c.dep_ in {"prt"}}
        if "off" in particles:
            return []
        on = self.all_actors(clauses.prepositions(verb, "on", "upon"))
        mine = self.subject_actors(verb)
        if on and not any(c.dep_ == "xcomp" for c in verb.children):
            draft = self.draft(EventType.MEETING, status, verb)
            for entity in mine:
                draft.add(entity, Role.PARTICIPANT)
            for host in on:
                draft.add(host, Role.HOST)
            persons = [e for e in draft.roles if e.is_person]
            return [draft] if len(persons) >= 2 else []
        if any(c.dep_ in {"oprd", "xcomp", "ccomp", "attr"} for c in verb.children):
            return []
        theirs = self.all_actors([c for c in verb.children if c.dep_ == "dobj"])
        self.distinguish(mine, theirs)
        draft = self.draft(EventType.CALL, status, verb)
        for entity in [*mine, *theirs]:
            draft.add(entity, Role.PARTICIPANT)
        if not mine or not theirs or not all(e.is_person and e.codes for e in draft.roles):
            return []
        return [draft]
