"""Prefixed names, for messages and tables that people read."""

from __future__ import annotations

import re

from diplograph.ontology.namespaces import PREFIXES

_LOCAL = re.compile(r"[\w-]+")


def shorten(iri: str) -> str:
    """Write an IRI with the prefix that fits, or whole in angle brackets.

    >>> shorten("http://www.w3.org/2001/XMLSchema#date")
    'xsd:date'
    >>> shorten("https://press.example/1")
    '<https://press.example/1>'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
