from __future__ import annotations

import datetime as dt
import gzip
import time
from email.utils import format_datetime
from pathlib import Path

import pytest

from diplograph.graph.errors import FetchError
from diplograph.loaders.fetch import Fetcher, FetchPolicy, user_agent

QUICK = FetchPolicy(
    connect=1.0, read=0.4, total=1.2, max_bytes=200_000, retries=1, backoff=0.01, delay=0.0
)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(QUICK, allow_private=True, cache=tmp_path / "cache")


def test_a_page_comes_with_its_type_charset_and_time(server, http, fetcher):
    url = server.answer(
        "/a",
        http(
            "Ažubalis".encode("cp1257"), headers=("Content-Type: text/html; charset=windows-1257",)
        ),
    )
    page = fetcher.fetch(url)
    assert page.url == url
    assert page.body.decode("cp1257") == "Ažubalis"
    assert (page.content_type, page.charset) == ("text/html", "windows-1257")
    assert page.retrieved.tzinfo is not None
    assert abs(page.retrieved - dt.datetime.now(dt.timezone.utc)) < dt.timedelta(minutes=1)


def test_an_answer_without_a_type_says_none(server, http, fetcher):
    page = fetcher.fetch(server.answer("/a", http(b"They met.")))
    assert (page.content_type, page.charset) == (None, None)


def test_the_user_agent_names_the_project_and_no_credentials_travel(server, http, fetcher):
    fetcher.fetch(server.answer("/a", http(b"x")))
    (_, headers) = server.requests[-1]
    assert headers["user-agent"] == user_agent().lower()
    assert headers["user-agent"].startswith("diplograph/")
    assert "authorization" not in headers
    assert "cookie" not in headers


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://press.example/feed", "not an http or https URL"),
        ("file:///etc/hostname", "not an http or https URL"),
        ("http://", "without a host"),
        ("http://user:secret@press.example/", "user name or password"),
        ("http://[::1", "not a URL"),
        ("http://press.example:99999/", "not a URL"),
    ],
)
def test_what_is_no_fetchable_url_is_refused(fetcher, url, reason):
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f000001",
    ],
)
def test_private_addresses_are_refused(server, host):
    server.answer("/", b"never sent")
    port = server.origin.rpartition(":")[2]
    with pytest.raises(FetchError, match=r"private address.* without --allow-private"):
        Fetcher(QUICK, cache=False).fetch(f"http://{host}:{port}/")
    assert not server.requests


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "not an http or https URL"),
        ("http://user:secret@127.0.0.1/", "user name or password"),
        ("gopher://127.0.0.1/", "not an http or https URL"),
    ],
)
def test_each_hop_of_a_redirect_is_checked(server, http, fetcher, target, reason):
    url = server.answer("/go", http(status="302 Found", headers=(f"Location: {target}",)))
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(url)


def test_a_redirect_to_a_private_address_is_refused(server, http, monkeypatch):
    # The first hop is let through as a public host would be; the second leads inside.
    monkeypatch.setattr(
        "requests_hardened.ip_filter_adapter.filter_host",
        _filter_that_takes_for_public({"localhost"}),
    )
    port = server.origin.rpartition(":")[2]
    server.answer("/go", http(status="302 Found", headers=(f"Location: {server.url('/inside')}",)))
    with pytest.raises(FetchError, match="private address"):
        Fetcher(QUICK, cache=False).fetch(f"http://localhost:{port}/go")
    assert server.hits["/go"] == 1
    assert server.hits["/inside"] == 0


def _filter_that_takes_for_public(names):
    from requests_hardened.ip_filter import filter_host

    def filtered(hostname, port, *, allow_loopback):
        return filter_host(hostname, port, allow_loopback=hostname in names)

    return filtered


def test_redirects_are_followed_and_the_last_address_counts(server, http, fetcher):
    server.answer("/two", http(status="301 Moved", headers=("Location: /thr%C3%A9e",)))
    end = server.answer("/thr%C3%A9e", http(b"here"))
    url = server.answer("/one", http(status="302 Found", headers=("Location: two",)))
    page = fetcher.fetch(url)
    assert (page.body, page.url) == (b"here", end)


def test_redirects_without_an_end_are_given_up(server, http, fetcher):
    url = server.answer("/round", http(status="302 Found", headers=("Location: /round",)))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(url)
    assert server.hits["/round"] == 6


def test_a_redirect_to_nowhere_is_an_error(server, http, fetcher):
    with pytest.raises(FetchError, match="without a Location"):
        fetcher.fetch(server.answer("/a", http(status="302 Found")))


