"""Queries typed by hand: the usual prefixes without PREFIX lines, errors about what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.errors import QueryError
from diplograph.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    from diplograph.graph.store import QueryResults, Store

_FIRST_LINE = re.compile(r"\berror at 1:(\d+)")
# What holds no keyword and no prefixed name: comments, IRIs and strings.
_OPAQUE = re.compile(r"#[^\r\n]*|<[^<>\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_PROLOGUE = r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s+)*"
_UPDATE = re.compile(
    rf"{_PROLOGUE}(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE
)
# The slash of a property path has a prefixed name behind it.
_BARE_SLASH = re.compile(r"\b\w+:[\w-]+/[\w-]+(?![\w:-])")


def with_prefixes(sparql: str, base: str | None = None) -> str:
    """Put the usual prefixes before a query; its own declarations, if any, hold over them.

    ``base`` is the instance base of the store, which ``dgid:`` then stands for. The declarations go
    on the query's first line, so that the line numbers of error messages stay right.

    >>> with_prefixes("SELECT ?e { ?e a dg:Meeting }").endswith("SELECT ?e { ?e a dg:Meeting }")
    True
    """
    names = {**PREFIXES, **({"dgid": base} if base else {})}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in names.items()) + sparql


def ask(store: Store, sparql: str) -> QueryResults:
    r"""Ask a query that was typed by hand, with the usual prefixes before it.

    Raises :class:`~diplograph.graph.errors.QueryError` with the place of the error in the query as
    it was typed, and with what to do about the usual mistakes.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     bool(ask(store, "ASK { ?event a dg:Meeting }"))
    False
    """
    try:
        return store.query(with_prefixes(sparql, store.base))
    except QueryError as error:
        raise QueryError(_as_typed(str(error), sparql, store.base)) from error


def _as_typed(said: str, sparql: str, base: str) -> str:
    seen = _OPAQUE.sub(" ", sparql)
    if update := _UPDATE.match(seen):
        return f"{update[1].upper()} is refused: a query only reads; use ingest to change the store"
    ahead = len(with_prefixes("", base))
    said = _FIRST_LINE.sub(lambda at: f"error at 1:{max(1, int(at[1]) - ahead)}", said)
    if "malformed" in said and (slash := _BARE_SLASH.search(seen)):
        return f"{said}; in {slash[0]} write \\/ for /, or the IRI in full"
    return said
