"""Visits and what happens during them: their days, towns and hosts, and what is part of them.

Much of what is told of a visit is told of the talks in it: "he came to Russia; in Sochi he was
received by X on Tuesday" gives the visit its town, its day and its host.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.stays import one_of_the_days
from diplograph.loaders.extraction.time_words import WORD_NUMBERS
from diplograph.loaders.extraction.times import When
from diplograph.loaders.extraction.tokens import fold

_N = rf"\d{{1,2}}|{'|'.join(WORD_NUMBERS)}"
_GATHERED = (
    r"(?:talks|discussions|meetings?|negotiations|consultations|deliberations|sessions?|rounds?|"
    r"conference|summit)"
)
_DAYS_ENDED = re.compile(
    rf"\b(?:(?P<n>{_N})\s+days\s+of\s+(?:[\w’'-]+\s+){{0,3}}?{_GATHERED}|"
    rf"(?P<k>{_N})-day\s+(?:[\w’'-]+\s+){{0,3}}?{_GATHERED})\b[^.;]{{0,200}}?\s"
    r"(?:ended|closed|concluded|finished|broke\s+(?:up|off)|wound\s+up|came\s+to\s+an\s+end)\b"
    r"|\b(?:w[io]u?nd(?:s|ing)?\s+up|end(?:s|ed|ing)?|conclud(?:es?|ed|ing)|clos(?:es?|ed|ing)|"
    rf"finish(?:es|ed|ing)?|wrap(?:s|ped|ping)?\s+up)\s+(?:(?P<m>{_N})\s+days\s+of\s+|"
    rf"(?:an?|their|the)\s+(?P<l>{_N})-day\s+)(?:[\w’'-]+\s+){{0,3}}?{_GATHERED}\b",
    re.IGNORECASE,
)

_OPENED_WHAT = r"session|talks|round|meeting|conference|summit|negotiations|consultations"
# "the session, which had opened here late on Monday"
_HAD_OPENED = re.compile(
    rf"\b(?P<what>{_OPENED_WHAT}|it)(?:,?\s+(?:which|that))?\s+(?:(?:had|has|have)\s+)?"
    r"(?:opened|begun|began|started|convened|got\s+under\s+way)\s+"
    r"(?:(?:here|there|(?:in|at)\s+(?:[\w’'-]+\s+){1,4}?)\s*)?(?:(?:late|early)\s+)?(?:on\s+)?$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:clos(?:ed|ing)|end(?:ed|ing)|conclud(?:ed|ing)|finish(?:ed|ing)|w[ro]und\s+up|"
    r"wrapp(?:ed|ing)\s+up|broke\s+up|came\s+to\s+an\s+end)\b",
    re.IGNORECASE,
)
# Of what is told as opened longer ago the text tells another part.
_LONGEST = 21
_OF_DAYS = frozenset({EventType.NEGOTIATION, EventType.SUMMIT, EventType.MEDIATION})


def visitors_of(visit: Draft) -> set[Entity]:
    """Who travels."""
    return {e for e, roles in visit.roles.items() if Role.VISITOR in roles}


def begin(drafts: list[Draft]) -> None:
    """``on the second day of a visit``: the visit began the day before."""
    for draft in drafts:
        when = draft.date
        if draft.nth_day is None or when is None or when.first is None or when.first.day is None:
            continue
        first = PartialDate.of(when.first.first_day - dt.timedelta(draft.nth_day - 1))
        draft.date, draft.nth_day = replace(when, first=first, last=first), None


def open_first(document: Document, drafts: list[Draft]) -> None:
    """``Ten days of talks ended on Friday``: the gathering began nine days before.

    So did ``the session, which had opened on Monday``.
    """
    for draft in drafts:
        if draft.group != "gathering" or draft.last is not None:
            continue
        told = [_days_told(document, document.sentences[index]) for index in draft.sentences]
        days = next((each for each in told if each is not None and _can_end(draft, each)), None)
        draft.date = days or _opened(document, draft) or draft.date


def _days_told(document: Document, sentence: Sentence) -> When | None:
    """The days of a gathering whose end and length a sentence tells."""
    match = _DAYS_ENDED.search(document.text, *document.offsets(sentence.start, sentence.end))
    known = [w for w in sentence.dates if w.first is not None and w.first.day is not None]
    if match is None or not known:
        return None
    ended = next((w for w in known if w.start >= match.start()), known[0])
    assert ended.first is not None
    words = next(group for group in match.groups() if group).lower()
    count = int(words) if words.isdigit() else WORD_NUMBERS[words]
    first = ended.first.first_day - dt.timedelta(max(count, 1) - 1)
    return replace(ended, first=PartialDate.of(first), last=ended.first)


def _opened(document: Document, draft: Draft) -> When | None:
    """The day that a gathering had opened on, told as such after the day of its end."""
    end = draft.date
    if end is None or end.first is None or end.first.day is None or not draft.explicit_date:
        return None
    trigger = document.text[slice(*draft.span)].lower()
    last = max(draft.sentences)
    for sentence in document.sentences[min(draft.sentences) : last + 2]:
        start = document.offsets(sentence.start, sentence.end)[0]
        for when in sentence.dates:
            if when.first is None or when.first.day is None or sentence.item != draft.item:
                continue
            match = _HAD_OPENED.search(document.text, start, when.start)
            days = (end.first.first_day - when.first.first_day).days
            if match is None or not 0 < days <= _LONGEST:
                continue
            # "it had opened on Monday": what ended, and no other gathering beside it
            what = match["what"].lower()
            text = document.text[slice(*document.offsets(*_whole(document, draft)))].lower()
            here = sentence.index in draft.sentences or what == "it" or what in text
            if here and (what == trigger or _ENDED.search(text)):
                return replace(end, first=when.first, last=end.first)
    return None


def _whole(document: Document, draft: Draft) -> tuple[int, int]:
    """The tokens of the sentence that tells a draft."""
    sentence = document.sentences[draft.sentence]
    return sentence.start, sentence.end


def _can_end(draft: Draft, days: When) -> bool:
    """Whether the date of a gathering, if it has one, is that of the end of some days."""
    when = draft.date
    if when is None or when.first is None or days.last is None:
        return True
    return when.first.first_day <= days.last.last_day <= when.first.last_day


def date_visits(drafts: list[Draft]) -> None:
    """``travelled to X to meet Y in June``: a visit without a date is of the day of its talks."""
    for visit in _visits(drafts):
        if visit.date is not None:
            continue
        dates = [
            d.date
            for d in drafts
            if d.sentence == visit.sentence and d.explicit_date and _during(d, visit)
        ]
        first = _earliest([when for when in dates if when is not None])
        if first is not None:
            visit.date, visit.explicit_date = first, True


def date_stays(drafts: list[Draft]) -> None:
    """``on the second day of his visit``: a day of the visit that the text has dated elsewhere."""
    for draft in drafts:
        if draft.date is None or draft.date.rule != "day_of_stay":
            continue
        number = int((draft.date.anchored or "stay 1").split()[1])
        days = [_day_of_stay(visit, number) for visit in _visits(drafts) if _shares(visit, draft)]
        told = sorted({day for day in days if day is not None}, key=lambda d: d.first_day)
        draft.explicit_date = len(told) == 1
        first = told[0] if draft.explicit_date else None
        draft.date = replace(draft.date, first=first, last=first) if first is not None else None


def date_within(drafts: list[Draft]) -> None:
    """``visited X from 24 to 27 June and met Y``: the days are those of the visit.

    The meeting was on one of them. Negotiations and summits may well last as long as the visit.
    """
    for draft in drafts:
        when = draft.date
        if when is None or when.last is None or when.last == when.first:
            continue
        if draft.group == "Visit" or draft.type in _OF_DAYS:
            continue
        if any(
            visit.date is not None and visit.date.start == when.start and _shares(visit, draft)
            for visit in _visits(drafts)
        ):
            draft.date = one_of_the_days(when, when.last.last_day)


def _shares(visit: Draft, draft: Draft) -> bool:
    """Whether somebody on a visit takes part in an event, planned or done as the visit is."""
    return (
        visit.item == draft.item
        and visit.status is draft.status
        and bool(visitors_of(visit) & set(draft.roles))
    )


def _day_of_stay(visit: Draft, number: int) -> PartialDate | None:
    """The first day of a visit, a later one by its number, or the last (-1)."""
    when = visit.date
    if when is None or when.first is None or when.first.day is None:
        return None
    if number > 0:
        if visit.date_edge == "end":
            return None
        return PartialDate.of(when.first.first_day + dt.timedelta(number - 1))
    last = visit.last.first if visit.last is not None else None
    if last is None and when.last is not None and when.last != when.first:
        last = when.last
    if last is None and visit.date_edge == "end":
        last = when.first
    return last


def stop_of(draft: Draft, visit: Draft) -> bool:
    """Whether a planned visit is a stop of one under way to the same polity.

    "As part of his stay the guest will visit Samarkand" is no second visit.
    """
    if draft.group != "Visit" or visit.group != "Visit" or draft.destination != visit.destination:
        return False
    if draft.status is not Status.PLANNED or visit.status is not Status.OCCURRED:
        return False
    if not visitors_of(draft) & visitors_of(visit) or visit.background:
        return False
    return draft.place is not None and draft.place.is_city and draft.date is None


def foreseen(draft: Draft, visit: Draft) -> bool:
    """Whether a visit that is looked forward to is one of which the article tells that it was made.

    "Ahead of his visit to Riga", after which the text goes on to tell of the visit.
    """
    return (
        draft.group == visit.group == "Visit"
        and draft.anaphoric
        and not draft.explicit_date
        and draft.status is Status.PLANNED
        and visit.status is Status.OCCURRED
        and draft.destination == visit.destination
        and bool(visitors_of(draft) & visitors_of(visit))
        and not visit.background
    )


def settle_visits(drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]) -> None:
    """Give visits the day, the town and the host of what is told of them."""
    for visit in _visits(drafts):
        inside = [d for d in drafts if _during(d, visit) and _at_that_time(d, visit)]
        if visit.date is None or (visit.date.first is None and visit.date.anchored is not None):
            visit.date = _earliest([d.date for d in inside if d.date is not None]) or visit.date
        if visit.place is None or not visit.place.is_city:
            towns = {
                fold(d.place.name): d.place
                for d in inside
                if d.place is not None and d.place.is_city
            }
            if len(towns) == 1:
                visit.place = next(iter(towns.values()))
        _host(visit, inside, welcomes)


def _host(visit: Draft, inside: list[Draft], welcomes: list[tuple[Entity, Entity]]) -> None:
    """Who receives a visitor during his visit is its host."""
    visitors = visitors_of(visit)
    if any(Role.HOST in roles for roles in visit.roles.values()):
        return
    received = [host for host, guest in welcomes if guest in visitors]
    for draft in inside:
        if draft.group == "gathering" and draft.type is not EventType.SUMMIT:
            received += [
                e for e, roles in draft.roles.items() if Role.HOST in roles and e.is_person
            ]
    for host in received:
        if visit.destination in host.codes and host not in visitors:
            visit.add(host, Role.HOST)
            return


def nest(drafts: list[Draft]) -> None:
    """A meeting or signing inside a visit is part of it."""
    for draft in drafts:
        if draft.group == "Visit" or draft.type is EventType.CALL:
            continue
        for visit in _visits(drafts):
            codes = {c for e in visitors_of(visit) for c in e.codes}
            taking_part = bool(visitors_of(visit) & set(draft.roles)) or (
                draft.group == "conclusion" and bool(codes & draft.codes)
            )
            if taking_part and draft.status is visit.status and _within(draft, visit):
                draft.part_of = visit
                break


def _visits(drafts: list[Draft]) -> Iterator[Draft]:
    return (d for d in drafts if d.group == "Visit")


def _during(draft: Draft, visit: Draft) -> bool:
    """Whether visitors of a visit take part in something told of the polity that they visit."""
    if draft.group not in {"gathering", "conclusion"} or draft.item != visit.item:
        return False
    if not visitors_of(visit) & set(draft.roles):
        return False
    if draft.place is not None and draft.place.code is not None:
        if draft.place.code != visit.destination:
            return False
    elif visit.destination not in draft.codes:
        return False
    # who is on a visit still has some of its talks before him
    return draft.status is visit.status or (
        visit.status is Status.OCCURRED and draft.status is Status.PLANNED
    )


def _at_that_time(draft: Draft, visit: Draft) -> bool:
    """Whether what is told happens within the days of a visit, as far as those are known."""
    x, y = draft.date, visit.date
    if x is None or y is None or x.first is None or y.first is None:
        return draft.background == visit.background or draft.sentence == visit.sentence
    return _overlap(x, visit, y)


def _within(draft: Draft, visit: Draft) -> bool:
    if draft.place is not None and draft.place.code is not None:
        if draft.place.code != visit.destination:
            return False
    x, y = draft.date, visit.date
    if x is None or y is None or x.first is None or y.first is None:
        return draft.background == visit.background
    return _overlap(x, visit, y)


def _overlap(x: When, visit: Draft, y: When) -> bool:
    assert x.first is not None
    assert y.first is not None
    last = (visit.last.first if visit.last is not None else None) or y.last or y.first
    days = dt.timedelta(visit.days or 1)
    return (
        y.first.first_day - days <= x.first.last_day and x.first.first_day <= last.last_day + days
    )


def _earliest(dates: list[When]) -> When | None:
    known = [when for when in dates if when.first is not None]
    return min(known, key=lambda w: w.first.first_day if w.first else dt.date.max, default=None)
