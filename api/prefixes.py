"""The usual prefixes, so that a query typed by hand needs no PREFIX lines."""

from __future__ import annotations

from diplograph.queries.prefixes import PREFIXES


def with_prefixes(sparql: str, base: str | None = None) -> str:
    """Put the usual prefixes before a query; its own declarations, if any, hold over them.

    ``base`` is the instance base of the store, which ``dgid:`` then stands for. The declarations go
    on the query's first line, so that the line numbers of error messages stay right.

    >>> with_prefixes("SELECT ?e { ?e a dg:Meeting }").endswith("SELECT ?e { ?e a dg:Meeting }")
    True
    """
    names = {**PREFIXES, **({"dgid": base} if base else {})}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in names.items()) + sparql
