"""What an extractor that is paid by use has used, and what it had to leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Usage:
    """Answers that were asked for, what they cost, and what of them was left out.

    ``answers`` came from the endpoint, ``cached`` from an earlier run. Tokens are those that the
    endpoint reports; ``unmetered`` answers came without a report. ``cost`` is in the currency of
    the prices that the user gave, None without prices. ``dropped`` counts facts by the reason for
    which they were left out.

    >>> print(Usage(2, 1, 1200, 150, cost=0.003) + Usage(answers=1, unmetered=1))
    3 answers from the endpoint, 1 from the cache; 1200 tokens in, 150 out, 1 answer unmetered
    cost 0.003
    """

    answers: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    unmetered: int = 0
    cost: float | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Usage) -> Usage:
        costs = [each for each in (self.cost, other.cost) if each is not None]
        return Usage(
            self.answers + other.answers,
            self.cached + other.cached,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.unmetered + other.unmetered,
            sum(costs) if costs else None,
            dict(Counter(self.dropped) + Counter(other.dropped)),
        )

    def to_dict(self) -> dict[str, Any]:
        """The usage as JSON has it, reasons in alphabetical order.

        >>> Usage(answers=1, dropped={"quote not in the text": 2}).to_dict()["dropped"]
        {'quote not in the text': 2}
        """
        return {
            "answers": self.answers,
            "cached": self.cached,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "unmetered": self.unmetered,
            "cost": self.cost,
            "dropped": dict(sorted(self.dropped.items())),
        }

    def __str__(self) -> str:
        first = (
            f"{_answers(self.answers)} from the endpoint, {self.cached} from the cache;"
            f" {self.input_tokens} tokens in, {self.output_tokens} out"
        )
        if self.unmetered:
            first += f", {_answers(self.unmetered)} unmetered"
        lines = [first]
        if self.cost is not None:
            lines.append(f"cost {self.cost:.6g}")
        if self.dropped:
            lines.append(f"{sum(self.dropped.values())} facts of the answers left out:")
            lines += [f"  {count} {reason}" for reason, count in sorted(self.dropped.items())]
        return "\n".join(lines)


def _answers(number: int) -> str:
    return f"{number} answer" if number == 1 else f"{number} answers"


@runtime_checkable
class Metered(Protocol):
    """An extractor that counts what it uses."""

    def take_usage(self) -> Usage:
        """What was used since this was last asked."""
        ...


def taken(extractor: object) -> Usage | None:
    """What an extractor has used since this was last asked, None for one that does not count.

    >>> taken(object()) is None
    True
    """
    return extractor.take_usage() if isinstance(extractor, Metered) else None
