"""The command ``resolve``: what it shows, records and refuses, and that undoing undoes."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from building import MINTER, MOSCOW, OSLO, claim, extraction, on, person, putin_meets_bibilov, side
from pyoxigraph import NamedNode, Quad

from diplograph.cli import main
from diplograph.graph.judgements.recording import judgements
from diplograph.graph.model import EventType, Extraction, Role
from diplograph.graph.reader import read_event, read_events
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer

PETROVA = MINTER.person("Anna Petrova", "RUS")
SIDOROVA = MINTER.person("Anna Sidorova", "RUS")
SOLBERG = MINTER.person("Ingrid Solberg", "NOR")


def event_of(*numbers: int) -> str:
    """The event that the first claims of some articles make together."""
    articles = [MINTER.article(f"https://press.example/{number}") for number in numbers]
    return MINTER.event(min(MINTER.claim(each, 0) for each in articles))


def call(number: int, name: str, when: str, sentence: str = "The two sides spoke") -> Extraction:
    told = claim(
        EventType.CALL,
        [
            person(name, "RUS", Role.CALLER, office="Deputy Minister of Fisheries"),
            person("Ingrid Solberg", "NOR", office="Minister of Fisheries"),
        ],
        on(when),
    )
    return extraction(number, told, sentence=sentence)


def talks(number: int, day: str, *others: str) -> Extraction:
    """Talks of a minister with polities: with one more of them, they may be the same or not."""
    sides = [side(each) for each in ("NOR", *others)]
    return extraction(
        number, claim(EventType.MEETING, [person("Kim Minji", "KOR"), *sides], on(day))
    )


NEWS = (
    putin_meets_bibilov(1),
    putin_meets_bibilov(2),
    putin_meets_bibilov(3, "2017-12-14"),
    call(4, "Anna Petrova", "2018-03-01"),
    call(5, "Anna Sidorova", "2019-05-01", "It rang \x1b[2J\u202e in Oslo"),
    extraction(
        6,
        claim(
            EventType.MEETING,
            [person("Kim Minji", "KOR"), person("Ingrid Solberg", "NOR", Role.HOST)],
            on("2018-06-05"),
            OSLO,
        ),
    ),
    extraction(
        7,
        claim(
            EventType.MEETING,
            [person("Jo Petrova", "BGR"), person("Kim Minji", "KOR")],
            on("2018-09-05"),
            MOSCOW,
        ),
    ),
    extraction(
        8,
        claim(
            EventType.MEETING,
            [person("Anatoly Biblov", "SOS"), person("Kim Minji", "KOR")],
            on("2018-05-02"),
        ),
    ),
    talks(9, "2016-02-03"),
    talks(10, "2016-02-03", "ITA"),
    talks(11, "2016-06-04"),
    talks(12, "2016-06-04", "ITA"),
    talks(13, "2016-10-05"),
    talks(14, "2016-10-05", "ITA"),
)
TWICE, LATER, CALL, OTHER = event_of(1, 2), event_of(3), event_of(4), event_of(5)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged") / "news.db"
    with open_store(folder) as store:
        writer = Writer(store)
        for each in NEWS:
            writer.write(each)
        writer.derive()
    return folder


@pytest.fixture(autouse=True)
def location(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own for each test, named by the environment, and somebody who signs."""
    folder = shutil.copytree(pristine, tmp_path / "news.db")
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(folder))
    monkeypatch.setenv("DIPLOGRAPH_AUTHOR", "Ada Analyst")
    return folder


Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``resolve`` with arguments, which must end in a status; gives its stdout."""

    def running(*arguments: str, status: int = 0) -> str:
        capsys.readouterr()
        ended = main(["resolve", *arguments])
        printed = capsys.readouterr()
        assert ended == status, printed.err
        running.err = printed.err  # type: ignore[attr-defined]
        return printed.out

    return running


def told(run: Run) -> str:
    """What the last run said on stderr."""
    return str(run.err)  # type: ignore[attr-defined]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the next command read what somebody types."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def quads(location: Path) -> set[Quad]:
    """Everything in a store."""
    with open_store(location, read_only=True, create=False) as store:
        return set(store.match())


def without_trail(found: set[Quad]) -> set[Quad]:
    """Everything but what is kept of the judgements themselves."""
    return {each for each in found if each.graph_name != NamedNode(MINTER.judgements)}


def events(location: Path) -> set[str]:
    with open_store(location, read_only=True, create=False) as store:
        return {event.iri for event in read_events(store)}


def log(run: Run, *arguments: str) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in run("log", "--format", "jsonl", *arguments).splitlines()]


# ---------------------------------------------------------------------------------- verdicts


def test_judged_the_same_is_one_and_both_names_answer(run: Run, location: Path) -> None:
    before = events(location)
    printed = run("same", TWICE, LATER, "--reason", "one of the dates is wrong")
    assert printed.startswith("recorded dgid:judgement/")
    assert "1 merged, 0 split" in printed
    kept, gone = event_of(1, 2, 3), next(iter(before - events(location)))
    assert {kept, gone} == {TWICE, LATER}
    with open_store(location, read_only=True, create=False) as store:
        assert read_event(store, TWICE).iri == read_event(store, LATER).iri == kept
        assert len(read_event(store, LATER).evidence) == 3
    shown = json.loads(run("show", gone, "--format", "json"))
    assert shown["sides"][0]["iri"] == kept
    (judged,) = log(run)
    assert (judged["left"], judged["right"]) == (min(TWICE, LATER), max(TWICE, LATER))
    assert judged["author"] == "Ada Analyst"
    assert judged["reason"] == "one of the dates is wrong"


def test_judged_different_what_the_rules_merged_comes_apart(run: Run, location: Path) -> None:
    one, other = event_of(1), event_of(2)
    with open_store(location, read_only=True, create=False) as store:
        assert read_event(store, one).iri == read_event(store, other).iri
    before = quads(location)
    assert "1 split" in run("different", one, other)
    assert {one, other} <= events(location)
    run("undo", "--last")
    assert without_trail(quads(location)) == before


def test_persons_are_named_by_names_or_iris(run: Run, location: Path) -> None:
    run("same", "Anna Petrova", "dgid:" + SIDOROVA.removeprefix(MINTER.base))
    with open_store(location, read_only=True, create=False) as store:
        people = {each.actor.iri for event in read_events(store) for each in event.participants}
    assert len(people & {PETROVA, SIDOROVA}) == 1
    shown = json.loads(run("show", SIDOROVA, "--format", "json"))
    assert shown["sides"][0]["members"] == sorted([PETROVA, SIDOROVA])
    assert set(shown["sides"][0]["facts"]["name"]) == {"Anna Petrova", "Anna Sidorova"}


def test_undoing_gives_the_graph_quad_for_quad(run: Run, location: Path) -> None:
    before = quads(location)
    run("same", TWICE, LATER)
    run("same", PETROVA, SIDOROVA)
    run("different", CALL, OTHER)
    assert without_trail(quads(location)) != before
    first, *_ = log(run)
    run("undo", "dgid:" + str(first["iri"]).removeprefix(MINTER.base), "--reason", "two days")
    run("undo", "--last")
    run("undo", "--last")
    assert without_trail(quads(location)) == before
    assert log(run) == []
    gone = log(run, "--all")
    assert len(gone) == 3
    assert {each["withdrawn_by"] for each in gone} == {"Ada Analyst"}
    assert gone[0]["withdrawn_reason"] == "two days"


def test_what_is_ingested_later_obeys(run: Run, location: Path) -> None:
    run("different", TWICE, LATER)
    run("same", CALL, OTHER)
    with open_store(location) as store:
        writer = Writer(store)
        writer.write(call(20, "Anna Petrova", "2018-03-01", "Again they spoke"))
        writer.derive()
        assert read_event(store, CALL).iri == read_event(store, OTHER).iri
        before = set(store.match())
        writer.derive(anew=True)
        assert set(store.match()) == before


def test_a_verdict_said_again_is_recorded_once(run: Run) -> None:
    run("unsure", CALL, OTHER)
    assert run("unsure", OTHER, CALL).startswith("already said: unsure")
    run("same", TWICE, LATER)
    assert run("same", TWICE, LATER).startswith("already said: same")
    for one in (event_of(1), event_of(2)):
        assert run("same", one, LATER).startswith("already said: same")
    assert len(log(run)) == 2
    run("same", TWICE, LATER, "--author", "Ben")
    assert sorted(str(each["author"]) for each in log(run)) == ["Ada Analyst", "Ada Analyst", "Ben"]


# ---------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["same", "dgid:event/0000000000000000", CALL], "dgid:event/0000000000000000"),
        (["same", CALL, "Nobody Atall"], "Nobody Atall"),
        (["same", CALL, CALL], "name two of the IRIs that it stands for"),
        (["same", CALL, PETROVA], "judge two events or two persons"),
        (["same", "Petrova", SIDOROVA], "Petrova"),
        (["same", "Russia", "Norway"], "names no person"),
        (["same", CALL, "<urn:x> <urn:y>"], "urn:x"),
        (["undo", "dgid:judgement/0000000000000000"], "no judgement"),
        (["undo", "--last"], "Ada Analyst has no judgement in force"),
        (["same", CALL, OTHER, "--reason", "x" * 3000], "3000 characters"),
        (["same", CALL, OTHER, "--author", "A\x1b[2J"], "control character"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_what_cannot_be_judged_is_refused_and_changes_nothing(
    arguments: list[str], message: str, run: Run, location: Path
) -> None:
    before = quads(location)
    assert run(*arguments, status=1) == ""
    assert told(run).startswith("diplograph: error: ")
    assert told(run).count("\n") == 1
    assert message.replace("dgid:", "") in told(run)
    assert "\x1b" not in told(run)
    assert quads(location) == before


def test_a_contradiction_must_be_undone_first(run: Run, location: Path) -> None:
    run("same", CALL, OTHER)
    before = quads(location)
    run("different", CALL, OTHER, status=1)
    assert "undo" in told(run)
    assert quads(location) == before
    run("undo", "--last")
    run("different", CALL, OTHER)
    (judged,) = log(run)
    run("undo", str(judged["iri"]))
    run("undo", str(judged["iri"]), status=1)
    assert "was withdrawn on " in told(run)


def test_undo_takes_back_what_the_author_said_last(run: Run) -> None:
    run("unsure", CALL, OTHER)
    run("unsure", TWICE, LATER, "--author", "Ben")
    run("undo", "--last")
    assert [each["author"] for each in log(run)] == ["Ben"]
    run("undo", "--last", status=1)
    run("undo", "--last", "--author", "Ben")
    assert log(run) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["same"],
        ["same", CALL],
        ["same", CALL, OTHER, "--kind", "place"],
        ["same", CALL, OTHER, "--author", " "],
        ["undo"],
        ["undo", "x", "--last"],
        ["list", "--limit", "0"],
        ["list", "--format", "xml"],
        ["--nonsense"],
        ["nonsense"],
        ["show"],
        ["apply"],
        ["review", "--sentences", "-1"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_wrong_usage_exits_with_2(arguments: list[str], run: Run) -> None:
    assert run(*arguments, status=2) == ""
    assert "Error: " in told(run)


def test_there_must_be_a_store_to_judge(run: Run, tmp_path: Path) -> None:
    absent = tmp_path / "absent.db"
    for arguments in (["same", CALL, OTHER], ["undo", "--last"], ["review"], ["list"], ["log"]):
        run(*arguments, "--store", str(absent), status=1)
        assert not absent.exists()


# ------------------------------------------------------------------------------------- files


def write(file: Path, *rows: tuple[str, ...], header: str = "left,right,verdict,reason") -> str:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(header + "\n")
        csv.writer(out).writerows(rows)
    return str(file)


def test_a_file_is_recorded_as_a_whole_and_undone_as_a_whole(
    run: Run, location: Path, tmp_path: Path
) -> None:
    before = quads(location)
    file = write(
        tmp_path / "mine.csv",
        (TWICE, LATER, "same", "one meeting"),
        ("Anna Petrova", "Anna Sidorova", "same", ""),
        (CALL, OTHER, "unsure", "who knows"),
    )
    assert run("apply", file, "--check").strip() == (
        "3 judgements could be recorded, 0 are on record"
    )
    assert quads(location) == before
    assert run("apply", file).count("recorded dgid:judgement/") == 3
    after = quads(location)
    assert run("apply", file).count("already said") == 3
    assert quads(location) == after
    assert len({each["made"] for each in log(run)}) == 1
    assert run("undo", "--last").count("undone") == 3
    assert without_trail(quads(location)) == before


@pytest.mark.parametrize(
    ("header", "rows", "problems"),
    [
        ("left,right,verdict", [(CALL, OTHER, "alike")], ["alike"]),
        ("one,two,verdict", [(CALL, OTHER, "same")], ["left"]),
        ("left,right,verdict", [(CALL, "", "same")], ["line 2"]),
        (
            "left,right,verdict",
            [
                (CALL, OTHER, "same"),
                (CALL, "dgid:event/ffff", "same"),
                (PETROVA, TWICE, "same"),
                ("Petrova", SIDOROVA, "different"),
            ],
            ["line 3", "line 4", "line 5"],
        ),
        (
            "left,right,verdict",
            [(CALL, OTHER, "same"), (OTHER, LATER, "same"), (CALL, LATER, "different")],
            ["line 4"],
        ),
        ("left,right,verdict", [(CALL, "dgid:event/\x1b[2J", "same")], ["line 2"]),
        ("left,right,verdict", [], ["no"]),
    ],
    ids=[
        "verdict",
        "header",
        "empty side",
        "several problems",
        "a chain of contradictions",
        "control characters",
        "no rows",
    ],
)
def test_a_bad_file_changes_nothing_and_every_problem_is_told(
    header: str,
    rows: list[tuple[str, ...]],
    problems: list[str],
    run: Run,
    location: Path,
    tmp_path: Path,
) -> None:
    before = quads(location)
    file = write(tmp_path / "bad.csv", *rows, header=header)
    for arguments in (["apply", file], ["apply", file, "--check"]):
        assert run(*arguments, status=1) == ""
        for each in problems:
            assert each in told(run)
        assert "\x1b" not in told(run)
        assert told(run).splitlines()[-1].startswith("diplograph: error: ")
        assert quads(location) == before


def test_a_file_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    run("apply", str(tmp_path / "absent.csv"), status=1)
    assert told(run).count("\n") == 1


def test_what_is_exported_gives_the_same_graph_elsewhere(
    run: Run, location: Path, tmp_path: Path, pristine: Path
) -> None:
    run("same", TWICE, LATER, "--reason", 'one, "two"')
    run("different", CALL, OTHER, "--author", "Ben")
    run("unsure", PETROVA, SIDOROVA)
    run("undo", "--last")
    file = str(tmp_path / "out.csv")
    run("export", file)
    assert Path(file).read_text(encoding="utf-8").splitlines() == run("export", "-").splitlines()
    elsewhere = shutil.copytree(pristine, tmp_path / "elsewhere.db")
    run("apply", file, "--store", str(elsewhere), "--author", "Someone else")
    assert without_trail(quads(elsewhere)) == without_trail(quads(location))
    with open_store(elsewhere, read_only=True, create=False) as store:
        found = {each.author: each.reason for each in judgements(store)}
    assert found == {"Ada Analyst": 'one, "two"', "Ben": None}


# ------------------------------------------------------------------------------------ looking


def test_candidates_are_listed_in_every_format(run: Run) -> None:
    records = [json.loads(line) for line in run("list", "--format", "jsonl").splitlines()]
    assert records
    assert all(each["kind"] in ("event", "person") and each["features"] for each in records)
    assert all(each["left"] < each["right"] and each["left_label"] for each in records)
    assert [each["effect"] for each in records] == sorted(
        (each["effect"] for each in records), reverse=True
    )
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv"))))
    assert [(each["left"], each["right"]) for each in rows] == [
        (each["left"], each["right"]) for each in records
    ]
    table = run("list")
    assert all(each["left_label"] in table for each in records)
    assert run() == run("list") == table
    assert len(run("list", "--limit", "1", "--format", "jsonl").splitlines()) == 1
    for kind in ("event", "person"):
        told = map(json.loads, run("--kind", kind, "--format", "jsonl").splitlines())
        assert {each["kind"] for each in told} <= {kind}


def test_a_judged_pair_is_no_candidate_any_more(run: Run) -> None:
    first = json.loads(run("list", "--format", "jsonl").splitlines()[0])
    run("unsure", first["left"], first["right"])
    left = [json.loads(line) for line in run("list", "--format", "jsonl").splitlines()]
    assert (first["left"], first["right"]) not in [(each["left"], each["right"]) for each in left]


def test_the_store_may_be_named_before_the_command(
    run: Run, location: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("list")
    monkeypatch.delenv("DIPLOGRAPH_STORE")
    assert run("--store", str(location)) == run(f"--store={location}", "list") == expected


def test_both_sides_are_shown_with_sentences_and_scores(run: Run) -> None:
    printed = run("show", TWICE, LATER)
    for shown in ("2017-11-14", "2017-12-14", "Moscow (RUS)", "https://press.example/3", "score "):
        assert shown in printed
    assert "The two sides spoke at length, report 3, point 1." in printed
    record = json.loads(run("show", TWICE, LATER, "--format", "json"))
    one, other = record["sides"]
    assert (one["iri"], other["iri"]) == (TWICE, LATER)
    assert (one["articles"], other["articles"]) == (2, 1)
    assert {each["of"] for each in one["sentences"]} == {event_of(1), event_of(2)}
    assert isinstance(record["score"], float)
    assert record["features"]
    assert run("show", TWICE, LATER, "--sentences", "0").count("“") == 0


def test_persons_are_shown_with_offices_and_company(run: Run) -> None:
    one, other = json.loads(run("show", PETROVA, SIDOROVA, "--format", "json"))["sides"]
    assert one["facts"]["office"] == ["Deputy Minister of Fisheries of Russia, 2018-03-01"]
    assert one["facts"]["represents"] == ["Russia"]
    assert one["facts"]["seen with"] == ["Ingrid Solberg (1)"]
    assert other["facts"]["seen"] == ["2019-05-01"]


def test_without_an_index_the_sides_are_shown_all_the_same(
    run: Run, location: Path, tmp_path: Path
) -> None:
    with open_store(location, read_only=True, create=False) as store:
        copy = store.snapshot(tmp_path / "copy.db")
    shown = run("show", TWICE, LATER, "--store", str(copy))
    assert "2017-12-14" in shown
    assert "score" not in shown
    assert "no scores: " in told(run)
    run("list", "--store", str(copy), status=1)
    assert "ingest anything once more" in told(run)


def test_words_of_an_article_cannot_drive_the_terminal(run: Run) -> None:
    printed = run("show", OTHER)
    assert "It rang" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


# ------------------------------------------------------------------------------------- review


def test_candidates_are_judged_as_somebody_types(
    run: Run, typed: Callable[[str], None], location: Path
) -> None:
    count = len(run("list", "--format", "jsonl", "--kind", "event").splitlines())
    assert count >= 3
    typed("what\nk\nu\nno idea\ndifferent\n\nq\n")
    printed = run("review", "--kind", "event", "--sentences", "1")
    assert "2 judged (1 different, 1 unsure), 1 skipped" in printed
    assert "answer s, d, u, k or q" in told(run)
    unsure, different = log(run)
    assert (unsure["verdict"], unsure["reason"]) == ("unsure", "no idea")
    assert (different["verdict"], different["reason"]) == ("different", None)


def test_the_end_of_the_input_keeps_what_was_judged(run: Run, typed: Callable[[str], None]) -> None:
    typed("u\nfirst\nd")
    assert "1 judged (1 unsure)" in run("review", "--kind", "event")
    assert [each["reason"] for each in log(run)] == ["first"]


def test_an_interrupt_keeps_what_was_judged(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Interrupted("u\nfirst\n"))
    assert "1 judged (1 unsure)" in run("review", "--kind", "event", status=130)
    assert [each["reason"] for each in log(run)] == ["first"]


def test_what_became_one_meanwhile_is_not_asked_again(
    run: Run, typed: Callable[[str], None], location: Path
) -> None:
    typed("s\n\n" * 50)
    printed = run("review", "--kind", "event", "--limit", "50")
    left = events(location)
    assert f"{len(log(run))} judged" in printed
    assert run("list", "--kind", "event", "--format", "jsonl") == "" or len(left) > 1
    assert all(each["left"] != each["right"] for each in log(run))


# ------------------------------------------------------------------------------------- author


def test_who_signs_is_an_option_else_the_environment_else_the_login(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("unsure", CALL, OTHER, "--author", "Ben Boss")
    run("unsure", CALL, LATER)
    monkeypatch.delenv("DIPLOGRAPH_AUTHOR")
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    run("unsure", CALL, TWICE)
    assert {each["author"] for each in log(run)} == {"Ben Boss", "Ada Analyst", "login"}

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    run("unsure", OTHER, TWICE, status=2)
    assert "DIPLOGRAPH_AUTHOR" in told(run)


def test_the_log_is_printed_in_every_format(run: Run) -> None:
    run("same", TWICE, LATER, "--reason", "why, then")
    run("unsure", CALL, OTHER)
    run("undo", "--last")
    (record,) = log(run)
    (row,) = csv.DictReader(io.StringIO(run("log", "--format", "csv")))
    assert row == {name: value or "" for name, value in record.items()}
    table = run("log", "--all")
    assert "why, then" in table
    assert "by Ada Analyst" in table
