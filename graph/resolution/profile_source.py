"""The profiles of claims, each made once in a batch."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from diplograph.graph.index.claims import IndexedClaim
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.profiles import Profile, profile
from diplograph.graph.resolution.stored import StoredClaim


@dataclass(slots=True)
class Profiles:
    """Gives the profiles of claims, with the canonical persons of the moment.

    ``named`` puts persons in the place of those whom a claim names by office alone.
    """

    source: ClaimSource
    actors: ActorIndex
    named: Callable[[StoredClaim], StoredClaim]
    _made: dict[str, Profile] = field(default_factory=dict)

    def load(self, claims: Collection[IndexedClaim]) -> None:
        """Make the profiles of many claims at once."""
        absent = [each for each in claims if each.iri not in self._made]
        for iri, stored in self.source.get(absent).items():
            self._made[iri] = profile(self.named(stored), self.actors)

    def of(self, claim: IndexedClaim) -> Profile:
        """The profile of a claim."""
        if claim.iri not in self._made:
            self.load([claim])
        return self._made[claim.iri]
