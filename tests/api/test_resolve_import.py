"""The command ``resolve import``: what it prints, what it changes, and when it changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplograph.cli.resolve_import import import_
from diplograph.graph.errors import InputError
from diplograph.graph.officeholders import read_lists
from diplograph.graph.store import open_store
from diplograph.graph.validation import validate

EXAMPLE = Path(__file__).parents[2] / "examples" / "leaders.csv"
ROWS = (
    "name,office,polity,from,to\n"
    "A. Person,President,GEO,2010,2014-05-02\n"
    "B. Person,President,GEO,2014-04-01,\n"
    "C. Person,President,Atlantis,2010,\n"
)


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def run(location: Path, *arguments: str) -> Result:
    """Run the command; an error of ours is raised, as ``diplograph`` itself would print it."""
    result = CliRunner().invoke(
        import_, [*arguments, "--store", str(location)], standalone_mode=False
    )
    if isinstance(result.exception, InputError):
        raise result.exception
    return result


def lists(location: Path) -> dict[str, int]:
    with open_store(location, read_only=True) as store:
        return {name: len(terms) for name, terms in read_lists(store).items()}


def test_the_example_is_imported_and_the_store_is_sound(location: Path) -> None:
    told = run(location, str(EXAMPLE))
    assert told.return_value == 0
    assert told.stdout.startswith("list leaders: 257 terms of 232 persons, 257 new")
    assert told.stderr == ""
    assert run(location, str(EXAMPLE)).stdout.strip().endswith("unchanged")
    with open_store(location, read_only=True) as store:
        assert validate(store).violations == ()


def test_bad_rows_are_told_and_the_rest_is_taken(location: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS)
    told = run(location, str(tmp_path / "mine.csv"))
    assert told.return_value == 0
    assert told.stdout.strip() == (
        "list mine: 2 terms of 2 persons, 2 new, 0 gone, 1 rows set aside, 1 warnings"
    )
    assert "set aside: line 4: unknown polity 'Atlantis'" in told.stderr
    assert "warning: line 3: B. Person is President of Georgia from 2014-04-01" in told.stderr
    record = json.loads(run(location, str(tmp_path / "mine.csv"), "--json").stdout)
    assert record["rejected"] == [{"where": "line 4", "reason": "unknown polity 'Atlantis'"}]
    assert (record["terms"], record["added"], record["removed"]) == (2, 0, 0)


def test_a_name_of_ones_own_and_the_lists_of_the_store(location: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS)
    run(location, str(tmp_path / "mine.csv"), "--name", "heads of state")
    run(location, str(EXAMPLE))
    told = run(location).stdout.splitlines()
    assert told == ["list heads of state: 2 terms", "list leaders: 257 terms"]
    assert json.loads(run(location, "--json").stdout) == {"heads of state": 2, "leaders": 257}


def test_a_list_is_taken_away_again(location: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS)
    run(location, str(tmp_path / "mine.csv"))
    with pytest.raises(InputError, match=r"no list in .* has the name 'yours'; there are mine"):
        run(location, "--remove", "yours")
    assert run(location, "--remove", "mine").stdout.strip().endswith("0 new, 2 gone")
    assert lists(location) == {}
    assert "no list of office holders" in run(location).stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("name,office\n", "lacks polity"),
        ("name,office,polity\n", "it has no rows; nothing was changed"),
        ("name,office,polity\nA. Person,President,Atlantis\n", "1 rows were set aside"),
    ],
)
def test_a_file_without_terms_changes_nothing(
    location: Path, tmp_path: Path, content: str, reason: str
) -> None:
    (tmp_path / "mine.csv").write_text(ROWS)
    run(location, str(tmp_path / "mine.csv"))
    (tmp_path / "mine.csv").write_text(content)
    with pytest.raises(InputError, match=reason):
        run(location, str(tmp_path / "mine.csv"))
    assert lists(location) == {"mine": 2}


def test_a_file_that_is_not_there_makes_no_store(location: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        run(location, str(tmp_path / "none.csv"))
    assert not location.exists()


@pytest.mark.parametrize("arguments", [["x.csv", "--remove", "x"], ["--name", "x"], ["--unknown"]])
def test_wrong_usage(location: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(import_, [*arguments, "--store", str(location)])
    assert result.exit_code == 2
