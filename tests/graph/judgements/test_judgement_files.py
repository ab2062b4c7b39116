"""CSV of judgements: all of a file or nothing, every problem with its line, text stays text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_of_judgements import MADE, judgements

from diplograph.graph.errors import InputError, OutputError
from diplograph.graph.judgements.files import (
    LARGEST,
    BadJudgementFile,
    Row,
    read_judgement_file,
    write_judgement_file,
)
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal


def read(folder: Path, content: str | bytes) -> list[Row]:
    path = folder / "judgements.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_judgement_file(path)


def problems(folder: Path, content: str | bytes) -> list[tuple[int, str]]:
    """The problems of a file, which the message tells as well."""
    with pytest.raises(BadJudgementFile, match="nothing was taken") as caught:
        read(folder, content)
    message = str(caught.value)
    assert "\n" not in message
    for problem in caught.value.problems[:20]:
        assert f"line {problem.line}: {problem.message}" in message
    return [(line, text) for line, text in caught.value.problems]


def test_the_least_that_a_file_says(tmp_path: Path) -> None:
    assert read(tmp_path, "left,right,verdict\nurn:a,urn:b,same\nReyes,urn:c,unsure\n") == [
        Row(2, "urn:a", "urn:b", Verdict.SAME),
        Row(3, "Reyes", "urn:c", Verdict.UNSURE),
    ]


def test_columns_in_any_order_and_all_of_them(tmp_path: Path) -> None:
    content = (
        "\ufeffAuthor, Reason ,verdict,RIGHT,left,kind\r\n"
        'Ana Reyes,"one lunch,\r\nnot ""two""", Different ,urn:b, urn:a ,Event\r\n'
        "\r\n"
        ",,same,urn:d,urn:c,\r\n"
    )
    assert read(tmp_path, content) == [
        Row(
            2,
            "urn:a",
            "urn:b",
            Verdict.DIFFERENT,
            'one lunch,\r\nnot "two"',
            "Ana Reyes",
            Kind.EVENT,
        ),
        Row(5, "urn:c", "urn:d", Verdict.SAME),
    ]


def test_a_header_alone_judges_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "left,right,verdict\n") == []


