"""Quads for the stores to hold."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

EX = "https://press.example/"


def n(name: str) -> NamedNode:
    return NamedNode(EX + name)


def article(number: int, size: int = 30, word: str = "words") -> list[Quad]:
    """The quads of one article, all in its named graph."""
    graph = n(f"article/{number}")
    return [
        Quad(n(f"article/{number}/{k}"), n("says"), Literal(f"{word} {k} of {number}"), graph)
        for k in range(size)
    ]
