"""Meetings, talks, negotiations, summits and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sight import Sight
from diplograph.loaders.extraction.times import When

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_TIMES = frozenset("hour minute day morning afternoon evening while time quarter half".split())


class Gatherings(Sight):
    """Reads who meets, receives, hosts, calls or talks with whom."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        self.welcomes: list[tuple[Entity, Entity]] = []

    def mutual(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A met B``, ``A and B met``, ``A negotiated with B``."""
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
        if self.apart(verb) and len(mine) == 1:
            return self.divided(draft, mine, [*theirs, *with_them])
        return [draft] if len(draft.roles) > 1 else []

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
        if not any(e.is_person for e in guests) and not any(e.is_person for e in hosts):
            return []
        drafts = []
        for some, place in self._one_by_one(verb, hosts):
            for together in [[g] for g in guests] if self.apart(verb) else [guests]:
                draft = self.draft(frame.type, status, verb)
                if place is not None:
                    draft.place, draft.explicit_place = place, True
                for guest in together:
                    draft.add(guest, Role.PARTICIPANT)
                for host in some:
                    if host not in together:
                        draft.add(host, Role.HOST)
                drafts.append(draft)
        return [*drafts, *self._gapped(verb, frame, status, hosts, guests)]

    def _gapped(
        self,
        verb: Parsed,
        frame: VerbFrame,
        status: Status,
        hosts: list[Entity],
        guests: list[Entity],
    ) -> list[Draft]:
        """``received A on Thursday and B on Friday``: B by himself, at his own time and place."""
        drafts = []
        for token in verb.subtree:
            if token.dep_ != "conj" or self.parsed.nominal(token) is None:
                continue
            if token.head != verb and not self._is_time(token.head):
                # "on Monday and B on Tuesday": the parse takes B for another day
                continue
            others = [e for e in self.discourse.actors(token) if e not in hosts and e not in guests]
            if not others:
                continue
            draft = self.draft(frame.type, status, verb)
            for entity in others:
                draft.add(entity, Role.PARTICIPANT)
            for host in hosts:
                draft.add(host, Role.HOST)
            draft.date = self._next_time(token)
            draft.explicit_date = draft.date is not None
            self.situation.place(draft, token)
            drafts.append(draft)
        return drafts

    def _is_time(self, token: Parsed) -> bool:
        start = self.parsed.span(token)[0]
        return any(when.start <= start < when.end for when in self.sentence.dates)

    def _next_time(self, token: Parsed) -> When | None:
        """The first date that stands behind a word."""
        start = self.parsed.span(token)[0]
        return next((when for when in self.sentence.dates if when.start > start), None)

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

    def _one_by_one(
        self, verb: Parsed, hosts: list[Entity]
    ) -> list[tuple[list[Entity], PlaceMention | None]]:
        """``received at X by A, at Y by B and at Z by C``: each host by himself, and where."""
        agents = clauses.agents(verb) if clauses.is_passive(verb) else []
        apart: list[tuple[list[Entity], PlaceMention | None]] = []
        edge = verb.i
        for agent in agents:
            found = self.discourse.actors(agent)
            if len(found) != 1 or found[0] not in hosts or agent.head.lower_ != "by":
                continue
            before = [
                p
                for p in clauses.prepositions(verb, "at", "in")
                if edge < p.i < agent.i and self.situation.place_at(p) is not None
            ]
            apart.append((found, self.situation.place_at(before[-1]) if before else None))
            edge = agent.i
        if len(apart) < 2 or len(apart) < len(hosts):
            return [(hosts, None)]
        return apart

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

    def seeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A saw B`` where both are known to hold an office or a side."""
        mine, theirs = self.subject_actors(verb), self.all_actors(clauses.objects(verb))
        each = self.each_of(verb)
        if mine and each and all(e.is_person for e in each):
            draft = self.draft(frame.type, status, verb)
            others = [e for e in each if e not in mine]
            draft.roles = {e: {Role.PARTICIPANT} for e in [*mine, *others]}
            return self.divided(draft, mine, others)
        if not mine or not theirs or not all(e.is_person and e.codes for e in [*mine, *theirs]):
            return []
        return self.mutual(verb, frame, status)

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

    def mediating(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """``The paper, which was mediated by X``: the mediator of the event told last."""
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
                break
        return []

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
            draft.type = EventType.MEETING if placed else EventType.CALL
            if frame.type is EventType.MEETING and not placed and not partners:
                return []
        return [draft]

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
