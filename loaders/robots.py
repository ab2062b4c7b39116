"""robots.txt, as RFC 9309 has it: what a host lets robots read, and how fast."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

# RFC 9309 asks for at least 500 KiB to be read; what lies beyond is not read.
MAX_ROBOTS_BYTES = 512 * 1024


class RobotsUnreachable(Exception):
    """A host's robots.txt cannot be had just now."""


class Robots:
    """The rules of each host, asked for once.

    ``ask`` gives the content of a robots.txt, empty for a host without one (any 4xx but 429, or
    redirects without an end), which allows everything; it raises :class:`RobotsUnreachable` when
    the file cannot be had just now (5xx, 429, no answer), and then nothing of the host is read, as
    RFC 9309 section 2.3.1.4 has it: its rules may be what it cannot tell.

    >>> robots = Robots("diplograph", lambda url: b"User-agent: *\\nDisallow: /private/")
    >>> robots.refusal("https://press.example/private/1")
    'robots.txt of the host does not allow it'
    """

    def __init__(self, agent: str, ask: Callable[[str], bytes]) -> None:
        self._agent = agent
        self._ask = ask
        self._rules: dict[str, Protego | str] = {}

    def _of(self, url: str) -> Protego | str:
        """The rules of the URL's host, or why they cannot be had."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            try:
                text = self._ask(f"{origin}/robots.txt").decode("utf-8", "replace")
                self._rules[origin] = Protego.parse(text.removeprefix("\ufeff"))
            except RobotsUnreachable as error:
                self._rules[origin] = str(error)
        return self._rules[origin]

    def refusal(self, url: str) -> str | None:
        """Why the URL may not be read, None when it may."""
        rules = self._of(url)
        if isinstance(rules, str):
            return (
                f"robots.txt of the host cannot be read ({rules}), so no page is: try again later"
            )
        if not rules.can_fetch(url, self._agent):
            return "robots.txt of the host does not allow it"
        return None

    def delay(self, url: str) -> float:
        """Seconds that the host asks for between two requests, 0 when it asks for none."""
        rules = self._of(url)
        return 0.0 if isinstance(rules, str) else float(rules.crawl_delay(self._agent) or 0)
