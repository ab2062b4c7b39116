"""Finding actors and places by what a user calls them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions
from rapidfuzz import fuzz, process

from diplograph.graph import iris
from diplograph.graph.authority import fold, load_authority
from diplograph.graph.errors import UnknownName
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, is_iri
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DCTERMS, DG, RDFS, SKOS

# Below this likeness (in per cent) a suggestion confuses more than it helps.
_LIKENESS = 70


def find_actor(store: Store, text: str) -> list[str]:
    """Find the IRIs of the actors that go by a name; several when the name does not tell.

    The name may be an IRI, a code, a name, former name, adjective or demonym of a polity, a name or
    acronym of an organisation, or the name of a person in the store, whole or its end or beginning.
    Case and accents do not matter, except that acronyms need their capitals.

    Raises :class:`~diplograph.graph.errors.UnknownName`, with near names, when there is none.

    >>> from diplograph.graph.store import open_store
    >>> find_actor(open_store(None), "South Ossetia")
    ['https://w3id.org/diplograph/authority/polity/SOS']
    """
    text = text.strip()
    if "://" in text:
        return [_existing(store, text, "actor")]
    authority = load_authority()
    actor = authority.actor_by_code(text)
    if actor is not None:
        return [actor.iri]
    polities = authority.polities_named(text) or [
        polity
        for polity in authority.polities.values()
        if fold(text) in map(fold, (*polity.adjectives, *polity.demonyms))
    ]
    if polities:
        return [polity.iri for polity in polities]
    organization = authority.find_organization(text)
    if organization is not None:
        return [organization.iri]
    names = _actor_names(store)
    words = fold(text).lower().split()
    for fits in (_is, _ends_with, _begins_with):
        found = {iri for name, iri in names if words and fits(fold(name).lower().split(), words)}
        if found:
            return sorted(found)
    near = [*authority.suggest(text), *_near(text, (name for name, _ in names))]
    raise UnknownName(_unknown("actor", text, near))


def find_place(store: Store, text: str) -> list[str]:
    """Find the IRIs of the places that go by a name; several when the name does not tell.

    The name may be an IRI, the code or name of a polity (its whole territory), or the name of a
    city: as an article in the store spells it or under any other name that the authority knows.

    Raises :class:`~diplograph.graph.errors.UnknownName`, with near names, when there is none.

    >>> from diplograph.graph.store import open_store
    >>> find_place(open_store(None), "ABK")
    ['https://w3id.org/diplograph/authority/place/ABK']
    """
    text = text.strip()
    if "://" in text:
        return [_existing(store, text, "place")]
    authority = load_authority()
    if text in authority.polities:
        return [iris.country(text)]
    names = _place_names(store)
    wanted = fold(text).lower()
    found = {iri for name, iri in names if fold(name).lower() == wanted}
    here = {iri for _, iri in names}
    found |= here.intersection(city.iri for city in authority.cities_named(text))
    found |= {iris.country(polity.code) for polity in authority.polities_named(text)}
    if not found:
        city = authority.find_city(text)
        found = {city.iri} if city is not None else set()
    if found:
        return sorted(found)
    near = [*authority.suggest(text), *_near(text, (name for name, _ in names))]
    raise UnknownName(_unknown("place", text, near))


def _is(name: list[str], words: list[str]) -> bool:
    return name == words


def _ends_with(name: list[str], words: list[str]) -> bool:
    """Surnames, also of several words (*bin Salman*)."""
    return name[-len(words) :] == words


def _begins_with(name: list[str], words: list[str]) -> bool:
    """Family names that stand first, and given names where nothing else fits."""
    return name[: len(words)] == words


def successor(store: Store, iri: str) -> str:
    """The IRI that replaced a merged-away one, the IRI itself when nothing did."""
    replaced = NamedNode(DCTERMS.isReplacedBy)
    seen = {iri}
    while True:
        quad = next(iter(store.match(NamedNode(iri), replaced, None, DEFAULT_GRAPH)), None)
        if quad is None or not isinstance(quad.object, NamedNode) or quad.object.value in seen:
            return iri
        iri = quad.object.value
        seen.add(iri)


def _existing(store: Store, iri: str, what: str) -> str:
    if is_iri(iri):
        iri = successor(store, iri)
        if next(iter(store.match(NamedNode(iri), None, None, DEFAULT_GRAPH)), None) is not None:
            return iri
    raise UnknownName(f"no {what} in {store.location} has the IRI {iri}")


def _actor_names(store: Store) -> list[tuple[str, str]]:
    return _pairs(
        store,
        f"""SELECT DISTINCT ?name ?actor WHERE {{
            VALUES ?class {{ <{DG.Person}> <{DG.Organization}> <{DG.Polity}> }}
            VALUES ?naming {{ <{RDFS.label}> <{SKOS.altLabel}> }}
            ?actor a ?class ; ?naming ?name
        }}""",
    )


def _place_names(store: Store) -> list[tuple[str, str]]:
    return _pairs(
        store,
        f"SELECT DISTINCT ?name ?place WHERE {{ ?at <{DG.atPlace}> ?place ; <{DG.name}> ?name }}",
    )


def _pairs(store: Store, query: str) -> list[tuple[str, str]]:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    return [(row[0].value, row[1].value) for row in rows]


def _near(text: str, names: Iterable[str]) -> list[str]:
    found = process.extract(
        text, sorted(set(names)), scorer=fuzz.WRatio, limit=3, score_cutoff=_LIKENESS
    )
    return [name for name, _, _ in found]


def _unknown(what: str, text: str, near: list[str]) -> str:
    message = f"no {what} goes by the name {text!r}"
    choices = list(dict.fromkeys(near))[:4]
    return f"{message}; did you mean {', '.join(choices)}?" if choices else message
