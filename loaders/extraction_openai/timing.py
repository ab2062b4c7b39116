"""Dates of an answer, held against the words of the text that are said to give them."""

from __future__ import annotations

import datetime as dt

from diplograph.graph.dates import EventTime, PartialDate, Precision
from diplograph.graph.errors import InvalidDate
from diplograph.graph.model import EventType, Mention, MentionKind
from diplograph.loaders.extraction.times import Calendar, When, ahead_of, behind_of
from diplograph.loaders.extraction_openai.anchoring import AnchoredText, one_line
from diplograph.loaders.extraction_openai.answer import AnsweredDate
from diplograph.loaders.extraction_openai.dropped import Dropped, Reason

# What "the same day", "the next day" and "the day before" add to the day that they count from.
_STEPS = {"same": 0, "after": 1, "before": -1}


class Dates:
    """The date expressions of one article.

    The words decide: a date is taken where the expressions in the words that the model points to
    resolve to it, in the past or the future. A date finer or coarser than they are becomes as exact
    as they are; one that contradicts them is dropped.
    """

    def __init__(self, text: AnchoredText, published: dt.date | None, dropped: Dropped) -> None:
        self._text = text
        self._dropped = dropped
        self._calendar = Calendar(published)
        self._found = self._calendar.find(text.text, 0, len(text.text))
        self._told = {each.first for each in self._found if each.first is not None}
        self._mentions: dict[int, Mention] = {}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The date expressions that gave a date."""
        return tuple(self._mentions.values())

    def time(self, answered: AnsweredDate | None, kind: EventType) -> EventTime:
        """The time of an event of that type; words that fix no date stay words."""
        if answered is None:
            return EventTime()
        quote = self._text.find(answered.words)
        if quote is None:
            self._dropped.add(Reason.DATE_WORDS)
            return EventTime()
        words = one_line(quote)
        expressions = [
            each for each in self._found if each.start < quote.end and quote.start < each.end
        ]
        start = self._supported(answered.start, expressions)
        end = self._supported(answered.end, expressions) if answered.end is not None else None
        if start is None:
            return EventTime(words=words)
        if end is None and not (kind is EventType.VISIT and start.precision is Precision.DAY):
            # Only of a visit does a text tell the beginning alone.
            end = start
        try:
            return EventTime(start, end, words)
        except InvalidDate:
            self._dropped.add(Reason.DATE)
            return EventTime(start, start, words)

    def _supported(self, text: str, expressions: list[When]) -> PartialDate | None:
        """The date if the expressions say it, as exact as they do."""
        try:
            date = PartialDate.parse(text)
        except InvalidDate:
            self._dropped.add(Reason.DATE)
            return None
        near: PartialDate | None = None
        for each in expressions:
            for meant in self._meanings(each):
                if meant == date:
                    self._mention(each, date)
                    return date
                if meant.overlaps(date) and near is None:
                    near = meant
                    self._mention(each, meant)
        if near is None:
            self._dropped.add(Reason.DATE_UNSUPPORTED)
        return near

    def _meanings(self, when: When) -> list[PartialDate]:
        """All dates that an expression can mean: as it stands, as a past and as a future one."""
        step = _STEPS.get(when.anchored or "")
        if step is not None:
            days = (each.first_day for each in self._told if each.precision is Precision.DAY)
            return sorted(PartialDate.of(day + dt.timedelta(step)) for day in days)
        readings = (
            when,
            behind_of(when, self._calendar, self._text.text),
            ahead_of(when, self._calendar, self._text.text),
        )
        dates = (date for each in readings for date in (each.first, each.last))
        return list(dict.fromkeys(date for date in dates if date is not None))

    def _mention(self, when: When, date: PartialDate) -> None:
        quote = next(self._text.find_all(when.text), None)
        if quote is not None:
            mention = Mention(quote, MentionKind.DATE, one_line(quote), date=date.isoformat())
            self._mentions.setdefault(quote.start, mention)
