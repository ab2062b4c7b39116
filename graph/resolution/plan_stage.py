"""Which event came of which plan: brought up to date for events that are new or have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from diplograph.graph.index.claims import ClaimTable, IndexedClaim
from diplograph.graph.index.plans import PlanTable
from diplograph.graph.model import Status
from diplograph.graph.resolution.keys import counterpart_keys
from diplograph.graph.resolution.plans import choose
from diplograph.graph.resolution.profile_source import Profiles
from diplograph.graph.resolution.profiles import Profile, event_profile


@dataclass(slots=True)
class PlanStage:
    """Chooses the outcome of every plan that a change may touch."""

    claims: ClaimTable
    plans: PlanTable
    profiles: Profiles

    def run(self, touched: Collection[str], gone: Collection[str]) -> set[str]:
        """Settle the plans that these events are or may have come of.

        Gives the events of which other plans came now than before; they have to be derived too.
        """
        members = self._members(touched)
        profiles = {event: self._profile(claims) for event, claims in members.items()}
        plans = {event for event, each in profiles.items() if each.status is Status.PLANNED}
        for former in self.plans.plans_of({*touched, *gone}).values():
            plans.update(former)
        for event, each in profiles.items():
            if each.status is not Status.PLANNED:
                plans |= self._counterparts(members[event])
        changed: set[str] = set()
        for plan in gone:
            changed |= self._set(plan, None)
        claims = self._members(plans - set(gone))
        for plan in sorted(plans - set(gone)):
            changed |= self._set(plan, self._outcome(claims.get(plan, [])))
        return changed - set(gone)

    def _set(self, plan: str, event: str | None) -> set[str]:
        former = self.plans.outcome(plan)
        if former == event:
            return set()
        self.plans.set_outcome(plan, event)
        return {each for each in (former, event) if each is not None}

    def _outcome(self, plan: list[IndexedClaim]) -> str | None:
        if not plan:
            return None
        profile = self._profile(plan)
        if profile.status is not Status.PLANNED:
            return None
        members = self._members(self._counterparts(plan))
        candidates = {}
        for event, claims in members.items():
            each = self._profile(claims)
            candidates[each.iri] = (event, each)
        chosen = choose(profile, [each for _, each in candidates.values()])
        return None if chosen is None else candidates[chosen.iri][0]

    def _counterparts(self, claims: Iterable[IndexedClaim]) -> set[str]:
        """The events of other status that share a key with some claims."""
        stored = self.profiles.source.get(claims)
        keys = {key for each in stored.values() for key in counterpart_keys(each)}
        found = self.claims.by_id(self.claims.holders(keys))
        return {each.event for each in found.values() if each.event is not None}

    def _members(self, events: Collection[str]) -> dict[str, list[IndexedClaim]]:
        found: dict[str, list[IndexedClaim]] = {}
        for each in self.claims.of_events(events):
            assert each.event is not None
            found.setdefault(each.event, []).append(each)
        self.profiles.load([each for group in found.values() for each in group])
        return found

    def _profile(self, claims: list[IndexedClaim]) -> Profile:
        return event_profile([self.profiles.of(each) for each in claims])
