"""Answers in every state that endpoints and models leave them in."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import logging
import socket
import time

import pytest
from answering import ARTICLE, KEY, USED, Endpoint, claims, drip, envelope, meeting

from diplograph.graph.errors import ExtractionError, WrongSetting
from diplograph.graph.mapping import extraction_to_quads
from diplograph.loaders.extraction_openai import client
from diplograph.loaders.extraction_openai.answer import answer_schema
from diplograph.loaders.extraction_openai.extractor import EndpointExtractor
from diplograph.loaders.extraction_openai.settings import Settings
from diplograph.loaders.usage import Usage

GOOD = claims(meeting())


def test_what_is_asked(endpoint):
    extractor = endpoint.says(GOOD).extractor(
        options={"temperature": 0.5, "seed": 7, "top_p": None}
    )
    extractor.extract(ARTICLE)
    (request,) = endpoint.requests
    asked = endpoint.asked()
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.headers["User-Agent"].startswith("diplograph/")
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("small-model", 0.5, 7)
    assert "top_p" not in asked
    assert asked["response_format"]["json_schema"]["schema"] == answer_schema()
    assert KEY not in request.get_data(as_text=True)


def test_without_a_key_none_is_sent(endpoint, monkeypatch, tmp_path):
    """Nor one that ~/.netrc holds for the host."""
    host = endpoint.server.host
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {host} login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    endpoint.says(GOOD).extractor(key=None).extract(ARTICLE)
    assert "Authorization" not in endpoint.requests[0].headers


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        f"\n  {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"Here are the claims:\n\n```\n{GOOD}\n```\nAnything else?",
        f"<think>A ```json``` fence? [{{</think>\n{GOOD}",
        f'<think>hm</think>```json\n{{"draft": 1}}\n```\n```json\n{GOOD}\n```',
        json.dumps({"claims": [meeting()], "remark": "more than was asked for"}),
    ],
)
def test_an_answer_is_found_in_its_wrapping(endpoint, content):
    extraction = endpoint.says(content).extractor().extract(ARTICLE)
    assert len(extraction.claims) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("I am sorry, I cannot do that.", "answer is not JSON"),
        ("", "answer is not JSON"),
        (GOOD[:-20], "answer is not JSON"),
        (f"```json\n{GOOD[:-20]}\n```", "answer is not JSON"),
        ('{"claims": ' + "[" * 100_000, "answer is not JSON"),
        ('{"claims": ' + "9" * 5_000 + "}", "answer is not"),
        ("[]", "not an object with a list of claims"),
        ('{"events": []}', "not an object with a list of claims"),
        ('{"claims": null}', "not an object with a list of claims"),
        ('{"claims": {"0": {}}}', "not an object with a list of claims"),
        (None, "gives no answer"),
        ([{"type": "text", "text": GOOD}], "gives no answer"),
    ],
)
def test_an_answer_that_cannot_be_read_sets_the_article_aside(endpoint, content, message):
    extractor = endpoint.says(content, USED).extractor()
    with pytest.raises(ExtractionError, match=message):
        extractor.extract(ARTICLE)
    # it was paid for all the same
    assert extractor.take_usage() == Usage(answers=1, input_tokens=1000, output_tokens=200)


def test_claims_of_another_form_are_dropped_one_by_one(endpoint):
    wrong = [None, 7, "claim", [], {}, {**meeting(), "quotes": [1]}, {**meeting(), "part_of": "x"}]
    content = json.dumps({"claims": [*wrong, meeting()]})
    extractor = endpoint.says(content).extractor()
    assert len(extractor.extract(ARTICLE).claims) == 1
    assert extractor.take_usage().dropped == {"claim that is not of the form asked for": len(wrong)}


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"null", b'{"choices": []}', b'{"choices": [{"message": null}]}'],
)
def test_an_envelope_of_another_form_sets_the_article_aside(endpoint, body):
    with pytest.raises(ExtractionError, match="no chat completion"):
        endpoint.then(body).extractor().extract(ARTICLE)


def test_an_answer_that_was_cut_off_says_what_to_do(endpoint):
    endpoint.says(GOOD, finish="length")
    with pytest.raises(ExtractionError, match=r"cut off.*DIPLOGRAPH_OPENAI_OPTIONS, max_tokens"):
        endpoint.extractor().extract(ARTICLE)


def test_a_huge_answer_is_not_read_to_its_end(endpoint):
    sent = []

    def pieces():
        for _ in range(1000):
            sent.append(1)
            yield b"x" * 1024 * 1024

    with pytest.raises(ExtractionError, match="larger than 2 MiB"):
        endpoint.then(drip(pieces())).extractor().extract(ARTICLE)
    assert len(sent) < 100


def test_a_slow_answer_is_given_up_and_not_asked_for_again(endpoint):
    """However it drips: the time counts from the first byte to the last."""

    def pieces():
        while True:
            yield b" "
            time.sleep(0.05)

    endpoint.then(drip(pieces()))
    began = time.monotonic()
    with pytest.raises(ExtractionError, match=r"not answer within 0\.4 s \(DIPLOGRAPH_OPENAI_TIM"):
        endpoint.extractor(timeout=0.4).extract(ARTICLE)
    assert time.monotonic() - began < 5
    assert len(endpoint.requests) == 1


def test_a_silent_endpoint_is_given_up(endpoint):
    def wait():
        time.sleep(1.0)
        return

    endpoint.then(wait)
    with pytest.raises(ExtractionError, match="does not answer within"):
        endpoint.extractor(timeout=0.2).extract(ARTICLE)
    assert len(endpoint.requests) == 1


def test_retry_after_is_waited_for(endpoint):
    soon = dt.datetime.now(dt.timezone.utc) + dt.timedelta(seconds=30)
    date = email.utils.format_datetime(soon, usegmt=True)
    endpoint.then(b"", 429, {"Retry-After": "7"}).then(b"", 503, {"Retry-After": date}).says(GOOD)
    assert endpoint.extractor().extract(ARTICLE).claims
    assert endpoint.waits[0] == 7
    assert 20 < endpoint.waits[1] <= 30
    assert len(endpoint.requests) == 3


def test_a_wait_without_end_is_an_error_that_says_so(endpoint):
    endpoint.then(b"", 429, {"Retry-After": "86400"})
    with pytest.raises(ExtractionError, match=r"HTTP 429.*asks to wait 86400 s"):
        endpoint.extractor().extract(ARTICLE)
    assert endpoint.waits == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 529])
def test_a_passing_failure_is_asked_again_ever_later(endpoint, status):
    endpoint.then(b"", status, times=3).says(GOOD)
    assert endpoint.extractor(retries=3).extract(ARTICLE).claims
    assert endpoint.waits == [1, 2, 4]


def test_retries_end(endpoint):
    with pytest.raises(ExtractionError, match="the endpoint answers HTTP 500"):
        endpoint.then(b"", 500).extractor(retries=2).extract(ARTICLE)
    assert len(endpoint.requests) == 3


def test_a_dead_endpoint_does_not_hold_up_a_long_run(endpoint):
    extractor = endpoint.then(b"", 500, times=5).says(GOOD).then(b"", 500).extractor(retries=2)
    outcomes = list(extractor.extract_many([ARTICLE] * 4))
    assert [isinstance(each, ExtractionError) for each in outcomes] == [True, True, True, False]
    assert len(endpoint.requests) == 3 + 1 + 1 + 1
    # once it has answered, it is asked patiently again
    with pytest.raises(ExtractionError):
        extractor.extract(ARTICLE)
    assert len(endpoint.requests) == 6 + 3


def test_a_busy_endpoint_is_waited_for_each_time(endpoint):
    extractor = endpoint.then(b"", 429).extractor(retries=2)
    assert len(list(extractor.extract_many([ARTICLE] * 2))) == 2
    assert len(endpoint.requests) == 6


def test_a_connection_that_cannot_be_made_is_tried_again():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    waits: list[float] = []
    settings = Settings(f"http://127.0.0.1:{port}/v1/chat/completions", "m", KEY, retries=2)
    with pytest.raises(ExtractionError, match="the connection failed"):
        EndpointExtractor(settings=settings, sleep=waits.append).extract(ARTICLE)
    assert waits == [1, 2]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "does not take the key: set DIPLOGRAPH_OPENAI_KEY"),
        (402, "wants to be paid first"),
        (404, "no such address or model: check DIPLOGRAPH_OPENAI_URL and DIPLOGRAPH_OPENAI_MODEL"),
    ],
)
def test_what_no_article_could_pass_stops_the_run(endpoint, status, message):
    said = {"error": {"message": f"Incorrect API key provided: {KEY[:6]}****{KEY[-4:]}"}}
    with pytest.raises(WrongSetting, match=message) as error:
        list(endpoint.then(said, status).extractor().extract_many([ARTICLE, ARTICLE]))
    assert len(endpoint.requests) == 1
    assert KEY[:6] not in str(error.value)


def test_a_redirect_is_not_followed(endpoint):
    other = endpoint.server.url_for("/elsewhere")
    seen = []
    endpoint.server.expect_request("/elsewhere").respond_with_handler(seen.append)
    with pytest.raises(WrongSetting, match="a redirect, which is not followed"):
        endpoint.then(b"", 307, {"Location": other}).extractor().extract(ARTICLE)
    assert seen == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "too  long\nfor me"}}, "HTTP 400: too long for me"),
        ({"error": {"message": f"who is {KEY}?"}}, r"who is \[key\]\?"),
        ({"error": "odd"}, "odd"),
        (b"\xff" * 10_000, "HTTP 400"),
        (b"", "it does not say why"),
        (b"[" * 100_000, "HTTP 400"),
    ],
)
def test_an_error_of_the_endpoint_is_told_in_one_short_line_without_the_key(
    endpoint, body, message
):
    with pytest.raises(ExtractionError, match=message) as error:
        endpoint.then(body, 400).extractor().extract(ARTICLE)
    told = str(error.value)
    assert KEY not in told
    assert "\n" not in told
    assert len(told) < 300


def test_the_key_is_nowhere_but_in_the_header(endpoint, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    endpoint.says(GOOD, USED)
    extractor = endpoint.extractor(cache=tmp_path)
    extraction = extractor.extract(ARTICLE)
    from diplograph.graph.iris import Minter

    told = [caplog.text, repr(extractor.info), str(extractor.take_usage()), repr(extraction)]
    told += [str(quad) for quad in extraction_to_quads(extraction, Minter())]
    told += [path.read_text() for path in tmp_path.iterdir()]
    assert any("urllib3" in record.name for record in caplog.records)
    assert [each for each in told if KEY in each] == []


USAGES = [
    (USED, Usage(1, 0, 1000, 200, 0, 0.0036)),
    (None, Usage(1, 0, 0, 0, 1, 0.0)),
    ({}, Usage(1, 0, 0, 0, 1, 0.0)),
    ("much", Usage(1, 0, 0, 0, 1, 0.0)),
    ({"prompt_tokens": 1000}, Usage(1, 0, 1000, 0, 1, 0.002)),
    ({"prompt_tokens": -5, "completion_tokens": "7"}, Usage(1, 0, 0, 0, 1, 0.0)),
]


@pytest.mark.parametrize(("usage", "expected"), USAGES)
def test_tokens_and_cost_are_added_up(endpoint, usage, expected):
    extractor = endpoint.says(GOOD, usage).extractor(input_price=2.0, output_price=8.0)
    extractor.extract(ARTICLE)
    used = extractor.take_usage()
    assert used.cost == pytest.approx(expected.cost)
    assert used == Usage(*[*_counts(expected), used.cost])
    assert extractor.take_usage() == Usage()


def _counts(usage: Usage) -> list[int]:
    return [usage.answers, usage.cached, usage.input_tokens, usage.output_tokens, usage.unmetered]


def test_usage_of_several_runs_is_one():
    one = Usage(1, 0, 10, 5, 0, 0.25, {"quote not in the text": 1})
    two = Usage(0, 2, 0, 0, 1, None, {"quote not in the text": 2, "place of a call": 1})
    both = one + two
    assert both == Usage(1, 2, 10, 5, 1, 0.25, {"quote not in the text": 3, "place of a call": 1})
    assert str(both).splitlines() == [
        "1 answer from the endpoint, 2 from the cache; 10 tokens in, 5 out, 1 answer unmetered",
        "cost 0.25",
        "4 facts of the answers left out:",
        "  1 place of a call",
        "  3 quote not in the text",
    ]


def test_bounds_are_what_the_documentation_says():
    assert client.MAX_ANSWER_BYTES == 2 * 1024 * 1024
    assert client.MAX_RETRY_AFTER == 120.0


def test_an_endpoint_answers_what_it_is_told(endpoint: Endpoint):
    """The scripted endpoint itself: the last answer is for ever."""
    endpoint.then(envelope("a")).then(envelope("b"))
    extractor = endpoint.extractor()
    for _ in range(3):
        with pytest.raises(ExtractionError, match="not JSON"):
            extractor.extract(ARTICLE)
    assert len(endpoint.requests) == 3
