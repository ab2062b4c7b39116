from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.loaders.http_cache import Cached, HttpCache, default_folder

URL = "https://press.example/a"


@settings(max_examples=40)
@given(st.binary(max_size=200), st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_put_comes_back(tmp_path_factory, body, etag):
    cache = HttpCache(tmp_path_factory.mktemp("cache"))
    entry = Cached(URL, body, etag=etag, content_type="text/html")
    cache.put(entry)
    assert cache.get(URL) == entry


def test_another_url_has_no_entry(tmp_path):
    cache = HttpCache(tmp_path)
    cache.put(Cached(URL, b"x", etag="1"))
    assert cache.get(URL + "b") is None


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[]\nx", b"\xff\xfe", b"torn"])
def test_a_damaged_entry_is_as_good_as_none(tmp_path, damage):
    cache = HttpCache(tmp_path)
    cache.put(Cached(URL, b"They met.", etag="1"))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1] if damage == b"torn" else damage)
    assert cache.get(URL) is None


def test_the_longest_unused_entries_go(tmp_path):
    cache = HttpCache(tmp_path, max_bytes=5_000)
    for number in range(4):
        cache.put(Cached(f"{URL}{number}", bytes(2_000), etag="1"))
        for path in tmp_path.iterdir():
            age = path.stat().st_mtime - 100
            os.utime(path, (age, age))
    assert [number for number in range(4) if cache.get(f"{URL}{number}")] == [2, 3]


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path):
    (tmp_path / "file").write_text("in the way")
    HttpCache(tmp_path / "file" / "cache").put(Cached(URL, b"x", etag="1"))


def test_only_validators_that_are_there_are_sent():
    assert Cached(URL, b"", etag='"1"').conditions == {"If-None-Match": '"1"'}
    assert Cached(URL, b"").conditions == {}


def test_the_cache_folder_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "diplograph" / "http"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert default_folder() == tmp_path / "home" / ".cache" / "diplograph" / "http"
