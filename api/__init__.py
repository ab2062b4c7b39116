"""Diplograph: one knowledge graph of diplomatic events, read from news and official releases.

>>> import diplograph
>>> with diplograph.open("memory:") as kg:
...     len(kg.events())
0
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.knowledge_graph import KnowledgeGraph

__all__ = ["DEFAULT_STORE", "STORE_VARIABLE", "__version__", "open"]

__version__ = "0.1.0"

DEFAULT_STORE = "./diplograph.db"
"""The store of commands and of :func:`open` when none is named."""

STORE_VARIABLE = "DIPLOGRAPH_STORE"
"""The environment variable that names another one."""


def open(
    location: str | os.PathLike[str] | None = None,
    *,
    base: str | None = None,
    read_only: bool = False,
) -> KnowledgeGraph:
    """Open a knowledge graph; close it, or use it in a ``with`` statement.

    ``location`` is a folder (an embedded store, made when it does not exist), the http(s) URL of a
    SPARQL 1.1 endpoint, or ``"memory:"`` for a store that is gone when it is closed; None means
    ``$DIPLOGRAPH_STORE``, else ``./diplograph.db``. ``base`` is the IRI under which a new store
    names what it reads. Opened ``read_only``, a store must exist and cannot be written.

    Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be opened.

    >>> import diplograph
    >>> with diplograph.open("memory:") as kg:
    ...     kg.sparql("SELECT (1 + 1 AS ?two) {}")["two"].tolist()
    [2]
    """
    # Imported here, so that the package and its command line start without pandas.
    from diplograph.knowledge_graph import KnowledgeGraph

    return KnowledgeGraph.open(location, base=base, read_only=read_only)
