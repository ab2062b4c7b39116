"""Several met, received or called one after another: one event with each.

"Received A on Sunday and B on Monday", "spoke with A and then with B": one verb tells of several
events, and what stands between the names tells them apart. It is read from the words of the text,
since the parse hangs B on whatever stands before him.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import Sight
from diplograph.loaders.extraction.times import When

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_PERSONAL = frozenset({"person", "group", "role", "collective"})
_BODIES = frozenset({"polity", "organization"})
# What leads from one partner to the next, beside times and places.
_LINKS = frozenset(
    "and then later also first finally lastly subsequently thereafter afterwards afterward next "
    "with by to from in on at of the a an same early late following after before separately again "
    "both morning afternoon evening night that down phone telephone video link".split()
)
_NEXT = re.compile(
    r"\b(?:then|later|afterwards?|after\s+that|subsequently|thereafter|finally|lastly"
    r"|separately|next)\b",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(?:in\s+the|at|by)\s+(?:(?:early|late)\s+)?"
    r"(?:morning|afternoon|evening|night|noon|midday|dawn|breakfast|lunch|dinner)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\band\b|;|,(?!.*(?:\band\b|;|,))", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(r"\s*(?:[.;:)?!]|$)")
_JOINTS = re.compile(r"\band\b|[,;]", re.IGNORECASE)
_AND = re.compile(r"\band(?:\s+the\s+[\w-]+['’]s)?\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Setting:
    """When and where the text puts one of several, as far as it stands beside his name."""

    dates: tuple[When, ...]
    places: tuple[PlaceMention, ...]
    hours: bool

    @property
    def is_told(self) -> bool:
        return bool(self.dates or self.places or self.hours)


@dataclass(slots=True)
class _Turn:
    """Those met at one time."""

    partners: list[Entity]
    date: When | None = None
    place: PlaceMention | None = None


class Turns(Sight):
    """Parts the events of one verb or noun by the times, places and words between those met."""

    def parted(self, drafts: list[Draft], trigger: Parsed) -> list[Draft]:
        """``received A on Sunday and B on Monday``: one draft with each, at his own time."""
        if len(drafts) > 1 and all(draft.apart for draft in drafts):
            return [*drafts, *self._more(drafts, trigger)]
        if len(drafts) != 1 or drafts[0].type is EventType.SUMMIT:
            return drafts
        (draft,) = drafts
        if draft.group not in {"gathering", "Call"}:
            return drafts
        turns = self._turns(trigger)
        if len(turns) < 2:
            return self._again(draft, trigger)
        met = [e for turn in turns for e in turn.partners]
        common = [e for e in draft.roles if e not in met]
        if not common or not set(turns[0].partners) & set(draft.roles):
            return drafts
        role = draft.roles.get(turns[0].partners[0], {Role.PARTICIPANT})
        return [self._of(draft, common, turn, role) for turn in turns]

    def _more(self, drafts: list[Draft], trigger: Parsed) -> list[Draft]:
        """``met separately his colleague, A, B and C``: A, whom the parse may have lost."""
        first, told = drafts[0], {e for draft in drafts for e in draft.roles}
        common = [e for e in first.roles if all(e in draft.roles for draft in drafts)]
        nominals = self._row(self.parsed.span(trigger)[1])
        row = [e for nominal in nominals for e in self.discourse.resolve(nominal)]
        if not common or not told & set(row):
            return []
        lost = [_Turn([e]) for e in dict.fromkeys(row) if e not in told]
        return [self._of(first, common, turn, {Role.PARTICIPANT}) for turn in lost]

    def _again(self, draft: Draft, trigger: Parsed) -> list[Draft]:
        """``met in Sofia in March and in Bucharest in May``: the same people, twice."""
        if trigger.pos_ != "VERB" and trigger.tag_ != "NNS":
            # one meeting is at one time
            return [draft]
        begin = self.parsed.span(trigger)[1]
        row = self._row(begin)
        start = self._end(row[-1]) if row else begin
        stop = self._end_of_links(start)
        if not _CLOSED.match(self.document.text, stop):
            # "met in Sofia in March and in Bucharest in May signed a treaty"
            return [draft]
        settings: list[_Setting] = []
        at = start
        for joint in [*_JOINTS.finditer(self.document.text, start, stop), None]:
            edge = joint.start() if joint is not None else stop
            setting = self._setting((at, edge))
            if setting.dates and setting.places:
                settings.append(setting)
                at = edge
        towns = {each.places[0].name for each in settings if each.places[0].is_city}
        days = {each.dates[0].first for each in settings if len(each.dates) == 1}
        if len(settings) < 2 or not len(settings) == len(towns) == len(days):
            return [draft]
        persons = list(draft.roles)
        role = {Role.PARTICIPANT}
        return [
            self._of(draft, persons, _Turn([], each.dates[0], each.places[0]), role)
            for each in settings
        ]

    @staticmethod
    def _of(whole: Draft, common: list[Entity], turn: _Turn, role: set[Role]) -> Draft:
        draft = whole.told_with([*common, *turn.partners], role)
        draft.apart = bool(turn.partners)
        draft.date, draft.explicit_date = turn.date, turn.date is not None
        if draft.type is not EventType.CALL:
            draft.place, draft.explicit_place = turn.place, turn.place is not None
        return draft

    def _turns(self, trigger: Parsed) -> list[_Turn]:
        """Those met, parted where the text goes on to the next."""
        begin = self.parsed.span(trigger)[1]
        row = self._row(begin)
        if len(row) < 2:
            return []
        edges = [begin, *(self._end(n) for n in row)]
        starts = [*(self._start(n) for n in row), self._end_of_links(edges[-1])]
        joints = [(begin, begin), *map(self._joint, edges[1:-1], starts[1:-1])]
        joints.append((starts[-1], starts[-1]))
        turns: list[_Turn] = []
        before: _Setting | None = None
        for i, nominal in enumerate(row):
            # what stands before the joint is told of the one before it
            setting = self._setting((joints[i][1], starts[i]), (edges[i + 1], joints[i + 1][0]))
            between = self._setting((edges[i], starts[i]))
            # "with A and, in the evening, with B"
            opened = self._setting((joints[i][1], starts[i])).is_told and self._is_and(joints[i])
            apart = (
                opened
                or self._is_next(nominal, edges[i], starts[i])
                or (before is not None and before.is_told and setting.is_told and between.is_told)
            )
            partners = self.discourse.resolve(nominal)
            if len(turns) == 1 and self._names_first(turns[0], partners, edges[i], starts[i]):
                # "received both, first A, then B"
                turns[0].partners = []
            elif not turns or apart:
                turns.append(_Turn([]))
            elif self._end_of_links(edges[i]) < starts[i]:
                break
            turn = turns[-1]
            turn.partners += [e for e in partners if e not in turn.partners]
            turn.date = turn.date or next(iter(setting.dates), None)
            turn.place = turn.place or next(iter(setting.places), None)
            before = setting
        for earlier, later in pairwise(turns):
            # "with A in Geneva on Monday, then with B": on the same day, in the same town
            later.date = later.date or earlier.date
            later.place = later.place or earlier.place
        return turns

    def _names_first(self, turn: _Turn, partners: list[Entity], start: int, end: int) -> bool:
        told = len(turn.partners) > len(partners) and set(partners) < set(turn.partners)
        return told and _FIRST.search(self.document.text, start, end) is not None

    def _is_and(self, joint: tuple[int, int]) -> bool:
        return self.document.text[slice(*joint)].lower() == "and"

    def _row(self, at: int) -> list[Nominal]:
        """Those who stand behind a trigger one after another."""
        row: list[Nominal] = []
        for nominal in self.sentence.nominals:
            start = self._start(nominal)
            if start < at or self._is_where(nominal):
                continue
            if not self._is_met(nominal):
                break
            if self._end_of_links(at) < start and not (row and self._resumes(at, start)):
                break
            row.append(nominal)
            at = self._end(nominal)
        return row

    def _resumes(self, start: int, end: int) -> bool:
        """``A on Monday for talks on trade and B on Tuesday``: whether a list goes on behind it."""
        joints = list(_AND.finditer(self.document.text, start, end))
        words = (t for t in self.parsed.doc if start <= self.parsed.span(t)[0] < end)
        if not joints or any(t.pos_ in {"VERB", "AUX"} for t in words):
            return False
        return self._end_of_links(joints[-1].end()) >= end

    def _start(self, nominal: Nominal) -> int:
        return self.document.tokens[nominal.start].start

    def _end(self, nominal: Nominal) -> int:
        return self.document.tokens[nominal.end - 1].end

    def _is_where(self, nominal: Nominal) -> bool:
        """Whether a polity is only where something takes place."""
        return nominal.kind in _BODIES and any(
            p.preposition in {"in", "at"} and p.start < nominal.end and nominal.start < p.end
            for p in self.sentence.places
        )

    def _is_met(self, nominal: Nominal) -> bool:
        if nominal.genitive or nominal.kind not in _PERSONAL | _BODIES:
            return False
        token = self.parsed.token_at(self._start(nominal))
        return token is not None and token.dep_ not in {"nsubj", "nsubjpass"}

    def _is_next(self, nominal: Nominal, start: int, end: int) -> bool:
        """Whether the words between two partners, or the first of the second, say so."""
        text = self.document.text
        if _NEXT.search(text, start, end) and not any(
            w.start < end and start < w.end and _NEXT.search(w.text) for w in self.sentence.dates
        ):
            return True
        opening = self.document.offsets(self.sentence.start, self.sentence.end)[0]
        # "first A and then President B": the grammar of titles takes it for who was it then
        return self.document.tokens[nominal.start].key == "then" and bool(
            _FIRST.search(text, opening, end)
        )

    def _end_of_links(self, start: int) -> int:
        """How far times, places and joining words go on from an offset."""
        text = self.document.text
        stop = self.document.offsets(self.sentence.start, self.sentence.end)[1]
        spans = [(w.start, w.end) for w in self.sentence.dates]
        spans += [self.document.offsets(p.start, p.end) for p in self.sentence.places]
        spans += [m.span() for m in _PART_OF_DAY.finditer(text, start, stop)]
        edge = start
        for word in _WORD.finditer(text, start, stop):
            told = any(a <= word.start() < b for a, b in spans)
            if not told and word.group().lower() not in _LINKS:
                # the words up to the name that begins here
                return word.start()
            edge = word.end()
        return edge

    def _joint(self, start: int, end: int) -> tuple[int, int]:
        """Where the text passes from one partner to the next."""
        joint = _JOINT.search(self.document.text, start, end)
        return joint.span() if joint is not None else (end, end)

    def _setting(self, *stretches: tuple[int, int]) -> _Setting:
        """The times and places in stretches of the text."""
        offsets = [self.document.offsets(p.start, p.end)[0] for p in self.sentence.places]
        return _Setting(
            tuple(w for w in self.sentence.dates if any(a <= w.start < b for a, b in stretches)),
            tuple(
                p
                for p, at in zip(self.sentence.places, offsets, strict=True)
                if p.preposition in {"in", "at"} and any(a <= at < b for a, b in stretches)
            ),
            any(_PART_OF_DAY.search(self.document.text, a, b) for a, b in stretches),
        )
