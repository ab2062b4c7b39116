"""Lists of terms of office as RDF files.

The vocabulary is W3C ORG: an ``org:Membership`` of a person (``org:member``) in a polity or
organisation (``org:organization``), with ``org:role`` or ``dg:officeTitle``, ``dg:since`` and
``dg:until``; ``docs/howto-authority-import.md`` has it all. A file is data from a stranger: nothing
is fetched, whatever IRIs and contexts it names, and what would grow while it is read is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from diplograph.graph.authority import load_authority
from diplograph.graph.errors import InputError
from diplograph.graph.iris import Minter
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, Writing
from diplograph.graph.model import Actor
from diplograph.graph.officeholders.model import OfficeTerm, RowProblem, TermFile
from diplograph.graph.officeholders.rows import UnusableRow, checked, find_of, make_term
from diplograph.graph.officeholders.statements import (
    WIKIDATA,
    code_of,
    described,
    term_iri,
    write_term,
    written_date,
)
from diplograph.ontology.namespaces import DG, FOAF, ORG, PREFIXES, RDF, RDFS, SKOS

RDF_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
"""Formats by the suffix of a file."""

MOST_STATEMENTS = 3_000_000
"""The most statements that are read: about 200,000 terms."""

_DEEPEST = 100
_NAMES = (
    RDFS.label,
    SKOS.prefLabel,
    FOAF.name,
    "https://schema.org/name",
    "http://schema.org/name",
)
_MEMBERSHIPS = (ORG.Membership, DG.OfficeTerm)
_ORGANIZATIONS = (DG.Organization, ORG.Organization)


def serialize_terms(terms: Iterable[OfficeTerm], format: RdfFormat) -> bytes:
    """Write terms as RDF, in the order of their IRIs; the IRIs are under the default base.

    >>> from diplograph.graph.authority import load_authority
    >>> term = OfficeTerm("A. Person", "President", load_authority().actor_by_code("GEO"))
    >>> parse_rdf(serialize_terms([term], RdfFormat.TURTLE), "x", RdfFormat.TURTLE).terms == (term,)
    True
    """
    minter = Minter()
    writing = Writing(DEFAULT_GRAPH)
    by_iri = {term_iri(each, minter, ""): each for each in terms}
    for iri, term in sorted(by_iri.items(), key=lambda each: each[0]):
        write_term(writing, iri, term, minter)
        writing.types(iri, ORG.Membership)
        if authority_actor(term.of.iri) is None:
            name, kind = described(term.of)
            writing.types(term.of.iri, kind)
            writing.text(term.of.iri, RDFS.label, name)
    out = io.BytesIO()
    serialize(writing.quads, out, format, prefixes=PREFIXES)
    return out.getvalue()


def parse_rdf(data: bytes, where: str, format: RdfFormat, minter: Minter | None = None) -> TermFile:
    """Read the bytes of an RDF file; ``where`` names it in errors.

    Raises :class:`~diplograph.graph.errors.InputError` when it is malformed, asks for a document
    elsewhere, or holds no membership.
    """
    file = _File(where, minter or Minter())
    for quad in _statements(data, where, format):
        file.add(quad)
    memberships = file.memberships()
    if not memberships:
        raise InputError(f"{where} holds no org:Membership, so there is no term of office in it")
    good: list[tuple[str, OfficeTerm]] = []
    rejected: list[RowProblem] = []
    for number, subject in enumerate(memberships, 1):
        place = f"membership {number}" if subject.startswith("_:") else f"<{subject}>"
        try:
            good.append((place, file.term(subject)))
        except UnusableRow as error:
            rejected.append(RowProblem(place, str(error)))
    return checked(good, rejected)


def _statements(data: bytes, where: str, format: RdfFormat) -> Iterator[Quad]:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{where} is not in UTF-8") from error
    _check_growth(data, where, format)
    try:
        for number, quad in enumerate(parse(data.removeprefix(b"\xef\xbb\xbf"), format)):
            if number >= MOST_STATEMENTS:
                raise InputError(f"{where} has more than {MOST_STATEMENTS} statements: split it")
            yield quad
    except SyntaxError as error:
        said = " ".join(str(error).split())
        if "LoadDocument" in said:
            said = "it names a JSON-LD context elsewhere, and nothing is fetched: write it out"
        raise InputError(f"{where} cannot be read: {said[:300]}") from error


def _check_growth(data: bytes, where: str, format: RdfFormat) -> None:
    """Refuse what needs far more memory or stack to read than the file is large."""
    if format == RdfFormat.RDF_XML and b"<!entity" in data.lower():
        # entities made of entities multiply: 1 kB becomes 1 GB
        raise InputError(f"{where} declares XML entities, which are not read: save it as Turtle")
    if format == RdfFormat.JSON_LD:
        depth = 0
        for bracket in re.finditer(rb"[\[{]|[\]}]", data):
            depth += 1 if bracket[0] in b"[{" else -1
            if depth > _DEEPEST:
                raise InputError(f"{where} is nested more than {_DEEPEST} deep")


class _File:
    """The statements of a file, by subject and predicate."""

    def __init__(self, where: str, minter: Minter) -> None:
        self._where = where
        self._minter = minter
        self._index: dict[str, dict[str, list[tuple[str, str]]]] = {}

    def add(self, quad: Quad) -> None:
        """Take in a statement; those about triples say nothing of terms."""
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode | BlankNode):
            return
        if isinstance(value, Literal):
            entry = (value.language or "", value.value)
        elif isinstance(value, NamedNode | BlankNode):
            entry = ("", _key(value))
        else:
            return
        values = self._index.setdefault(_key(subject), {}).setdefault(quad.predicate.value, [])
        if entry not in values:
            values.append(entry)

    def memberships(self) -> list[str]:
        """The nodes of terms: those with an IRI by it, then the others as they stand."""
        found = [
            subject for subject in self._index if set(_MEMBERSHIPS) & set(self._all(subject, _TYPE))
        ]
        named = sorted(each for each in found if not each.startswith("_:"))
        return named + [each for each in found if each.startswith("_:")]

    def _all(self, subject: str, predicate: str) -> list[str]:
        return [value for _, value in self._index.get(subject, {}).get(predicate, ())]

    def _one(self, subject: str, predicate: str, what: str) -> str | None:
        values = self._all(subject, predicate)
        if len(values) > 1:
            raise UnusableRow(f"{len(values)} values of {what}")
        return values[0] if values else None

    def _name(self, subject: str) -> str | None:
        """The name of a node: without a language or in English before others."""
        for predicate in _NAMES:
            values = self._index.get(subject, {}).get(predicate, ())
            chosen = min(values, key=lambda each: (_FIRST.get(each[0], 2), each), default=None)
            if chosen is not None:
                return chosen[1]
        return None

    def term(self, subject: str) -> OfficeTerm:
        """Read one term.

        Raises :class:`~diplograph.graph.officeholders.rows.UnusableRow` when it lacks something.
        """
        member = self._one(subject, ORG.member, "org:member")
        if member is None:
            raise UnusableRow("no org:member: it does not say who held the office")
        name = self._one(subject, DG.name, "dg:name") or self._name(member)
        line = self._one(subject, DG.sourceLine, "dg:sourceLine")
        return make_term(
            name=name or "",
            office=self._title(subject) or "",
            of=self._of(subject),
            since=self._date(subject, DG.since, DG.sincePrecision, "dg:since"),
            until=self._date(subject, DG.until, DG.untilPrecision, "dg:until"),
            aliases=[*self._all(subject, DG.alias), *self._all(member, SKOS.altLabel)],
            wikidata=self._item(subject, member),
            row=int(line) if line is not None and line.isascii() and line.isdigit() else None,
        )

    def _date(self, subject: str, predicate: str, precision: str, what: str) -> str:
        return written_date(
            self._one(subject, predicate, what), self._one(subject, precision, "its precision")
        )

    def _item(self, subject: str, member: str) -> str:
        item = self._one(subject, DG.holderItem, "dg:holderItem") or self._one(
            member, DG.wikidata, "dg:wikidata"
        )
        return item or (member if member.startswith(WIKIDATA) else "")

    def _title(self, subject: str) -> str | None:
        title = self._one(subject, DG.officeTitle, "dg:officeTitle")
        if title is not None:
            return title
        role = self._one(subject, ORG.role, "org:role")
        if role is None:
            return None
        known = {each.iri: each.title for each in load_authority().offices.values()}
        return known.get(role) or self._name(role)

    def _of(self, subject: str) -> Actor:
        of = self._one(subject, ORG.organization, "org:organization")
        if of is None:
            return find_of("", "")
        codes = code_of(of) or _by_wikidata().get(of)
        if codes is not None:
            polity, organization = codes
            if organization and organization not in load_authority().organizations:
                raise UnusableRow(f"the authority has no organization {organization!r}")
            return find_of(polity, organization)
        code = self._one(of, SKOS.notation, "skos:notation")
        name = self._name(of)
        if name is None and code is None:
            raise UnusableRow(f"<{of}> is no polity of the authority and has no name in the file")
        if set(_ORGANIZATIONS) & set(self._all(of, _TYPE)):
            return find_of("", name or code or "", self._minter)
        if code is not None and code in load_authority().polities:
            return find_of(code, "")
        return find_of(name or code or "", "")


_TYPE = RDF.type
_FIRST = {"": 0, "en": 1}


def _key(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else f"_:{node.value}"


@lru_cache(maxsize=1)
def _by_wikidata() -> dict[str, tuple[str, str]]:
    authority = load_authority()
    found = {
        WIKIDATA + each.wikidata: ("", each.code)
        for each in authority.organizations.values()
        if each.wikidata
    }
    found.update(
        (WIKIDATA + each.wikidata, (each.code, ""))
        for each in authority.polities.values()
        if each.wikidata
    )
    return found
