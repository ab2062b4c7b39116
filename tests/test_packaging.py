"""What users install: every sub-package and data file is in the wheel and in the sdist."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {
    "api": "diplograph",
    "examples": "diplograph.examples",
    "graph": "diplograph.graph",
    "loaders": "diplograph.loaders",
    "ontology": "diplograph.ontology",
    "queries": "diplograph.queries",
}
DATA_SUFFIXES = {".ttl", ".rq", ".jsonld", ".json", ".jsonl", ".csv", ".tsv", ".txt", ".toml"}
DATA_SUFFIXES |= {".html", ".rss", ".js", ".css", ".gz", ".yaml", ".yml"}


def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config


def installed_path(path: Path) -> str:
    """Where a file of the checkout lands in the wheel."""
    folder, *rest = path.relative_to(ROOT).parts
    return "/".join([*FOLDERS[folder].split("."), *rest])


def sources() -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A wheel made from an sdist, as a package index and a user would."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return wheel, sdist


def test_setup_cfg_lists_exactly_the_packages_that_exist() -> None:
    listed = set(setup_cfg()["options"]["packages"].split())
    found = {
        installed_path(path).removesuffix("/__init__.py").replace("/", ".")
        for path in sources()
        if path.name == "__init__.py"
    }
    assert listed == found


def test_no_python_file_lies_outside_a_package() -> None:
    stray = [
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if path.suffix == ".py" and not (path.parent / "__init__.py").exists()
    ]
    assert stray == []


def test_the_wheel_holds_every_module_and_data_file(built: tuple[Path, Path]) -> None:
    names = set(zipfile.ZipFile(built[0]).namelist())
    wanted = {
        installed_path(path)
        for path in sources()
        if path.suffix in DATA_SUFFIXES | {".py", ".typed"}
    }
    assert sorted(wanted - names) == []
    assert sum(name.endswith(".ttl") for name in names) > 5
    assert sum(name.endswith(".rq") for name in names) >= 20
    top_level = {name.split("/")[0] for name in names}
    assert {name for name in top_level if not name.endswith(".dist-info")} == {"diplograph"}


def test_the_sdist_holds_what_a_builder_and_a_reader_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {path.relative_to(ROOT).as_posix() for path in sources()}
    wanted |= {"LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "Makefile", "setup.cfg"}
    wanted |= {"constraints/constraints.txt", "docs/architecture.md", "tests/test_packaging.py"}
    assert sorted(wanted - names) == []


def test_the_wheel_works_outside_the_checkout(built: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "site"
    options = ["--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(built[0])], check=True)
    code = (
        "import diplograph, importlib.resources as r;"
        "from diplograph.queries.catalogue import Catalogue;"
        "from diplograph.graph.authority import load_authority;"
        "articles = r.files('diplograph.examples') / 'articles';"
        "print(diplograph.__file__, len(list(articles.iterdir())), len(Catalogue.load()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, articles, queries = done.stdout.split()
    assert where.startswith(str(target))
    assert int(articles) >= 5
    assert int(queries) >= 20


def test_everything_installed_is_pinned() -> None:
    options = setup_cfg()
    named = options["options"]["install_requires"] + options["options.extras_require"]["dev"]
    wanted = {
        "".join(c for c in line.split(";")[0] if c not in " \t").split(">")[0].split("=")[0]
        for line in named.splitlines()
        if line.strip()
    }
    pins = (ROOT / "constraints" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0] for line in pins if "==" in line}
    assert {name.lower().replace("_", "-") for name in wanted} <= pinned
    assert all("==" in line for line in pins if line and not line.startswith("#"))
    assert not any("://" in line for line in pins)
