"""The ontology's files, found inside the installed package (a wheel or a checkout alike)."""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.resources import files
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

if sys.version_info >= (3, 11):
    from importlib.resources.abc import Traversable
else:
    from importlib.abc import Traversable

_PACKAGE = "diplograph.ontology"


def _folder(name: str, suffix: str) -> tuple[Traversable, ...]:
    found = [
        entry for entry in files(_PACKAGE).joinpath(name).iterdir() if entry.name.endswith(suffix)
    ]
    return tuple(sorted(found, key=lambda entry: entry.name))


def core_file() -> Traversable:
    """The file of the classes and properties.

    >>> core_file().name
    'core.ttl'
    """
    return files(_PACKAGE).joinpath("core.ttl")


def vocabulary_files() -> tuple[Traversable, ...]:
    """The files of the SKOS concept schemes, one a scheme, in order of name.

    >>> [file.name for file in vocabulary_files()][:2]
    ['actor-kind.ttl', 'event-type.ttl']
    """
    return _folder("vocab", ".ttl")


def alignment_files() -> tuple[Traversable, ...]:
    """The files that relate our terms to those of other vocabularies, in order of name.

    >>> "sem.ttl" in [file.name for file in alignment_files()]
    True
    """
    return _folder("alignments", ".ttl")


def shape_files() -> tuple[Traversable, ...]:
    """The files of SHACL shapes that a graph must conform to, in order of name.

    :func:`style_file` is not among them: it is about the ontology, not about a graph.

    >>> "event.ttl" in [file.name for file in shape_files()]
    True
    """
    return tuple(file for file in _folder("shapes", ".ttl") if file.name != "style.ttl")


def style_file() -> Traversable:
    """The SHACL shapes that the ontology itself must conform to.

    >>> style_file().name
    'style.ttl'
    """
    return files(_PACKAGE).joinpath("shapes").joinpath("style.ttl")


def examples() -> tuple[Traversable, ...]:
    """The example graphs, one or more for and against each shape, in order of name.

    ``SHAPE.valid.ttl`` conforms to that shape, ``SHAPE.invalid-REASON.ttl`` does not.

    >>> "ArticleShape.valid.ttl" in [file.name for file in examples()]
    True
    """
    return _folder("examples", ".ttl")


def competency_files() -> tuple[Traversable, ...]:
    """The competency questions, each a SPARQL query under a header of comments.

    >>> len(competency_files()) >= 25
    True
    """
    return _folder("competency", ".rq")


@cache
def context() -> dict[str, Any]:
    """The JSON-LD context of the whole vocabulary, the value of ``@context``.

    >>> context()["dg"]
    'https://w3id.org/diplograph/ontology#'
    """
    text = files(_PACKAGE).joinpath("context.jsonld").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text)["@context"]
    return value


def _quads(sources: tuple[Traversable, ...]) -> tuple[Quad, ...]:
    return tuple(
        quad for source in sources for quad in parse(source.read_bytes(), format=RdfFormat.TURTLE)
    )


@cache
def vocabulary_quads() -> tuple[Quad, ...]:
    """The ontology and its concept schemes as quads of the default graph.

    The alignments are left out: they bring the classes of other vocabularies, which a query over
    the default graph would find beside ours. See :func:`alignment_quads`.

    >>> len(vocabulary_quads()) > 1000
    True
    """
    return _quads((core_file(), *vocabulary_files()))


@cache
def alignment_quads() -> tuple[Quad, ...]:
    """The alignments as quads of the default graph.

    >>> len(alignment_quads()) > 50
    True
    """
    return _quads(alignment_files())
