from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from answering import ARTICLE, Endpoint, claims
from pytest_httpserver import HTTPServer

from diplograph.graph.iris import Minter
from diplograph.graph.mapping import extraction_from_quads, extraction_to_quads, normal_form
from diplograph.graph.model import Article, Extraction
from diplograph.graph.validation import validate_quads


@pytest.fixture
def endpoint(httpserver: HTTPServer) -> Endpoint:
    return Endpoint(httpserver)


@pytest.fixture
def told(endpoint: Endpoint) -> Callable[..., tuple[Extraction, dict[str, int]]]:
    """What becomes of claims that a model answers: the extraction, and what was dropped.

    Every extraction is checked: its quotes against the text, its graph against the shapes.
    """

    def read(
        *answered: dict[str, Any], article: Article = ARTICLE
    ) -> tuple[Extraction, dict[str, int]]:
        extractor = endpoint.says(claims(*answered)).extractor()
        extraction = extractor.extract(article)
        extraction.check()
        quads = list(extraction_to_quads(extraction, Minter()))
        report = validate_quads(quads, references=False)
        assert report.conforms, report.summary() + "\n".join(map(str, report.violations))
        iri = Minter().article(article.key)
        assert extraction_from_quads(quads, iri) == normal_form(extraction)
        return extraction, dict(extractor.take_usage().dropped)

    return read