def test_a_passing_error_is_tried_again(server, http, fetcher):
    url = server.answer("/a", http(b"sorry", status="500 Oops"), http(b"here"))
    assert fetcher.fetch(url).body == b"here"
    assert server.hits["/a"] == 2


def test_an_error_that_stays_is_told_with_its_status(server, http, fetcher):
    url = server.answer("/a", http(b"sorry", status="503 Service Unavailable"))
    with pytest.raises(FetchError, match="HTTP 503 Service Unavailable"):
        fetcher.fetch(url)
    assert server.hits["/a"] == 2


def test_a_missing_page_is_not_tried_again(server, http, fetcher):
    with pytest.raises(FetchError, match="HTTP 404"):
        fetcher.fetch(server.answer("/a", http(status="404 Not Found")))
    assert server.hits["/a"] == 1


@pytest.mark.parametrize("status", ["204 No Content", "206 Partial Content", "304 Not Modified"])
def test_an_answer_without_the_whole_body_is_an_error(server, http, fetcher, status):
    with pytest.raises(FetchError, match=f"HTTP {status[:3]}"):
        fetcher.fetch(server.answer("/a", http(status=status)))


def test_an_endless_error_page_is_not_read(server, fetcher):
    def endless(connection, headers):
        connection.sendall(b"HTTP/1.1 500 Oops\r\n\r\n")
        while not server.stopping.is_set():
            connection.sendall(b"x" * 65536)

    start = time.monotonic()
    with pytest.raises(FetchError, match="HTTP 500"):
        fetcher.fetch(server.answer("/a", endless))
    assert time.monotonic() - start < 1.0


def test_an_endless_body_is_cut_at_the_limit(server, fetcher):
    def endless(connection, headers):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.stopping.is_set():
            connection.sendall(b"x" * 65536)

    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(server.answer("/a", endless))


def test_a_body_that_says_it_is_too_large_is_not_read(server, http, fetcher):
    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(server.answer("/a", http(b"x", length=10**12)))


def test_a_gzip_bomb_is_cut_where_its_content_passes_the_limit(server, http, fetcher):
    bomb = gzip.compress(bytes(300_000_000), compresslevel=1)
    url = server.answer("/a", http(bomb[:3_000_000], headers=("Content-Encoding: gzip",)))
    # Smaller on the wire than the limit would be if it counted those bytes.
    big = Fetcher(
        FetchPolicy(**{**_as_dict(QUICK), "max_bytes": 4_000_000, "total": 10.0}),
        allow_private=True,
        cache=False,
    )
    with pytest.raises(FetchError, match="larger than"):
        big.fetch(url)


def _as_dict(policy: FetchPolicy) -> dict[str, object]:
    return {name: getattr(policy, name) for name in policy.__dataclass_fields__}


def test_a_gzipped_body_is_decoded(server, http, fetcher):
    body = gzip.compress(b"They met.")
    url = server.answer("/a", http(body, headers=("Content-Encoding: gzip",)))
    assert fetcher.fetch(url).body == b"They met."


def test_a_broken_gzip_body_is_an_error(server, http, fetcher):
    url = server.answer("/a", http(b"not gzip at all", headers=("Content-Encoding: gzip",)))
    with pytest.raises(FetchError):
        fetcher.fetch(url)


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_cut_off_at_the_deadline(server, fetcher, where):
    def drip(connection, headers):
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X-Drip: "))
        while not server.stopping.wait(0.05):
            connection.sendall(b"x")

    start = time.monotonic()
    with pytest.raises(FetchError, match=r"took longer than 1\.2 s"):
        fetcher.fetch(server.answer("/a", drip))
    assert time.monotonic() - start < 3.0


def test_a_silent_server_is_given_up(server, fetcher):
    with pytest.raises(FetchError, match="does not answer in time"):
        fetcher.fetch(server.answer("/a", lambda connection, headers: server.stopping.wait(5)))


def test_a_body_cut_short_is_tried_again_and_then_an_error(server, http, fetcher):
    short = http(b"They m", length=9)
    assert fetcher.fetch(server.answer("/a", short, http(b"They met."))).body == b"They met."
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(server.answer("/b", short))


def test_a_server_that_talks_nonsense_is_an_error(server, fetcher):
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(server.answer("/a", b"220 mail.example ESMTP ready\r\n"))


def test_nobody_there_is_an_error(fetcher):
    with pytest.raises(FetchError, match="cannot be read"):
        fetcher.fetch("http://127.0.0.1:9/")


