"""The command line as a whole: help, versions, exit statuses, what it imports."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

import diplograph
from diplograph.cli import group, main, see
from diplograph.cli.docs import commands_page
from diplograph.queries import exports, networks

COMMANDS = sorted(group.commands)
SUBCOMMANDS = sorted(
    f"{name} {each}"
    for name, command in group.commands.items()
    if isinstance(command, click.Group)
    for each in command.commands
)
PROMISED = {
    "ingest",
    "extract",
    "events",
    "query",
    "sparql",
    "network",
    "export",
    "validate",
    "resolve",
    "demo",
}
HEAVY = ("spacy", "pandas", "matplotlib", "networkx", "rdflib", "trafilatura", "rich", "numpy")


def test_every_promised_command_is_there() -> None:
    assert set(COMMANDS) == PROMISED
    assert {"resolve list", "resolve review", "resolve import", "resolve undo"} <= set(SUBCOMMANDS)


def command_of(name: str) -> click.Command:
    """A command, or one of a group, by its name."""
    command: click.Command = group
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return command


@pytest.mark.parametrize("name", [*COMMANDS, *SUBCOMMANDS])
def test_help_explains_every_option_and_shows_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*name.split(), "--help"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert f"Example: diplograph {name}" in printed.out
    for parameter in command_of(name).params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("name", [*COMMANDS, *SUBCOMMANDS])
def test_every_option_is_in_the_documentation(name: str) -> None:
    page = commands_page()
    assert f"## diplograph {name}\n" in page
    for parameter in command_of(name).params:
        if parameter.param_type_name == "option":
            assert f"`{parameter.opts[0]}" in page


def test_the_version_is_the_package_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert diplograph.__version__ in capsys.readouterr().out


def test_python_m_diplograph_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diplograph", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"diplograph, version {diplograph.__version__}\n"


def test_help_answers_without_importing_anything_heavy() -> None:
    code = (
        "import sys, json, diplograph.cli as c; c.main(['--help']); "
        "c.main(['events', '--help']); c.main(['ingest', '--help']);"
        "c.main(['resolve', '--help']); c.main(['resolve', 'review', '--help']);"
        "print('LOADED', json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.rpartition("LOADED ")[2]))
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["events", "--nonsense"],
        ["events", "--since", "14 November"],
        ["events", "--until", "2017-13"],
        ["events", "--type", "Party"],
        ["events", "--status", "maybe"],
        ["events", "--format", "xml"],
        ["ingest"],
        ["ingest", "x.txt", "--published", "yesterday"],
        ["ingest", "x.txt", "--jobs", "0"],
        ["ingest", "x.txt", "--format", "docx"],
        ["extract"],
        ["query"],
        ["query", "no-such-question"],
        ["query", "meetings-between", "RUS"],
        ["query", "meetings-between", "--a"],
        ["query", "meetings-between", "--a", "RUS", "--a", "SOS"],
        ["sparql"],
        ["sparql", "ASK {}", "--file", "x.rq"],
        ["network", "--level", "town"],
        ["network", "--relation", "war"],
        ["export"],
        ["export", "x.trig", "--graph", "some"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_says_why_on_stderr(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Error: " in printed.err
    assert "Traceback" not in printed.err


def test_the_choices_of_the_command_line_are_those_of_the_queries() -> None:
    assert see.LEVELS == networks.LEVELS
    assert tuple(networks.RELATIONS) == see.RELATIONS
    assert see.NETWORK_SUFFIXES == exports.NETWORK_SUFFIXES
    assert set(see.ONE_GRAPH) < set(exports.RDF_FORMATS)
