"""An endpoint that answers as it is told, the article it is asked about, and a true answer."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from diplograph.graph.model import Article
from diplograph.loaders.extraction_openai.extractor import EndpointExtractor
from diplograph.loaders.extraction_openai.settings import Settings

KEY = "sk-not-for-anybody-else"
PATH = "/v1/chat/completions"
PUBLISHED = dt.date(2019, 5, 16)
RECEIVED = (
    "Foreign Minister Inês Prado of Portugal received her Norwegian\n"
    "counterpart, Karl Aasen, in Lisbon on Tuesday."
)
SIGNED = "The two ministers signed a Memorandum of Understanding on Offshore Wind."
TEXT = (
    f"LISBON – {RECEIVED}\n\n{SIGNED} “It is a good day,” Prado said.\n"
    "Aasen, Norway’s foreign minister, arrived on Monday for a visit. They agreed to meet again in"
    " Oslo in the autumn.\n"
)
ARTICLE = Article(TEXT, "https://press.example/1", "Prado Hosts Aasen", PUBLISHED, "Harbour Wire")


def prado(*roles: str) -> dict[str, Any]:
    return {
        "name": "Inês Prado",
        "kind": "person",
        "roles": list(roles),
        "office": "Foreign Minister",
        "represents": ["Portugal"],
    }


def aasen(*roles: str) -> dict[str, Any]:
    return {
        "name": "Karl Aasen",
        "kind": "person",
        "roles": list(roles),
        "office": None,
        "represents": ["Norway"],
    }


def visit(**changes: Any) -> dict[str, Any]:
    claim = {
        "type": "Visit",
        "status": "occurred",
        "quotes": ["Aasen, Norway's foreign minister, arrived on Monday for a visit."],
        "date": {"start": "2019-05-13", "end": None, "words": "on Monday"},
        "places": [],
        "participants": [aasen("visitor"), prado("host")],
    }
    return {**claim, **changes}


def meeting(**changes: Any) -> dict[str, Any]:
    claim = {
        "type": "Meeting",
        "status": "occurred",
        "quotes": [RECEIVED.replace("\n", " ")],
        "date": {"start": "2019-05-14", "end": "2019-05-14", "words": "on Tuesday"},
        "places": [{"name": "Lisbon", "country": "Portugal"}],
        "participants": [prado("host"), aasen("participant")],
        "instrument": None,
        "commitments": ["agreed to meet again in Oslo"],
        "part_of": None,
    }
    return {**claim, **changes}


def signing(**changes: Any) -> dict[str, Any]:
    claim = {
        "type": "Signing",
        "status": "occurred",
        "quotes": [SIGNED],
        "date": None,
        "participants": [prado("signatory"), aasen("signatory")],
        "instrument": {
            "title": "Memorandum of Understanding on Offshore Wind",
            "kind": "memorandum",
            "subject": "Offshore Wind",
        },
    }
    return {**claim, **changes}


def claims(*told: dict[str, Any]) -> str:
    return json.dumps({"claims": list(told)})


def envelope(content: object, usage: object = None, finish: str = "stop") -> dict[str, Any]:
    message = {"role": "assistant", "content": content}
    said: dict[str, Any] = {"choices": [{"message": message, "finish_reason": finish}]}
    if usage is not None:
        said["usage"] = usage
    return said


USED = {"prompt_tokens": 1000, "completion_tokens": 200}


class Endpoint:
    """A server whose answers are given beforehand, the last one for ever."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.requests: list[Request] = []
        self.waits: list[float] = []
        self._answers: list[Callable[[], Response]] = []
        server.expect_request(PATH, method="POST").respond_with_handler(self._respond)

    def _respond(self, request: Request) -> Response:
        request.get_data()
        self.requests.append(request)
        answer = self._answers[min(len(self.requests), len(self._answers)) - 1]
        return answer()

    def then(
        self,
        body: object = b"",
        status: int = 200,
        headers: dict[str, str] | None = None,
        times: int = 1,
    ) -> Endpoint:
        """Add an answer: bytes as they are, anything else as JSON, an iterable piece by piece."""
        if isinstance(body, dict | list | str):
            body = json.dumps(body).encode()
        made = body if callable(body) else lambda: Response(body, status, headers)
        self._answers += [made] * times
        return self

    def says(self, content: object, usage: object = None, finish: str = "stop") -> Endpoint:
        """Add an answer of the model."""
        return self.then(envelope(content, usage, finish))

    def settings(self, **changes: Any) -> Settings:
        given = {"key": KEY, "timeout": 20.0, "retries": 2, **changes}
        return Settings(self.server.url_for(PATH), "small-model", **given)

    def extractor(self, **changes: Any) -> EndpointExtractor:
        return EndpointExtractor(settings=self.settings(**changes), sleep=self.waits.append)

    def asked(self, number: int = -1) -> dict[str, Any]:
        """The JSON of a request."""
        said = json.loads(self.requests[number].get_data())
        assert isinstance(said, dict)
        return said


def drip(pieces: Iterable[bytes]) -> Callable[[], Response]:
    return lambda: Response(pieces, 200)
