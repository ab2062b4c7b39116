"""What each rule for a date expression resolves to, counted from the publication day.

Nothing is invented: without a publication day a relative expression stays unknown, and so does a
day or month whose year nothing in the text fixes.
"""

from __future__ import annotations

import datetime as dt
import re

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate
from diplograph.loaders.extraction.time_words import MONTHS, WEEKDAYS, WORD_NUMBERS, YEAR

# The first and the last day, month or year of an expression; both empty where nothing fixes them.
Pair = tuple[PartialDate | None, PartialDate | None]

# How far ahead two figures may look for their year: "in '27" said in 2021.
_PLANNED_YEARS = 10
_STAY_DAYS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_BESIDE_NOW = {"last": -1, "this": 0, "next": 1}
# The month that a season begins in.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Before a number these say that it is none of a year: "Resolution 1970", "some 2000".
_NO_YEAR = re.compile(
    r"\b(?:nos?|numbers?|resolutions?|articles?|sections?|paragraphs?|documents?|flights?|rooms?|at|"
    r"some|about|around|over|nearly|almost|than|least|most|approximately|roughly|another|only|"
    r"up\s+to|all|these|those)\.?\s*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to\s+(?:be|visit|travel|meet|hold|sign|arrive|fly|pay|host|receive|attend)|"
    r"scheduled|planned|plans?|due|expected|set\s+for|slated|upcoming|forthcoming|tentatively|"
    r"postponed\s+(?:to|until)|moved\s+to|fixed\s+for|intends?)\b",
    re.IGNORECASE,
)

# What is the first of its kind in so many years lies at no date so many years ahead.
_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|only|latest|once|twice|times?|best|worst|"
    r"most|least|(?:bigg|larg|high|low|long|short|clos|great|strong|earli|few|deep|sharp)est)\b"
    r"(?:[\s-]+(?!(?:will|would|is|are|be)\b)[\w’'-]+){0,8}\s*$",
    re.IGNORECASE,
)

# Stands in for the words before a date that is known to lie in the past; no text can hold it.
PAST = "\x00past"


def _direction(before: str) -> bool | None:
    """Whether the words before a date put it ahead (True), or in the past (False)."""
    if before == PAST:
        return False
    return True if _looks_ahead(before) else None


def _looks_ahead(before: str) -> bool:
    """Whether the words before a date put it in the future."""
    return _AHEAD.search(before) is not None


