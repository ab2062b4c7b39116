"""The claims themselves, read again where resolution needs them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from diplograph.graph.index.claims import IndexedClaim
from diplograph.graph.resolution.stored import StoredClaim, Told

# Claims kept at hand: a few hundred megabytes at most.
_KEPT = 50_000


class ClaimSource:
    """Gives claims by IRI; ``read`` reads all that some articles tell, by the articles' IRIs.

    >>> ClaimSource(lambda articles: Told()).get([])
    {}
    """

    def __init__(self, read: Callable[[Collection[str]], Told]) -> None:
        self._read = read
        self._claims: dict[str, StoredClaim] = {}

    def put(self, claims: Iterable[StoredClaim]) -> None:
        """Keep claims at hand that will be asked for soon."""
        for each in claims:
            self._claims[each.iri] = each

    def forget(self, claims: Iterable[StoredClaim]) -> None:
        """Let go of claims that have changed or are gone."""
        for each in claims:
            self._claims.pop(each.iri, None)

    def clear(self) -> None:
        """Let go of all claims."""
        self._claims.clear()

    def get(self, claims: Iterable[IndexedClaim]) -> dict[str, StoredClaim]:
        """The claims that the index knows by these."""
        wanted = list(claims)
        absent = {each.article for each in wanted if each.iri not in self._claims}
        if len(self._claims) > _KEPT:
            kept = {each.iri for each in wanted}
            self._claims = {iri: each for iri, each in self._claims.items() if iri in kept}
        if absent:
            self.put(self._read(sorted(absent)).claims)
        return {each.iri: self._claims[each.iri] for each in wanted}
