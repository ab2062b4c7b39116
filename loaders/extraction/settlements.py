"""What talks end in: those who talked conclude, and who mediated the talks mediates the accord."""

from __future__ import annotations

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft

# How many sentences after talks, or before them, an instrument can be told as their result.
_AFTER, _BEFORE = 6, 6
# How near an instrument is told to what it obliges its parties to.
_CLOSE = 2
# What a summit concludes: its budgets, plans and resolutions are no papers between states.
_OF_STATES = frozenset(
    "treaty agreement accord pact convention charter protocol memorandum declaration statement "
    "communique communiqué".split()
)
# A summit of which fewer are named is one of an organisation.
_FEW = 3


def talks_before(drafts: list[Draft], sentence: int, item: int) -> Draft | None:
    """The talks of two sides that were told last, or in the very sentence."""
    told = [d for d in drafts if _are_talks(d, item) and _since(d, sentence) is not None]
    return min(told, key=lambda d: _since(d, sentence) or 0, default=None)


def _since(talks: Draft, sentence: int) -> int | None:
    """How many sentences before another one talks were told last."""
    told = [sentence - s for s in talks.sentences if 0 <= sentence - s <= _AFTER]
    return min(told, default=None)


def _are_talks(draft: Draft, item: int) -> bool:
    if draft.type is EventType.SUMMIT and len(draft.persons) < _FEW:
        # who came to a summit is hardly ever told in full
        return False
    return (
        draft.group == "gathering"
        and draft.item == item
        and draft.status is Status.OCCURRED
        and not draft.background
        and len(draft.codes) >= 2
        and bool(draft.persons)
    )


def is_of_states(instrument: InstrumentDraft) -> bool:
    """Whether all who come to a summit conclude an instrument, and not their office for them."""
    return instrument.named or instrument.head in _OF_STATES


def _summit_before(drafts: list[Draft], paper: Draft) -> Draft | None:
    """The summit told right before a paper: those conclude it whose summit it is."""
    if paper.instrument is None or not is_of_states(paper.instrument):
        return None
    return next(
        (d for d in reversed(drafts)
         if d.type is EventType.SUMMIT and d.item == paper.item and not d.background
         and d.status is Status.OCCURRED and d.codes
         and any(0 <= paper.sentence - s <= _CLOSE for s in d.sentences)),
        None,
    )  # fmt: skip


def settle_talks(drafts: list[Draft]) -> None:
    """Give conclusions that name nobody the sides of the talks that they are told with."""
    for draft in drafts:
        if not draft.by_talks or draft.roles or draft.background:
            continue
        if draft.status is not Status.OCCURRED:
            continue
        talks = talks_before(drafts, draft.sentence, draft.item)
        if talks is None:
            talks = next(
                (d for d in drafts
                 if _are_talks(d, draft.item) and 0 < d.sentence - draft.sentence <= _BEFORE),
                None,
            )  # fmt: skip
        if talks is None:
            talks = _summit_before(drafts, draft)
            draft.jointly = talks is not None
        if talks is None:
            continue
        for entity, roles in talks.roles.items():
            draft.add(entity, Role.MEDIATOR if Role.MEDIATOR in roles else Role.SIGNATORY)


def tell_brokers(drafts: list[Draft]) -> None:
    """Who mediated the talks of two sides mediates what these sides conclude."""
    for draft in drafts:
        if draft.group != "conclusion" or draft.background:
            continue
        for talks in drafts:
            if talks.group != "gathering" or talks.item != draft.item or talks.background:
                continue
            mediators = [e for e, roles in talks.roles.items() if Role.MEDIATOR in roles]
            sides = {c for e in talks.roles if e not in mediators for c in e.codes}
            mine = {c for e in draft.roles if e not in mediators for c in e.codes}
            if not mediators or not mine or not mine <= sides:
                continue
            if len(mine) < 2 and not set(mediators) & set(draft.roles):
                continue
            if len(mine) < 2:
                # "the two leaders" were not the mediator and one of the two
                for entity in talks.roles:
                    draft.add(entity, Role.SIGNATORY)
            for mediator in mediators:
                if not set(mediator.codes) & mine:
                    draft.roles[mediator] = {Role.MEDIATOR}


def told_apart(drafts: list[Draft]) -> list[Draft]:
    """Without what is only a commitment of talks, or stands in an instrument, of the same sides."""
    return [d for d in drafts if not d.undertaking or not any(_holds(o, d) for o in drafts)]


def _holds(other: Draft, undertaking: Draft) -> bool:
    """Whether an event is what an undertaking was agreed in."""
    if other is undertaking or other.item != undertaking.item:
        return False
    if other.status is not Status.OCCURRED or len(other.codes & undertaking.codes) < 2:
        return False
    if other.group == "conclusion":
        near = any(abs(s - undertaking.sentence) <= _CLOSE for s in other.sentences)
        return near and (not other.undertaking or other.sentence < undertaking.sentence)
    return other.group in {"gathering", "Call"}
