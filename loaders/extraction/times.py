"""Find date expressions and resolve them against the publication day.

Only expressions that fix a day, month or year become dates; "recently" stays unknown. A relative
expression in an article without a publication date stays unknown too, and so does a day or month
whose year nothing in the text fixes: its words are kept, no year is invented.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from diplograph.graph.dates import PartialDate
from diplograph.loaders.extraction.date_rules import PAST, DateRules
from diplograph.loaders.extraction.time_words import RULES, rules_for

# Rules for words that name something by its time instead of saying when something is.
_NAMING = frozenset({"named_day", "named_year", "short_year"})
_SINCE = re.compile(r"\b(?:since|from|starting|(?<!the )beginning)\s+$", re.IGNORECASE)
# "from Monday to Friday" ends on Friday, "moved to Friday" is on Friday.
_MOVED = re.compile(
    r"\b(?:moved|postponed|rescheduled|delayed|put|shifted|brought|deferred)\s+(?:\w+\s+){0,2}to\s+$",
    re.IGNORECASE,
)
# "tomorrow, July 25th", "on 3 May (Tuesday)": the same day twice, the surer one of the month.
_OF_MONTH = frozenset({"md", "dm", "iso", "numeric"})
_ROUGHLY = frozenset(
    "weekday today tomorrow yesterday same_day day_after day_before part_of_month rel_unit".split()
)
_BESIDE = re.compile(r"\s*[,(]?\s*(?:on\s+)?", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|to)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A date expression: offsets, rule, and what it resolves to.

    ``anchored`` names expressions that count from another event of the text ("the same day"):
    ``same``, ``after`` or ``before``; what they have in ``first`` and ``last`` holds where no such
    event is told. ``edge`` is ``since`` or ``until`` for one-sided bounds.
    ``is_fixed`` says that other words of the text complete the date, whichever way it lies.
    """

    start: int
    end: int
    text: str
    rule: str
    first: PartialDate | None = None
    last: PartialDate | None = None
    anchored: str | None = None
    edge: str | None = None
    is_fixed: bool = False

    @property
    def is_naming(self) -> bool:
        """Whether the words name something by its time ("the 2015 accord", "9/11").

        Such an expression is a date of the text, but does not say when what the sentence tells was.
        """
        return self.rule in _NAMING


class Calendar:
    """Resolves date expressions of one article."""

    def __init__(self, published: dt.date | None) -> None:
        self.published = published
        self.rules = DateRules(published)

    def find(self, text: str, start: int, end: int) -> list[When]:
        """All date expressions of ``text[start:end]`` in text order, longest rule first."""
        taken: list[tuple[int, int]] = []
        found: list[When] = []
        for rule, pattern in rules_for(text, start, end):
            for match in pattern.finditer(text, start, end):
                a, b = match.span()
                if any(a < y and x < b for x, y in taken):
                    continue
                when = self._resolve(rule, match, text[max(start, a - 40) : a], text[b : b + 40])
                if when is None:
                    continue
                before = text[max(start, a - 16) : a]
                words = match.group().lower()
                if "range" in rule:
                    pass  # "from 17 to 20 May" has both its ends
                elif _SINCE.search(before) or words.startswith(("since ", "from ")):
                    when = replace(when, edge="since")
                elif _MOVED.search(text, max(start, a - 40), a):
                    pass
                elif _UNTIL.search(before) or words.startswith(("until ",)):
                    when = replace(when, edge="until")
                taken.append((a, b))
                found.append(when)
        return _once(sorted(found, key=lambda w: w.start), text)

    def _resolve(self, rule: str, match: re.Match[str], before: str, after: str) -> When | None:
        words, (a, b) = match.group(), match.span()
        resolved = self.rules.resolve(rule, match.groupdict(), before, after)
        if resolved is None:
            return None
        if isinstance(resolved, str):
            first, last = self.rules.alone(rule, match.groupdict(), before)
            return When(a, b, words, rule, first, last, anchored=resolved)
        first, last = resolved
        return When(a, b, words, rule, first, last)


def _once(found: list[When], text: str) -> list[When]:
    """Dates with those of one day made one, by the words that leave less room."""
    once: list[When] = []
    for when in reversed(found):
        after = once[-1] if once else None
        if after is not None and _BESIDE.fullmatch(text, when.end, after.start):
            if when.rule in _ROUGHLY and after.rule in _OF_MONTH:
                said = text[when.start : after.end]
                edge = when.edge or after.edge
                once[-1] = replace(after, start=when.start, text=said, edge=edge)
                continue
            if when.rule in _OF_MONTH and after.rule == "weekday":
                once.pop()
        once.append(when)
    return once[::-1]


def ahead_of(when: When, calendar: Calendar, text: str) -> When:
    """Resolve an expression again as a future one (the governing verb says so)."""
    return _again(when, calendar, text, "will ")


def behind_of(when: When, calendar: Calendar, text: str) -> When:
    """Resolve an expression again as a past one."""
    return _again(when, calendar, text, PAST)


def _again(when: When, calendar: Calendar, text: str, before: str) -> When:
    """Resolve an expression as if these words stood before it; as it was where it cannot be."""
    pattern = next((pattern for rule, pattern in RULES if rule == when.rule), None)
    match = None
    if pattern is not None:
        match = pattern.match(text, when.start) or pattern.search(text, when.start, when.end)
    if match is None or when.is_fixed:
        return when
    after = text[match.end() : match.end() + 40]
    resolved = calendar.rules.resolve(when.rule, match.groupdict(), before, after)
    if isinstance(resolved, tuple):
        return replace(when, first=resolved[0], last=resolved[1])
    return when
