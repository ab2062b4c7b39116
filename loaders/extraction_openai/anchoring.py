"""Finding in the article the words that a model says it read there."""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.graph.model import Quote

# Models straighten quotation marks and dashes and lose invisible characters when they copy.
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʻ`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)


class AnchoredText:
    """A text in which words are found as they stand there, and nothing that is only like them.

    Forms of white space, quotation mark and dash count as the same, letters and case do not. What
    is found is cut from the text, so every quote is verbatim.

    >>> text = AnchoredText("The  President’s envoy\\nleft Oslo – at last.")
    >>> text.find("President's envoy left")
    Quote(start=5, end=27, text='President’s envoy\\nleft')
    >>> text.find("president's envoy"), text.find("Os")
    (None, None)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        folded: list[str] = []
        # Where in the text each folded character comes from.
        self._origin: list[int] = []
        for position, character in enumerate(text):
            for same in _folded_character(character):
                if same == " " and folded and folded[-1] == " ":
                    continue
                folded.append(same)
                self._origin.append(position)
        self._folded = "".join(folded)

    def find(self, words: str) -> Quote | None:
        """The first place where whole words read so, None without one."""
        return next(self.find_all(words), None)

    def find_all(self, words: str) -> Iterator[Quote]:
        """All places where whole words read so, in order and without overlaps."""
        wanted = " ".join("".join(map(_folded_character, words)).split())
        if not any(character.isalnum() for character in wanted):
            return
        at = self._folded.find(wanted)
        while at >= 0:
            stop = at + len(wanted)
            if self._is_whole(at, stop):
                yield Quote.of(self.text, self._origin[at], self._origin[stop - 1] + 1)
                at = self._folded.find(wanted, stop)
            else:
                at = self._folded.find(wanted, at + 1)

    def _is_whole(self, start: int, stop: int) -> bool:
        """Whether no word goes on over the edges."""
        text = self._folded
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_after = stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum()
        return not (cut_before or cut_after)


def _folded_character(character: str) -> str:
    return " " if character.isspace() else character.translate(_SAME)


def one_line(quote: Quote) -> str:
    """The words of a quote as a name or title has them, in one line.

    >>> one_line(Quote(0, 8, "Ann\\n Ash"))
    'Ann Ash'
    """
    return " ".join(quote.text.split())
