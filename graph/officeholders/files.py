"""Lists of terms of office as CSV files, and files of either kind by their suffix."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from diplograph.graph.errors import InputError, OutputError
from diplograph.graph.iris import Minter
from diplograph.graph.model import ActorKind
from diplograph.graph.officeholders.interchange import RDF_FORMATS, parse_rdf, serialize_terms
from diplograph.graph.officeholders.model import OfficeTerm, RowProblem, TermFile
from diplograph.graph.officeholders.rows import UnusableRow, checked, find_of, make_term

COLUMNS = ("name", "office", "polity", "organization", "from", "to", "aliases", "wikidata")
"""The columns of a CSV file, as they are written; they are read in any order."""

LARGEST_FILE = 32 * 1024 * 1024
"""The most bytes that a file may have: a list of 100,000 terms has about 10 MB."""

MOST_ROWS = 200_000
"""The most rows that are read."""

_REQUIRED = ("name", "office")
_OTHER_NAMES = {"organisation": "organization", "alias": "aliases", "since": "from", "until": "to"}
_SEPARATORS = ",;\t"
_TABLES = (".csv", ".tsv")


def read_terms_file(path: str | os.PathLike[str], minter: Minter | None = None) -> TermFile:
    """Read a list of terms: CSV, or RDF by the suffixes .ttl .nt .rdf .jsonld .trig .nq.

    A row that cannot be used is set aside with its reason and the rest is read. ``minter`` gives
    IRIs to organisations that the authority does not know.

    Raises :class:`~diplograph.graph.errors.InputError` when the file as a whole cannot be read.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "list.csv")
    >>> _ = file.write_text("Name,Office,Polity,From,To\\nA. Person,President,Atlantis,2010,\\n")
    >>> print(*read_terms_file(file).rejected)
    line 2: unknown polity 'Atlantis'
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in _TABLES and suffix not in RDF_FORMATS:
        known = " ".join((*_TABLES, *RDF_FORMATS))
        raise InputError(f"{file}: no list of terms has the suffix {suffix!r}; use one of {known}")
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror or error}") from error
    if len(data) > LARGEST_FILE:
        raise InputError(f"{file} has more than {LARGEST_FILE // 2**20} MB: split it")
    if suffix in _TABLES:
        return parse_csv(data, str(file), minter)
    return parse_rdf(data, str(file), RDF_FORMATS[suffix], minter)


def write_terms_file(terms: Iterable[OfficeTerm], path: str | os.PathLike[str]) -> None:
    """Write terms in the format of the file's suffix, as :func:`read_terms_file` reads them.

    Raises :class:`~diplograph.graph.errors.OutputError` when the file cannot be written.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix in RDF_FORMATS:
        data = serialize_terms(terms, RDF_FORMATS[suffix])
    elif suffix in _TABLES:
        data = format_csv(terms, "\t" if suffix == ".tsv" else ",")
    else:
        known = " ".join((*_TABLES, *RDF_FORMATS))
        raise OutputError(f"{file}: no format has the suffix {suffix!r}; use one of {known}")
    try:
        file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"cannot write {file}: {error.strerror or error}") from error


def parse_csv(data: bytes, where: str, minter: Minter | None = None) -> TermFile:
    """Read the bytes of a CSV file; ``where`` names it in errors.

    The header may stand in any order and in any capitals; commas, semicolons or tabs separate.

    Raises :class:`~diplograph.graph.errors.InputError` when the text is not UTF-8 or the header
    lacks a column.

    >>> parse_csv(b"polity;office;name\\nGEO;President;Salome Zourabichvili\\n", "x").terms[0].label
    'President of Georgia'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{where} line {line}: the file is not in UTF-8; save it as CSV UTF-8"
        ) from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rejected: list[RowProblem] = []
    good = list(_rows(_records(reader, where), where, rejected, minter))
    return checked(good, rejected)


def _records(reader: Iterator[list[str]], where: str) -> Iterator[tuple[int, list[str]]]:
    """Records that are not empty, each with the line at which it begins."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{where} line {line}: {error}; check the quotation marks") from error
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = int(getattr(reader, "line_num", line)) + 1


def _rows(
    records: Iterator[tuple[int, list[str]]],
    where: str,
    rejected: list[RowProblem],
    minter: Minter | None,
) -> Iterator[tuple[str, OfficeTerm]]:
    line, cells = next(records, (1, []))
    header = [_column(cell) for cell in cells]
    _check_header(header, f"{where} line {line}")
    for number, (line, cells) in enumerate(records, 1):
        if number > MOST_ROWS:
            raise InputError(f"{where} has more than {MOST_ROWS} rows: split it")
        place = f"line {line}"
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"{len(cells)} cells under {len(header)} columns: quote what holds a separator"
            rejected.append(RowProblem(place, reason))
            continue
        row = dict(zip(header, cells, strict=False))
        try:
            yield place, _term(row, line, minter)
        except UnusableRow as error:
            rejected.append(RowProblem(place, str(error)))


def _column(cell: str) -> str:
    name = cell.strip().lower()
    return _OTHER_NAMES.get(name, name)


def _check_header(header: list[str], where: str) -> None:
    repeated = {name for name in header if name and header.count(name) > 1}
    if repeated:
        raise InputError(f"{where}: the column {min(repeated)} stands there twice")
    missing = [name for name in _REQUIRED if name not in header]
    if not {"polity", "organization"} & set(header):
        missing.append("polity")
    if missing:
        raise InputError(
            f"{where}: the header lacks {', '.join(missing)}; the columns are {','.join(COLUMNS)}"
        )


def _term(row: dict[str, str], line: int, minter: Minter | None) -> OfficeTerm:
    return make_term(
        name=row.get("name", ""),
        office=row.get("office", ""),
        of=find_of(row.get("polity", ""), row.get("organization", ""), minter),
        since=row.get("from", ""),
        until=row.get("to", ""),
        aliases=row.get("aliases", "").split("|"),
        wikidata=row.get("wikidata", ""),
        row=line,
    )


def format_csv(terms: Iterable[OfficeTerm], separator: str = ",") -> bytes:
    """Write terms as CSV in UTF-8, with a header.

    >>> format_csv([]).decode()
    'name,office,polity,organization,from,to,aliases,wikidata\\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        polity = term.of.kind is ActorKind.POLITY
        writer.writerow(
            [
                term.name,
                term.office,
                term.of.short if polity else "",
                "" if polity else term.of.short,
                term.since or "",
                term.until or "",
                "|".join(term.aliases),
                term.wikidata or "",
            ]
        )
    return out.getvalue().encode()
