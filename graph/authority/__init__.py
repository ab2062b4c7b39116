"""The authority: polities, organisations, offices, places and who recognises whom, as data."""

from diplograph.graph.authority.lookup import Authority, fold, load_authority
from diplograph.graph.authority.tables import (
    OFFICE_LEVELS,
    City,
    Modifier,
    OfficeTitle,
    Organization,
    Polity,
    Portfolio,
    RecognitionClaim,
    Region,
    Territory,
    Venue,
)

__all__ = [
    "OFFICE_LEVELS",
    "Authority",
    "City",
    "Modifier",
    "OfficeTitle",
    "Organization",
    "Polity",
    "Portfolio",
    "RecognitionClaim",
    "Region",
    "Territory",
    "Venue",
    "fold",
    "load_authority",
]
