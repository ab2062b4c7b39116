"""Keeps what the extractor sees in many articles, for as long as neither they nor the code change.

Reading hundreds of releases takes a minute, deriving the events from what was read a second. So
whoever works on the derivation reads them once. Kept extractions lie in ``build/eval`` under a
digest of the articles and of all code and data that the extraction is a function of; any change
there reads anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from measuring import ROOT, extractor_named

from diplograph.graph.model import Article, Extraction

KEPT = ROOT / "build" / "eval"
# What extraction is made of. The derivation is what is worked on, and it comes after.
_CODE = ("loaders", "graph", "ontology")
_NOT = ("graph/resolution", "graph/store", "graph/index")


def digest_of(articles: Iterable[Article], signature: str, code: str) -> str:
    """A digest that differs whenever the extractions may.

    >>> one, other = Article("Leaders met."), Article("Leaders met again.")
    >>> digest_of([one], "frames/1", "") == digest_of([other], "frames/1", "")
    False
    """
    sha = hashlib.sha256(f"{signature}\0{code}".encode())
    for article in articles:
        sha.update(repr(article).encode())
    return sha.hexdigest()[:24]


@lru_cache(maxsize=1)
def _digest_of_code() -> str:
    sha = hashlib.sha256()
    for folder in _CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and path.suffix != ".pyc" and not name.startswith(_NOT):
                sha.update(f"{name}\0".encode())
                sha.update(path.read_bytes())
    return sha.hexdigest()


@lru_cache(maxsize=8)
def _kept(path: Path) -> tuple[Extraction, ...]:
    # a file that this module wrote, in the checkout's own build folder
    return tuple(pickle.loads(path.read_bytes()))


def kept_extractions(
    name: str, articles: Sequence[Article], extractor: str, folder: Path = KEPT
) -> tuple[Extraction, ...]:
    """What an extractor sees in the articles, read now or kept from before."""
    reading = extractor_named(extractor)
    digest = digest_of(articles, reading.info.signature, _digest_of_code())
    path = folder / f"{name}-{extractor}-{digest}.pickle"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        read = list(reading.extract_many(articles))
        for old in folder.glob(f"{name}-{extractor}-*.pickle"):
            old.unlink()
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(pickle.dumps(read))
        part.replace(path)
    return _kept(path)
