"""Judgements as CSV: read from whoever made the file, and written to be read again.

A file is taken wholly or not at all: every problem is told with its line. Cells are text and stay
text: one that a spreadsheet would take for a formula is written with a quote mark before it, which
reading takes off again.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO, TypeVar

from diplograph.graph.errors import InputError, OutputError
from diplograph.graph.judgements.model import (
    Judgement,
    Kind,
    Verdict,
    author_problem,
    reason_problem,
)

COLUMNS = ("left", "right", "verdict", "kind", "reason", "author")
"""The columns of a file of judgements."""

REQUIRED = ("left", "right", "verdict")
"""The columns that a file must have."""

LARGEST = 10_000_000
"""Bytes that a file may have: some 40,000 judgements."""

LONGEST_NAME = 2000
"""Characters that an IRI or a name may have."""

# Problems that the message tells; all of them are in ``problems``.
_TOLD = 20
# Characters of a wrong cell that a message shows.
_SHOWN = 40

# What spreadsheets take for a formula or for its beginning, also in the wide forms of East Asia.
_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

_E = TypeVar("_E", Verdict, Kind)


class FileProblem(NamedTuple):
    """What is wrong at which line of a file, the first being 1."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class BadJudgementFile(InputError):
    """A file of judgements that cannot be taken; ``problems`` has all that is wrong, by line."""

    def __init__(self, path: str, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(sorted(problems))
        told = "; ".join(map(str, self.problems[:_TOLD]))
        more = len(self.problems) - _TOLD
        count = f"{len(self.problems)} problems, " if len(self.problems) > 1 else ""
        super().__init__(
            f"{path}: {count}nothing was taken: {told}" + (f"; and {more} more" * (more > 0))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement of a file as it stands there; ``left`` and ``right`` are IRIs or names."""

    line: int
    left: str
    right: str
    verdict: Verdict
    reason: str | None = None
    author: str | None = None
    kind: Kind | None = None


def read_judgement_file(path: str | os.PathLike[str]) -> list[Row]:
    """Read a CSV file of judgements.

    It is in UTF-8, with or without a byte order mark, and begins with the names of its columns in
    any order: ``left``, ``right`` and ``verdict`` (``same``, ``different`` or ``unsure``), and if
    there are such, ``kind`` (``event`` or ``person``), ``reason`` and ``author``. Empty lines count
    for nothing.

    Raises :class:`BadJudgementFile` with every problem and its line,
    :class:`~diplograph.graph.errors.InputError` when the file cannot be read or is too large.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "judgements.csv")
    ...     _ = file.write_text("verdict,left,right\\nsame,dgid:event/1,dgid:event/2\\n")
    ...     read_judgement_file(file)[0].left
    'dgid:event/1'
    """
    name = os.fspath(path)
    text = _text(name)
    problems: list[FileProblem] = []
    rows = list(_rows(text, problems))
    if problems:
        raise BadJudgementFile(name, problems)
    return rows


def write_judgement_file(
    file: str | os.PathLike[str] | TextIO, judgements: Iterable[Judgement]
) -> None:
    """Write the judgements that are in force as CSV, to a path or a stream of text.

    Withdrawn ones are left out, since whoever reads the file would judge so again. A file given by
    path appears when it is complete.

    Raises :class:`~diplograph.graph.errors.OutputError` when the file cannot be written.

    >>> import sys
    >>> write_judgement_file(sys.stdout, [])
    left,right,verdict,kind,reason,author
    """
    if not isinstance(file, (str, os.PathLike)):
        _write(file, judgements)
        return
    path = Path(file)
    part = path.with_name(f".{path.name[:100]}.{os.getpid()}")
    try:
        try:
            with part.open("w", encoding="utf-8", newline="") as out:
                _write(out, judgements)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _write(out: TextIO, judgements: Iterable[Judgement]) -> None:
    table = csv.writer(out, lineterminator="\n")
    # Python before 3.13 does not quote a carriage return by itself, and readers take it for an end.
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for each in judgements:
        if each.in_force:
            reason = each.reason or ""
            said = (each.left, each.right, each.verdict.value, each.kind.value)
            writer = careful if "\r" in reason else table
            writer.writerow(map(_defused, (*said, reason, each.author)))


def _defused(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(text: str) -> str:
    """Undo :func:`_defused`, and leave out white space around the text."""
    text = text.strip()
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


# -------------------------------------------------------------------------------------- text


def _text(name: str) -> str:
    """The text of a file.

    Raises :class:`BadJudgementFile` for bytes that are no text.
    """
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error
    if len(data) > LARGEST:
        raise InputError(
            f"{name} has more than {LARGEST // 1_000_000} MB: divide the judgements among files"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadJudgementFile(name, [FileProblem(1, "the file is in UTF-16: save it as UTF-8")])
    problems = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if b"\0" in line:
            problems.append(FileProblem(number, "the line holds a NUL byte"))
        try:
            line.decode()
        except UnicodeDecodeError as error:
            byte = f"0x{line[error.start]:02x}"
            problems.append(FileProblem(number, f"the byte {byte} is no UTF-8: save it as UTF-8"))
    if problems:
        raise BadJudgementFile(name, problems)
    return data.decode("utf-8-sig")


# -------------------------------------------------------------------------------------- rows


def _rows(text: str, problems: list[FileProblem]) -> Iterator[Row]:
    """The judgements of a text; what is wrong is added to ``problems``."""
    records = _records(text, problems)
    first = next(records, None)
    if first is None:
        if not problems:
            problems.append(FileProblem(1, f"the file is empty; it begins with {_header()}"))
        return
    line, header = first
    columns = [cell.strip().lower() for cell in header]
    wrong = list(_header_problems(columns))
    problems += (FileProblem(line, each) for each in wrong)
    for line, cells in records:
        if wrong:
            continue  # only to tell what is no CSV: which cell is what, nobody knows
        row = _row(line, columns, cells, problems)
        if row is not None:
            yield row


def _records(text: str, problems: list[FileProblem]) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with the line that it begins at."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(FileProblem(line, f"this is no CSV: {error}"))
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header() -> str:
    return "the names of the columns, " + ",".join(REQUIRED)


def _header_problems(columns: list[str]) -> Iterator[str]:
    missing = [each for each in REQUIRED if each not in columns]
    if len(missing) == len(REQUIRED):
        hint = ", with commas between them" if len(columns) == 1 else ""
        yield f"the file does not begin with {_header()}{hint}"
        return
    for each in missing:
        yield f"the column {each} is missing"
    for each in sorted(set(columns)):
        if each not in COLUMNS:
            yield f"unknown column {_shown(each)}: use {', '.join(COLUMNS)}"
        elif columns.count(each) > 1:
            yield f"the column {each} stands there twice"


def _row(
    line: int, columns: list[str], cells: list[str], problems: list[FileProblem]
) -> Row | None:
    found: list[str] = []
    if len(cells) > len(columns):
        found.append(f"{len(cells)} cells for {len(columns)} columns")
    values = dict.fromkeys(COLUMNS, "")
    values.update((name, _plain(cell)) for name, cell in zip(columns, cells, strict=False))
    found += (f"no {name}" for name in REQUIRED if not values[name])
    verdict = _one_of(Verdict, "verdict", values["verdict"], found)
    kind = _one_of(Kind, "kind", values["kind"], found)
    left, right = values["left"], values["right"]
    for name in ("left", "right"):
        if len(values[name]) > LONGEST_NAME or _CONTROL.search(values[name]):
            found.append(f"{name} is neither an IRI nor a name: {_shown(values[name])}")
    if left and left == right:
        found.append(f"{_shown(left)} is on both sides")
    author, reason = values["author"] or None, values["reason"] or None
    found += filter(None, (author and author_problem(author), reason_problem(reason)))
    problems += (FileProblem(line, each) for each in found)
    if found or verdict is None:
        return None
    return Row(line, left, right, verdict, reason, author, kind)


def _one_of(kind: type[_E], name: str, text: str, found: list[str]) -> _E | None:
    """The member that a cell names, None for an empty cell or a wrong one, which is told."""
    if not text:
        return None
    try:
        return kind(text.lower())
    except ValueError:
        choices = ", ".join(each.value for each in kind)
        found.append(f"unknown {name} {_shown(text)}: use {choices}")
        return None


def _shown(text: str) -> str:
    """A cell as a message may show it: short, and without what could steer a terminal."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
