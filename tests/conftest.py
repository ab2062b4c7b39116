"""Fixtures that several folders of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from diplograph.graph.store import Store, open_store


@pytest.fixture(scope="session")
def example_articles() -> Path:
    """Folder of the bundled example articles."""
    return Path(str(files("diplograph.examples").joinpath("articles")))


@pytest.fixture(scope="session")
def demo_store(example_articles: Path) -> Iterator[Store]:
    """The bundled example articles, ingested by the real pipeline. Read it; do not write it."""
    from diplograph.loaders.ingest import ingest

    with open_store(None) as store:
        report = ingest([example_articles], store)
        assert not report.rejected
        yield store
