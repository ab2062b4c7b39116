"""IRIs written short, for reading and for typing: ``dga:polity/RUS``."""

from __future__ import annotations

import re

from diplograph.ontology.namespaces import PREFIXES

# The longest namespace first, so that an IRI gets its most special prefix.
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_LOCAL = re.compile(r"[\w-]+")


def shorten(iri: str) -> str:
    """Write an IRI with its prefix; one under no known namespace stays as it is.

    A short form is for people. Its part after the colon may hold slashes, which SPARQL wants
    escaped; in a query write what :func:`sparql_name` gives.

    >>> shorten("https://w3id.org/diplograph/ontology#Meeting")
    'dg:Meeting'
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(text: str, base: str | None = None) -> str:
    """Undo :func:`shorten`; text without a known prefix stays as it is.

    ``base`` is the instance base of the store, which ``dgid:`` then stands for.

    >>> expand("dga:polity/RUS")
    'https://w3id.org/diplograph/authority/polity/RUS'
    """
    prefix, colon, local = text.partition(":")
    if not colon or local.startswith("//"):
        return text
    namespace = base if base and prefix == "dgid" else PREFIXES.get(prefix)
    return namespace + local if namespace else text


def sparql_name(iri: str) -> str:
    """Write an IRI as a query may: with a prefix where that needs no escaping, else in brackets.

    >>> sparql_name("http://www.w3.org/2001/XMLSchema#date")
    'xsd:date'
    >>> sparql_name("https://press.example/1")
    '<https://press.example/1>'
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
