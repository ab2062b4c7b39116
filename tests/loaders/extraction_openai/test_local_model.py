"""The whole way to a real server with a real model, too small to be right about anything.

It shows that request, schema, key and usage are what a server takes and gives; what is made of an
answer is tested with answers that are known.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import TEXT

from diplograph.graph.errors import WrongSetting
from diplograph.graph.model import Article
from diplograph.graph.store import open_store
from diplograph.graph.validation import validate
from diplograph.loaders.extraction_openai.client import Client
from diplograph.loaders.extraction_openai.prompt import request_body
from diplograph.loaders.extraction_openai.settings import Settings
from diplograph.loaders.ingest import ingest

KEY = "key-of-the-local-server"

QUOTE = {"type": "string", "maxLength": 40}
# One claim, whatever the model thinks of it; a small model left free says that there is none.
ONE_CLAIM = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "type": {"enum": ["Meeting"]},
                    "status": {"enum": ["occurred"]},
                    "quotes": {"type": "array", "maxItems": 1, "items": QUOTE},
                },
                "required": ["type", "status", "quotes"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["claims"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("model")
    script = str(Path(__file__).with_name("local_model.py"))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, script, str(folder / "model.gguf"), KEY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline().strip()
            assert line.startswith("http://127.0.0.1:"), (folder / "log").read_text()
            yield line
        finally:
            process.kill()
            process.communicate()


def test_a_real_server_is_asked_and_its_answer_checked(address, monkeypatch, tmp_path):
    form = {"type": "json_schema", "json_schema": {"name": "claims", "schema": ONE_CLAIM}}
    said = {
        "URL": f"{address}/v1",
        "MODEL": "gemma-3-270m",
        "KEY": KEY,
        # a busy machine may take its time
        "TIMEOUT": "900",
        "OPTIONS": json.dumps({"max_tokens": 200, "response_format": form}),
        "CACHE": str(tmp_path / "answers"),
    }
    for name, value in said.items():
        monkeypatch.setenv(f"DIPLOGRAPH_OPENAI_{name}", value)

    # The server takes our own schema and holds the model to it; whether the model comes to an end
    # within so few words is its affair.
    settings = Settings.from_environment()
    body = request_body(Article(TEXT), settings.model, {"temperature": 0, "max_tokens": 20})
    answer = Client(settings).ask(body)
    assert isinstance(answer.content, str)
    assert re.match(r'\s*\{\s*"claims"\s*:\s*\[', answer.content)

    path = tmp_path / "article.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "2019-05-16"}))
    with open_store(None) as store:
        report = ingest([path], store, extractor="openai")
        assert report.rejected == ()
        assert report.new == 1
        # It was not asked for participants, so whether or not its quote stands in the text:
        assert report.claims == 0
        unsaid = (
            "claim without a quote that the text has",
            "claim without a participant that the text names",
        )
        assert report.usage is not None
        assert sum(report.usage.dropped.get(reason, 0) for reason in unsaid) == 1
        assert (report.usage.answers, report.usage.unmetered) == (1, 0)
        assert report.usage.input_tokens > 500
        assert 0 < report.usage.output_tokens <= 200
        assert validate(store).conforms
    with open_store(None) as store:
        again = ingest([path], store, extractor="openai")
        assert again.usage is not None
        assert (again.usage.answers, again.usage.cached) == (0, 1)

    monkeypatch.setenv("DIPLOGRAPH_OPENAI_KEY", "another")
    monkeypatch.setenv("DIPLOGRAPH_OPENAI_CACHE", "off")
    with open_store(None) as store, pytest.raises(WrongSetting, match="does not take the key"):
        ingest([path], store, extractor="openai")
