"""The authority as RDF: the statements of ``docs/graph-model.md``, section "authority".

Capitals, seats, the cities of contested territories and the places that only we name are
described here; every other city is described by the events that take place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph import iris
from diplograph.graph.authority.lookup import Authority, load_authority
from diplograph.graph.authority.tables import (
    City,
    OfficeTitle,
    Organization,
    Polity,
    RecognitionClaim,
    TerritorialClaim,
    Territory,
)
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, day, decimal_text, degrees, node
from diplograph.ontology.namespaces import DCTERMS, DG, GEO, ORG, RDF, RDFS, SKOS, WGS

_WIKIDATA = "http://www.wikidata.org/entity/"
# Terms of W3C ORG that the ontology takes over without restating them.
_SUB_ORGANIZATION_OF = "http://www.w3.org/ns/org#subOrganizationOf"
_HAS_MEMBER = "http://www.w3.org/ns/org#hasMember"


def authority_quads() -> Iterator[Quad]:
    """Yield the authority as quads of the default graph, each once and always in the same order.

    >>> from diplograph.graph.iris import polity
    >>> subjects = {quad.subject.value for quad in authority_quads()}
    >>> polity("SOS") in subjects
    True
    """
    seen: set[Quad] = set()
    for quad in _all_quads(load_authority()):
        if quad not in seen:
            seen.add(quad)
            yield quad


def _all_quads(authority: Authority) -> Iterator[Quad]:
    for polity in authority.polities.values():
        yield from _polity(authority, polity)
    for organization in authority.organizations.values():
        yield from _organization(authority, organization)
    for office in authority.offices.values():
        yield from _office(office)
    for claim in authority.recognition:
        yield from _recognition(claim)
    for territorial in authority.territorial_claims:
        yield from _territorial(authority, territorial)
    yield from _places(authority)


def _put(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(node(subject), node(predicate), value, DEFAULT_GRAPH)


def _types(subject: str, *classes: str) -> Iterator[Quad]:
    for each in classes:
        yield _put(subject, RDF.type, node(each))


def _texts(subject: str, predicate: str, values: Iterable[str | None]) -> Iterator[Quad]:
    for value in values:
        if value:
            yield _put(subject, predicate, Literal(value))


def _links(subject: str, predicate: str, targets: Iterable[str | None]) -> Iterator[Quad]:
    for target in targets:
        if target:
            yield _put(subject, predicate, node(target))


def _wikidata(subject: str, identifier: str | None) -> Iterator[Quad]:
    if identifier:
        yield _put(subject, DG.wikidata, node(_WIKIDATA + identifier))


def _other(names: Iterable[str], label: str) -> Iterator[str]:
    return (name for name in names if name != label)


def _polity(authority: Authority, polity: Polity) -> Iterator[Quad]:
    iri = polity.iri
    capital = authority.capital(polity.code)
    yield from _types(iri, DG.Polity)
    yield from _texts(iri, RDFS.label, [polity.label])
    yield from _texts(iri, SKOS.notation, [polity.code])
    yield from _texts(iri, SKOS.altLabel, _other(polity.aliases, polity.label))
    yield from _texts(iri, DG.officialName, [polity.official_name])
    yield from _texts(iri, DG.demonym, polity.demonyms)
    yield from _texts(iri, DG.adjective, polity.adjectives)
    yield from _texts(iri, DG.metonym, polity.metonyms)
    yield from _texts(iri, DG.formerName, polity.former_names)
    yield from _links(iri, DG.capital, [capital.iri if capital else None])
    yield from _links(iri, DG.polityStatus, [iris.concept("polity-status", polity.status)])
    yield from _wikidata(iri, polity.wikidata)


def _organization(authority: Authority, organization: Organization) -> Iterator[Quad]:
    iri = organization.iri
    seat = authority.seat(organization.code)
    yield from _types(iri, DG.Organization, ORG.Organization)
    yield from _texts(iri, RDFS.label, [organization.label])
    yield from _texts(iri, SKOS.notation, [organization.code])
    yield from _texts(iri, SKOS.altLabel, _other(organization.aliases, organization.label))
    yield from _links(iri, DG.seat, [seat.iri if seat else None])
    larger = organization.part_of or organization.affiliation
    if larger:
        yield _put(iri, _SUB_ORGANIZATION_OF, node(iris.organization(larger)))
    if organization.represents:
        yield _put(iri, DG.represents, node(iris.polity(organization.represents)))
    for code in organization.members:
        member = authority.actor_by_code(code)
        yield from _links(iri, _HAS_MEMBER, [member.iri if member else None])
    yield from _wikidata(iri, organization.wikidata)


def _office(office: OfficeTitle) -> Iterator[Quad]:
    # Nouns such as "leader" name whoever holds some office; they are no offices themselves.
    if office.person_noun:
        return
    yield from _types(office.iri, DG.Office, ORG.Role)
    yield from _texts(office.iri, RDFS.label, [office.title])
    yield from _texts(office.iri, SKOS.altLabel, _other(office.aliases, office.title))
    yield from _links(office.iri, DG.officeLevel, [iris.concept("office-level", office.level)])


def _recognition(claim: RecognitionClaim) -> Iterator[Quad]:
    iri = claim.iri
    yield from _types(iri, DG.RecognitionClaim)
    yield from _links(iri, DG.recognizer, [iris.polity(claim.recognizer)])
    yield from _links(iri, DG.recognized, [iris.polity(claim.recognized)])
    yield from _links(iri, DG.stance, [iris.concept("stance", claim.stance)])
    if claim.since:
        yield _put(iri, DG.since, day(claim.since))
    if claim.until:
        yield _put(iri, DG.until, day(claim.until))
    yield from _texts(iri, DCTERMS.source, [claim.source])


def _territorial(authority: Authority, claim: TerritorialClaim) -> Iterator[Quad]:
    iri = claim.iri
    if claim.kind == "administration":
        yield from _types(iri, DG.Administration)
        yield from _links(iri, DG.administrator, [iris.polity(claim.polity)])
    else:
        yield from _types(iri, DG.TerritorialClaim)
        yield from _links(iri, DG.claimant, [iris.polity(claim.polity)])
        yield from _links(iri, DG.belongsTo, [iris.polity(claim.belongs_to or claim.polity)])
    yield from _links(iri, DG.territory, [authority.territories[claim.territory].iri])
    if claim.since:
        yield _put(iri, DG.since, day(claim.since))
    if claim.until:
        yield _put(iri, DG.until, day(claim.until))
    yield from _texts(iri, DCTERMS.source, [claim.source])


def _places(authority: Authority) -> Iterator[Quad]:
    contested = {each.iri: each for each in authority.territories.values()}
    for polity in authority.polities.values():
        place = polity.place().iri
        yield from _types(place, DG.Place)
        yield from _texts(place, RDFS.label, [polity.label])
        yield from _texts(place, DG.countryCode, [polity.code])
        if place in contested:
            yield from _contested(place, contested[place])
        elif polity.status != "historical":
            yield from _links(place, DG.administeredBy, [polity.iri])
    for territory in authority.territories.values():
        if territory.polity is None:
            yield from _types(territory.iri, DG.Place)
            yield from _texts(territory.iri, RDFS.label, [territory.label])
            yield from _contested(territory.iri, territory)
            yield from _wikidata(territory.iri, territory.wikidata)
    for city in _described_cities(authority):
        yield from _city(authority, city)


def _contested(iri: str, territory: Territory) -> Iterator[Quad]:
    yield from _texts(iri, SKOS.altLabel, territory.aliases)
    yield from _links(iri, DG.administeredBy, map(iris.polity, territory.administered_by))
    yield from _links(iri, DG.claimedBy, map(iris.polity, territory.claimed_by))
    if territory.polity and territory.parent:
        yield from _links(
            iris.polity(territory.polity), DG.parentState, [iris.polity(territory.parent)]
        )
    yield from _texts(iri, DCTERMS.source, [territory.source])


def _described_cities(authority: Authority) -> list[City]:
    found = [authority.capital(code) for code in authority.polities]
    found += [authority.seat(code) for code in authority.organizations]
    found += [city for city in authority.cities if city.territory or not city.geonames_id]
    return list(dict.fromkeys(city for city in found if city is not None))


def _city(authority: Authority, city: City) -> Iterator[Quad]:
    iri = city.iri
    yield from _types(iri, DG.Place)
    yield from _texts(iri, RDFS.label, [city.name])
    yield from _texts(iri, SKOS.altLabel, _other(city.alternates, city.name))
    yield from _texts(iri, DG.countryCode, [city.country])
    if city.country:
        yield from _links(iri, DG.locatedIn, [iris.country(city.country)])
    if city.territory:
        yield from _links(iri, DG.locatedIn, [authority.territories[city.territory].iri])
    yield _put(iri, WGS.lat, degrees(city.latitude))
    yield _put(iri, WGS.long, degrees(city.longitude))
    # The node is ours even where the place is not: nothing is minted in GeoNames' own space.
    geometry = f"{iris.AUTHORITY}geometry/{iris.digest(iri)}"
    point = f"POINT({decimal_text(city.longitude, 5)} {decimal_text(city.latitude, 5)})"
    yield from _links(iri, GEO.hasGeometry, [geometry])
    yield from _types(geometry, GEO.Geometry)
    yield _put(geometry, GEO.asWKT, Literal(point, datatype=node(GEO.wktLiteral)))
