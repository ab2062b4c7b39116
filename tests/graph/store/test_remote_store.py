"""The remote store before servers that are away, in the way, broken or slow."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from pyoxigraph import Literal, NamedNode, Quad
from pytest_httpserver import HTTPServer
from quads import article, n
from werkzeug import Request, Response

from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.store import RemoteStore, open_store

RESULTS = "application/sparql-results+json"


def answering(
    httpserver: HTTPServer, answer: Callable[[str], Response], **options: float
) -> RemoteStore:
    """A store on a server that answers the first question well and then as told."""

    def handle(request: Request) -> Response:
        sparql = request.get_data(as_text=True)
        if sparql == "ASK {}":
            return Response('{"head":{},"boolean":true}', content_type=RESULTS)
        return answer(sparql)

    httpserver.expect_request("/query").respond_with_handler(handle)
    httpserver.expect_request("/update").respond_with_handler(handle)
    httpserver.expect_request("/store").respond_with_handler(handle)
    return RemoteStore(httpserver.url_for("/"), **options)


@contextmanager
def raw_server(reply: bytes, *, linger: float = 0.0) -> Iterator[str]:
    """A server that sends these bytes to the second request, whatever it asks, and hangs up."""
    good = b'{"head":{},"boolean":true}'
    first = b"HTTP/1.1 200 OK\r\nContent-Type: " + RESULTS.encode()
    first += b"\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(good) + good
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for answer in (first, reply):
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    time.sleep(linger if answer is reply else 0.0)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize("suffix", ["", "/", "/query", "/query/"])
def test_the_root_or_the_query_endpoint_name_the_same_server(server: str, suffix: str) -> None:
    with open_store(server + suffix, base="https://press.example/id/") as store:
        assert isinstance(store, RemoteStore)
        store.apply(drop=[n("article/1")], add=article(1))
        assert set(store.match(graph=n("article/1"))) == set(article(1))
        assert store.base == "https://press.example/id/"


def test_reading_only(server: str) -> None:
    with open_store(server, read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.apply(add=article(1))
        with pytest.raises(StoreError, match="reading only"):
            store.bulk_add(article(1))
        assert not store.query("ASK { <x:a> <x:b> <x:c> }")


@pytest.mark.parametrize(
    "failing",
    ["CREATE GRAPH <x:g> ; CREATE GRAPH <x:g>", "LOAD <http://127.0.0.1:9/none>"],
)
def test_the_server_takes_an_update_whole_or_not_at_all(server: str, failing: str) -> None:
    with open_store(server) as store:
        store.apply(drop=[n("article/1")], add=article(1))
        before = len(store)
        answer = requests.post(
            f"{server}/update",
            data=f"DROP GRAPH {n('article/1')} ; INSERT DATA {{ <x:a> <x:b> 1 }} ; {failing}",
            headers={"Content-Type": "application/sparql-update"},
            timeout=10,
        )
        assert answer.status_code >= 400
        assert len(store) == before
        assert set(store.match(graph=n("article/1"))) == set(article(1))


def test_bulk_goes_to_the_graph_store_graph_by_graph(httpserver: HTTPServer) -> None:
    bodies: list[tuple[str, str]] = []

    def store_it(request: Request) -> Response:
        bodies.append((request.query_string.decode(), request.get_data(as_text=True)))
        return Response(status=204)

    httpserver.expect_request("/store").respond_with_handler(store_it)
    with answering(httpserver, lambda _: Response(status=500)) as store:
        store.bulk_add([*article(1, 1), Quad(n("s"), n("p"), Literal('"\n')), *article(1, 2)[1:]])
    assert [query for query, _ in bodies] == [
        "graph=https%3A%2F%2Fpress.example%2Farticle%2F1",
        "default=",
    ]
    assert bodies[0][1].count("\n") == 2
    assert bodies[1][1].strip() == str(Quad(n("s"), n("p"), Literal('"\n'))) + " ."


def test_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="no server answers at http://127"):
        open_store(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("url", ["http://", "https:///query", "http:nothing"])
def test_an_ill_formed_url(url: str) -> None:
    with pytest.raises(StoreError, match="not an http or https URL"):
        RemoteStore(url)


def test_a_server_that_speaks_no_sparql(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/query").respond_with_data("<p>Hello</p>", content_type="text/html")
    with pytest.raises(StoreError, match="text/html"):
        open_store(httpserver.url_for("/"))
    with pytest.raises(StoreError, match="500"):
        open_store(httpserver.url_for("/nowhere"))


def test_user_and_password_are_sent_and_never_shown(httpserver: HTTPServer) -> None:
    seen: list[str | None] = []

    def handle(request: Request) -> Response:
        seen.append(request.authorization and request.authorization.password)
        return Response("no entry", status=401)

    httpserver.expect_request("/query").respond_with_handler(handle)
    url = httpserver.url_for("/").replace("http://", "http://me:se%40cret@")
    with pytest.raises(StoreError, match=r"401 .*no entry") as caught:
        open_store(url)
    assert seen == ["se@cret"]
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize("status", [403, 404, 413, 500, 503])
def test_a_refusal_is_told_in_one_line(httpserver: HTTPServer, status: int) -> None:
    reply = Response("the disk\nis full", status=status)
    with answering(httpserver, lambda _: reply) as store:
        for use in (
            lambda: store.query("SELECT * { ?s ?p ?o }"),
            lambda: store.apply(add=article(1)),
            lambda: store.bulk_add(article(1)),
            lambda: len(store),
        ):
            with pytest.raises(StoreError, match=f"answered {status} .*: the disk is full$"):
                use()


def test_a_query_that_the_server_finds_malformed(httpserver: HTTPServer) -> None:
    long = "expected one of " + "this or\n" * 500
    with answering(httpserver, lambda _: Response(long, status=400)) as store:
        with pytest.raises(QueryError, match=r"^malformed query: expected one") as caught:
            store.query("SELECT * { ?s ?p ?o }")
        assert len(str(caught.value)) < 250
        with pytest.raises(StoreError, match="400"):
            store.apply(add=article(1))


def test_a_server_that_has_moved(httpserver: HTTPServer) -> None:
    moved = Response(status=301, headers={"Location": "https://new.example/query"})
    store = answering(httpserver, lambda _: moved)
    with pytest.raises(StoreError, match=r"use https://new\.example/query"):
        store.query("SELECT * { ?s ?p ?o }")


def solutions(*rows: dict[str, object]) -> str:
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": list(rows)}})


GOOD = {"s": {"type": "literal", "value": "x"}}


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (solutions(GOOD, GOOD)[:-30], RESULTS),
        (solutions(GOOD)[:-2], RESULTS),
        (solutions(GOOD, {"s": {"type": "odd", "value": "x"}}), RESULTS),
        (solutions(GOOD, {"s": {"type": "uri", "value": "no iri"}}), RESULTS),
        ('{"head":{},"boolean":true}', RESULTS),
        ("", RESULTS),
        ("\ufffe\x00", RESULTS),
        ("not json", RESULTS),
        ("s\r\nx\r\n", "text/csv"),
        ("<x:a> <x:b> <x:c> .", "application/n-triples"),
        (solutions(GOOD), ""),
    ],
)
def test_a_broken_answer_gives_no_rows_at_all(
    httpserver: HTTPServer, body: str, media: str
) -> None:
    with answering(httpserver, lambda _: Response(body, content_type=media)) as store:
        with pytest.raises(StoreError, match="broken answer") as caught:
            store.query("SELECT ?s { ?s ?p ?o }")
        assert "\n" not in str(caught.value)


def test_a_good_answer_in_json_or_xml(httpserver: HTTPServer) -> None:
    xml = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head>'
        '<results><result><binding name="s"><literal>x</literal></binding></result></results>'
        "</sparql>"
    )
    replies = iter(
        [
            Response(solutions(GOOD), content_type=RESULTS + "; charset=utf-8"),
            Response(xml, content_type="application/sparql-results+xml"),
        ]
    )
    with answering(httpserver, lambda _: next(replies)) as store:
        for _ in range(2):
            assert [row["s"] for row in store.query("SELECT ?s { ?s ?p ?o }")] == [Literal("x")]  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ["<x:a> <x:b> <x:c> .\n<x:a> <x:b>", "<x:a>", "{}"])
def test_broken_triples_give_no_triples_at_all(httpserver: HTTPServer, body: str) -> None:
    reply = Response(body, content_type="application/n-triples")
    store = answering(httpserver, lambda _: reply)
    with pytest.raises(StoreError, match="broken answer"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "headers",
    [b"Content-Length: 500", b"Transfer-Encoding: chunked"],
)
def test_an_answer_that_is_cut_off(headers: bytes) -> None:
    body = solutions(GOOD).encode()
    if b"chunked" in headers:
        body = b"%x\r\n%s\r\n" % (len(body), body)  # the last chunk is missing
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n\r\n" % (RESULTS.encode(), headers)
    with raw_server(reply + body) as url:
        store = open_store(url)
        with pytest.raises(StoreError, match=r"broke off|no server answers"):
            store.query("SELECT ?s { ?s ?p ?o }")


def test_a_server_that_is_silent_for_too_long() -> None:
    with raw_server(b"", linger=0.6) as url:
        store = RemoteStore(url, timeout=0.2)
        with pytest.raises(StoreError, match=r"no answer within 0\.2 seconds"):
            store.apply(add=[Quad(n("s"), n("p"), NamedNode("x:o"))])


def test_no_bad_value_reaches_the_server(httpserver: HTTPServer) -> None:
    asked: list[str] = []

    def note(sparql: str) -> Response:
        asked.append(sparql)
        return Response(solutions(), content_type=RESULTS)

    with answering(httpserver, note) as store:
        with pytest.raises(QueryError):
            store.query("SELECT ?s { ?s ?p ?v }", {"v": "text"})  # type: ignore[dict-item]
        with pytest.raises(QueryError, match="SERVICE"):
            store.query("SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        with pytest.raises(QueryError, match="not a query"):
            store.query("DROP ALL")
        assert asked == []
        store.query("SELECT ?s { ?s ?p ?v }", {"v": Literal('"} DROP ALL')})
        assert asked == ['SELECT ?s { ?s ?p  "\\"} DROP ALL"  }']
