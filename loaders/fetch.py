"""Fetching from the web: polite, bounded in time and size, and closed to private addresses."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress  # type: ignore[import-untyped]
from urllib3.util.retry import Retry

from diplograph.graph.errors import FetchError
from diplograph.loaders.answers import read_body, retry_after, root_cause
from diplograph.loaders.connections import DEADLINE, OpenAdapter, PublicAdapter
from diplograph.loaders.http_cache import Cached, HttpCache, default_folder
from diplograph.loaders.robots import MAX_ROBOTS_BYTES, Robots, RobotsUnreachable

AGENT = "diplograph"
PROJECT_URL = "https://w3id.org/diplograph"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRY_AGAIN = frozenset((429, 500, 502, 503, 504))


def user_agent() -> str:
    """What hosts see in their logs: name, version and where to read about the project."""
    try:
        number = version("diplograph")
    except PackageNotFoundError:  # run from a source tree that is not installed
        number = "unknown"
    return f"{AGENT}/{number} (+{PROJECT_URL})"


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """The bounds of fetching; times in seconds.

    ``read`` is the longest silence of a server, ``total`` the longest that one answer may take from
    the first to the last byte. ``max_bytes`` counts what is decoded. ``delay`` lies between two
    requests to one host; a longer one that its robots.txt asks for is kept up to
    ``max_crawl_delay``. A wait that a server asks for beyond ``max_retry_after`` is an error.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    max_bytes: int = 50 * 1024 * 1024
    max_redirects: int = 5
    retries: int = 2
    backoff: float = 1.0
    delay: float = 1.0
    max_crawl_delay: float = 30.0
    max_retry_after: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched body; ``url`` is where it was found after all redirects."""

    url: str
    body: bytes
    content_type: str | None
    charset: str | None
    retrieved: dt.datetime
    from_cache: bool = False


class Fetcher:
    """Fetches pages, feeds and files by URL.

    Only http and https; private, loopback and link-local addresses are refused unless
    ``allow_private`` (also when a name or a redirect leads there; the address that was checked is
    the one connected to). robots.txt is obeyed, see :class:`~diplograph.loaders.robots.Robots`.
    Bodies with an ETag or a Last-Modified are kept in ``cache`` (a folder; True is the user's
    cache folder, False keeps none) and asked for again only if changed.

    >>> Fetcher(cache=False).fetch("ftp://press.example/feed")
    Traceback (most recent call last):
    diplograph.graph.errors.FetchError: not an http or https URL
    """

    def __init__(
        self,
        policy: FetchPolicy | None = None,
        *,
        allow_private: bool = False,
        cache: Path | str | bool = True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.policy = policy or FetchPolicy()
        folder = default_folder() if cache is True else cache
        self._cache = HttpCache(Path(folder)) if folder else None
        self._allow_private = allow_private
        self._sleep = sleep
        self._robots = Robots(AGENT, self._ask_robots)
        self._last: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched:
        """Fetch one URL.

        Raises :class:`~diplograph.graph.errors.FetchError` saying why it cannot be had.
        """
        return self._follow(url, robots=False)

    def _ask_robots(self, url: str) -> bytes:
        try:
            return self._follow(url, robots=True).body
        except _Refused:
            raise
        except _TooManyRedirects:
            return b""  # RFC 9309, 2.3.1.2: as good as no file
        except _Status as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return b""
            raise RobotsUnreachable(str(error)) from error
        except FetchError as error:
            raise RobotsUnreachable(str(error)) from error

    def _follow(self, url: str, *, robots: bool) -> Fetched:
        for _ in range(self.policy.max_redirects + 1):
            _check(url)
            if not robots and (refusal := self._robots.refusal(url)):
                raise FetchError(refusal)
            answer = self._patiently(url, robots)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise _TooManyRedirects(f"more than {self.policy.max_redirects} redirects")

    def _patiently(self, url: str, robots: bool) -> Fetched | str:
        """Ask again after a passing failure, as often as the policy has it."""
        policy = self.policy
        attempt = 0
        while True:
            self._be_polite(url, robots)
            try:
                return self._once(url, robots)
            except _Passing as error:
                wait = error.wait if error.wait is not None else policy.backoff * 2**attempt
                if wait > policy.max_retry_after:
                    raise FetchError(f"{error}; the server asks to wait {wait:.0f} s") from error
                if attempt == policy.retries:
                    raise
            attempt += 1
            self._sleep(wait)

    def _be_polite(self, url: str, robots: bool) -> None:
        """Wait until the host may be asked again."""
        delay = self.policy.delay
        if not robots:
            delay = max(delay, min(self._robots.delay(url), self.policy.max_crawl_delay))
        host = urlsplit(url).netloc
        now = time.monotonic()
        wait = self._last.get(host, now - delay) + delay - now
        if wait > 0:
            self._sleep(wait)
        self._last[host] = time.monotonic()

    def _session(self) -> requests.Session:
        # A session for each request: its connections are new and so under the deadline, and no
        # cookie of one host or article comes along to the next.
        session = requests.Session()
        adapter: HTTPAdapter
        for scheme in ("http://", "https://"):
            if self._allow_private:
                adapter = OpenAdapter()
            else:
                adapter = PublicAdapter(is_https_proto=scheme == "https://")
            # Only for failing to connect. The other failures are asked again in _patiently, since
            # urllib3 reads the whole body of an error answer before it asks again, however long.
            adapter.max_retries = Retry(
                total=1,
                connect=1,
                read=False,
                status=0,
                redirect=0,
                other=0,
                backoff_factor=0.2,
                respect_retry_after_header=False,
            )
            session.mount(scheme, adapter)
        # Else a password for the host in ~/.netrc would be sent.
        session.auth = lambda request: request
        session.headers.update(
            {
                "User-Agent": user_agent(),
                "Accept-Encoding": "gzip, deflate",
                "Accept": "text/html,application/rss+xml,application/atom+xml,*/*;q=0.8",
            }
        )
        return session

    def _once(self, url: str, robots: bool) -> Fetched | str:
        """Send one request; the answer is a body or the URL that it redirects to."""
        policy = self.policy
        cached = self._cache.get(url) if self._cache else None
        try:
            with DEADLINE.within(policy.total), self._session() as session:
                response = session.get(
                    url,
                    headers=cached.conditions if cached else {},
                    stream=True,
                    allow_redirects=False,
                    timeout=(policy.connect, policy.read),
                )
                with response:
                    answer = self._take(url, response, cached, robots)
        except InvalidIPAddress as error:
            raise _Refused(
                "leads to a private address, which is refused without --allow-private"
                " (allow_private=True)"
            ) from error
        except (requests.exceptions.InvalidURL, UnicodeError) as error:
            raise _Refused(f"not a URL: {error}") from error
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise _Passing("the server does not answer in time") from error
        except requests.exceptions.SSLError as error:
            raise FetchError(f"no secure connection: {root_cause(error)}") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Passing(f"the connection failed: {root_cause(error)}") from error
        if isinstance(answer, str):
            return answer
        if answer is not cached and answer.conditions and self._cache:
            # Only now: a body that the deadline cut off without a word has not come this far.
            self._cache.put(answer)
        return self._fetched(answer, from_cache=answer is cached)

    def _take(
        self, url: str, response: requests.Response, cached: Cached | None, robots: bool
    ) -> Cached | str:
        status = response.status_code
        headers = response.headers
        if status in _REDIRECTS:
            return _target(url, status, headers.get("Location"))
        if status == 304 and cached is not None:
            return cached
        said = f"HTTP {status} {response.reason or ''}".strip()
        if status in _TRY_AGAIN:
            raise _Passing(said, status, retry_after(headers.get("Retry-After")))
        if status not in (200, 203):
            raise _Status(said, status)
        body = read_body(
            response, MAX_ROBOTS_BYTES if robots else self.policy.max_bytes, cut=robots
        )
        if "no-store" in headers.get("Cache-Control", "").lower():
            return Cached(url, body, content_type=headers.get("Content-Type"))
        return Cached(
            url,
            body,
            headers.get("ETag"),
            headers.get("Last-Modified"),
            headers.get("Content-Type"),
        )

    @staticmethod
    def _fetched(entry: Cached, *, from_cache: bool) -> Fetched:
        message = Message()
        message["content-type"] = entry.content_type or ""
        return Fetched(
            url=entry.url,
            body=entry.body,
            content_type=message.get_content_type() if entry.content_type else None,
            charset=message.get_content_charset(),
            retrieved=dt.datetime.now(dt.timezone.utc).replace(microsecond=0),
            from_cache=from_cache,
        )


class _Refused(FetchError):
    """A request that is never sent, to this address or any other of the host."""


class _TooManyRedirects(FetchError):
    """A chain of redirects without an end."""


class _Status(FetchError):
    """An answer that is an error; ``status`` is its number, None when there was no answer."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _Passing(_Status):
    """A failure that may pass; ``wait`` is how many seconds the server asks for."""

    def __init__(self, message: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message, status)
        self.wait = wait


def _target(url: str, status: int, location: str | None) -> str:
    if not location:
        raise FetchError(f"HTTP {status} without a Location")
    # Header bytes come as Latin-1; what hosts send is UTF-8.
    target = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise FetchError(f"redirects to {target[:80]!r}, which is no URL") from error


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"not a URL: {error}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError("not an http or https URL")
    if not parts.hostname or port == 0:
        raise FetchError("a URL without a host")
    if parts.username is not None or parts.password is not None:
        # It would be kept with the article and shown to everybody.
        raise FetchError("a URL with a user name or password in it")
