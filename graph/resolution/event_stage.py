"""Which claims tell of one event: brought up to date for claims that are new or have changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from diplograph.graph.index.claims import (
    COMPARE,
    UNSURE_TIER,
    ClaimTable,
    IndexedClaim,
)
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.comparison import Verdict, compare
from diplograph.graph.resolution.events import cluster
from diplograph.graph.resolution.judged import Judged
from diplograph.graph.resolution.keys import claim_keys
from diplograph.graph.resolution.profile_source import Profiles
from diplograph.graph.resolution.profiles import Profile


@dataclass(slots=True)
class EventStage:
    """Compares claims, finds the groups they hang together in, and gives each claim its event.

    After :meth:`run`, ``touched`` are the events to be derived anew, ``gone`` those that no claim
    tells any more, ``moved`` the claims that tell of another event than before. With ``anew`` it is
    not known which events there were.
    """

    claims: ClaimTable
    source: ClaimSource
    profiles: Profiles
    judged: Judged
    anew: bool = False
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    _settled: set[int] = field(default_factory=set)

    def run(self, unsettled: Iterable[IndexedClaim]) -> None:
        """Settle these claims, and all that hang together with those to be compared."""
        for each in unsettled:
            if each.id in self._settled:
                continue
            if each.state == COMPARE:
                self._settle_component(each)
            elif each.event is not None:
                self.touched.add(each.event)
                self._settled.add(each.id)
        for event in self.claims.take_stale():
            self.gone.add(event)
        left = {each.event for each in self.claims.of_events(self.gone) if each.event}
        self.touched |= self.gone & left
        self.gone -= left
        self.touched -= self.gone
        self.claims.settle(self._settled)

    def _settle_component(self, first: IndexedClaim) -> None:
        component: dict[int, IndexedClaim] = {}
        waiting = {first.id}
        while waiting:
            found = self.claims.by_id(waiting)
            component.update(found)
            following: set[int] = set()
            for each in found.values():
                following.update(self.claims.linked(each.id))
                if each.state == COMPARE and each.id not in self._settled:
                    # whoever it was linked to or one event with may now be something else
                    following.update(self._relink(each))
            events = {each.event for each in found.values() if each.event and each.state == COMPARE}
            following.update(each.id for each in self.claims.of_events(events))
            judged = {
                other for each in found.values() for other in self.judged.same_as(each.own_event)
            }
            following.update(self.claims.known(judged).values())
            self._settled.update(found)
            waiting = following - component.keys()
        self._cluster(component)

    def _relink(self, claim: IndexedClaim) -> list[int]:
        """Compare a claim with all that it looks for."""
        stored = self.source.get([claim])[claim.iri]
        near = self.claims.by_id(self.claims.holders(claim_keys(stored).sought) - {claim.id})
        others = [each for each in near.values() if each.article != claim.article]
        self._load(others)
        mine = self._profile(claim)
        links: dict[int, tuple[int, float]] = {}
        for other in others:
            found = compare(mine, self._profile(other))
            if found.verdict is Verdict.SAME:
                links[other.id] = (found.tier.value, found.strength)
            elif found.verdict is Verdict.UNSURE:
                links[other.id] = (UNSURE_TIER, found.strength)
        self.claims.relink(claim.id, links)
        return [number for number, (tier, _) in links.items() if tier < UNSURE_TIER]

    def _load(self, claims: list[IndexedClaim]) -> None:
        self.profiles.load(claims)

    def _profile(self, claim: IndexedClaim) -> Profile:
        return self.profiles.of(claim)

    def _cluster(self, component: dict[int, IndexedClaim]) -> None:
        by_iri = {each.iri: each for each in component.values()}
        own = {each.own_event: each.iri for each in component.values()}
        links = [
            (component[one].iri, component[other].iri, tier, strength)
            for one, other, tier, strength in self.claims.links_within(component)
        ]
        self._load(list(component.values()))
        groups = cluster(
            {iri: self._profile(each) for iri, each in by_iri.items()},
            links,
            same=[(own[a], own[b]) for a, b in self.judged.same_pairs(own)],
            different=[(own[a], own[b]) for a, b in self._different(own)],
        )
        events: dict[int, str] = {}
        before = {each.event for each in component.values() if each.event}
        sizes = self.claims.sizes(before)
        for group in groups:
            members = [by_iri[iri] for iri in group]
            event = by_iri[min(group)].own_event
            events.update((each.id, event) for each in members)
            if any(each.state or each.event != event for each in members) or len(
                members
            ) != sizes.get(event):
                self.touched.add(event)
        self.moved.update(each.iri for each in component.values() if events[each.id] != each.event)
        if self.anew:
            # an index before this one may have known any of them as an event of its own
            before |= own.keys()
        self.gone |= before - set(events.values())
        self.claims.set_events(events)

    def _different(self, own: dict[str, str]) -> list[tuple[str, str]]:
        """The pairs of events that are judged to be different."""
        return [
            (iri, other)
            for iri in own
            for other in self.judged.apart_from(iri)
            if iri < other and other in own
        ]
