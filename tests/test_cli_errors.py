"""Bad input through the command line: a clear line or an item set aside, and nothing lost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplograph.cli import main
from diplograph.graph.store import open_store

GOOD = {
    "url": "https://press.example/good",
    "title": "Ministers meet in Vienna",
    "published": "2019-05-15",
    "text": "Austrian Foreign Minister Karin Kneissl met Slovak Foreign Minister Miroslav Lajcak"
    " in Vienna on Tuesday.",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one article in it, named by the environment."""
    location = tmp_path / "news.db"
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(location))
    monkeypatch.chdir(tmp_path)
    assert main(["ingest", "good.jsonl"]) == 0
    return location


def stored(location: Path) -> set[str]:
    with open_store(location, read_only=True, create=False) as opened:
        return {str(quad) for quad in opened.match()}


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(arguments)
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return status, printed.out, printed.err


def error_line(printed: str) -> str:
    (line,) = [line for line in printed.splitlines() if line.startswith("diplograph: error: ")]
    return line


WHOLE_INPUTS = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t\n", ""),
    "binary.txt": (bytes(range(256)) * 40, ""),
    "image.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, ""),
    "nobody.html": (b"<!DOCTYPE html><html><head><title>T</title></head></html>", ""),
    "broken.rss": (b"<?xml version='1.0'?><rss><channel><item><title>Half", ""),
    "list.jsonl": (b"[1, 2, 3]\n", ""),
    "line.jsonl": (b'{"text": "Leaders met"\n', ""),
}


