"""Summits and sessions: named gatherings of many, often told by one organisation alone.

"NATO's foreign ministers met in Riga", "the ASEAN summit set for Friday has been called off", "the
leaders agreed at their summit in Bali": the organisation stands for those who come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.attachment import CANCELLING, POSTPONING
from diplograph.loaders.extraction.bodies import ASSEMBLING, Bodies
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_verb
from diplograph.loaders.extraction.frames import GATHERING, NounFrame, VerbFrame
from diplograph.loaders.extraction.reference import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_JOINING = frozenset({"join", "attend", "participate", "address"})
_HOSTING = frozenset({"host", "chair"})
_HOSTS = frozenset({"host", "chair", "chairman", "chairwoman"})
_OF_THE_WORLD = frozenset("international global world donor donors pledging regional".split())
_CEREMONIES = frozenset("funeral coronation wedding inauguration burial game match".split())
# What happens to a gathering that is not held, or set for a day.
_RESETTING = CANCELLING | POSTPONING
_RESETTING |= frozenset(
    "put call move shift schedule plan set fix announce expect convoke summon adjourn bring".split()
)
# What a gathering does that is held.
_DECIDING = frozenset("adopt approve endorse elect".split())


def is_of_the_press(noun: Parsed) -> bool:
    """``a press conference``, at which nobody gathers but reporters."""
    return any(c.lower_ in {"press", "news"} for c in noun.children)


class Sessions(Bodies):
    """Reads gatherings that an organisation or more than two sides hold."""

    def session(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``the leaders of X met in Y``, ``X's foreign ministers gather on Monday``."""
        if clauses.is_passive(verb) or clauses.objects(verb):
            return []
        if clauses.prepositions(verb, "with") or self.by_phone(verb):
            return []
        if any(t.lemma_ in _CEREMONIES for t in clauses.prepositions(verb, "for", "at")):
            return []
        bodies = self.assembled(clauses.subjects(verb))
        probe = self.draft(EventType.SUMMIT, status, verb)
        self.situation.date(probe, verb)
        self.situation.place(probe, verb)
        if len(bodies) != 1 or (probe.date is None and probe.place is None):
            return []
        draft = self.draft(EventType.SUMMIT, status, verb)
        draft.add(bodies[0], Role.PARTICIPANT)
        return [draft]

    def of_members(self, noun: Parsed, carried: Parsed | None) -> bool:
        """Whether a meeting is a session: ``an emergency meeting of X's foreign ministers``."""
        carried = carried or self._convened(noun)
        if noun.lemma_ != "meeting" or carried is None:
            return False
        whose = clauses.prepositions(noun, "of")
        holders = clauses.subjects(carried)
        if self.assembled(whose) or self.assembled(holders):
            return True
        nominals = [n for t in whose if (n := self.parsed.nominal(t)) is not None]
        members = any(
            n.kind == "collective" and n.titles and n.titles[0].level in ASSEMBLING
            for n in nominals
        )
        owners = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod"}]
        bodies = self.all_actors([*holders, *owners])
        return members and any(e.kind == "organization" for e in bodies)

    def summit(
        self, draft: Draft, noun: Parsed, carried: Parsed | None, frame: NounFrame
    ) -> list[Draft]:
        """Complete what a noun tells of a summit: whose it is, and who hosts it."""
        organizations = [e for e in draft.roles if e.kind == "organization"]
        # "the ASEAN summit", "the summit of the ASEAN bloc"
        for child in [c for t in (noun, *clauses.prepositions(noun, "of")) for c in t.children]:
            if child.dep_ in {"compound", "nmod", "amod", "poss"}:
                organizations += self.discourse.actors(child)
        if not organizations:
            organizations += self.assembled(clauses.prepositions(noun, "of"))
        if carried is None:
            carried = self._convened(noun)
            if carried is None:
                return []
            for entity in self._unnamed(carried):
                draft.roles.pop(entity, None)
            if noun.head.lower_ == "at":
                # "at their summit": theirs who are the subject
                bodies = self.assembled(clauses.subjects(carried))
                draft.roles = {e: {Role.PARTICIPANT} for e in bodies} or draft.roles
        if is_of_the_press(noun) or self._of_a_parliament([noun, *clauses.subjects(carried)]):
            return []
        persons = draft.persons
        if carried.dep_ == "relcl":
            # it is this clause that tells of it, and when
            told = status_of_verb(carried)
            if told is None:
                return []
            draft.status = told
            self.situation.date(draft, carried)
            self.situation.place(draft, carried)
        further = any(c.lower_ == "next" for c in noun.children)
        holding = carried.lemma_ == "hold" and noun.dep_ == "dobj" and not persons
        if further and not organizations and (not draft.codes or holding):
            # "the next session will be held in Minsk": of the organisation whose session this is
            organizations = self._of_this_one()
            for entity in list(draft.roles) if organizations else []:
                # "Iceland will hold the next session"
                draft.roles[entity] = {Role.HOST}
        if carried.lemma_ == "be" and noun.dep_ != "nsubj":
            # "as host of the summit, this is a year of ...": only named
            return []
        joined = carried.lemma_ in _JOINING
        if len(draft.codes) == 2 and len(persons) in {0, 2} and not organizations and not joined:
            # "the two closed the sixth session of their commission": of two it is a meeting
            draft.type = EventType.MEETING
            return [draft]
        for entity in organizations:
            if not entity.is_person:
                draft.add(entity, Role.PARTICIPANT)
        presiding = self._presiding(noun, carried)
        hosts = presiding or self._hosts(noun, carried)
        for entity in hosts:
            draft.roles.pop(entity, None)
            draft.add(entity, Role.HOST)
        told_of = any(c.dep_ == "relcl" for c in self._clauses_of(noun)) or bool(presiding)
        if hosts and (told_of or any(c.lower_ in _OF_THE_WORLD for c in noun.children)):
            # "Oman will host an international conference on the Gulf": who comes is not told
            return [draft]
        if frame.weak and not organizations:
            return []
        if not any(e.kind == "organization" for e in organizations) and len(draft.codes) < 2:
            # "A hosts the Washington Fellowship Summit": nobody else is told
            return []
        return [draft] if organizations or len(draft.codes) >= 3 else []

    def _unnamed(self, verb: Parsed) -> list[Entity]:
        """Whom ``the leaders of six countries`` may stand for: of so many nobody can tell."""
        vague = [
            nominal
            for head in clauses.subjects(verb)
            if (nominal := self.parsed.nominal(head)) is not None
            and nominal.kind == "collective"
            and not (nominal.codes or nominal.names)
        ]
        return [entity for nominal in vague for entity in self.discourse.resolve(nominal)]

    def _of_a_parliament(self, heads: list[Parsed]) -> bool:
        """``the European Parliament opened its session``: it is no state that sits there."""
        near = [*heads, *(c for head in heads for c in head.children)]
        nominals = [n for token in near if (n := self.parsed.nominal(token)) is not None]
        return any("parliament" in n.text.lower() for n in nominals)

    def _hosts(self, noun: Parsed, carried: Parsed) -> list[Entity]:
        """``A hosts the summit``, ``the summit, hosted by A``, ``the summit that A hosts``."""
        for chair in clauses.prepositions(carried, "under"):
            if chair.lemma_ in {"chairmanship", "presidency"}:
                # "was held under the chairmanship of X"
                return self.all_actors(clauses.prepositions(chair, "of"))
        for verb in [carried, *self._clauses_of(noun)]:
            held = [c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "hold"]
            if verb.dep_ == "relcl" and held and not clauses.is_passive(held[0]):
                # "the summit which Riga was to hold"
                return self.subject_actors(verb)
            if verb.lemma_ not in _HOSTING:
                continue
            if clauses.is_passive(verb) or verb.dep_ == "acl":
                return self.all_actors(clauses.agents(verb))
            return self.subject_actors(verb)
        return []

    def _presiding(self, noun: Parsed, carried: Parsed) -> list[Entity]:
        """``held with A as host``, ``at which A and B presided``, ``presided over by A``."""
        if noun.lemma_ == "session":
            # over those of a cabinet or council somebody presides as well
            return []
        for verb in [carried, *self._clauses_of(noun)]:
            if verb.lemma_ == "preside":
                passive = clauses.is_passive(verb) or verb.dep_ == "acl"
                chairs = clauses.agents(verb) if passive else clauses.subjects(verb)
                return self.all_actors(chairs)
            for each in clauses.prepositions(verb, "with"):
                if self._is_host(clauses.prepositions(each, "as")) or self._is_host(
                    clauses.prepositions(verb, "as")
                ):
                    return self.all_actors([each])
        return []

    def _is_host(self, heads: list[Parsed]) -> bool:
        nominals = [self.parsed.nominal(t) for t in heads]
        words = [n.text.split()[-1].lower() for n in nominals if n is not None]
        return any(word in _HOSTS for word in [*words, *(t.lemma_ for t in heads)])

    @staticmethod
    def _clauses_of(noun: Parsed) -> list[Parsed]:
        """Clauses about a gathering: the parse may hang them on the organisation behind it."""
        heads = [noun, *clauses.prepositions(noun, "of")]
        return [c for head in heads for c in head.children if c.dep_ in {"acl", "relcl"}]

    def _of_this_one(self) -> list[Entity]:
        """The organisation that the article speaks of, for the next of its gatherings."""
        recent = self.discourse.recent(self.sentence.end)
        return [e for e in reversed(recent) if e.kind == "organization"][:1]

    def _convened(self, noun: Parsed) -> Parsed | None:
        """The verb that tells of a summit which is called off, set for a day, or gathered for."""
        verb = clauses.governing_verb(noun)
        if verb is None:
            return None
        for clause in self._clauses_of(noun):
            if clause.dep_ == "relcl" and clause.lemma_ in _HOSTING and noun.dep_ == "pobj":
                # "five days before the summit that A hosts in Rome"
                return clause
        if noun.dep_ == "pobj" and noun.head.lower_ == "at":
            if self.assembled(clauses.subjects(verb)):
                # "the leaders of X agreed at a summit in Rome"
                return verb
        if noun.dep_ in {"nsubjpass", "dobj"} and verb.lemma_ in _RESETTING:
            return verb
        if noun.dep_ == "dobj" and verb.lemma_ in _JOINING:
            return verb
        if noun.dep_ == "nsubj" and verb.lemma_ in _DECIDING:
            return verb
        if noun.dep_ == "pobj" and noun.head.head == verb:
            # "X met Y at a summit" tells of their meeting, and only names the summit
            words = {"for", "at", "in"} if verb.lemma_ in GATHERING else {"for"}
            if verb.lemma_ in GATHERING | {"meet"} and noun.head.lower_ in words:
                return verb
        return None
