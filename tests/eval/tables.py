"""The figures of the sets as text: one table of the annotated sets, one list of the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from measuring import Measured
from sets import is_annotated, is_half

Answers = dict[str, list[Measured]]
"""Measured sets by the extractor that was asked."""

_COLUMN = 12
# Columns of annotated sets are as wide as their heads, and at least so wide.
_NARROW = 7


def tables(answers: Answers) -> str:
    """All figures; those of several extractors side by side."""
    several = len(answers) > 1
    annotated: list[tuple[str, str, Measured]] = []
    others: dict[str, dict[str, Measured]] = {}
    for extractor, sets in answers.items():
        for each in sets:
            if not is_annotated(each.name):
                others.setdefault(each.name, {})[extractor] = each
            elif not (several and is_half(each.name)):
                # beside another extractor the halves would make the table too wide
                annotated.append((each.name, extractor, each))
    order = list(dict.fromkeys(name for name, _, _ in annotated))
    annotated.sort(key=lambda column: order.index(column[0]))
    parts = []
    if annotated:
        parts.append("\n".join(_annotated(annotated, several)))
    if others:
        parts.append("\n".join(_others(others, list(answers))))
    return "\n\n".join(parts)


def _annotated(columns: Sequence[tuple[str, str, Measured]], several: bool) -> Iterable[str]:
    names = list(dict.fromkeys(name for *_, each in columns for name in each.values))
    width = max(map(len, names))
    heads = [name.replace("press_dev_", "") for name, *_ in columns]
    wide = [
        2 + max(len(head), len(extractor) if several else 0, _NARROW)
        for head, (_, extractor, _) in zip(heads, columns, strict=True)
    ]

    def line(head: str, cells: Iterable[str]) -> str:
        return f"{head:{width}}" + "".join(
            f"{cell:>{size}}" for cell, size in zip(cells, wide, strict=True)
        )

    yield line("", heads)
    if several:
        yield line("", (extractor for _, extractor, _ in columns))
    yield line("articles", (str(each.size) for *_, each in columns))
    for name in names:
        yield line(name, (_figure(each, name) for *_, each in columns))


def _others(sets: dict[str, dict[str, Measured]], extractors: Sequence[str]) -> Iterable[str]:
    """One line for each figure, with the counts behind it where it is a share."""
    rows = [
        (set_name, figure, by_extractor)
        for set_name, by_extractor in sets.items()
        for figure in dict.fromkeys(f for each in by_extractor.values() for f in each.values)
    ]
    indent = max(map(len, sets))
    width = indent + 2 + max(len(figure) for _, figure, _ in rows)
    if len(extractors) > 1:
        yield " " * width + "".join(f"{name:>{2 * _COLUMN}}" for name in extractors)
    before = ""
    for set_name, figure, by_extractor in rows:
        head = set_name if set_name != before else ""
        cells = [
            f"{_figure(each, figure):>{_COLUMN}}{_counts(each, figure):>{_COLUMN}}"
            for each in (by_extractor.get(name) for name in extractors)
        ]
        yield f"{head:{indent}}  {figure:{width - indent - 2}}{''.join(cells)}".rstrip()
        before = set_name


def _figure(measured: Measured | None, name: str) -> str:
    value = measured.values.get(name) if measured else None
    if value is None:
        return ""
    return f"{value}" if isinstance(value, int) else f"{value:.3f}"


def _counts(measured: Measured | None, name: str) -> str:
    share = measured.shares.get(name) if measured else None
    return f"{share.right}/{share.of}" if share else ""
