"""Deterministic IRIs: the same input gives the same IRI, in any order of ingest.

Authority entities (polities, organisations, whole countries as places) live under one fixed base,
since they are the same for everybody; what is read from articles lives under a base of the user.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from anyascii import anyascii

ONTOLOGY = "https://w3id.org/diplograph/ontology#"
VOCABULARY = "https://w3id.org/diplograph/vocab/"
AUTHORITY = "https://w3id.org/diplograph/authority/"
DEFAULT_BASE = "https://w3id.org/diplograph/id/"
GEONAMES = "https://sws.geonames.org/"

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Fold a name to lower-case ASCII words joined by hyphens.

    >>> slug("Audronius Ažubalis")
    'audronius-azubalis'
    """
    return _NOT_WORD.sub("-", anyascii(text).lower()).strip("-")


def digest(*parts: str | None) -> str:
    """16 hexadecimal digits (64 bits) of SHA-256 over the parts, told apart from each other."""
    data = "\x1f".join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(data.encode()).hexdigest()[:16]


def _segment(text: str) -> str:
    return quote(text, safe="")


def polity(code: str) -> str:
    """IRI of a polity by its code.

    >>> polity("SOS")
    'https://w3id.org/diplograph/authority/polity/SOS'
    """
    return f"{AUTHORITY}polity/{_segment(code)}"


def organization(code: str) -> str:
    """IRI of an authority organisation by its acronym."""
    return f"{AUTHORITY}organization/{_segment(code)}"


def country(code: str) -> str:
    """IRI of a polity's territory as a place."""
    return f"{AUTHORITY}place/{_segment(code)}"


def geonames(identifier: int) -> str:
    """IRI of a place by its GeoNames number."""
    return f"{GEONAMES}{identifier}/"


def concept(scheme: str, notation: str) -> str:
    """IRI of a SKOS concept of the vocabulary.

    >>> concept("status", "planned")
    'https://w3id.org/diplograph/vocab/status/planned'
    """
    return f"{VOCABULARY}{scheme}/{_segment(notation)}"


class Minter:
    """Makes the IRIs of what is read from articles, under the base of one store.

    >>> Minter().person("Vladimir Putin", "RUS")
    'https://w3id.org/diplograph/id/person/RUS/vladimir-putin'
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base if base.endswith(("/", "#")) else base + "/"

    @property
    def authority(self) -> str:
        """IRI of the named graph of imported lists of office holders.

        >>> Minter().authority
        'https://w3id.org/diplograph/id/authority'
        """
        return f"{self.base}authority"

    def office_list(self, name: str) -> str:
        """IRI of an imported list of office holders by its name."""
        return f"{self.authority}/list/{slug(name) or digest(name)}"

    def office_term(self, list_iri: str, *parts: str | None) -> str:
        """IRI of a term of office by its list and what tells it from the other terms."""
        return f"{self.authority}/term/{digest(list_iri, *parts)}"

    def article(self, key: str) -> str:
        """IRI of an article (and of its named graph) by its key, a URL or a hash of the text."""
        return f"{self.base}article/{digest(key)}"

    def claim(self, article: str, number: int) -> str:
        """IRI of the claim of that number in an article, counted from 0."""
        return f"{article}/claim/{number + 1}"

    def event(self, claim: str) -> str:
        """IRI of the event that a claim alone would make; a merged event takes the least of its."""
        return f"{self.base}event/{digest(claim)}"

    def person(self, name: str, code: str | None) -> str:
        """IRI of a person by full name and the code of the polity or organisation represented."""
        return f"{self.base}person/{_segment(code or '-')}/{slug(name) or digest(name)}"

    def organization(self, name: str) -> str:
        """IRI of an organisation that the authority does not know, by its name."""
        return f"{self.base}organization/{slug(name) or digest(name)}"

    def place(self, name: str, code: str | None) -> str:
        """IRI of a place that GeoNames does not know, by name and country."""
        return f"{self.base}place/{_segment(code or '-')}/{slug(name) or digest(name)}"

    def instrument(self, title: str, parties: tuple[str, ...], date: str | None) -> str:
        """IRI of an instrument by title, codes of the parties and date of conclusion."""
        return f"{self.base}instrument/{digest(slug(title), ' '.join(sorted(parties)), date)}"

    @property
    def judgements(self) -> str:
        """IRI of the named graph of judgements.

        >>> Minter().judgements
        'https://w3id.org/diplograph/id/judgements'
        """
        return f"{self.base}judgements"

    def judgement(self, identifier: str) -> str:
        """IRI of a judgement by a digest of what it says."""
        return f"{self.base}judgement/{identifier}"
