"""The data files themselves: tidy cells, so that a difference in review is a difference in fact."""

from __future__ import annotations

from importlib.resources import files

import pytest

from diplograph.graph.authority import load_authority

DATA = files("diplograph.graph.authority") / "data"
FILES = sorted(entry.name for entry in DATA.iterdir() if entry.name.endswith(".tsv"))


def read(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text("utf-8").splitlines()]


def test_the_files_were_found() -> None:
    assert len(FILES) >= 12
    assert (DATA / "README.md").is_file()


@pytest.mark.parametrize("name", FILES)
def test_cells_are_tidy(name: str) -> None:
    header, *rows = read(name)
    assert rows
    for row in rows:
        assert len(row) == len(header)
        for cell in row:
            assert cell == cell.strip()
            assert '"' not in cell
            values = cell.split("|") if cell else []
            assert all(value == value.strip() and value for value in values), row
            assert len(set(values)) == len(values), row


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_documented(name: str) -> None:
    assert f"`{name}`" in (DATA / "README.md").read_text("utf-8")


def test_every_time_zone_is_one_of_a_polity() -> None:
    authority = load_authority()
    codes = [code for code, _ in read("time_zones.tsv")[1:]]
    assert set(codes) <= authority.polities.keys()
    assert all(authority.time_zone(code) is not None for code in codes)
    states = {p.code for p in authority.polities.values() if p.status in {"state", "de-facto"}}
    assert states <= set(codes)
    assert authority.time_zone("ATA") is None


def test_the_packaged_cities_stay_small() -> None:
    assert len((DATA / "places.tsv").read_bytes()) < 3_000_000
