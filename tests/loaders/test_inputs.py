from __future__ import annotations

import datetime as dt
import io
import os
import sys
from pathlib import Path

import pytest

from diplograph.graph.errors import UnknownName
from diplograph.graph.model import Article
from diplograph.loaders.fetch import Fetcher, FetchPolicy
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

POLICY = FetchPolicy(connect=1.0, read=1.0, total=2.0, retries=0, delay=0.0)


def texts(*inputs: str | Path, **options) -> list[str]:
    return [
        item.text.strip() if isinstance(item, Article) else f"! {item}"
        for item in read_articles(inputs, **options)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text("hidden")
    (tmp_path / ".x.txt").write_text("hidden")
    (tmp_path / "c.txt").write_text("third")
    (tmp_path / "b" / "two.html").write_text("<body><p>second</p></body>")
    (tmp_path / "a.jsonl").write_text('{"text": "first"}\n')
    return tmp_path


def test_a_file(folder):
    assert texts(folder / "c.txt") == ["third"]
    assert texts(str(folder / "c.txt")) == ["third"]


def test_a_folder_is_read_in_order_without_what_is_hidden(folder):
    assert texts(folder) == ["first", "second", "third"]


def test_what_lies_about_in_a_folder_is_set_aside_with_its_reason(folder):
    (folder / "notes.md").write_text("# Notes")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\x00")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    found = texts(folder)
    assert [text for text in found if not text.startswith("!")] == ["first", "second", "third"]
    reasons = {Path(line.split(": ")[0]).name: line for line in found if line.startswith("!")}
    assert set(reasons) == {"notes.md", "photo.jpg", "gone.txt", "loop", "pipe.txt"}
    assert "unknown format (.md)" in reasons["notes.md"]
    assert "No such file" in reasons["gone.txt"]
    assert "a link to a folder" in reasons["loop"]
    assert "neither a file nor a folder" in reasons["pipe.txt"]


def test_a_stated_format_holds_for_every_file(folder):
    assert texts(folder / "c.txt", folder / "b", format="text") == [
        "third",
        "<body><p>second</p></body>",
    ]


def test_a_glob_is_sorted_and_may_be_recursive(folder):
    assert texts(f"{folder}/*.[jt]*") == ["first", "third"]
    assert texts(f"{folder}/**/*.html") == ["second"]
    assert texts(f"{folder}/*.pdf") == [f"! {folder}/*.pdf: no file matches"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path):
    (tmp_path / "a[1].txt").write_text("this")
    (tmp_path / "a1.txt").write_text("not this")
    assert texts(tmp_path / "a[1].txt") == ["this"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("binary.txt", b"a\x00b" * 50, "binary"),
        ("paper.html", b"%PDF-1.7", "PDF"),
        ("broken.rss", b"<rss><channel>", "without items"),
        ("page.html", b"<html><head></head></html>", "without a body"),
    ],
)
def test_one_bad_file_does_not_stop_the_others(folder, name, data, reason):
    (folder / name).write_bytes(data)
    bad, good = texts(folder / name, folder / "c.txt")
    assert bad.startswith(f"! {folder / name}: ")
    assert reason in bad
    assert good == "third"


def test_a_missing_file_and_an_odd_scheme_are_told():
    assert texts("no-such.txt", "ftp://p.example/a") == [
        "! no-such.txt: no such file or folder",
        "! ftp://p.example/a: not an http or https URL",
    ]


def test_a_file_that_may_not_be_read(folder, monkeypatch):
    def forbidden(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert texts(folder / "c.txt") == [f"! {folder / 'c.txt'}: Permission denied"]


def test_a_name_that_is_no_text_can_still_be_told(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_bytes(b"")
    (rejection,) = read_articles([path])
    assert isinstance(rejection, Rejection)
    assert rejection.source.encode().endswith("caf�.txt".encode())


def test_standard_input_is_told_by_its_beginning(monkeypatch):
    def stdin(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    stdin(b'{"text": "one"}\n{"text": "two"}\n')
    assert texts("-") == ["one", "two"]
    stdin(b"They met.")
    assert texts("-") == ["They met."]
    stdin(b"")
    assert texts("-") == ["! -: empty"]


def test_standard_input_is_not_read_ahead(monkeypatch):
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as reading, os.fdopen(write_end, "wb") as writing:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(reading))
        writing.write(b'{"text": "one"}\n' + b" " * 5_000 + b"\n")
        writing.flush()
        articles = read_articles(["-"])
        assert next(articles).text == "one"  # before the writer has ended
        writing.write(b'{"text": "two"}')
        writing.close()
        assert [article.text for article in articles] == ["two"]


def test_the_default_date_reaches_every_format(folder):
    date = dt.date(2017, 11, 15)
    assert {article.published for article in read_articles([folder], published=date)} == {date}


def test_an_unknown_format_is_an_error_at_once():
    with pytest.raises(UnknownName, match="pdf"):
        read_articles(["a.pdf"], format="pdf")


def test_urls_of_each_format(server, http, folder):
    fetcher = Fetcher(POLICY, allow_private=True, cache=False)
    page = server.answer(
        "/p", http(b"<body><p>page</p></body>", headers=("Content-Type: text/html",))
    )
    feed = server.answer(
        "/f.xml",
        http(
            b"<rss><channel><title>W</title><item><description>item</description></item></channel></rss>"
        ),
    )
    records = server.answer(
        "/r", http(b'{"text": "record"}', headers=("Content-Type: text/plain",))
    )
    missing = server.url("/none")
    found = list(read_articles([page, feed, records, missing, folder / "c.txt"], fetcher=fetcher))
    assert [getattr(item, "text", None) for item in found] == [
        "page",
        "item",
        "record",
        None,
        "third",
    ]
    assert found[0].url == page
    assert found[0].retrieved is not None
    # A feed and a file of records are no articles: their address is not that of an article.
    assert (found[1].url, found[2].url) == (None, None)
    assert found[3] == Rejection(missing, None, "HTTP 404 Not Found")


def test_a_wrong_charset_of_a_server_is_found_out(server, http):
    body = "<body><p>Ažubalis met his guests.</p></body>".encode()
    url = server.answer("/p", http(body, headers=("Content-Type: text/html; charset=iso-8859-1",)))
    fetcher = Fetcher(POLICY, allow_private=True, cache=False)
    (article,) = read_articles([url], fetcher=fetcher)
    assert article.text == "Ažubalis met his guests."
