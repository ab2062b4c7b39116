"""The authority: polities, organisations, offices, places and who recognises whom, as data."""

from diplograph.graph.authority.lookup import Authority, fold, load_authority
from diplograph.graph.authority.tables import (
    HELD_OFFICES,
    OFFICE_LEVELS,
    City,
    GivenName,
    Modifier,
    OfficeHolder,
    OfficeTitle,
    Organization,
    Polity,
    Portfolio,
    RecognitionClaim,
    Region,
    TerritorialClaim,
    Territory,
    Venue,
)

__all__ = [
    "HELD_OFFICES",
    "OFFICE_LEVELS",
    "Authority",
    "City",
    "GivenName",
    "Modifier",
    "OfficeHolder",
    "OfficeTitle",
    "Organization",
    "Polity",
    "Portfolio",
    "RecognitionClaim",
    "Region",
    "TerritorialClaim",
    "Territory",
    "Venue",
    "fold",
    "load_authority",
]
