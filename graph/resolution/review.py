"""What is worth a look by somebody who knows: pairs that may be one but are not surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode

from diplograph.graph.errors import StoreError, UnknownName
from diplograph.graph.index.claims import ClaimTable
from diplograph.graph.index.database import NO_ARTICLES, Index
from diplograph.graph.index.entities import Entity, EntityTable
from diplograph.graph.index.persons import PersonTable
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind
from diplograph.graph.judgements.rdf import read_judgements
from diplograph.graph.mapping.terms import DEFAULT_GRAPH
from diplograph.graph.officeholders.stored import read_terms
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.comparison import compare as compare_events
from diplograph.graph.resolution.comparison import features as event_features
from diplograph.graph.resolution.person_stage import read_file
from diplograph.graph.resolution.persons import compare as compare_persons
from diplograph.graph.resolution.profiles import Profile, event_profile
from diplograph.graph.resolution.resolver import Resolver
from diplograph.graph.resolution.stored import read_told
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DG


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two events or persons that may be one.

    ``score`` tells between 0 and 1 how much speaks for it, ``features`` what, by name. ``effect``
    is what is to be expected of a judgement: the score times the claims that it would touch, those
    of the lesser side.
    """

    kind: Kind
    left: str
    right: str
    score: float
    features: Mapping[str, float]
    effect: float


def candidates(store: Store, kind: Kind | None = None, limit: int = 20) -> list[Candidate]:
    """The pairs most worth a look, by expected effect; those that were judged are left out.

    Raises :class:`~diplograph.graph.errors.StoreError` when the index of the store is missing or
    not in step with it.

    >>> from diplograph.graph.store import open_store
    >>> candidates(open_store(None))
    []
    """
    review = _Review(store)
    found: list[tuple[float, Kind, str, str]] = []
    if kind in (None, Kind.EVENT):
        found += review.events()
    if kind in (None, Kind.PERSON):
        found += review.persons()
    found.sort(key=lambda each: (-each[0], each[1].value, each[2], each[3]))
    return [review.candidate(each[1], each[2], each[3]) for each in found[: max(limit, 0)]]


def comparison(store: Store, kind: Kind, left: str, right: str) -> Candidate:
    """How two events or persons compare, by their canonical IRIs, whatever speaks against it.

    Raises :class:`~diplograph.graph.errors.UnknownName` when the store does not know one of them,
    :class:`~diplograph.graph.errors.StoreError` as :func:`candidates` does.
    """
    return _Review(store).candidate(kind, *sorted((left, right)))


class _Review:
    def __init__(self, store: Store) -> None:
        index = _index(store)
        self._store = store
        self._claims = ClaimTable(index.connection)
        self._entities = EntityTable(index.connection)
        self._persons = PersonTable(index.connection)
        self._judged = _judged_pairs(read_judgements(store))
        minter = Minter(store.base)
        source = ClaimSource(lambda articles: read_told(store, articles))
        resolver = Resolver(index, source, minter)
        resolver.know_terms(read_terms(store, minter))
        self._profiles = resolver.profiles()

    def events(self) -> Iterator[tuple[float, Kind, str, str]]:
        pairs = list(self._claims.unsure_pairs())
        claims = self._claims.by_id({number for one, other, _ in pairs for number in (one, other)})
        sizes = self._claims.sizes({each.event for each in claims.values() if each.event})
        best: dict[tuple[str, str], float] = {}
        for one, other, strength in pairs:
            left, right = claims[one].event, claims[other].event
            if left is None or right is None or left == right:
                continue
            if (claims[one].own_event, claims[other].own_event) in self._judged:
                continue
            key = (left, right) if left < right else (right, left)
            effect = _score(strength) * min(sizes[left], sizes[right])
            best[key] = max(effect, best.get(key, 0.0))
        for (left, right), effect in best.items():
            yield effect, Kind.EVENT, left, right

    def persons(self) -> Iterator[tuple[float, Kind, str, str]]:
        pairs = list(self._persons.unsure_pairs())
        numbers = {number for one, other, _ in pairs for number in (one, other)}
        entities = {each.id: each for each in self._entities.by_id(numbers)}
        best: dict[tuple[str, str], float] = {}
        for one, other, score in pairs:
            left, right = entities[one].canonical, entities[other].canonical
            if left is None or right is None or left == right:
                continue
            if (entities[one].iri, entities[other].iri) in self._judged:
                continue
            key = (left, right) if left < right else (right, left)
            told = min(self._entities.claim_count(one), self._entities.claim_count(other))
            best[key] = max(score * told, best.get(key, 0.0))
        for (left, right), effect in best.items():
            yield effect, Kind.PERSON, left, right

    def candidate(self, kind: Kind, left: str, right: str) -> Candidate:
        """Two things with the features of their comparison."""
        if kind is Kind.EVENT:
            one, other = self._event(left), self._event(right)
            found = event_features(one, other)
            score = _score(compare_events(one, other).strength)
            sizes = self._claims.sizes({left, right})
            touched = min(sizes[left], sizes[right])
        else:
            ones, others = (
                [read_file(self._entities, each) for each in self._known(iri)]
                for iri in (left, right)
            )
            compared = [compare_persons(a, b) for a in ones for b in others]
            best = max(compared, key=lambda each: each.score)
            found, score = best.features, best.score
            touched = min(
                sum(self._entities.claim_count(each.id) for each in self._known(iri))
                for iri in (left, right)
            )
        return Candidate(
            kind, left, right, round(score, 4), MappingProxyType(found), round(score * touched, 4)
        )

    def _event(self, iri: str) -> Profile:
        claims = self._claims.of_events([iri])
        if not claims:
            raise UnknownName(f"no event in {self._store.location} has the IRI {iri}")
        self._profiles.load(claims)
        return event_profile([self._profiles.of(each) for each in claims])

    def _known(self, iri: str) -> list[Entity]:
        found = self._entities.known_as(iri)
        if not found:
            raise UnknownName(f"no person in {self._store.location} has the IRI {iri}")
        return found


def _score(strength: float) -> float:
    """The strength of a link of events, which has no bound, as a number below 1."""
    return strength / (1.0 + strength)


def _judged_pairs(judgements: list[Judgement]) -> set[tuple[str, str]]:
    """Every pair that a judgement in force is about, either way round."""
    found: set[tuple[str, str]] = set()
    for each in judgements:
        if each.in_force:
            for left in each.left_members:
                for right in each.right_members:
                    found |= {(left, right), (right, left)}
    return found


def _index(store: Store) -> Index:
    index = Index(store.sidecar(), read_only=store.read_only)
    books = NamedNode(f"{Minter(store.base).base}store")
    held = store.match(books, NamedNode(DG.articlesFingerprint), None, DEFAULT_GRAPH)
    derived_from = next((quad.object.value for quad in held), NO_ARTICLES)  # type: ignore[union-attr]
    if (index.get("derived from") or NO_ARTICLES) != derived_from:
        raise StoreError(
            f"the index of {store.location} is not in step with it: ingest anything once more,"
            " which makes it again"
        )
    return index
