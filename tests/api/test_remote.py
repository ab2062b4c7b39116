"""Commands and Python interface on a SPARQL server instead of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MINTER, putin_meets_bibilov
from pyoxigraph import NamedNode, Quad

import diplograph
from diplograph.cli import main
from diplograph.graph.reader import read_events
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer


def test_a_server_gives_the_same_answers_as_a_folder(
    oxigraph_server: str,
    example_articles: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = str(example_articles / "wire-june-2018.rss")
    answers = []
    for location in (oxigraph_server, str(tmp_path / "news.db")):
        printed = []
        for command in (
            ["ingest", source],
            ["ingest", source],
            ["events"],
            ["query", "who-hosted-whom"],
            ["sparql", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"],
            ["network"],
            ["validate"],
        ):
            capsys.readouterr()
            assert main([*command, "--store", location]) == 0
            printed.append(capsys.readouterr().out)
        answers.append(printed)
    assert answers[0] == answers[1]
    assert "3 unchanged" in answers[0][1]


def test_python_reads_a_server(oxigraph_server: str, example_articles: Path) -> None:
    with diplograph.open(oxigraph_server) as kg:
        kg.ingest([example_articles / "wire-june-2018.rss"])
        assert not kg.meetings(actor="China").empty
    with diplograph.open(oxigraph_server, read_only=True) as kg:
        assert len(kg.events()) > 3


def test_a_server_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "--store", "http://127.0.0.1:9/"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("diplograph: error: ")


def test_identities_are_judged_on_a_server(
    oxigraph_server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def everything() -> set[Quad]:
        with open_store(oxigraph_server, read_only=True) as store:
            trail = NamedNode(MINTER.judgements)
            return {each for each in store.match() if each.graph_name != trail}

    with open_store(oxigraph_server) as store:
        writer = Writer(store)
        for number, day in enumerate(("2017-11-14", "2017-12-14")):
            writer.write(putin_meets_bibilov(number, day))
        writer.derive()
        one, other = (each.iri for each in read_events(store))
    before = everything()
    named = ["--store", oxigraph_server, "--author", "Ada Analyst"]
    assert main(["resolve", "same", one, other, *named]) == 0
    assert "1 merged, 0 split" in capsys.readouterr().out
    with open_store(oxigraph_server, read_only=True) as store:
        assert len(list(read_events(store))) == 1
    assert main(["resolve", "undo", "--last", *named]) == 0
    assert everything() == before
    capsys.readouterr()
    assert main(["resolve", "show", one, other, "--store", oxigraph_server]) == 0
    assert "score " in capsys.readouterr().out
