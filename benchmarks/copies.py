"""Which copies of articles are found, operation by operation, and what is wrongly taken for one.

Every article is changed by what editors do to a wire text, and set beside the article: does
``is_copy`` find the pair, and do the two share a key by which it is looked up? The texts as they
are, each beside every other, say what is wrongly taken for a copy; those pairs are printed to be
read.

Run ``python benchmarks/copies.py [--input FILE ...] [--seed N]``. ``--input`` takes whatever
``ingest`` takes; without it the bundled examples are read, which are few. Only articles of 60 words
or more are changed.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
import time
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from diplograph.graph.iris import Minter
from diplograph.graph.model import Article
from diplograph.graph.resolution.copies import CopyFile, bands, copy_groups, is_copy, signature
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
WORDS = 60
FOOTER = (
    "Sign up for our newsletter to get the stories of the day in your inbox every morning. Follow "
    "us, and take the app for alerts. This site uses cookies; who reads on agrees to the terms of "
    "use. All rights reserved; nothing here may be published, broadcast or distributed again "
    "without a written permission of the publishing house."
)

Operation = Callable[[str, str, random.Random], str]


def _kept(share: float) -> Operation:
    """Cut from below, at the end of a sentence where there is one."""

    def cut(text: str, _: str, __: random.Random) -> str:
        words = text.split()
        kept = " ".join(words[: int(len(words) * share)])
        end = kept.rfind(". ")
        return kept[: end + 1] if end > 0 else kept

    return cut


def _altered(one_in: int) -> Operation:
    """Other words here and there, as another house's style and spelling make them."""

    def alter(text: str, _: str, chance: random.Random) -> str:
        return " ".join(
            word[::-1] + "x" if chance.random() < 1 / one_in else word for word in text.split()
        )

    return alter


def _local(share: float) -> Operation:
    """Paragraphs of another text below."""

    def add(text: str, other: str, _: random.Random) -> str:
        return f"{text}\n\n{' '.join(other.split()[: int(len(text.split()) * share)])}"

    return add


def _headline(text: str, _: str, __: random.Random) -> str:
    return f"Ministers want closer ties after talks in the capital\n\n{text}"


def _dateline(text: str, _: str, __: random.Random) -> str:
    below = "(Reporting by A. Berg and L. Santos; editing by M. Okafor)"
    return f"GENEVA, Tuesday (Northern Wire) -- {text}\n\n{below}"


def _marks(text: str, _: str, __: random.Random) -> str:
    return text.replace("'", "’").replace(" - ", " — ").replace("\n", "\n\n").upper()


def _lead(text: str, other: str, _: random.Random) -> str:
    return ". ".join(other.split(". ")[:2] + text.split(". ")[1:])


def _thinned(text: str, _: str, chance: random.Random) -> str:
    return ". ".join(each for each in text.split(". ") if chance.random() > 0.3)


def _reordered(text: str, _: str, __: random.Random) -> str:
    sentences = text.split(". ")
    half = len(sentences) // 2
    return ". ".join(sentences[half:] + sentences[:half])


def _chain(*steps: Operation) -> Operation:
    def all_of(text: str, other: str, chance: random.Random) -> str:
        for step in steps:
            text = step(text, other, chance)
        return text

    return all_of


def _footer(text: str, _: str, __: random.Random) -> str:
    return f"{text}\n{FOOTER}"


OPERATIONS: dict[str, Operation] = {
    "headline in the text": _headline,
    "dateline and credits": _dateline,
    "quotation marks, dashes, capitals": _marks,
    "foot of the page": _footer,
    "one word in 50 altered": _altered(50),
    "one word in 25 altered": _altered(25),
    "three quarters kept": _kept(0.75),
    "half kept": _kept(0.5),
    "a third kept": _kept(1 / 3),
    "a fifth kept": _kept(0.2),
    "a fifth of other text added": _local(0.2),
    "as much of other text added": _local(1.0),
    "other first sentences": _lead,
    "three sentences in ten left out": _thinned,
    "halves in the other order": _reordered,
    "half kept, dateline, one word in 50": _chain(_kept(0.5), _dateline, _altered(50)),
    "half kept, headline, dateline, foot": _chain(_kept(0.5), _headline, _dateline, _footer),
}


def filed(article: Article, outlet: str | None = None) -> CopyFile:
    day = article.published.isoformat() if article.published else None
    return CopyFile(
        Minter().article(article.key),
        article.url,
        outlet or article.outlet,
        day,
        len(article.text),
        signature(article.text),
    )


def found(articles: list[Article], chance: random.Random) -> None:
    """What of the changed texts is found, by another house the next day and by the same house."""
    print("\n| change | found, another house | found, the same house | has a key in common |")
    print("|---|---|---|---|")
    for name, operation in OPERATIONS.items():
        counts = [0, 0, 0]
        for article in articles:
            day = article.published_on or dt.date(2021, 6, 1)
            first = dataclasses.replace(article, published=day, outlet="First House")
            text = operation(article.text, chance.choice(articles).text, chance)
            later = dataclasses.replace(
                first, text=text, url=f"{article.key}#copy", published=day + dt.timedelta(1)
            )
            one = filed(first)
            other = dataclasses.replace(filed(later, "Second House"), url="https://second.example/")
            same = filed(later)
            counts[0] += is_copy(one, other)
            counts[1] += is_copy(one, same)
            counts[2] += not set(bands(one.signature)).isdisjoint(bands(other.signature))
        shares = " | ".join(f"{count / len(articles):.3f}" for count in counts)
        print(f"| {name} | {shares} |", flush=True)


def taken(files: list[CopyFile], titles: dict[str, str], what: str) -> None:
    pairs = [pair for pair in combinations(files, 2) if is_copy(*pair)]
    count = len(files) * (len(files) - 1) // 2
    print(f"\n{what}: {len(pairs)} of {count} pairs are taken for copies")
    for one, other in pairs:
        print(f"  {titles[one.article]}\n  {titles[other.article]}\n")


def main(inputs: Iterable[str], seed: int) -> None:
    read = read_articles([str(each) for each in inputs])
    articles = [each for each in read if not isinstance(each, Rejection)]
    begin = time.process_time()
    files = [filed(each) for each in articles]
    spent = time.process_time() - begin
    words = sum(len(each.text.split()) for each in articles)
    print(f"{len(files)} articles; signatures of 1,000,000 words take {1e6 * spent / words:.1f} s")
    begin = time.process_time()
    groups = copy_groups(files)
    several = sum(len(each) > 1 for each in groups)
    spent = time.process_time() - begin
    print(f"{several} groups of copies, found in {spent:.2f} s by the keys")
    titles = {Minter().article(each.key): f"{each.published} {each.title}" for each in articles}
    taken(files, titles, "as published")
    alone = [dataclasses.replace(each, outlet=each.article, url=None) for each in files]
    taken(alone, titles, "as if each were of another house")
    found([each for each in articles if len(each.text.split()) >= WORDS], random.Random(seed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", nargs="+", default=[str(EXAMPLES)])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    main(chosen.input, chosen.seed)