def test_trailing_cells_may_be_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "left,right,verdict,reason,author\nurn:a,urn:b,same\n") == [
        Row(2, "urn:a", "urn:b", Verdict.SAME)
    ]


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    content = (
        "left,right,verdict,kind,author\n"
        "urn:a,urn:b,perhaps,,\n"
        "urn:a,urn:b,same,,\n"
        ",urn:b,,,\n"
        "urn:a,urn:a,same,place,\n"
        "urn:a,urn:b,same,person,Ana,too,much\n"
    )
    assert problems(tmp_path, content) == [
        (2, "unknown verdict 'perhaps': use same, different, unsure"),
        (4, "no left"),
        (4, "no verdict"),
        (5, "'urn:a' is on both sides"),
        (5, "unknown kind 'place': use event, person"),
        (6, "7 cells for 5 columns"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("\n \n", 1, "the file is empty"),
        ("urn:a,urn:b,same\n", 1, "does not begin with the names of the columns"),
        ("left;right;verdict\nurn:a;urn:b;same\n", 1, "with commas between them"),
        ("left,right\nurn:a,urn:b\n", 1, "the column verdict is missing"),
        ("left,right,verdict,note\nurn:a,urn:b,same,x\n", 1, "unknown column 'note'"),
        ("left,right,verdict,left\nurn:a,urn:b,same,x\n", 1, "the column left stands there twice"),
        ('left,right,verdict\nurn:a,"urn:b,same\nurn:c,urn:d,same\n', 2, "this is no CSV"),
        ('left,right,verdict\nurn:a,"urn:b"x,same\n', 2, "this is no CSV"),
        ("left,right,verdict\nurn:a,urn:b," + "x" * 200_000 + "\n", 2, "this is no CSV"),
        ("left,right,verdict\n\nurn:a,ur\0n:b,same\n", 3, "NUL byte"),
        (b"left,right,verdict\nurn:a,urn:\xe9,same\n", 2, "the byte 0xe9 is no UTF-8"),
        ("left,right,verdict\nurn:a,urn:b,same\n".encode("utf-16"), 1, "UTF-16"),
        ("left,right,verdict\nurn:a," + "b" * 2001 + ",same\n", 2, "neither an IRI nor a name"),
        ("left,right,verdict\nurn:a,b\x1b[2J,same\n", 2, r"'b\x1b[2J'"),
        ("left,right,verdict,author\na,b,same," + "A" * 201 + "\n", 2, "the author has 201"),
        ("left,right,verdict,reason\na,b,same,bell \x07\n", 2, "control character"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, content: str | bytes, line: int, said: str) -> None:
    ((found_at, message),) = problems(tmp_path, content)
    assert found_at == line
    assert said in message
    assert message.isprintable()


def test_wrong_bytes_are_told_on_every_line(tmp_path: Path) -> None:
    found = problems(tmp_path, b"left,right,verdict\n\xff,a,same\nb,c,same\n\0,\xe9,same\n")
    assert [line for line, _ in found] == [2, 4, 4]


def test_a_message_tells_of_many_problems_how_many_there_are(tmp_path: Path) -> None:
    content = "left,right,verdict\n" + "a,b,maybe\n" * 500
    with pytest.raises(BadJudgementFile, match=r"500 problems.*and 480 more$") as caught:
        read(tmp_path, content)
    assert len(caught.value.problems) == 500


def test_a_file_that_is_too_large_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than 10 MB"):
        read(tmp_path, b"left,right,verdict\n" + b"\n" * LARGEST)
    with pytest.raises(InputError, match="No such file"):
        read_judgement_file(tmp_path / "other.csv")
    with pytest.raises(InputError, match="cannot read"):
        read_judgement_file(tmp_path)


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("'=+-@\uff1d"),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(judgements(withdrawn=False), texts, texts), max_size=5))
def test_what_is_written_reads_back(said: list[tuple[Judgement, str, str]]) -> None:
    written = [
        Judgement.of(
            each.kind,
            (each.left, each.left_members),
            (each.right, each.right_members),
            each.verdict,
            author.strip().replace("\uffff", "x").replace("\ufffe", "x") or "Ana",
            each.made,
            reason.strip().replace("\uffff", "x").replace("\ufffe", "x") or None,
        )
        for each, author, reason in said
    ]
    stream = io.StringIO(newline="")
    write_judgement_file(stream, written)
    rows = read_from(stream.getvalue())
    assert [
        (row.left, row.right, row.verdict, row.kind, row.author, row.reason) for row in rows
    ] == [
        (each.left, each.right, each.verdict, each.kind, each.author, each.reason)
        for each in written
    ]


def read_from(content: str) -> list[Row]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), content)


@pytest.mark.parametrize(
    "reason",
    ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "'=x", "''=x", "\uff1dx", "'tis so", "'"],
)
def test_no_cell_is_a_formula_and_all_read_back(tmp_path: Path, reason: str) -> None:
    judgement = Judgement(Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, reason, MADE, reason)
    path = tmp_path / "out.csv"
    write_judgement_file(path, [judgement])
    with path.open(encoding="utf-8", newline="") as file:
        _, cells = csv.reader(file)
    assert not any(cell.lstrip()[:1] in set("=+-@\uff1d\t\r") for cell in cells if cell)
    (row,) = read_judgement_file(path)
    assert (row.author, row.reason) == (reason, reason)


def test_a_cell_that_looks_like_a_formula_is_read_as_text(tmp_path: Path) -> None:
    (row,) = read(tmp_path, 'left,right,verdict,reason\na,b,same,"=HYPERLINK(""x"")"\n')
    assert row.reason == '=HYPERLINK("x")'


def test_reasons_of_several_lines_read_back(tmp_path: Path) -> None:
    for reason in ("one\ntwo", "one\r\ntwo", "one\rtwo"):
        judgement = Judgement(Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, "Ana", MADE, reason)
        write_judgement_file(tmp_path / "out.csv", [judgement])
        assert [row.reason for row in read_judgement_file(tmp_path / "out.csv")] == [reason]


def test_what_was_withdrawn_is_not_written(tmp_path: Path) -> None:
    kept = Judgement(Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, "Ana", MADE)
    gone = Judgement(Kind.EVENT, "urn:c", "urn:d", Verdict.SAME, "Ana", MADE)
    path = tmp_path / "out.csv"
    write_judgement_file(path, [kept, gone.withdraw(Withdrawal("Ana", MADE))])
    assert [row.left for row in read_judgement_file(path)] == ["urn:a"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        write_judgement_file(tmp_path / "nowhere" / "out.csv", [])
