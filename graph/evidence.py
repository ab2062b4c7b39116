"""How evidence counts: the articles that print one text are one witness.

Which articles print one text is found by :mod:`diplograph.graph.resolution.copies` and stands in
the graph as ``dg:copyOf``. No claim is thrown away for it. Of the articles of one text that tell of
an event one gives the quotes, and the others are listed beside them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from diplograph.graph.mapping.normal import evidence_order
from diplograph.graph.model import Evidence, PrintedCopy


def witness(article: str, copy_of: Mapping[str, str]) -> str:
    """Give the IRI of the original of an article, which may be itself.

    >>> witness("urn:b", {"urn:b": "urn:a"}), witness("urn:a", {"urn:b": "urn:a"})
    ('urn:a', 'urn:a')
    """
    return copy_of.get(article, article)


def independent_sources(evidence: Iterable[Evidence], copy_of: Mapping[str, str]) -> int:
    """Count the texts behind some evidence, copies of one text once.

    ``copy_of`` gives the IRI of the original for the IRI of every copy.

    >>> from diplograph.graph.model import Quote
    >>> told = [Evidence(f"urn:{each}", None, None, Quote(0, 4, "They")) for each in "abc"]
    >>> independent_sources(told, {"urn:b": "urn:a"})
    2
    """
    return len({witness(each.article, copy_of) for each in evidence})


def folded(evidence: Iterable[Evidence], copy_of: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Leave of each text the evidence of one article, and list the others as its copies.

    That one is the original where it is among them, else the first published of the others, then
    that of the least IRI. The result is in the order of evidence and does not depend on that of the
    arguments.

    >>> from diplograph.graph.model import Quote
    >>> told = [Evidence(f"urn:{each}", None, None, Quote(0, 4, "They")) for each in "abc"]
    >>> [(each.article, len(each.copies)) for each in folded(told, {"urn:b": "urn:a"})]
    [('urn:a', 1), ('urn:c', 0)]
    """
    tellers: dict[str, dict[str, list[Evidence]]] = {}
    for each in set(evidence):
        articles = tellers.setdefault(witness(each.article, copy_of), {})
        articles.setdefault(each.article, []).append(each)
    kept = []
    for original, articles in tellers.items():
        # a text may say a thing twice: its first sentence stands for the article
        firsts = sorted((min(told, key=evidence_order) for told in articles.values()), key=_first)
        chosen = original if original in articles else firsts[0].article
        copies = tuple(
            PrintedCopy(each.article, each.url, each.published)
            for each in firsts
            if each.article != chosen
        )
        kept += [dataclasses.replace(each, copies=copies) for each in articles[chosen]]
    return tuple(sorted(kept, key=evidence_order))


def _first(evidence: Evidence) -> tuple[bool, str, str]:
    return (evidence.published is None, evidence.published or "", evidence.article)
