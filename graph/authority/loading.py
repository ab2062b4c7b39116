"""Reading the authority's data files.

Every file is tab-separated with a header line, UTF-8, without quoting; several values in one cell
are separated by ``|``. Empty cells are missing values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.resources import files

from diplograph.graph.authority.tables import (
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
from diplograph.graph.dates import PartialDate

_DATA = files("diplograph.graph.authority") / "data"


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a data file as dictionaries by column name."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{name}:{number}: {len(cells)} cells, {len(header)} columns")
        yield dict(zip(header, cells, strict=True))


def _with_saints(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Add the other ways to write a saint: ``St Petersburg``, ``St. Petersburg``."""
    short = [
        f"{form} {each.removeprefix('Saint ')}"
        for each in (name, *others)
        if each.startswith("Saint ")
        for form in ("St", "St.")
    ]
    return (*others, *(each for each in short if each not in others))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


def read_polities() -> dict[str, Polity]:
    """Read ``polities.tsv``, by code."""
    return {
        row["code"]: Polity(
            code=row["code"],
            label=row["label"],
            official_name=row["official_name"],
            aliases=_many(row["aliases"]),
            adjectives=_many(row["adjectives"]),
            demonyms=_many(row["demonyms"]),
            capitals=_many(row["capitals"]),
            metonyms=_many(row["metonyms"]),
            former_names=_many(row["former_names"]),
            ambiguous=_many(row["ambiguous"]),
            alpha2=row["alpha2"] or None,
            wikidata=row["wikidata"] or None,
            status=row["status"],
        )
        for row in _rows("polities.tsv")
    }


def read_organizations() -> dict[str, Organization]:
    """Read ``organizations.tsv``, by code."""
    return {
        row["code"]: Organization(
            code=row["code"],
            label=row["label"],
            aliases=_many(row["aliases"]),
            adjectives=_many(row["adjectives"]),
            kind=row["kind"],
            seat=row["seat"] or None,
            seat_country=row["seat_country"] or None,
            wikidata=row["wikidata"] or None,
            part_of=row["part_of"] or None,
            affiliation=row["affiliation"] or None,
            represents=row["represents"] or None,
            members=_many(row["members"]),
            ambiguous=_many(row["ambiguous"]),
        )
        for row in _rows("organizations.tsv")
    }


def read_offices() -> dict[str, OfficeTitle]:
    """Read ``offices.tsv``, by id."""
    return {
        row["id"]: OfficeTitle(
            id=row["id"],
            title=row["title"],
            aliases=_many(row["aliases"]),
            plurals=_many(row["plurals"]),
            level=row["level"],
            gender=row["gender"] or None,
            unique=row["unique"] == "yes",
            person_noun=row["person_noun"] == "yes",
        )
        for row in _rows("offices.tsv")
    }


def read_office_holders() -> tuple[OfficeHolder, ...]:
    """Read ``office_holders.tsv``."""
    return tuple(
        OfficeHolder(
            name=row["name"],
            office=row["office"],
            of=row["of"],
            since=PartialDate.parse(row["from"]),
            until=PartialDate.parse(row["to"]) if row["to"] else None,
            aliases=_many(row["aliases"]),
        )
        for row in _rows("office_holders.tsv")
    )


def read_portfolios() -> dict[str, Portfolio]:
    """Read ``portfolios.tsv``, by id."""
    return {
        row["id"]: Portfolio(row["id"], row["name"], _many(row["aliases"]), row["level"])
        for row in _rows("portfolios.tsv")
    }


def read_modifiers() -> tuple[Modifier, ...]:
    """Read ``modifiers.tsv``."""
    return tuple(Modifier(row["text"], row["effect"]) for row in _rows("modifiers.tsv"))


def read_honorifics() -> tuple[str, ...]:
    """Read ``honorifics.tsv``."""
    return tuple(row["text"] for row in _rows("honorifics.tsv"))


def read_given_names() -> tuple[GivenName, ...]:
    """Read the forms of given names."""
    return tuple(
        GivenName(_many(row["names"]), _many(row["of"])) for row in _rows("given_names.tsv")
    )


def read_cities() -> tuple[City, ...]:
    """Read ``places_extra.tsv`` (our own) and ``places.tsv`` (from GeoNames)."""
    return tuple(
        City(
            name=row["name"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            alternates=_with_saints(row["name"], _many(row["alternates"])),
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
            population=int(row["population"] or 0),
            feature=row["feature"],
            territory=row["territory"] or None,
            notable=file == "places_extra.tsv",
        )
        for file in ("places_extra.tsv", "places.tsv")
        for row in _rows(file)
    )


def read_venues() -> tuple[Venue, ...]:
    """Read ``venues.tsv``."""
    return tuple(
        Venue(row["name"], row["city"], row["country"] or None, _many(row["aliases"]))
        for row in _rows("venues.tsv")
    )


def read_regions() -> tuple[Region, ...]:
    """Read ``regions.tsv``."""
    return tuple(
        Region(row["name"], row["country"], _many(row["aliases"])) for row in _rows("regions.tsv")
    )


def read_time_zones() -> dict[str, str]:
    """Read ``time_zones.tsv``: names of the IANA time zone database by code of polity."""
    return {row["code"]: row["time_zone"] for row in _rows("time_zones.tsv")}


def read_ambiguous_places() -> tuple[str, ...]:
    """Read ``ambiguous_places.tsv``."""
    return tuple(row["text"] for row in _rows("ambiguous_places.tsv"))


def read_recognition() -> tuple[RecognitionClaim, ...]:
    """Read ``recognition.tsv``."""
    return tuple(
        RecognitionClaim(
            recognizer=row["recognizer"],
            recognized=row["recognized"],
            stance=row["stance"],
            since=_day(row["since"]),
            until=_day(row["until"]),
            source=row["source"],
        )
        for row in _rows("recognition.tsv")
    )


def read_territories() -> dict[str, Territory]:
    """Read ``territories.tsv``, by id."""
    return {
        row["id"]: Territory(
            id=row["id"],
            label=row["label"],
            aliases=_many(row["aliases"]),
            administered_by=_many(row["administered_by"]),
            claimed_by=_many(row["claimed_by"]),
            polity=row["polity"] or None,
            parent=row["parent"] or None,
            wikidata=row["wikidata"] or None,
            since=_day(row["since"]),
            until=_day(row["until"]),
            source=row["source"],
        )
        for row in _rows("territories.tsv")
    }


def read_territorial_claims() -> tuple[TerritorialClaim, ...]:
    """Read ``territorial_claims.tsv``."""
    return tuple(
        TerritorialClaim(
            territory=row["territory"],
            kind=row["kind"],
            polity=row["polity"],
            belongs_to=row["belongs_to"] or None,
            since=_day(row["since"]),
            until=_day(row["until"]),
            source=row["source"],
        )
        for row in _rows("territorial_claims.tsv")
    )
