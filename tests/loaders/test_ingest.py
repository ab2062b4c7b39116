from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted import ScriptedExtractor

from diplograph.graph.errors import ExtractionError, StoreError, UnknownName
from diplograph.graph.store import Store, open_store
from diplograph.loaders.fetch import Fetcher, FetchPolicy
from diplograph.loaders.ingest import IngestReport, Progress, ingest
from diplograph.loaders.sources.base import Rejection


@pytest.fixture
def store():
    with open_store(None) as opened:
        yield opened


def write(path: Path, *records: dict[str, object] | str) -> Path:
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    path.write_text("\n".join(lines))
    return path


def record(number: int, text: str | None = None) -> dict[str, object]:
    return {
        "url": f"https://press.example/{number}",
        "published": "2017-11-15",
        "text": text if text is not None else f"Ann {surname(number)} met Bo Birch.",
    }


def surname(number: int) -> str:
    """A name for each number, none of which could be a slip for another."""
    first = ["Barlo", "Cent", "Dov", "Frenz", "Gild", "Harp", "Kolm", "Lund", "Mert", "Norv"]
    last = ["ander", "ishvili", "oglu", "escu", "inski", "adze", "wood", "mann", "aro", "quist"]
    return first[number % 10] + last[number // 10 % 10]


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store.match()}


def run(path: Path, store: Store, **options) -> IngestReport:
    options.setdefault("extractor", ScriptedExtractor())
    return ingest([path], store, **options)


def test_articles_become_events(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), record(2), record(3, "Nobody did anything."))
    assert run(path, store) == IngestReport(read=3, new=3, claims=2, events=2)
    assert len(list(store.graphs())) == 3


def test_ingesting_twice_changes_nothing(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), record(2))
    run(path, store)
    before = quads(store)
    assert run(path, store) == IngestReport(read=2, unchanged=2, events=2)
    assert quads(store) == before


def test_a_changed_text_replaces_what_the_old_one_said(tmp_path, store):
    run(write(tmp_path / "a.jsonl", record(1), record(2)), store)
    changed = record(1, "Cy Cedar met Di Dogwood.")
    report = run(write(tmp_path / "b.jsonl", changed, record(2)), store)
    assert report == IngestReport(read=2, replaced=1, unchanged=1, claims=1, events=2)
    with open_store(None) as fresh:
        run(tmp_path / "b.jsonl", fresh)
        assert quads(store) == quads(fresh)


def test_a_new_version_of_the_extractor_reads_again(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1))
    run(path, store)
    report = run(path, store, extractor=ScriptedExtractor(version="2"))
    assert (report.replaced, report.unchanged) == (1, 0)


@pytest.mark.parametrize("held", [(), (record(1, "b"),), (record(1, "a"),)])
def test_of_one_url_with_two_texts_the_later_stays(tmp_path, store, held):
    run(write(tmp_path / "held.jsonl", *held, record(9)), store)
    run(write(tmp_path / "a.jsonl", record(1, "a"), record(2), record(1, "b")), store)
    with open_store(None) as alone:
        run(write(tmp_path / "b.jsonl", record(9), record(2), record(1, "b")), alone)
        assert quads(store) == quads(alone)


def test_the_same_article_twice_in_a_run_is_one(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), record(1))
    assert run(path, store) == IngestReport(read=2, new=1, unchanged=1, claims=1, events=1)


def test_more_articles_than_a_batch_keep_their_order(tmp_path, store):
    path = write(
        tmp_path / "a.jsonl", *(record(n % 37, f"Ann A{n} met Bo B{n}.") for n in range(90))
    )
    report = run(path, store)
    assert (report.read, report.new, report.replaced) == (90, 37, 53)
    with open_store(None) as last:
        kept = {n % 37: record(n % 37, f"Ann A{n} met Bo B{n}.") for n in range(90)}
        run(write(tmp_path / "b.jsonl", *kept.values()), last)
        assert quads(store) == quads(last)


@pytest.mark.parametrize("fault", ["ValueError", "KeyError", "RecursionError", "misquote"])
def test_an_article_that_defeats_the_extractor_costs_the_others_nothing(tmp_path, store, fault):
    path = write(
        tmp_path / "a.jsonl",
        *(record(n) for n in range(5)),
        record(5, f"Ann Ash met Bo Birch. {fault}"),
        *(record(n) for n in range(6, 20)),
    )
    report = run(path, store)
    assert (report.read, report.new, report.events) == (20, 19, 19)
    (rejection,) = report.rejected
    assert rejection.source == "https://press.example/5"
    assert "does not read" in rejection.reason if fault == "misquote" else fault in rejection.reason


def test_a_fault_of_the_program_is_not_hidden(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), record(2, "TypeError"))
    with pytest.raises(TypeError, match="as scripted"):
        run(path, store)
    assert len(list(store.graphs())) == 1


