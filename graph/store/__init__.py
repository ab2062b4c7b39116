"""Where quads are kept: in memory, in a folder, or on a SPARQL server, behind one interface.

>>> with open_store(None) as store:
...     len(store)
0
"""

from __future__ import annotations

import os

from diplograph.graph.errors import StoreError
from diplograph.graph.store.base import Graphs, QueryResults, Store
from diplograph.graph.store.embedded import EmbeddedStore
from diplograph.graph.store.local import MemoryStore
from diplograph.graph.store.remote import RemoteStore
from diplograph.graph.store.sparql import Value, bind, check_read_only_query, query_form

__all__ = [
    "EmbeddedStore",
    "Graphs",
    "MemoryStore",
    "QueryResults",
    "RemoteStore",
    "Store",
    "Value",
    "bind",
    "check_read_only_query",
    "open_store",
    "query_form",
]


def open_store(
    location: str | os.PathLike[str] | None,
    *,
    base: str | None = None,
    read_only: bool = False,
    create: bool = True,
) -> Store:
    """Open a store: None is memory, an http or https URL a SPARQL server, else a folder.

    ``base`` is the IRI under which instances are minted; a folder keeps its own, and naming another
    is an error. A folder is made when it is not there, unless ``create`` is false.

    Raises :class:`~diplograph.graph.errors.StoreError` or one of its kinds when that fails.
    """
    if location is None:
        if read_only:
            raise StoreError("a store in memory starts empty: open it for writing")
        return MemoryStore(base)
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        return RemoteStore(location, base=base, read_only=read_only)
    return EmbeddedStore(location, base=base, read_only=read_only, create=create)
