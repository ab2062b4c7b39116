"""What talks end in: those who talked conclude, and who mediated the talks mediates the accord."""

from __future__ import annotations

from diplograph.graph.model import Role, Status
from diplograph.loaders.extraction.drafts import Draft

# How many sentences after talks, or before them, an instrument can be told as their result.
_AFTER, _BEFORE = 6, 6


def talks_before(drafts: list[Draft], sentence: int, item: int) -> Draft | None:
    """The talks of two sides that were told last, or in the very sentence."""
    for draft in reversed(drafts):
        if _are_talks(draft, item) and 0 <= sentence - draft.sentence <= _AFTER:
            return draft
    return None


def _are_talks(draft: Draft, item: int) -> bool:
    return (
        draft.group == "gathering"
        and draft.item == item
        and draft.status is Status.OCCURRED
        and not draft.background
        and len(draft.codes) >= 2
    )


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
            if not mediators or len(mine) < 2 or not mine <= sides:
                continue
            for mediator in mediators:
                if not set(mediator.codes) & mine:
                    draft.roles.pop(mediator, None)
                    draft.add(mediator, Role.MEDIATOR)