def test_an_extractor_that_answers_for_something_else_is_found_out(tmp_path, store):
    class Mixed(ScriptedExtractor):
        def extract_many(self, articles):
            yield from reversed(list(super().extract_many(articles)))

    path = write(tmp_path / "a.jsonl", record(1), record(2), record(3))
    assert run(path, store, extractor=Mixed()).new == 3  # each then alone
    with open_store(None) as one_at_a_time:
        run(path, one_at_a_time)
        assert quads(store) == quads(one_at_a_time)


def test_what_cannot_be_read_is_in_the_report(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), '{"text": "broken', {"text": "", "url": "x"})
    report = ingest([path, tmp_path / "none.txt"], store, extractor=ScriptedExtractor())
    assert (report.read, report.new) == (1, 1)
    assert [rejection.item for rejection in report.rejected] == ["line 2", "line 3", None]
    assert json.loads(json.dumps(report.to_dict()))["rejected"][2] == {
        "source": str(tmp_path / "none.txt"),
        "item": None,
        "reason": "no such file or folder",
    }
    assert "3 set aside:" in str(report)
    assert str(tmp_path / "none.txt") in str(report)


def test_an_interrupt_keeps_what_was_read_and_derives_its_events(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1), record(2, "KeyboardInterrupt"), record(3))
    with pytest.raises(KeyboardInterrupt):
        run(path, store)
    assert len(list(store.graphs())) == 1
    asked = store.query("ASK { ?e a <https://w3id.org/diplograph/ontology#DiplomaticEvent> }")
    assert bool(asked)


def test_a_store_that_fails_stops_the_run_and_the_next_goes_on(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jsonl", *(record(n) for n in range(6)))
    with open_store(tmp_path / "store") as store:
        apply, calls = store.apply, []

        def full_disk(**options):
            calls.append(1)
            if len(calls) == 4:
                raise StoreError("no space left on device")
            apply(**options)

        monkeypatch.setattr(store, "apply", full_disk)
        with pytest.raises(StoreError, match="no space left"):
            run(path, store)
        assert len(list(store.graphs())) == 3
        monkeypatch.undo()
        report = run(path, store)
        assert (report.new, report.unchanged, report.events) == (3, 3, 6)


def test_processes_write_the_same_graph(tmp_path, store):
    path = write(
        tmp_path / "a.jsonl",
        *(record(n % 40, f"Ann A{n} met Bo B{n}.") for n in range(70)),
        record(99, "ValueError"),
    )
    report = run(path, store)
    with open_store(None) as other:
        assert run(path, other, jobs=2) == report
        assert quads(other) == quads(store)


def test_progress_is_told(tmp_path, store):
    seen: list[Progress] = []
    path = write(tmp_path / "a.jsonl", record(1), "broken", record(2), record(3, "ValueError"))
    run(path, store, progress=seen.append)
    reading = [step for step in seen if step.stage == "reading"]
    assert (reading[-1].read, reading[-1].done, reading[-1].rejected) == (3, 3, 2)
    assert seen[-1].stage != "reading"


def test_urls_are_fetched(tmp_path, store, server, http):
    url = server.answer("/a.jsonl", http(json.dumps(record(1)).encode()))
    refused = ingest([url], store, extractor=ScriptedExtractor())
    assert "private address" in refused.rejected[0].reason
    fetcher = Fetcher(FetchPolicy(delay=0.0), allow_private=True, cache=False)
    report = ingest([url], store, extractor=ScriptedExtractor(), fetcher=fetcher)
    assert (report.read, report.new) == (1, 1)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"format": "pdf"}, UnknownName),
        ({"extractor": "oracle"}, UnknownName),
        ({"jobs": 0}, ValueError),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(tmp_path, store, options, error):
    path = write(tmp_path / "a.jsonl", record(1))
    with pytest.raises(error):
        run(path, store, **options)
    assert len(store) == 0


def test_a_killed_worker_is_an_error_that_says_so(tmp_path, store):
    path = write(tmp_path / "a.jsonl", record(1))
    with pytest.raises(ExtractionError, match="worker process was killed"):
        run(path, store, extractor=Suicidal(), jobs=2)


class Suicidal(ScriptedExtractor):
    """Ends its process as the kernel would for want of memory."""

    def extract_many(self, articles):
        import os
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
        yield


def test_the_summary_reads_well():
    report = IngestReport(1, 1, 0, 0, (Rejection("a.txt", None, "empty"),), 1, 1)
    assert str(report).splitlines() == [
        "1 article read: 1 new, 0 replaced, 0 unchanged",
        "1 claim found; the store holds 1 event",
        "1 set aside:",
        "  a.txt: empty",
    ]