def test_an_unchanged_page_comes_from_the_cache(server, http, tmp_path):
    first = http(b"They met.", headers=('ETag: "1"', "Content-Type: text/plain; charset=utf-8"))
    url = server.answer("/a", first, http(status="304 Not Modified"))
    assert not Fetcher(QUICK, allow_private=True, cache=tmp_path).fetch(url).from_cache
    again = Fetcher(QUICK, allow_private=True, cache=tmp_path).fetch(url)
    assert (again.body, again.content_type, again.from_cache) == (b"They met.", "text/plain", True)
    assert server.requests[-1][1]["if-none-match"] == '"1"'


def test_a_changed_page_replaces_the_cached_one(server, http, fetcher):
    stamp = "Last-Modified: Wed, 15 Nov 2017 10:00:00 GMT"
    url = server.answer("/a", http(b"old", headers=(stamp,)), http(b"new", headers=(stamp,)))
    assert fetcher.fetch(url).body == b"old"
    assert fetcher.fetch(url).body == b"new"
    assert server.requests[-1][1]["if-modified-since"] == "wed, 15 nov 2017 10:00:00 gmt"


def test_nothing_is_kept_of_a_page_that_forbids_it(server, http, fetcher):
    url = server.answer("/a", http(b"x", headers=('ETag: "1"', "Cache-Control: private, no-store")))
    fetcher.fetch(url)
    fetcher.fetch(url)
    assert "if-none-match" not in server.requests[-1][1]


def test_robots_rules_are_obeyed_and_asked_for_once(server, http, fetcher):
    server.answer("/robots.txt", http(b"User-agent: diplograph\nDisallow: /private/\n"))
    server.answer("/private/a", http(b"x"))
    with pytest.raises(FetchError, match=r"robots\.txt of the host does not allow it"):
        fetcher.fetch(server.url("/private/a"))
    assert fetcher.fetch(server.answer("/public", http(b"here"))).body == b"here"
    assert server.hits["/private/a"] == 0
    assert server.hits["/robots.txt"] == 1


def test_robots_rules_hold_for_the_end_of_a_redirect(server, http, fetcher):
    server.answer("/robots.txt", http(b"User-agent: *\nDisallow: /private/\n"))
    url = server.answer("/go", http(status="302 Found", headers=("Location: /private/a",)))
    with pytest.raises(FetchError, match="does not allow it"):
        fetcher.fetch(url)


@pytest.mark.parametrize("status", ["500 Oops", "429 Too Many Requests"])
def test_a_host_whose_rules_cannot_be_had_is_left_alone(server, http, fetcher, status):
    server.answer("/robots.txt", http(status=status))
    with pytest.raises(FetchError, match=f"cannot be read .*{status[:3]}"):
        fetcher.fetch(server.answer("/a", http(b"x")))
    assert server.hits["/a"] == 0


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_host_without_rules_allows_all(server, http, fetcher, status):
    server.answer("/robots.txt", http(status=status))
    assert fetcher.fetch(server.answer("/a", http(b"here"))).body == b"here"


def test_robots_redirects_without_an_end_are_as_good_as_no_rules(server, http, fetcher):
    server.answer("/robots.txt", http(status="302 Found", headers=("Location: /robots.txt",)))
    assert fetcher.fetch(server.answer("/a", http(b"here"))).body == b"here"


def test_requests_to_one_host_keep_their_distance(server, http):
    slept: list[float] = []
    server.answer("/robots.txt", http(b"User-agent: *\nCrawl-delay: 3\n"))
    fetcher = Fetcher(
        FetchPolicy(delay=0.5, max_crawl_delay=2.0),
        allow_private=True,
        cache=False,
        sleep=slept.append,
    )
    fetcher.fetch(server.answer("/a", http(b"x")))
    assert len(slept) == 1  # between robots.txt and the page
    assert 1.5 < slept[0] <= 2.0  # what the host asks for, up to the bound


def test_retry_after_is_waited_for(server, http):
    slept: list[float] = []
    later = http(status="503 Busy", headers=("Retry-After: 7",))
    fetcher = Fetcher(QUICK, allow_private=True, cache=False, sleep=slept.append)
    assert fetcher.fetch(server.answer("/a", later, http(b"here"))).body == b"here"
    assert slept == [7.0]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_long_retry_after_is_an_error_that_says_so(server, http, fetcher, form):
    until = dt.datetime.now(dt.timezone.utc) + dt.timedelta(days=1)
    value = "86400" if form == "seconds" else format_datetime(until, usegmt=True)
    busy = http(status="429 Too Many Requests", headers=(f"Retry-After: {value}",))
    with pytest.raises(FetchError, match=r"asks to wait 8[56]\d\d\d s"):
        fetcher.fetch(server.answer("/a", busy))
    assert server.hits["/a"] == 1
