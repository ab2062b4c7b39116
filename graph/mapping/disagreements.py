"""What sources of an event tell differently, as statements of the default graph and back."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.graph.errors import StoreError
from diplograph.graph.mapping.terms import Statements, Writing, boolean, integer
from diplograph.graph.model import Aspect, Disagreement, Event, Place
from diplograph.ontology.namespaces import DG, RDF, SEM, WGS

_PROPERTY: dict[Aspect, str] = {
    Aspect.TYPE: RDF.type,
    Aspect.STATUS: DG.status,
    Aspect.DATE: SEM.hasEarliestBeginTimeStamp,
    Aspect.CITY: DG.place,
    Aspect.COUNTRY: DG.countryCode,
}
_ASPECT = {iri: aspect for aspect, iri in _PROPERTY.items()}


def write_disagreement(writing: Writing, event: str, number: int, told: Disagreement) -> None:
    """Write one value told differently; the event itself has the value that stands."""
    iri = f"{event}/disagreement/{number}"
    writing.iri(event, DG.disagreement, iri)
    writing.types(iri, DG.Disagreement)
    writing.put(iri, DG.position, integer(number))
    writing.iri(iri, DG.aboutProperty, _PROPERTY[told.about])
    writing.put(iri, DG.stands, boolean(told.stands))
    writing.text(iri, DG.toldValue, told.value)
    if told.place is not None:
        writing.iri(iri, DG.toldPlace, told.place.iri)
        writing.text(iri, DG.name, told.place.name)
        writing.text(iri, DG.countryCode, told.place.country)
    for claim in told.claims:
        writing.iri(iri, DG.toldBy, claim)


def places_told(event: Event) -> Iterator[Place]:
    """The places that claims tell and the event does not have: they want a description, too."""
    return (
        each.place for each in event.disagreements if each.place is not None and not each.stands
    )


def read_disagreements(statements: Statements, event: str) -> tuple[Disagreement, ...]:
    """Read what :func:`write_disagreement` wrote of an event.

    Raises :class:`~diplograph.graph.errors.StoreError` when the statements are not whole.
    """
    nodes = statements.in_order(statements.values(event, DG.disagreement))
    return tuple(_disagreement(statements, each) for each in nodes)


def _disagreement(statements: Statements, iri: str) -> Disagreement:
    about = _ASPECT.get(statements.require(iri, DG.aboutProperty))
    if about is None:
        raise StoreError(f"<{iri}> is about a property unknown to this version of diplograph")
    place = statements.value(iri, DG.toldPlace)
    return Disagreement(
        about=about,
        value=statements.require(iri, DG.toldValue),
        claims=tuple(statements.values(iri, DG.toldBy)),
        stands=statements.require(iri, DG.stands) == "true",
        place=None
        if place is None
        else Place(
            name=statements.require(iri, DG.name),
            iri=place,
            country=statements.value(iri, DG.countryCode),
            latitude=statements.number(place, WGS.lat),
            longitude=statements.number(place, WGS.long),
        ),
    )
