"""Each command on the bundled articles: what it prints where, in which format."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from diplograph.cli import main
from diplograph.cli.demo import PICTURES, QUESTIONS
from diplograph.graph.records import RECORD_FIELDS, ROW_COLUMNS
from diplograph.graph.store import Store, open_store


@pytest.fixture(scope="module")
def location(demo_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled articles as a store on disk."""
    return demo_store.snapshot(tmp_path_factory.mktemp("stores") / "demo.db")


@pytest.fixture(autouse=True)
def named_store(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(location))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed and give its stdout."""
    capsys.readouterr()
    status = main(list(arguments))
    printed = capsys.readouterr()
    assert status == 0, printed.err
    return printed.out


def test_events_are_records_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    records = [json.loads(line) for line in run(capsys, "events").splitlines()]
    assert len(records) > 20
    assert all(tuple(record) == RECORD_FIELDS for record in records)
    dated = [record["start"] for record in records if record["start"]]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", start) for start in dated)


def test_events_as_rows_are_as_many_as_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    records = run(capsys, "events").splitlines()
    rows = list(csv.reader(io.StringIO(run(capsys, "events", "--format", "csv"))))
    assert rows[0] == list(ROW_COLUMNS)
    assert len(rows) == len(records) + 1
    table = run(capsys, "events", "--format", "table")
    assert len(table.splitlines()) >= len(records) + 2
    assert "Nikos Kotzias" in table


def test_event_filters_reach_the_graph(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--type", "signing", "--actor", "Greece", "--since", "2018-06", "--until", "2018"]
    (signing,) = map(json.loads, run(capsys, "events", *arguments).splitlines())
    assert signing["start"] == "2018-06-17"
    assert {each["url"] for each in signing["evidence"]} == {
        "https://meridian-wire.example/world/20180617-prespa",
        "https://ohrid-daily.example/news/potpis-vo-nivici",
    }
    assert run(capsys, "events", "--actor", "Greece", "--status", "denied") == ""
    source = "https://meridian-wire.example/world/20180617-prespa"
    assert signing["iri"] in run(capsys, "events", "--source", source)
    assert signing["iri"] in run(capsys, "events", "--place", "Psarades")


def test_the_catalogue_lists_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    listing = run(capsys, "query", "--list")
    assert listing.count("--limit") >= 20
    assert "--actor ACTOR" in run(capsys, "query", "timeline-of", "--list")
    asked = ["query", "timeline-of", "--actor=Turkey", "--since", "2022"]
    rows = [json.loads(line) for line in run(capsys, *asked, "--format", "jsonl").splitlines()]
    assert rows
    assert run(capsys, *asked, "--columns", "label", "--format", "csv").splitlines()[1:] == [
        f'"{row["label"]}"' if "," in row["label"] else row["label"] for row in rows
    ]
    assert main([*asked, "--columns", "colour"]) == 2
    assert main([*asked, "--limit", "many"]) == 2


def test_sparql_reads_a_file_and_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "SELECT (COUNT(*) AS ?n) { ?e a dg:DiplomaticEvent }"
    (tmp_path / "count.rq").write_text(asked, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(asked))
    count = len(run(capsys, "events").splitlines())
    for arguments in ([asked], ["--file", str(tmp_path / "count.rq")], ["-f", "-"]):
        assert run(capsys, "sparql", *arguments, "--format", "csv").split() == ["n", str(count)]


@pytest.mark.parametrize("format_", ["ttl", "nt", "nq", "trig", "jsonld", "rdf", "json", "table"])
def test_sparql_gives_triples_in_every_rdf_format(
    format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "CONSTRUCT { ?e a dg:Signing } WHERE { ?e a dg:Signing }"
    assert "Signing" in run(capsys, "sparql", asked, "--format", format_)


def test_a_network_is_printed_or_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "Greece" in run(capsys, "network", "--relation", "agreement")
    for suffix in (".gexf", ".graphml", ".json", ".html", ".png", ".svg", ".csv"):
        file = tmp_path / f"network{suffix}"
        assert run(capsys, "network", "--level", "person", "--output", str(file)) == ""
        assert file.stat().st_size > 200


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt", ".jsonld", ".jsonl", ".csv"])
def test_every_format_of_export_needs_no_option(
    suffix: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / f"graph{suffix}"
    assert run(capsys, "export", str(file)) == ""
    assert file.stat().st_size > 1000


def test_validate_prints_its_report(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(run(capsys, "validate", "--json"))
    assert report["conforms"]
    assert report["articles"] == 20


def test_validate_fails_on_a_store_that_does_not_conform(
    capsys: pytest.CaptureFixture[str], location: Path, tmp_path: Path
) -> None:
    with open_store(location, read_only=True, create=False) as store:
        damaged = store.snapshot(tmp_path / "damaged.db")
    with open_store(damaged) as store:
        quad = next(iter(quad for quad in store.match() if "confidence" in quad.predicate.value))
        store.apply(remove=[quad])
    capsys.readouterr()
    assert main(["validate", "--store", str(damaged)]) == 1
    printed = capsys.readouterr()
    assert quad.subject.value in printed.out
    assert printed.err.startswith("diplograph: error: ")


def test_extract_prints_one_object_an_article(
    capsys: pytest.CaptureFixture[str], example_articles: Path
) -> None:
    one = json.loads(run(capsys, "extract", str(example_articles / "istanbul-grain.html")))
    assert one["article"]["published"] == "2022-07-22T20:15:00+03:00"
    assert one["claims"]
    feed = run(capsys, "extract", str(example_articles / "wire-june-2018.rss"))
    assert len([json.loads(line) for line in feed.splitlines()]) == 3
    html = run(capsys, "extract", str(example_articles / "newsroom.jsonl"), "--format", "html")
    assert html.count("<section>") == 9


def test_the_demo_answers_every_question_and_draws(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    printed = run(capsys, "demo", "--output", str(folder))
    assert len(QUESTIONS) == 5
    for number, (question, _) in enumerate(QUESTIONS, 1):
        answer = printed.split(f"Question {number}: {question}\n")[1].split("\n\n")[0]
        assert answer.startswith("$ diplograph query ")
        assert len(answer.splitlines()) > 3, f"no answer to: {question}"
    assert (folder / "network.png").read_bytes().startswith(b"\x89PNG")
    assert "<script" in (folder / "network.html").read_text(encoding="utf-8")
    assert all(str(folder / picture) in printed for picture in PICTURES)
    assert "20 articles read: 20 new" in run(capsys, "demo", "--output", str(folder))


def test_the_demo_removes_nothing_that_is_not_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = tmp_path / "demo.db"
    mine.mkdir()
    (mine / "letter.txt").write_text("Dear reader", encoding="utf-8")
    assert main(["demo", "--output", str(tmp_path)]) == 1
    assert (mine / "letter.txt").exists()
    assert "demo.db" in capsys.readouterr().err
