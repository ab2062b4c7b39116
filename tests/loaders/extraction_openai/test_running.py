"""The extractor in whole runs: by name, in several processes, from the cache."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from answering import ARTICLE, KEY, PATH, TEXT, USED, Endpoint, claims, envelope, meeting, signing
from pytest_httpserver import HTTPServer
from scripted import ScriptedExtractor
from werkzeug import Request, Response

from diplograph.cli import main
from diplograph.graph import model
from diplograph.graph.authority import load_authority
from diplograph.graph.errors import ExtractionError, WrongSetting
from diplograph.graph.iris import Minter
from diplograph.graph.store import open_store
from diplograph.graph.validation import validate
from diplograph.loaders.extraction_openai.extractor import EndpointExtractor
from diplograph.loaders.ingest import ingest
from diplograph.loaders.registry import Extractor, extractor_names, get_extractor

GOOD = claims(meeting(), signing())


@pytest.fixture
def configured(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., None]:
    """Sets the environment so that it leads to the scripted server."""

    def configure(**said: str) -> None:
        given = {
            "URL": httpserver.url_for("/v1"),
            "MODEL": "small-model",
            "KEY": KEY,
            "CACHE": str(tmp_path / "answers"),
            "RETRIES": "0",
            "TIMEOUT": "20",
            **said,
        }
        for name, value in given.items():
            monkeypatch.setenv(f"DIPLOGRAPH_OPENAI_{name}", value)

    return configure


def by_article(request: Request) -> Response:
    """Answers by what stands in the article, so that order and processes do not matter."""
    shown = json.loads(json.loads(request.get_data())["messages"][1]["content"])
    if "refuse" in shown["text"]:
        return Response(json.dumps({"error": {"message": "not this one"}}), 400)
    if "mumble" in shown["text"]:
        return Response(json.dumps(envelope("mumble", USED)))
    return Response(json.dumps(envelope(GOOD, USED)))


def articles(folder: Path, *endings: str) -> Path:
    path = folder / "articles.jsonl"
    records = [
        {
            "url": f"https://press.example/{number}",
            "published": "2019-05-16",
            "text": TEXT + ending,
        }
        for number, ending in enumerate(endings)
    ]
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def test_it_is_registered_and_an_extractor(endpoint):
    made: Extractor = endpoint.extractor()
    assert "openai" in extractor_names()
    assert made.info.name == "openai"
    assert made.info.model == "small-model"


def test_without_settings_it_says_which(monkeypatch):
    monkeypatch.delenv("DIPLOGRAPH_OPENAI_URL", raising=False)
    with pytest.raises(WrongSetting, match="DIPLOGRAPH_OPENAI_URL is not set"):
        get_extractor("openai")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_goes_on_over_articles_that_fail(tmp_path, configured, httpserver, jobs):
    httpserver.expect_request(PATH).respond_with_handler(by_article)
    configured(PRICE_INPUT="2")
    path = articles(tmp_path, "a", "refuse", *map(str, range(16)), "mumble", "b")
    with open_store(None) as store:
        report = ingest([path], store, extractor="openai", jobs=jobs)
        assert (report.read, report.new, report.claims) == (20, 18, 36)
        assert [each.reason for each in report.rejected] == [
            "not extracted: the endpoint answers HTTP 400: not this one",
            "not extracted: the model's answer is not JSON",
        ]
        assert validate(store).conforms
        assert report.usage is not None
        assert (report.usage.answers, report.usage.cached) == (19, 0)
        assert (report.usage.input_tokens, report.usage.output_tokens) == (19_000, 3_800)
        assert report.usage.cost == pytest.approx(0.038)
        asked = len(httpserver.log)
        # each article is asked about once, those that fail too
        assert asked == 20
        again = ingest([path], store, extractor="openai")
        assert (again.unchanged, again.new) == (18, 0)
        assert len(httpserver.log) == asked + 2
    with open_store(None) as other:
        cached = ingest([path], other, extractor="openai", jobs=jobs)
        assert cached.new == 18
        assert cached.usage is not None
        assert (cached.usage.answers, cached.usage.cached) == (1, 18)
    assert len(httpserver.log) == asked + 4


def test_a_wrong_key_ends_the_run_in_one_line(tmp_path, configured, httpserver):
    httpserver.expect_request(PATH).respond_with_data("", 401)
    configured()
    path = articles(tmp_path, "a", "b")
    with open_store(None) as store, pytest.raises(WrongSetting, match="does not take the key"):
        ingest([path], store, extractor="openai")
    assert len(httpserver.log) == 1


def test_the_command_reports_usage_and_what_was_left_out(tmp_path, configured, httpserver, capsys):
    lying = claims(meeting(quotes=["nothing of the kind"]), meeting())
    httpserver.expect_request(PATH).respond_with_json(envelope(lying, USED))
    configured(PRICE_INPUT="2", PRICE_OUTPUT="8")
    path = articles(tmp_path, "")
    options = ["ingest", str(path), "--extractor", "openai", "--store"]
    assert main([*options, str(tmp_path / "one")]) == 0
    printed = capsys.readouterr().out
    assert "1 answer from the endpoint, 0 from the cache; 1000 tokens in, 200 out" in printed
    assert "cost 0.0036" in printed
    assert "1 claim without a quote that the text has" in printed
    assert main([*options, str(tmp_path / "two"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["usage"] == {
        "answers": 0,
        "cached": 1,
        "input_tokens": 0,
        "output_tokens": 0,
        "unmetered": 0,
        "cost": 0.0,
        "dropped": {"claim without a quote that the text has": 1, "quote not in the text": 1},
    }


def test_extract_shows_claims_and_says_the_rest_on_stderr(tmp_path, configured, httpserver, capsys):
    httpserver.expect_request(PATH).respond_with_handler(by_article)
    configured()
    asked = ["extract", str(articles(tmp_path, "a", "refuse")), "--extractor", "openai"]
    assert main(asked) == 0
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert [claim["type"] for claim in record["claims"]] == ["Meeting", "Signing"]
    assert record["extractor"]["model"] == "small-model"
    assert "set aside: https://press.example/1: not extracted: " in printed.err
    assert "1 answer from the endpoint" in printed.err
    articles(tmp_path, "refuse")
    assert main(asked) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


# -- the cache -------------------------------------------------------------------------------------


def test_the_same_question_is_asked_once(endpoint, tmp_path):
    endpoint.says(GOOD, USED)
    first = endpoint.extractor(cache=tmp_path).extract(ARTICLE)
    extractor = endpoint.extractor(cache=tmp_path)
    assert extractor.extract(ARTICLE) == first
    assert len(endpoint.requests) == 1
    assert extractor.take_usage().cached == 1
    (entry,) = tmp_path.iterdir()
    assert entry.stat().st_mode & 0o777 == 0o600
    assert len(entry.name) == 64


def test_another_question_is_asked_anew(endpoint: Endpoint, tmp_path):
    endpoint.says(GOOD)
    endpoint.extractor(cache=tmp_path).extract(ARTICLE)
    longer = dataclasses.replace(ARTICLE, text=TEXT + "More.")
    later = dataclasses.replace(ARTICLE, published=None)
    for changed in (longer, later):
        endpoint.extractor(cache=tmp_path).extract(changed)
    endpoint.extractor(cache=tmp_path, options={"seed": 1}).extract(ARTICLE)
    other = dataclasses.replace(endpoint.settings(cache=tmp_path), model="another")
    EndpointExtractor(settings=other).extract(ARTICLE)
    assert len(endpoint.requests) == 5
    # where an article was found is no part of the question
    moved = dataclasses.replace(ARTICLE, url="https://press.example/moved")
    endpoint.extractor(cache=tmp_path).extract(moved)
    assert len(endpoint.requests) == 5


def test_options_and_model_change_what_is_known_of_the_extractor(endpoint):
    signatures = {
        endpoint.extractor().info.signature,
        endpoint.extractor(options={"seed": 1}).info.signature,
        EndpointExtractor(
            settings=dataclasses.replace(endpoint.settings(), model="another")
        ).info.signature,
    }
    assert len(signatures) == 3
    # moving the same model elsewhere changes nothing that was read
    moved = dataclasses.replace(endpoint.settings(), url="https://else.example/chat/completions")
    assert EndpointExtractor(settings=moved).info == endpoint.extractor().info


@pytest.mark.parametrize("damage", [b"", b"torn", b'{"sha256": 1}\n{}'])
def test_a_damaged_entry_is_asked_for_again(endpoint, tmp_path, damage):
    endpoint.says(GOOD)
    endpoint.extractor(cache=tmp_path).extract(ARTICLE)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage)
    assert len(endpoint.extractor(cache=tmp_path).extract(ARTICLE).claims) == 2
    assert len(endpoint.requests) == 2


def test_an_answer_that_cannot_be_read_is_not_kept(endpoint, tmp_path):
    endpoint.says("mumble").says(GOOD)
    with pytest.raises(ExtractionError):
        endpoint.extractor(cache=tmp_path).extract(ARTICLE)
    assert endpoint.extractor(cache=tmp_path).extract(ARTICLE).claims


def test_without_a_cache_every_question_is_asked(endpoint):
    endpoint.says(GOOD)
    extractor = endpoint.extractor(cache=None)
    assert extractor.extract(ARTICLE) == extractor.extract(ARTICLE)
    assert len(endpoint.requests) == 2


def test_any_text_of_an_answer_can_be_kept(endpoint, tmp_path):
    content = GOOD[:-2] + ', {"type": "Meeting", "quotes": ["\\ud800"]}]}'
    endpoint.says(content.replace("\\ud800", "\ud800"))
    for _ in range(2):
        assert len(endpoint.extractor(cache=tmp_path).extract(ARTICLE).claims) == 2
    assert len(endpoint.requests) == 1


# -- an extractor of one's own ---------------------------------------------------------------------


def test_the_extractor_of_the_documentation_reads_articles(tmp_path):
    page = Path(__file__).resolve().parents[3] / "docs" / "howto-extractors.md"
    (code,) = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    names = {**vars(model), "Minter": Minter, "load_authority": load_authority}
    names |= {"Iterable": Iterable, "Iterator": Iterator, "ExtractionError": ExtractionError}
    exec(code, names)
    path = articles(tmp_path, "The ministers met.", "")
    with open_store(None) as store:
        report = ingest([path], store, extractor=names["MyExtractor"](store.base))
        assert (report.new, report.claims, report.usage) == (2, 1, None)
        assert validate(store).conforms


class Halting(ScriptedExtractor):
    """Gives an error in the place of each extraction that it cannot make."""

    def extract_many(self, articles):
        for number, article in enumerate(articles):
            yield self.extract(article) if number % 2 else ExtractionError(f"no {number}")

    def extract(self, article):
        self.calls = getattr(self, "calls", 0) + 1
        return super().extract(article)


def test_an_error_in_the_place_of_an_extraction_sets_that_article_aside(tmp_path):
    extractor = Halting()
    path = articles(tmp_path, "0", "1", "2", "3")
    with open_store(None) as store:
        report = ingest([path], store, extractor=extractor)
    assert [each.source for each in report.rejected] == [
        "https://press.example/0",
        "https://press.example/2",
    ]
    assert report.rejected[1].reason == "not extracted: no 2"
    # those that failed are not read again
    assert (report.new, extractor.calls) == (2, 2)
