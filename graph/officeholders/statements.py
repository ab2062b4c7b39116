"""Terms of office as statements and back: what the store's graph and RDF files share."""

from __future__ import annotations

import re

from diplograph.graph import iris
from diplograph.graph.dates import PartialDate, Precision
from diplograph.graph.iris import Minter
from diplograph.graph.mapping.terms import Writing, concept, day, integer, notation
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.officeholders.titles import known_office
from diplograph.ontology.namespaces import DG, ORG, RDFS

WIKIDATA = "http://www.wikidata.org/entity/"

_LENGTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_LEXICAL = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*|Z|[+-]\d{2}:\d{2})?", re.ASCII)


def term_iri(term: OfficeTerm, minter: Minter, list_iri: str) -> str:
    """The IRI of a term in a list: the same term in the same list has the same.

    >>> from diplograph.graph.authority import load_authority
    >>> term = OfficeTerm("A. Person", "President", load_authority().actor_by_code("GEO"))
    >>> term_iri(term, Minter(), "https://a.example/list").startswith(Minter().authority)
    True
    """
    return minter.office_term(
        list_iri,
        term.name,
        term.office,
        term.of.iri,
        str(term.since or ""),
        str(term.until or ""),
        "\x1e".join(term.aliases),
        term.wikidata,
    )


def write_term(writing: Writing, iri: str, term: OfficeTerm, minter: Minter) -> None:
    """Write the statements of one term about a node of that IRI."""
    writing.types(iri, DG.OfficeTerm)
    writing.text(iri, RDFS.label, f"{term.name}, {term.label}")
    writing.iri(iri, ORG.member, term.person(minter))
    writing.text(iri, DG.name, term.name)
    for alias in term.aliases:
        writing.text(iri, DG.alias, alias)
    writing.iri(iri, ORG.organization, term.of.iri)
    writing.text(iri, DG.officeTitle, term.office)
    office = known_office(term.office)
    if office is not None and not office.person_noun and office.title == term.office:
        writing.iri(iri, ORG.role, office.iri)
    if term.since is not None:
        writing.put(iri, DG.since, day(term.since.first_day))
        writing.put(iri, DG.sincePrecision, concept("precision", term.since.precision.value))
    if term.until is not None:
        writing.put(iri, DG.until, day(term.until.last_day))
        writing.put(iri, DG.untilPrecision, concept("precision", term.until.precision.value))
    if term.wikidata is not None:
        writing.iri(iri, DG.holderItem, WIKIDATA + term.wikidata)
    if term.row is not None:
        writing.put(iri, DG.sourceLine, integer(term.row))


def written_date(value: str | None, precision: str | None) -> str:
    """The reduced-precision form of a date literal, given the IRI of its precision.

    Text that is no date is given back as it is, for the check of the row to refuse.

    >>> written_date("2013-11-30", "https://w3id.org/diplograph/vocab/precision/month")
    '2013-11'
    >>> written_date("2013-11-20T00:00:00Z", None)
    '2013-11-20'
    """
    if value is None:
        return ""
    found = _LEXICAL.fullmatch(value.strip())
    if found is None:
        return value
    try:
        length = _LENGTH[Precision(notation(precision))] if precision else 10
    except (ValueError, KeyError):
        length = 10
    return found[1][:length]


def read_date(value: str | None, precision: str | None) -> PartialDate | None:
    """A date of the store's graph, None where there is none."""
    text = written_date(value, precision)
    return PartialDate.parse(text) if text else None


def described(of: Actor) -> tuple[str, str]:
    """Name and kind of class by which an actor outside of the authority is described."""
    return of.name, DG.Organization if of.kind is ActorKind.ORGANIZATION else DG.Polity


def code_of(iri: str) -> tuple[str, str] | None:
    """The polity code or the organisation code of an authority IRI, as (polity, organization).

    >>> code_of("https://w3id.org/diplograph/authority/polity/GEO"), code_of("https://a.example/x")
    (('GEO', ''), None)
    """
    if iri.startswith(iris.polity("")):
        return notation(iri), ""
    if iri.startswith(iris.organization("")):
        return "", notation(iri)
    return None