@pytest.mark.parametrize("name", WHOLE_INPUTS)
def test_an_input_that_cannot_be_read_fails_with_one_line_and_loses_nothing(
    name: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, word = WHOLE_INPUTS[name]
    (tmp_path / name).write_bytes(content)
    before = stored(store)
    status, out, err = run(["ingest", name, "--json"], capsys)
    assert status == 1
    assert word in error_line(err)
    report = json.loads(out)
    assert report["read"] == 0
    assert [item["source"] for item in report["rejected"]] == [name]
    assert all(item["reason"] for item in report["rejected"])
    assert stored(store) == before
    status, out, err = run(["extract", name], capsys)
    assert (status, out) == (1, "")
    assert name in error_line(err)


def test_a_missing_file_is_named(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(["ingest", "missing.txt", "good.jsonl"], capsys)
    assert status == 1
    assert "missing.txt: no such file" in error_line(err)


def test_a_missing_file_does_not_keep_the_others_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps(GOOD), encoding="utf-8")
    location = str(tmp_path / "db")
    arguments = ["ingest", "missing.txt", str(good), "--json", "--store", location]
    status, out, _ = run(arguments, capsys)
    assert status == 1
    assert json.loads(out)["new"] == 1


BROKEN_LINES = {
    "broken JSON": b'{"text": "Leaders met in',
    "no text": b'{"url": "https://press.example/x", "title": "T"}',
    "a bad date": b'{"text": "Leaders met.", "published": "the day after"}',
    "a number": b"17",
    "50 MB": b'{"text": "' + b"a" * 50_000_000 + b'"}',
    "bytes that are no text": b'{"text": "\xff\xfe\x00\x01"}',
}


@pytest.mark.parametrize("fault", BROKEN_LINES)
def test_a_broken_line_is_set_aside_and_the_rest_is_read(
    fault: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = json.dumps({**GOOD, "url": "https://press.example/other"}).encode()
    (tmp_path / "mixed.jsonl").write_bytes(b"\n".join([other, BROKEN_LINES[fault], b""]))
    before = stored(store)
    status, out, err = run(["ingest", "mixed.jsonl", "--json"], capsys)
    report = json.loads(out)
    assert (status, err) == (0, "")
    assert (report["new"], len(report["rejected"])) == (1, 1)
    assert report["rejected"][0]["source"] == "mixed.jsonl"
    assert "2" in report["rejected"][0]["item"]
    assert 0 < len(report["rejected"][0]["reason"]) < 300
    assert {quad for quad in before if "/article/" in quad} <= stored(store)


def test_a_page_in_another_encoding_than_it_says_is_read_or_set_aside_but_never_garbled(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>Treffen in Köln</title></head><body><article>'
        + "<p>Foreign Minister Frank-Walter Steinmeier met Péter Szijjártó in Köln on Tuesday, "
        "where the two discussed trade, energy and the situation on the border.</p>"
        * 3
        + "</article></body></html>"
    )
    (tmp_path / "page.html").write_bytes(page.encode("cp1252"))
    status, out, _ = run(["extract", "page.html"], capsys)
    if status == 0:
        assert "Köln" in out
        assert "\ufffd" not in out
    else:
        assert status == 1


def test_a_folder_that_is_no_store_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear reader", encoding="utf-8")
    for arguments in (["events"], ["ingest", str(folder / "letter.txt")], ["validate"]):
        status, out, err = run([*arguments, "--store", str(folder)], capsys)
        assert (status, out) == (1, "")
        assert str(folder) in error_line(err)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "news.db"
    file.write_text("not a store", encoding="utf-8")
    status, _, err = run(["events", "--store", str(file)], capsys)
    assert status == 1
    assert str(file) in error_line(err)
    assert file.read_text(encoding="utf-8") == "not a store"


def test_asking_a_store_that_is_not_there_says_so_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location = tmp_path / "absent.db"
    for arguments in (
        ["events"],
        ["sparql", "ASK {}"],
        ["network"],
        ["validate"],
        ["export", str(tmp_path / "x.nq")],
        ["query", "meetings-between", "--a", "RUS", "--b", "USA"],
    ):
        status, out, err = run([*arguments, "--store", str(location)], capsys)
        assert (status, out) == (1, "")
        assert str(location) in error_line(err)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def writer_elsewhere(store: Path) -> Iterator[None]:
    """Another process that has the store open for writing."""
    code = (
        "import sys; from diplograph.graph.store import open_store\n"
        "with open_store(sys.argv[1]): print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield
    process.communicate("")


@pytest.mark.usefixtures("writer_elsewhere")
def test_a_locked_store_cannot_be_written_but_can_be_read(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(["ingest", "good.jsonl"], capsys)
    assert (status, out) == (1, "")
    assert "open for writing elsewhere" in error_line(err)
    status, out, _ = run(["events"], capsys)
    assert status == 0
    assert len(out.splitlines()) == 1


def cli(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "diplograph", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **options,
    )


def test_a_full_disk_under_the_store_is_told_and_loses_nothing(store: Path, tmp_path: Path) -> None:
    """No file may grow any more, which is what a full disk is to the process that writes."""
    many = [{**GOOD, "url": f"https://press.example/{n}", "text": "x" * 5000} for n in range(400)]
    lines = "".join(json.dumps(article) + "\n" for article in many)
    (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
    before = stored(store)

    def no_space() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = cli(["ingest", "many.jsonl"], stdout=subprocess.PIPE, preexec_fn=no_space)
    assert done.returncode == 1
    assert error_line(done.stderr)
    assert "Traceback" not in done.stderr
    after = stored(store)
    assert {quad for quad in before if "/article/" in quad} <= after
    assert cli(["ingest", "many.jsonl"], stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.usefixtures("store")
def test_a_full_disk_under_the_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = cli(["events"], stdout=full)
    assert done.returncode == 1
    assert done.stderr == "diplograph: error: No space left on device\n"


@pytest.mark.usefixtures("store")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        done = cli(["events"], stdout=gone)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "arguments",
    [
        ["sparql", "SELECT ?s WHERE { ?s"],
        ["sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"],
        ["sparql", "DELETE WHERE { ?s ?p ?o }"],
        ["sparql", "ASK {}", "--format", "ttl"],
        ["sparql", "--file", "missing.rq"],
        ["events", "--actor", "Nobody Whatsoever"],
        ["events", "--place", "Nowhere Whatsoever"],
        ["query", "timeline-of", "--actor", "Nobody Whatsoever"],
        ["export", "graph.xyz"],
        ["export", "no-such-folder/graph.nq"],
        ["network", "--output", "network.xyz"],
        ["network", "--output", "no-such-folder/network.png"],
        ["ingest", "good.jsonl", "--extractor", "oracle"],
        ["extract", "good.jsonl", "--extractor", "oracle"],
        ["ingest", "http://127.0.0.1:9/"],
        ["ingest", "ftp://press.example/x"],
    ],
    ids=" ".join,
)
def test_work_that_fails_says_why_in_one_line(
    arguments: list[str], store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stored(store)
    status, _, err = run(arguments, capsys)
    assert status == 1
    assert len(error_line(err)) < 400
    assert stored(store) == before


def test_an_interrupt_exits_with_130_and_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from diplograph.loaders import ingest

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "ingest", interrupted)
    status, _, err = run(["ingest", "x.txt", "--store", str(tmp_path / "db")], capsys)
    assert status == 130
    assert "again" in err
