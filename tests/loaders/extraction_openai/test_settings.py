from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from diplograph.graph.errors import WrongSetting
from diplograph.loaders.extraction_openai.settings import PREFIX, VARIABLES, Settings

KEY = "sk-not-for-anybody-else"
ROOT = Path(__file__).resolve().parents[3]


def read(**said: str) -> Settings:
    given = {"URL": "https://models.example/v1", "MODEL": "small", **said}
    return Settings.from_environment({PREFIX + name: value for name, value in given.items()})


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://models.example/v1", "https://models.example/v1/chat/completions"),
        (" https://models.example/v1/ ", "https://models.example/v1/chat/completions"),
        ("https://m.example/v1/chat/completions", "https://m.example/v1/chat/completions"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_the_address_is_completed(given, url):
    assert read(URL=given, KEY=KEY).url == url


def test_what_is_not_said_has_a_default(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = read()
    assert settings.key is None
    assert settings.options == {"temperature": 0, "max_tokens": 8192}
    assert (settings.timeout, settings.retries) == (120.0, 4)
    assert settings.cost(10, 10) is None
    assert settings.cache == tmp_path / "diplograph" / "openai"


def test_everything_can_be_said():
    settings = read(
        KEY=KEY,
        OPTIONS='{"temperature": null, "seed": 7}',
        TIMEOUT="1.5",
        RETRIES="0",
        PRICE_INPUT="2",
        PRICE_OUTPUT="8",
        CACHE="/var/tmp/answers",
    )
    assert settings.key == KEY
    assert settings.options == {"temperature": None, "max_tokens": 8192, "seed": 7}
    assert (settings.timeout, settings.retries) == (1.5, 0)
    assert settings.cost(1_000_000, 500_000) == 6.0
    assert settings.cache == Path("/var/tmp/answers")
    assert read(CACHE="off").cache is None
    assert read(PRICE_OUTPUT="8").cost(1000, 1_000_000) == 8.0


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"URL": ""}, "DIPLOGRAPH_OPENAI_URL is not set"),
        ({"MODEL": " "}, "DIPLOGRAPH_OPENAI_MODEL is not set"),
        ({"URL": "models.example/v1"}, "not an http or https URL"),
        ({"URL": "ftp://models.example"}, "not an http or https URL"),
        ({"URL": "https://models.example:port"}, "is not a URL"),
        ({"URL": "https://u:p@models.example/v1"}, "more than host and path"),
        ({"URL": "https://models.example/v1?key=1"}, "more than host and path"),
        ({"URL": "http://models.example/v1", "KEY": KEY}, "is not https"),
        ({"KEY": KEY + "\nX: y"}, "characters that no key has"),
        ({"KEY": KEY + "é"}, "characters that no key has"),
        ({"OPTIONS": "{"}, "is not JSON"),
        ({"OPTIONS": "[]"}, "not a JSON object"),
        ({"OPTIONS": '{"model": "other", "n": 2}'}, "cannot set model, n"),
        ({"TIMEOUT": "soon"}, "TIMEOUT is not a number of at least 0.1: 'soon'"),
        ({"TIMEOUT": "inf"}, "TIMEOUT is not a number"),
        ({"TIMEOUT": "0"}, "TIMEOUT is not a number"),
        ({"RETRIES": "1.5"}, "RETRIES is not a whole number"),
        ({"RETRIES": "-1"}, "RETRIES is not a whole number"),
        ({"PRICE_INPUT": "nan"}, "PRICE_INPUT is not a number"),
    ],
)
def test_what_is_missing_or_wrong_is_told_without_the_key(said, message):
    with pytest.raises(WrongSetting, match=message) as error:
        read(**said)
    assert KEY not in str(error.value)


def test_the_key_is_in_no_representation():
    settings = read(KEY=KEY)
    assert KEY not in repr(settings) + str(settings)
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_every_variable_is_in_the_documentation():
    page = (ROOT / "docs" / "howto-extractors.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"| `{name}` |" not in page] == []


def test_every_reason_is_in_the_documentation():
    from diplograph.loaders.extraction_openai.dropped import Reason

    page = (ROOT / "docs" / "howto-extractors.md").read_text(encoding="utf-8")
    assert [each.value for each in Reason if f"| {each.value} |" not in page] == []
