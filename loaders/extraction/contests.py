"""Matches: teams that bear the names of states meet on a pitch, not at a table."""

from __future__ import annotations

import re

from diplograph.loaders.extraction.drafts import Draft

# Words that only sport has where states are said to meet; "round" and "final" stand in talks too.
_SPORT = re.compile(
    r"\b(?:drew|beat|beaten|defeated|outplayed|kick-?off|half-?time|semi-?finals?|quarter-?finals?"
    r"|goals?(?:less|keeper)|scor(?:ed|ing)|goal\s+difference|match(?:es)?|tournaments?"
    r"|championships?|world\s+cup|fixtures?|qualifiers?|penalt(?:y|ies)\s+(?:kick|shoot)\w*"
    r"|wickets?|innings|medal(?:s|lists?)?|stadium|playoffs?|friendl(?:y|ies)\s+in"
    r"|in\s+the\s+(?:grand\s+)?final\b|\d+\s?[-–]\s?\d+\s+(?:win|victory|defeat|draw))\b",
    re.IGNORECASE,
)


def is_contest(draft: Draft, words: str) -> bool:
    """Whether a gathering of polities without a single person is a match of their teams.

    ``words`` are those of the sentence that tells it.
    """
    return not draft.persons and _SPORT.search(words) is not None
