"""What is said of a query typed by hand is about the query as it was typed."""

from __future__ import annotations

import pytest

from diplograph.graph.errors import QueryError
from diplograph.graph.store import open_store
from diplograph.prefixes import ask


def said(query: str) -> str:
    with open_store(None) as store, pytest.raises(QueryError) as caught:
        ask(store, query)
    return str(caught.value)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {", "error at 1:11:"),
        ("SELECT nonsense", "error at 1:16:"),
        ("SELECT *\n{ ?e a }", "error at 2:"),
    ],
)
def test_the_place_of_an_error_is_in_the_query_as_typed(query, place):
    assert place in said(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "# away with it\nPREFIX x: <http://x/> delete where { ?s ?p ?o }",
        "DROP ALL",
        "LOAD <http://127.0.0.1/>",
    ],
)
def test_an_update_is_refused_as_one(query):
    assert "is refused: a query only reads" in said(query)


def test_a_slash_in_a_prefixed_name_is_explained():
    message = said("SELECT ?label { dgid:event/0f3a rdfs:label ?label }")
    assert "in dgid:event/0f3a write \\/ for /" in message
    with open_store(None) as store:
        assert not list(ask(store, r"SELECT ?label { dgid:event\/0f3a rdfs:label ?label }"))


@pytest.mark.parametrize(
    "query", ["SELECT * { ?e dg:claim/dg:quote ?q", 'SELECT * { ?e rdfs:label "a:b/c" ']
)
def test_paths_and_strings_are_no_such_names(query):
    assert "write" not in said(query)
