"""Finish what is told besides gatherings, calls, visits and signings.

Steps of instruments told twice become one, statements get the day and the meeting at which they
were made, and what is no matter of diplomacy is left out.
"""

from __future__ import annotations

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.instruments import instruments_agree, telling_words


def finish(
    document: Document,
    besides: list[Draft],
    events: list[Draft],
    polities: list[tuple[int, str]],
) -> list[Draft]:
    """The drafts to keep, in reading order.

    ``events`` are the finished drafts of the article's other events, ``polities`` its mentions of
    polities as (token position, code).
    """
    kept: list[Draft] = []
    for draft in besides:
        if draft.type is EventType.STATEMENT:
            if _of_diplomacy(document, draft, events, polities):
                _place_in_event(draft, events)
                _same_day(draft, kept)
                kept.append(draft)
            continue
        target = next((k for k in kept if _same(k, draft)), None)
        if target is None:
            kept.append(draft)
        else:
            _absorb(target, draft)
    return kept


# -- steps and invitations told twice ----------------------------------------------------------


def _same(a: Draft, b: Draft) -> bool:
    if a.type is not b.type or a.step is not b.step or a.item != b.item:
        return False
    if {a.status, b.status} not in ({a.status}, {Status.OCCURRED, Status.PLANNED}):
        return False
    if a.status is not b.status and not a.headline:
        return False
    if a.type is EventType.INVITATION:
        return set(a.roles) == set(b.roles) or (a.codes == b.codes and _days_agree(a, b))
    if a.codes != b.codes and a.codes and b.codes:
        return False
    return instruments_agree(a.instrument, b.instrument) and _days_agree(a, b)


def _days_agree(a: Draft, b: Draft) -> bool:
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None:
        return True
    return x.first.first_day <= y.first.last_day and y.first.first_day <= x.first.last_day


def _absorb(target: Draft, draft: Draft) -> None:
    if target.headline:
        target.status, target.headline = draft.status, False
    for entity, roles in draft.roles.items():
        target.roles.setdefault(entity, set()).update(roles)
    target.take_offices(draft)
    target.sentences += [s for s in draft.sentences if s not in target.sentences]
    if target.date is None or (draft.explicit_date and not target.explicit_date):
        target.date, target.explicit_date = draft.date, draft.explicit_date
    old, new = target.instrument, draft.instrument
    if new is not None and (
        old is None or len(telling_words(new.title)) > len(telling_words(old.title))
    ):
        target.instrument = new


# -- statements --------------------------------------------------------------------------------


def _of_diplomacy(
    document: Document, draft: Draft, events: list[Draft], polities: list[tuple[int, str]]
) -> bool:
    """Whether a statement is one between sides: by whom it is made, to whom, or about whom."""
    speakers = {c for e, r in draft.roles.items() if Role.SPEAKER in r for c in e.codes}
    if not speakers:
        # a guessed side that was taken back since
        return False
    if draft.codes - speakers:
        return True
    if any(
        event.sides >= 2 and (e in event.roles or (not e.is_person and speakers & event.codes))
        for e, roles in draft.roles.items()
        if Role.SPEAKER in roles
        for event in events
    ):
        return True
    for index in draft.sentences:
        sentence = document.sentences[index]
        if any(sentence.start <= at < sentence.end and c not in speakers for at, c in polities):
            return True
    return False


def _place_in_event(draft: Draft, events: list[Draft]) -> None:
    """What one says to another in their meeting or call is part of it, and of its day.

    What one of them says "after the meeting", in a sentence that speaks of it, is of that day too.
    """
    for event in reversed(events):
        if (
            event.group not in {"gathering", "Call"}
            or event.item != draft.item
            or event.status is not Status.OCCURRED
            or event.background
            or not set(draft.roles) <= set(event.roles)
        ):
            continue
        between = len(draft.roles) > 1
        if between:
            draft.part_of = event
        if draft.date is None and (between or draft.sentence in event.sentences):
            draft.date = event.date
        return


def _same_day(draft: Draft, told: list[Draft]) -> None:
    """``X said on Monday ... he added``: one day for what one speaker says in one report."""
    if draft.date is not None:
        return
    for other in reversed(told):
        if other.type is EventType.STATEMENT and other.item == draft.item:
            shared = [e for e, r in other.roles.items() if Role.SPEAKER in r and e in draft.roles]
            if shared and other.date is not None:
                draft.date = other.date
                return
