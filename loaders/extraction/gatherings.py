"""Meetings, talks, negotiations, summits and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_HOPES = frozenset(
    "support call readiness hope need possibility prospect appeal proposal offer wish desire "
    "request opportunity idea importance resumption condition basis path".split()
)
_TALKED_ABOUT = frozenset(
    "promote support encourage advance urge discuss review consider seek back propose want "
    "demand push favour favor oppose reject resume".split()
)
_FURTHER = frozenset(
    "next previous last another a further new earlier second third similar follow-up no".split()
)
_MEDIATED = frozenset(["mediate", "broker", "facilitate", "moderate", "chair"])


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
        self._mediators(draft, verb)
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
        return [draft] if len(draft.roles) > 1 else []

    @staticmethod
    def _reciprocal(tokens: list[Parsed]) -> bool:
        return any(t.lower_ in {"other", "another"} for t in tokens)

    def hosting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A received B``, ``B was received by A``."""
        if clauses.is_passive(verb):
            hosts = self.all_actors(clauses.agents(verb))
            guests = self.all_actors(clauses.subjects(verb))
        else:
            hosts = self.subject_actors(verb)
            guests = self.all_actors(clauses.objects(verb)) or self._received(verb)
        self.distinguish(hosts, guests)
        draft = self.draft(frame.type, status, verb)
        for guest in guests:
            draft.add(guest, Role.PARTICIPANT)
        for host in hosts:
            if host not in guests:
                draft.add(host, Role.HOST)
        if not hosts or not guests:
            return []
        if not any(e.is_person for e in guests) and not any(e.is_person for e in hosts):
            return []
        return [draft]

    def _received(self, verb: Parsed) -> list[Entity]:
        """``received in audience X``: the first person after a verb that has no object."""
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

    def _at_home(self, verb: Parsed, host: Entity) -> bool:
        """``welcomed X to the White House``: received at the host's own seat."""
        for goal in clauses.prepositions(verb, "to"):
            place = self.situation.place_at(goal)
            if place is not None and place.is_city and place.code in host.codes:
                return True
        return False

    def seeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A saw B`` where both are known to hold an office or a side."""
        mine, theirs = self.subject_actors(verb), self.all_actors(clauses.objects(verb))
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

    def mediating(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """``The paper, which was mediated by X``: the mediator of the event told last."""
        if status is not Status.OCCURRED:
            return []
        if clauses.is_passive(verb):
            mediators = self.all_actors(clauses.agents(verb))
        elif any(c.lower_ == "between" for c in verb.children) or clauses.objects(verb):
            mediators = self.subject_actors(verb)
        else:
            return []
        for other in reversed(self.discourse.drafts):
            if other.item == self.sentence.item and not other.background and other.group != "Visit":
                for entity in mediators:
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
        for other in reversed(self.discourse.drafts):
            if other.item != self.sentence.item or other.group != "gathering" or other.background:
                continue
            if other.status is not Status.OCCURRED:
                continue
            for entity in self.subject_actors(verb):
                if entity.is_person:
                    other.add(entity, Role.PARTICIPANT)
            break
        return []

    def speaking(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A spoke with B``: a call, unless the text puts it in a town."""
        partners = self.all_actors(clauses.prepositions(verb, "with", "to"))
        phone = self.by_phone(verb)
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

    def talks(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read event nouns: ``held talks with``, ``a meeting between``, ``their phone call``."""
        verb = clauses.governing_verb(noun)
        partners = self.all_actors(clauses.prepositions(noun, "with", "between", "among", "of"))
        explicit_with = self.all_actors(clauses.within(noun, "with", "between", "among"))
        owners = self.owners(noun)
        carried = self._carrier(noun, verb)
        if carried is not None:
            beside = self.all_actors(clauses.prepositions(carried, "with", "between"))
            explicit_with += [e for e in beside if e not in explicit_with]
        participants = [*owners, *(explicit_with or partners)]
        if carried is not None and not owners and self.all_actors(clauses.within(noun, "with")):
            # "X will hold a meeting with A, B and C": X takes part, however many the others are
            participants = [*self.subject_actors(carried), *participants]
        if verb is not None and not owners and len({c for e in participants for c in e.codes}) < 2:
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
        if explicit_with and not between:
            outside = [e for e in participants if e not in explicit_with]
            centre = self.discourse.previous_centre
            if not outside and not (centre is not None and self._about_plans(noun)):
                # "talks with A and B": those are one side, and the other is not told
                return []
            self.distinguish(outside, explicit_with)
        if self._only_hoped(noun):
            return []
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
            and verb.lemma_ in _TALKED_ABOUT
            and noun.dep_ in {"dobj", "conj"}
        ):
            # to promote, support or discuss talks is not to hold them
            return []
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
        self._mediators(draft, noun)
        determiners = {c.lower_ for c in noun.children if c.dep_ == "det"}
        owned = any(c.lower_ in {"their", "his", "her"} for c in noun.children if c.dep_ == "poss")
        draft.anaphoric = owned or bool(determiners & {"the", "this", "these", "those", "both"})
        if type_ is EventType.SUMMIT:
            return self._summit(draft, noun, carried, frame)
        if remote and len(draft.codes) >= 2 and not draft.anaphoric:
            return [draft]
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
        if len(draft.codes) < 2 and explicit_with:
            self._absent_side(draft, verb)
        return self._separated(draft, noun)

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

    def _same_circle(self, draft: Draft, noun: Parsed, carried: Parsed | None) -> None:
        """``A meeting in Kraków has been scrapped``, ``The previous one took place in Milan``.

        A further event told without participants, but with a time or place of its own, is one of
        those whom the text spoke of last.
        """
        dated = any(c.lower_ in {"last", "previous", "first", "earlier"} for c in noun.children)
        if carried is None and draft.status is Status.OCCURRED and not dated:
            return
        further = any(c.lower_ in _FURTHER for c in noun.children)
        probe = self.draft(draft.type, draft.status, noun)
        self.situation.date(probe, noun)
        self.situation.place(probe, noun)
        if not further or (probe.date is None and probe.place is None):
            return
        for other in reversed(self.discourse.drafts):
            if (
                other.item == draft.item
                and other.group in {"gathering", "Call"}
                and other.sides >= 2
            ):
                draft.roles = {e: {Role.PARTICIPANT} for e in other.roles}
                draft.background = True
                return

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
        """``in separate conversations with A and B``: one event with each."""
        if not any(c.lower_ in {"separate", "separately"} for c in noun.children):
            return [draft]
        verb = clauses.governing_verb(noun)
        common = self.subject_actors(verb) if verb is not None else []
        others = [e for e in draft.roles if e not in common]
        if not common or len(others) < 2:
            return [draft]
        drafts = []
        for other in others:
            single = self.draft(draft.type, draft.status, noun)
            for entity in [*common, other]:
                single.roles[entity] = set(draft.roles.get(entity, {Role.PARTICIPANT}))
            drafts.append(single)
        return drafts

    def _carrier(self, noun: Parsed, verb: Parsed | None) -> Parsed | None:
        """The support verb of an event noun: ``hold talks``, ``talks were held``."""
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
            return (
                verb
                if verb.lemma_
                in {"travel", "arrive", "fly", "go", "come", "welcome", "visit", "receive"}
                else None
            )
        return None

    def _by_phone_modifier(self, noun: Parsed) -> bool:
        words = {c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}}
        return bool(words & {"telephone", "phone", "video", "virtual", "telephonic", "online"})

    def _is_phone_call(self, noun: Parsed, partners: list[Entity]) -> bool:
        if any(c.lower_ == "for" for c in noun.children if c.dep_ == "prep") and not partners:
            return False
        return bool(partners) or self._by_phone_modifier(noun)

    def _mediators(self, draft: Draft, token: Parsed) -> None:
        """``a meeting brokered by X``: whoever mediates is there as mediator."""
        for child in token.subtree:
            if (
                child.lemma_ in _MEDIATED
                and child.tag_ == "VBN"
                and child.dep_ in {"acl", "ROOT", "relcl", "conj", "advcl"}
            ):
                if clauses.distance(child, token) <= 2:
                    for entity in self.all_actors(clauses.agents(child)):
                        draft.roles.pop(entity, None)
                        draft.add(entity, Role.MEDIATOR)
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        if verb is not None and verb.lemma_ in _MEDIATED and token.dep_ in {"nsubjpass"}:
            for entity in self.all_actors(clauses.agents(verb)):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.MEDIATOR)

    def _summit(
        self, draft: Draft, noun: Parsed, carried: Parsed | None, frame: NounFrame
    ) -> list[Draft]:
        organizations = [e for e in draft.roles if e.kind == "organization"]
        for child in noun.children:
            if child.dep_ in {"compound", "nmod", "amod", "poss"}:
                organizations += self.discourse.actors(child)
        persons = draft.persons
        if carried is None:
            return []
        if len(draft.codes) == 2 and len(persons) == 2 and not organizations:
            draft.type = EventType.MEETING
            return [draft]
        for entity in organizations:
            if not entity.is_person:
                draft.add(entity, Role.PARTICIPANT)
        if frame.weak and not organizations:
            return []
        if carried.lemma_ in {"host", "chair"}:
            for entity in self.subject_actors(carried):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.HOST)
        return [draft] if organizations or len(draft.codes) >= 3 else []
