"""One question to the endpoint: bounded in time and size, patient, and careful with the key."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import requests
import urllib3

from diplograph.graph.errors import ExtractionError, FetchError, WrongSetting
from diplograph.loaders.answers import read_body, retry_after, root_cause
from diplograph.loaders.connections import DEADLINE, OpenAdapter, TookTooLong
from diplograph.loaders.extraction_openai.settings import PREFIX, Settings
from diplograph.loaders.fetch import user_agent

# An answer of the largest models has some 100 kB; more is no answer to what was asked.
MAX_ANSWER_BYTES = 2 * 1024 * 1024
# Seconds that a server may ask to wait before it is asked again.
MAX_RETRY_AFTER = 120.0
_CONNECT = 10.0
_BACKOFF = 1.0
# 529 is what some endpoints say when they are overloaded.
_TRY_AGAIN = frozenset((429, 500, 502, 503, 504, 529))
# Answers that every article would get until a setting is changed, and which.
_SETTINGS_ARE_WRONG = {
    401: f"the endpoint does not take the key: set {PREFIX}KEY",
    402: "the endpoint wants to be paid first",
    404: f"the endpoint knows no such address or model: check {PREFIX}URL and {PREFIX}MODEL",
}
# Of what the endpoint says of an error, as much as one line of a report can hold.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, and the tokens that the endpoint counted, None without a count.

    It is paid for, whether or not there is anything to read in it.
    """

    content: object
    finished: bool
    input_tokens: int | None
    output_tokens: int | None

    @property
    def text(self) -> str:
        """The words of the answer.

        Raises :class:`~diplograph.graph.errors.ExtractionError` when it has none or not all.
        """
        if not self.finished:
            raise ExtractionError(
                "the model's answer is cut off at the number of tokens allowed"
                f" ({PREFIX}OPTIONS, max_tokens)"
            )
        if not isinstance(self.content, str):
            raise ExtractionError("the model gives no answer")
        return self.content


class _Passing(ExtractionError):
    """A failure that may pass; ``wait`` is how many seconds the server asks for."""

    def __init__(self, message: str, wait: float | None = None, *, busy: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.busy = busy


class Client:
    """Asks the endpoint of the settings.

    After a passing failure (no connection, 429, 5xx) it asks again, after the time that the server
    says or ever longer pauses. An endpoint that has failed one article to the last retry is asked
    only once for each of the next, until it answers again, so that a dead one does not hold up a
    long run; one that is merely busy (429) is waited for each time.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._alive = True

    def ask(self, body: Mapping[str, Any]) -> Answer:
        """Send one request.

        Raises :class:`~diplograph.graph.errors.ExtractionError` when this article cannot be had
        answered, :class:`~diplograph.graph.errors.WrongSetting` when none could. No message holds
        the key.
        """
        data = json.dumps(body).encode()
        attempt = 0
        while True:
            try:
                answer = self._once(data)
            except _Passing as error:
                wait = error.wait if error.wait is not None else _BACKOFF * 2**attempt
                if wait > MAX_RETRY_AFTER:
                    raise ExtractionError(f"{error}; it asks to wait {wait:.0f} s") from error
                if attempt >= self._settings.retries or not (self._alive or error.busy):
                    self._alive = self._alive and error.busy
                    raise ExtractionError(str(error)) from error
            else:
                self._alive = True
                return answer
            attempt += 1
            self._sleep(wait)

    def _session(self) -> requests.Session:
        # A session for each request: its connections are new and so under the deadline.
        session = requests.Session()
        for scheme in ("http://", "https://"):
            session.mount(scheme, OpenAdapter())
        # The key goes by the header below and by no other way: without this, requests would put
        # what ~/.netrc has for the host in its place.
        session.auth = lambda request: request
        session.headers.update({"User-Agent": user_agent(), "Accept": "application/json"})
        if self._settings.key is not None:
            session.headers["Authorization"] = f"Bearer {self._settings.key}"
        return session

    def _once(self, data: bytes) -> Answer:
        seconds = self._settings.timeout
        slow = f"the endpoint does not answer within {seconds:g} s ({PREFIX}TIMEOUT)"
        try:
            with DEADLINE.within(seconds), self._session() as session:
                response = session.post(
                    self._settings.url,
                    data=data,
                    headers={"Content-Type": "application/json"},
                    stream=True,
                    # A redirect would carry article and key to wherever it leads.
                    allow_redirects=False,
                    timeout=(min(_CONNECT, seconds), seconds),
                )
                with response:
                    body = self._read(response)
        except (requests.ConnectTimeout, requests.exceptions.SSLError) as error:
            raise _Passing(f"no connection to the endpoint: {self._told(error)}") from error
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
            # Not asked again: what took too long once would again, at the same price.
            raise ExtractionError(slow) from error
        except TookTooLong as error:
            raise ExtractionError(slow) from error
        except FetchError as error:
            raise ExtractionError(f"the endpoint's answer is {error}") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Passing(f"the connection failed: {self._told(error)}") from error
        # Only now: a body that the deadline cut off without a word has not come this far.
        return _answer(body)

    def _read(self, response: requests.Response) -> bytes:
        status = response.status_code
        said = f"the endpoint answers HTTP {status}"
        if 300 <= status < 400:
            raise WrongSetting(f"{said}, a redirect, which is not followed: correct {PREFIX}URL")
        # What the endpoint says of 401 and 403 is not shown: some repeat parts of the key.
        if status in _SETTINGS_ARE_WRONG:
            raise WrongSetting(f"{said}: {_SETTINGS_ARE_WRONG[status]}")
        if status in _TRY_AGAIN:
            wait = retry_after(response.headers.get("Retry-After"))
            raise _Passing(said, wait, busy=status == 429)
        if status == 403:
            raise ExtractionError(said)
        if status != 200:
            raise ExtractionError(f"{said}: {self._excerpt(response)}")
        return read_body(response, MAX_ANSWER_BYTES)

    def _excerpt(self, response: requests.Response) -> str:
        body = read_body(response, MAX_ANSWER_BYTES, cut=True)
        message: object = None
        with suppress(ValueError, LookupError, TypeError, RecursionError):
            message = json.loads(body)["error"]["message"]
        text = message if isinstance(message, str) else body.decode("utf-8", "replace")
        return self._without_key(" ".join(text.split()))[:_SHOWN] or "it does not say why"

    def _told(self, error: BaseException) -> str:
        return self._without_key(root_cause(error))

    def _without_key(self, text: str) -> str:
        return text.replace(self._settings.key, "[key]") if self._settings.key else text


def _answer(body: bytes) -> Answer:
    """Take an answer out of the envelope of the chat completions API."""
    try:
        envelope = json.loads(body)
        choice = envelope["choices"][0]
        content = choice["message"]["content"]
        finished = choice.get("finish_reason") != "length"
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ExtractionError("the endpoint's answer is no chat completion") from error
    usage = envelope.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    sent, said = _count(counts, "prompt_tokens"), _count(counts, "completion_tokens")
    return Answer(content, finished, sent, said)


def _count(counts: Mapping[str, Any], name: str) -> int | None:
    value = counts.get(name)
    return value if isinstance(value, int) and value >= 0 else None
