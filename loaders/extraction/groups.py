"""Several at once: "the two ministers", "both sides", "they", "his guests"."""

from __future__ import annotations

import re

from diplograph.graph.model import EventType, Role
from diplograph.loaders.extraction.clauses import governing_subjects
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.recollection import SINGULAR, Recollection
from diplograph.loaders.extraction.reference import LEADERS, Entity

# Offices that every government has.
_GOVERNING = frozenset({"minister", "president", "premier"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "iobj"})
_LED_BY = re.compile(r"^\W*(?:(?:were|are|was)\s+)?(?:led|headed)\s+by\W*$", re.IGNORECASE)
_AND_BY = re.compile(r"\b(?:and|,)\s+by\W*$", re.IGNORECASE)


class Groups(Recollection):
    """Resolves phrases for several actors."""

    def collective(self, nominal: Nominal) -> list[Entity]:
        """Those whom "the two ministers", "both sides", "the delegations" stand for."""
        title = nominal.titles[0] if nominal.titles else None
        if title is not None and title.codes:
            found: list[Entity] = []
            for code in title.codes:
                singular = Title(
                    title.start, title.end, title.head, title.level, title.words, (code,),
                    determiner="the", portfolio=title.portfolio,
                )  # fmt: skip
                person = self.cast.role(singular, nominal.start, self.recent(nominal.start))
                entity = person or self.cast.actor(code)
                if entity is not None and entity not in found:
                    found.append(entity)
            return found
        if title is None and nominal.codes:
            # "the two Koreas"
            return [a for code in nominal.codes if (a := self.cast.actor(code)) is not None]
        words = nominal.text.lower()
        if "delegation" in words or "team" in words:
            heads = self._heads(nominal)
            if heads:
                return heads
        if title is not None and title.relational == "guest":
            return self._guests(nominal)
        if title is not None and title.determiner is None and title.count is None:
            return []
        states = any(
            w in words
            for w in (
                "side",
                "countr",
                "nation",
                "state",
                "part",
                "govern",
                "capital",
                "delegation",
                "neighbo",
            )
        )
        count = title.count if title is not None else None
        if count is None:
            count = 3 if "three" in words else 4 if "four" in words else 2
        counted = any(w in words.split() for w in ("two", "both", "three", "four"))
        of_this_story = any(w in words for w in ("side", "part", "delegation"))
        if states and not counted and not of_this_story:
            # "the countries that signed the Charter" are any countries
            return []
        group = self._last_group(title, count, nominal, states)
        if not group and title is not None and title.count and title.level in _GOVERNING:
            return self._governed(count, nominal)
        if states and title is None:
            if self.sides and count == len(self.sides) and self._elsewhere(nominal):
                return self.sides
            actors: list[Entity] = []
            for entity in group:
                for code in entity.codes[:1]:
                    actor = self.cast.actor(code)
                    if actor is not None and actor not in actors:
                        actors.append(actor)
            self.sides = actors
            return actors
        return group

    def _governed(self, count: int, nominal: Nominal) -> list[Entity]:
        """``the two defence ministers`` of whom none is named: those of the two sides."""
        group = self._last_group(None, count, nominal, True)
        codes = dict.fromkeys(code for entity in group for code in entity.codes[:1])
        actors = [self.cast.actor(c) for c in codes if c in self.cast.authority.polities]
        found = [actor for actor in actors if actor is not None]
        return found if len(found) == count else []

    def _elsewhere(self, nominal: Nominal) -> bool:
        """Whether the last event told is some sentences off: "the two sides" are the story's."""
        assert self.sentence is not None
        if len(self.before_in_sentence(nominal)) > 1:
            return False
        last = self.drafts[-1].sentence if self.drafts else 0
        return last < self.sentence.index - 1

    def _heads(self, nominal: Nominal) -> list[Entity]:
        """``the delegations, led by A for the government and by B for the rebels``: A and B."""
        assert self.sentence is not None
        tokens, text = self.document.tokens, self.document.text
        after = [n for n in self.sentence.nominals if n.start >= nominal.end]
        start = tokens[nominal.end - 1].end
        heads: list[Entity] = []
        for other in after:
            before = text[start : tokens[other.start].start]
            if other.names and (_LED_BY if not heads else _AND_BY).search(before):
                heads += [e for e in self.resolve(other) if e not in heads]
        return heads if len(heads) > 1 else []

    def _guests(self, nominal: Nominal) -> list[Entity]:
        """``his guests``: those who came to the place where the story is."""
        assert self.sentence is not None
        host = next(iter(self.before_in_sentence(nominal)), None)
        guests: list[Entity] = []
        for draft in self.drafts:
            if draft.type is not EventType.VISIT or draft.background:
                continue
            for entity in draft.persons:
                visits = Role.VISITOR in draft.roles[entity] and entity is not host
                if visits and entity not in guests:
                    guests.append(entity)
        if host is not None and host.codes:
            guests = [e for e in guests if e.codes[:1] != host.codes[:1]]
        if len(guests) < 2 and host is not None:
            told = (d for d in reversed(self.drafts) if len(d.persons) > 1 and not d.background)
            last = next(told, None)
            guests = [e for e in last.persons if e is not host] if last is not None else []
        return guests if len(guests) > 1 else []

    def _last_group(
        self, title: Title | None, count: int, nominal: Nominal, states: bool
    ) -> list[Entity]:
        """The last persons mentioned together that fit ``the two ministers``."""
        # "received the two": whom a subject acts upon are others
        acting = self.acting_on(nominal) or []
        if title is None:
            beside = [e for e in self.before_in_sentence(nominal) if e not in acting]
            if len(beside) == count and len({e.codes for e in beside}) > 1:
                return beside
            if not states:
                group = [e for e in self.group if e not in acting]
                if len(group) == count and not beside:
                    return group
                told = [e for e in self.told_of if e not in acting]
                if len(told) == count and not beside and len({e.codes for e in told}) > 1:
                    return told
                newer = self._newer(nominal, count)
                if newer:
                    return newer
        for strict in (True, False) if title is not None else (False,):
            # those known to hold the office come before those whose office is not told
            group = self._group_of_drafts(title, count, strict, acting, named=True)
            group = group or self._recent_group(title, count, nominal, states, strict, acting)
            if group:
                return group
        # leaders told of without names stand for their polities until they are named
        return self._group_of_drafts(title, count, False, acting, named=False)

    def _newer(self, nominal: Nominal, count: int) -> list[Entity]:
        """The last two leaders, where one was brought up after the last event that was told."""
        last = next((d for d in reversed(self.drafts) if len(d.persons) > 1), None)
        if last is None or count != 2:
            return []
        told = self.document.sentences[last.sentence].end
        levels = {level for e in last.persons for level in e.levels} | LEADERS
        since = [e for at, e in self.history if at >= told and e.is_person]
        new = [e for e in since if e not in last.roles and e.levels & levels and e.codes]
        if not new:
            return []
        return self._recent_group(None, count, nominal, False, True, [])

    def _group_of_drafts(
        self, title: Title | None, count: int, strict: bool, acting: list[Entity], named: bool
    ) -> list[Entity]:
        """The participants of the last event that are as many as the phrase says."""
        for draft in reversed(self.drafts):
            if title is None or (not named and not draft.persons):
                members = [e for e in draft.roles if e not in acting]
            else:
                members = [e for e in draft.roles if self.fits(title, e, strict)]
                members = [e for e in members if e not in acting]
            codes = {c for e in members for c in e.codes}
            counted = title is None or title.count is not None
            if len(members) >= 2 and len(codes) >= 2 and not (counted and len(members) != count):
                return members
        return []

    def _recent_group(
        self,
        title: Title | None,
        count: int,
        nominal: Nominal,
        states: bool,
        strict: bool,
        acting: list[Entity],
    ) -> list[Entity]:
        """The last persons of different sides that were mentioned and fit the phrase."""
        chosen: list[Entity] = []
        codes_seen: set[str] = set()
        for entity in reversed(self.recent(nominal.start)):
            if (
                entity in chosen
                or entity in acting
                or not entity.codes
                or entity.codes[0] in codes_seen
            ):
                continue
            fits = (
                self.fits(title, entity, strict)
                if title is not None
                else states or entity.is_person
            )
            if not fits:
                continue
            chosen.insert(0, entity)
            codes_seen.add(entity.codes[0])
            if len(chosen) == count:
                break
        return chosen if len(chosen) >= 2 else []

    def they(self, nominal: Nominal) -> list[Entity]:
        """Those whom a plural pronoun stands for."""
        assert self.sentence is not None
        for other in reversed(self.sentence.nominals):
            if other.start < nominal.start and other.kind in {"group", "collective"}:
                group = self.resolve(other)
                if len(group) > 1:
                    return group
        earlier: list[Entity] = []
        for other in self.sentence.nominals:
            acts = other.kind in {"person", "role"} or other.text.lower() in SINGULAR
            if other.start < nominal.start and acts:
                earlier += [e for e in self.resolve(other) if e.is_person and e not in earlier]
        if (
            self.centre is None
            and len(earlier) == 1
            and self.previous_centre not in {None, earlier[0]}
        ):
            earlier = earlier if len({c for e in earlier for c in e.codes}) > 1 else []
        if len(earlier) > 1:
            return earlier
        if nominal.start == self.sentence.start and self.group:
            return self.group
        for draft in reversed(self.drafts):
            if len(draft.roles) >= 2 and draft.sides >= 2:
                return list(draft.roles)
        return []

    def acting_on(self, nominal: Nominal) -> list[Entity] | None:
        """Subjects of the verb that a pronoun is an object of; None where the parse has none."""
        assert self.sentence is not None
        parsed = self.sentence.parsed
        if parsed is None:
            return None
        objects = (t for t in parsed.doc if t.dep_ in _OBJECTS and parsed.nominal(t) is nominal)
        token = next(objects, None)
        if token is None:
            return None
        found: list[Entity] | None = None
        for subject in governing_subjects(token):
            other = parsed.nominal(subject)
            if other is not None and other is not nominal and other.start < nominal.start:
                found = [*(found or []), *(e for e in self.resolve(other) if e.is_person)]
        return found