class DateRules:
    """Resolves what the rules of ``time_words`` have found in one article."""

    def __init__(self, published: dt.date | None) -> None:
        self.published = published

    def resolve(
        self, rule: str, groups: dict[str, str], before: str, after: str
    ) -> Pair | str | None:
        """The dates of an expression, from the groups of its pattern and the words around it.

        A word names an expression that counts from another event of the text (``same``, ``after``,
        ``before``, ``2week``, ``following monday``, ``stay 2``); nothing is returned for words that
        tell no date after all.
        """
        try:
            resolved: Pair | str | None = getattr(self, f"_{rule}")(groups, before, after)
        except InvalidDate:
            return None
        return resolved

    @staticmethod
    def _one(date: PartialDate | None) -> Pair:
        return date, date

    def _iso(self, g: dict[str, str], *_: str) -> Pair:
        return self._one(PartialDate(int(g["y"]), int(g["mo"]), int(g["d"])))

    def _numeric(self, g: dict[str, str], *_: str) -> Pair | None:
        day, month = int(g["d"]), int(g["mo"])
        if month > 12 or day > 31 or not day or not month:
            return None
        # 03/04/2021 is two different days in two countries: only an unmistakable one counts
        if day <= 12 and month != day:
            return self._one(PartialDate(int(g["y"])))
        return self._one(PartialDate(int(g["y"]), month, day))

    def _month_number(self, name: str) -> int:
        return MONTHS[name.lower().rstrip(".")]

    def _day_number(self, text: str) -> int:
        return int(re.sub(r"\D", "", text))

    def _in_year(
        self, year: str | None, month: int, day: int | None, ahead: bool | None
    ) -> PartialDate | None:
        """Choose the year of a day or month: next when ahead, latest when past, else near."""
        if year:
            return PartialDate(int(year), month, day)
        if self.published is None:
            return None
        base = self.published.year
        candidates = []
        for y in (base - 1, base, base + 1):
            try:
                candidates.append(PartialDate(y, month, day))
            except InvalidDate:
                continue
        if ahead is None:
            # nothing says which way: of dates without a year, news means the nearest
            near = self.published
            return min(candidates, key=lambda c: abs((c.first_day - near).days), default=None)
        if ahead:
            coming = [c for c in candidates if c.last_day >= self.published]
            return coming[0] if coming else None
        past = [c for c in candidates if c.first_day <= self.published]
        return past[-1] if past else None

    def _both_ways(self, year: str | None, month: int, day: int | None, before: str) -> Pair:
        return self._one(self._in_year(year, month, day, _direction(before)))

    def _md(self, g: dict[str, str], before: str, after: str) -> Pair | None:
        month, day = self._month_number(g["m"]), self._day_number(g["d"])
        return self._both_ways(self._year_of(g), month, day, before)

    _dm = _md

    def _year_of(self, g: dict[str, str]) -> str | None:
        """The year that stands behind a day or month: ``2019``, ``of last year``."""
        if g.get("y") or not g["ry"] or self.published is None:
            return g.get("y")
        return str(self.published.year + _BESIDE_NOW[g["ry"].lower()])

    def _range(
        self, m1: str, d1: str, y1: str | None, m2: str, d2: str, y2: str | None, before: str
    ) -> Pair:
        ahead = _looks_ahead(before)
        year = y1 or y2
        if not year and ahead:
            # a range that has begun is still ahead: its last day chooses the year
            end = self._in_year(None, self._month_number(m2), self._day_number(d2), ahead)
            wraps = self._month_number(m2) < self._month_number(m1)
            year = str(end.year - wraps) if end is not None else None
        first = self._in_year(
            year, self._month_number(m1), self._day_number(d1), _direction(before)
        )
        if first is None:
            return None, None
        last = PartialDate(first.year, self._month_number(m2), self._day_number(d2))
        if last < first:
            last = PartialDate(first.year + 1, last.month, last.day)
        return first, last

    def _range_md_md(self, g: dict[str, str], before: str, after: str) -> Pair:
        return self._range(g["m1"], g["d1"], g["y1"], g["m2"], g["d2"], g["y2"], before)

    _range_dm_dm = _range_md_md

    def _range_mdd(self, g: dict[str, str], before: str, after: str) -> Pair:
        return self._range(g["m1"], g["d1"], g["y1"], g["m1"], g["d2"], None, before)

    _range_ddm = _range_mdd

    def _my(self, g: dict[str, str], *_: str) -> Pair:
        return self._one(PartialDate(int(g["y"]), self._month_number(g["m"])))

    def _month_of_year(self, g: dict[str, str], before: str, after: str) -> Pair:
        return self._both_ways(self._year_of(g), self._month_number(g["m"]), None, before)

    def _last_month_name(self, g: dict[str, str], *_: str) -> Pair:
        ahead = g["rel"].lower() in {"next", "this coming"}
        month = self._month_number(g["m"])
        if g["rel"].lower() == "this" and self.published is not None:
            return self._one(PartialDate(self.published.year, month))
        date = self._in_year(None, month, None, ahead)
        if (
            date is not None
            and self.published is not None
            and (date.year, date.month) == (self.published.year, self.published.month)
        ):
            date = PartialDate(date.year + (1 if ahead else -1), month)
        return self._one(date)

    def _month(self, g: dict[str, str], before: str, after: str) -> Pair:
        return self._both_ways(None, self._month_number(g["m"]), None, before)

    def _by_end_month(self, g: dict[str, str], before: str, after: str) -> Pair:
        month = self._both_ways(g["y"], self._month_number(g["m"]), None, before)
        date, now = month[0], self.published
        if g["by"].lower() == "at" or date is None or now is None or date.year != now.year:
            return month
        # "by the end of June", said in April, is any day until then: all that it fixes is the year
        return (
            month
            if date.month is None or date.month <= now.month
            else self._one(PartialDate(date.year))
        )

    def _days_of_month(self, g: dict[str, str], before: str, after: str) -> Pair:
        (month, _), count = self._both_ways(g["y"], self._month_number(g["m"]), None, before), 0
        if month is None:
            return None, None
        count = self._count(g["n"]) - 1
        if g["which"].lower() == "first":
            day = month.first_day
            return PartialDate.of(day), PartialDate.of(day + dt.timedelta(count))
        day = month.last_day
        return PartialDate.of(day - dt.timedelta(count)), PartialDate.of(day)

    def _nth(self, g: dict[str, str], before: str, after: str) -> Pair:
        """``on the 13th``: of this month, or of the last or next one that has such a day.

        ``on the 16th and 17th`` are two days of the month that the first is of.
        """
        if self.published is None:
            return None, None
        day, relation = self._day_number(g["d"]), (g["rel"] or "").lower()
        ahead = _looks_ahead(before)
        shifts = {"last": (-1,), "next": (1,), "this": (0,)}.get(relation)
        for shift in shifts or ((0, 1, 2) if ahead else (0, -1, -2)):
            month = self._shift(shift, "month", self.published)
            try:
                date = PartialDate(month.year, month.month, day)
            except InvalidDate:
                continue
            if shifts or (
                date.first_day >= self.published if ahead else date.first_day <= self.published
            ):
                last = self._day_number(g["d2"]) if g["d2"] else day
                return date, PartialDate(month.year, month.month, max(day, last))
        return None, None

    def _weekday_of(self, name: str, ahead: bool, published: dt.date) -> dt.date:
        delta = (WEEKDAYS[name.lower()] - published.weekday()) % 7
        if ahead:
            return published + dt.timedelta(delta or 7)
        return published - dt.timedelta((7 - delta) % 7)

    def _weekday(self, g: dict[str, str], before: str, after: str) -> Pair | str | None:
        relation = (g["rel"] or "").lower()
        if self.published is None:
            return None, None
        if g["week"]:
            # "on Thursday of last week"
            shift = {"last": -1, "next": 1}.get(g["week"].lower(), 0)
            monday = self.published + dt.timedelta(7 * shift - self.published.weekday())
            return self._one(PartialDate.of(monday + dt.timedelta(WEEKDAYS[g["w"].lower()])))
        ahead = relation in {"next", "this coming", "the following"} or _looks_ahead(before)
        day = self._weekday_of(g["w"], ahead, self.published)
        if g["half"] and g["half"].lower() == "week":
            day += dt.timedelta(7)
        if relation == "last" and day == self.published:
            day -= dt.timedelta(7)
        return self._one(PartialDate.of(day))

    def _weekday_told(self, g: dict[str, str], *_: str) -> str:
        """``the following Monday``: counted from the day that is told before it."""
        relation = (g["rel"] or "same").lower().replace("next", "following")
        return f"{relation} {g['w'].lower()}"

    def alone(self, rule: str, groups: dict[str, str], before: str) -> Pair:
        """What an expression that counts from a day means where none is told before it."""
        if rule != "weekday_told" or self.published is None:
            return None, None
        ahead = (groups["rel"] or "").lower() == "following" or _looks_ahead(before)
        return self._one(PartialDate.of(self._weekday_of(groups["w"], ahead, self.published)))

    def _weekday_range(self, g: dict[str, str], before: str, after: str) -> Pair:
        if self.published is None:
            return None, None
        ahead = (g["rel"] or "").lower() == "next" or _looks_ahead(before)
        if ahead:
            first = self._weekday_of(g["w1"], True, self.published)
            span = (WEEKDAYS[g["w2"].lower()] - WEEKDAYS[g["w1"].lower()]) % 7
            return PartialDate.of(first), PartialDate.of(first + dt.timedelta(span))
        last = self._weekday_of(g["w2"], False, self.published)
        span = (WEEKDAYS[g["w2"].lower()] - WEEKDAYS[g["w1"].lower()]) % 7
        return PartialDate.of(last - dt.timedelta(span)), PartialDate.of(last)

    def _shift(self, count: int, unit: str, base: dt.date) -> PartialDate:
        if unit == "day":
            return PartialDate.of(base + dt.timedelta(count))
        if unit == "week":
            day = base + dt.timedelta(7 * count)
            return PartialDate(day.year, day.month)
        if unit == "month":
            index = base.year * 12 + base.month - 1 + count
            return PartialDate(index // 12, index % 12 + 1)
        return PartialDate(base.year + count)

    def _count(self, words: str) -> int:
        return int(words) if words.isdigit() else WORD_NUMBERS[words.lower()]

    def _ago(self, g: dict[str, str], before: str, after: str) -> Pair | str | None:
        count, unit, direction = self._count(g["n"]), g["unit"].lower(), g["dir"].lower()
        if direction == "ago":
            if self.published is None:
                return None, None
            return self._one(self._shift(-count, unit, self.published))
        if unit == "day" and count == 1:
            return "after" if direction in {"later", "after"} else "before"
        sign = 1 if direction in {"later", "after"} else -1
        return f"{sign * count}{unit}"

    def _in_n(self, g: dict[str, str], before: str, after: str) -> Pair | None:
        if _RANKED.search(before):
            return None
        if self.published is None:
            return None, None
        return self._one(self._shift(self._count(g["n"]), g["unit"].lower(), self.published))

    def _within(self, g: dict[str, str], before: str, after: str) -> Pair | None:
        """``within two months``: any day until then, so at most the month or year they share."""
        if not _looks_ahead(before):
            return None
        if self.published is None:
            return None, None
        last = self._shift(self._count(g["n"]), g["unit"].lower(), self.published)
        if last.year != self.published.year:
            return None, None
        month = last.month if last.month == self.published.month else None
        return self._one(PartialDate(last.year, month))

    def _anniversary(self, g: dict[str, str], before: str, after: str) -> Pair:
        """``It was three years on Saturday since``: the day so many years before."""
        if self.published is None:
            return None, None
        day = self._weekday_of(g["w"], _looks_ahead(before), self.published)
        return self._one(PartialDate(day.year - self._count(g["n"]), day.month, day.day))

    def _same_day(self, *_: object) -> str:
        return "same"

    _hour = _same_day

    def _day_after(self, *_: object) -> str:
        return "after"

    def _day_before(self, *_: object) -> str:
        return "before"

    def _relative_day(self, days: int) -> Pair:
        if self.published is None:
            return None, None
        return self._one(PartialDate.of(self.published + dt.timedelta(days)))

    def _today(self, *_: object) -> Pair:
        return self._relative_day(0)

    def _yesterday(self, *_: object) -> Pair:
        return self._relative_day(-1)

    def _tomorrow(self, *_: object) -> Pair:
        return self._relative_day(1)

    def _rel_unit_told(self, g: dict[str, str], *_: str) -> str:
        unit = next(unit for unit in (g["unit"], g["that"], g["beside"]) if unit)
        word = (g["rel"] or g["way"] or "same").lower()
        count = {"following": 1, "after": 1, "same": 0}.get(word, -1)
        return f"{count}{unit.lower().replace('week', 'calendarweek')}"

    def _day_of_stay(self, g: dict[str, str], *_: str) -> str:
        """``on the second day of his visit``: a day of the visit, whenever that is."""
        return f"stay {_STAY_DAYS.get((g['nth'] or 'first').lower(), 1)}"

    def _two_days(self, g: dict[str, str], *_: str) -> Pair:
        return self._relative_day(-2 if g["rel"].lower().startswith("before") else 2)

    def _unit_around(self, unit: str, shift: int) -> Pair:
        if self.published is None:
            return None, None
        if unit == "year":
            return self._one(PartialDate(self.published.year + shift))
        if unit == "month":
            return self._one(self._shift(shift, "month", self.published))
        monday = self.published - dt.timedelta(self.published.weekday()) + dt.timedelta(7 * shift)
        sunday = monday + dt.timedelta(6)
        if unit == "weekend":
            saturday = monday + dt.timedelta(5)
            return PartialDate.of(saturday), PartialDate.of(sunday)
        if (monday.year, monday.month) == (sunday.year, sunday.month):
            return self._one(PartialDate(monday.year, monday.month))
        if shift == 0:
            return self._one(PartialDate(self.published.year, self.published.month))
        if monday.year == sunday.year:
            return self._one(PartialDate(monday.year))
        return None, None

    def _part_of_month(self, g: dict[str, str], *_: str) -> Pair:
        return self._unit_around(g["unit"].lower(), 0)

    def _by_end(self, g: dict[str, str], *_: str) -> Pair:
        return self._unit_around(g["unit"].lower(), 0)

    def _year_out(self, *_: object) -> Pair:
        return self._unit_around("year", 0)

    def _rel_unit(self, g: dict[str, str], *_: str) -> Pair:
        relation = g["rel"].lower()
        if relation == "the past":
            return None, None
        shift = {"last": -1, "next": 1, "this past": -1, "the coming": 1}.get(relation, 0)
        return self._unit_around(g["unit"].lower(), shift)

    def _before_last(self, g: dict[str, str], *_: str) -> Pair:
        ahead = g["way"].lower().startswith("after")
        return self._unit_around(g["unit"].lower(), 2 if ahead else -2)

    def _season(self, g: dict[str, str], before: str, after: str) -> Pair:
        if g["y"]:
            return self._one(PartialDate(int(g["y"])))
        relation = g["rel"].lower()
        if self.published is None or relation not in {"last", "next"}:
            return self._unit_around("year", 0)
        # "next summer", said in August, is that of the year after; said in March, of this year
        begun = self.published.month >= _SEASONS[g["season"].lower()]
        if relation == "next":
            return self._unit_around("year", 1 if begun else 0)
        over = self.published.month >= _SEASONS[g["season"].lower()] + 3
        return self._unit_around("year", 0 if over else -1)

    def _quarter(self, g: dict[str, str], before: str, after: str) -> Pair:
        year = g["y"] or next(iter(re.findall(rf"^\s*(?:of\s+)?({YEAR})", after)), None)
        if year:
            return self._one(PartialDate(int(year)))
        return self._unit_around("year", 0)

    def _year(self, g: dict[str, str], before: str, after: str) -> Pair:
        return self._one(PartialDate(int(g["y"])))

    def _named_year(self, g: dict[str, str], before: str, after: str) -> Pair | None:
        return None if _NO_YEAR.search(before) else self._year(g, before, after)

    def _short_year(self, g: dict[str, str], *_: str) -> Pair:
        if self.published is None:
            return None, None
        # of the years that end so, the last that was not long after publication
        year, latest = int(g["y"] or g["spoken"]), self.published.year + _PLANNED_YEARS
        return self._one(PartialDate(latest - (latest - year) % 100))

    def _named_day(self, *_: object) -> Pair:
        return self._one(PartialDate(2001, 9, 11))
