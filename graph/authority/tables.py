"""The frozen row types of the authority: one class for each data file.

The rows are data that people edit (``data/*.tsv``); nothing here decides anything. Names keep the
spelling of their source; folding for comparison happens in :mod:`.lookup`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from diplograph.graph import iris
from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Actor, ActorKind, Place


@dataclass(frozen=True, slots=True)
class Polity:
    """A state, de facto state, dependent territory or historical state that news names.

    ``code`` is the ISO 3166-1 alpha-3 code, or one of ours where ISO has none. ``label`` is the
    neutral common English name, without article. ``capitals`` holds the present capital first, then
    its other spellings and further seats. ``ambiguous`` lists the surface forms of this polity that
    are also something else and need context before they are believed.

    >>> Polity(code="SOS", label="South Ossetia").iri
    'https://w3id.org/diplograph/authority/polity/SOS'
    """

    code: str
    label: str
    official_name: str = ""
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    alpha2: str | None = None
    wikidata: str | None = None
    status: str = "state"

    @property
    def iri(self) -> str:
        """IRI of the polity as an actor."""
        return iris.polity(self.code)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the polity itself: label, official name, aliases, former names."""
        given = (self.label, self.official_name, *self.aliases, *self.former_names)
        return tuple(dict.fromkeys(name for name in given if name))

    def actor(self) -> Actor:
        """Return the polity as an actor of the model."""
        return Actor(ActorKind.POLITY, self.label, self.iri, self.code)

    def place(self) -> Place:
        """Return the polity's territory as a place of the model, without coordinates."""
        return Place(self.label, iris.country(self.code), self.code)


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organisation, a body of one, or a non-state party to talks.

    ``code`` is the usual acronym, or the name where there is none. ``part_of`` is the code of the
    organisation for which an organ or mission speaks (the European Commission for the EU),
    ``affiliation`` that to whose system an agency belongs while it speaks for itself (UNDP, the
    World Bank). ``represents`` is the code of the polity that a movement or agency speaks for.
    ``members`` holds codes of polities and organisations; it is empty where membership is not
    recorded.

    >>> Organization(code="UN", label="United Nations").actor().short
    'UN'
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    kind: str = "intergovernmental"
    seat: str | None = None
    seat_country: str | None = None
    wikidata: str | None = None
    part_of: str | None = None
    affiliation: str | None = None
    represents: str | None = None
    members: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """IRI of the organisation as an actor."""
        return iris.organization(self.code)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the organisation: label, code, aliases."""
        return tuple(dict.fromkeys((self.label, self.code, *self.aliases)))

    def actor(self) -> Actor:
        """Return the organisation as an actor of the model."""
        return Actor(ActorKind.ORGANIZATION, self.label, self.iri, self.code)


@dataclass(frozen=True, slots=True)
class OfficeTitle:
    """A title of office or a noun for its holder.

    ``level`` is one of :data:`OFFICE_LEVELS`. ``unique`` says that a polity or organisation has one
    holder at a time, ``person_noun`` that the word names a person without being a formal title
    ("leader", "envoy"). ``plurals`` are the plural forms of title and aliases.

    >>> OfficeTitle("foreign-minister", "Foreign Minister", level="foreign-minister").iri
    'https://w3id.org/diplograph/authority/office/foreign-minister'
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    level: str = "official"
    gender: str | None = None
    unique: bool = False
    person_noun: bool = False

    @property
    def iri(self) -> str:
        """IRI of the office."""
        return f"{iris.AUTHORITY}office/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """The title and its variants, singular."""
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who held an office, from when to when; ``of`` is the code of a polity or organisation.

    ``office`` is one of :data:`HELD_OFFICES`. ``since`` and ``until`` are known to the month or the
    year; ``until`` is None while the office is held.

    >>> holder = OfficeHolder("Angela Merkel", "premier", "DEU", PartialDate(2005, 11))
    >>> holder.held(dt.date(2010, 1, 1)), holder.held(dt.date(2001, 1, 1))
    (True, False)
    """

    name: str
    office: str
    of: str
    since: PartialDate
    until: PartialDate | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of the name."""
        return (self.name, *self.aliases)

    def held(self, day: dt.date) -> bool:
        """Whether the office was held on a day, as far as the months or years known allow."""
        return self.since.first_day <= day and (self.until is None or day <= self.until.last_day)


@dataclass(frozen=True, slots=True)
class GivenName:
    """Forms of one given name: short ones, or those of several languages.

    ``of`` holds the codes of the polities whose persons are called so; empty: everywhere.

    >>> GivenName(("Bill", "William")).of
    ()
    """

    names: tuple[str, ...]
    of: tuple[str, ...] = ()


HELD_OFFICES = (
    "president",
    "monarch",
    "premier",
    "leader",
    "foreign minister",
    "defence minister",
    "national security adviser",
    "secretary-general",
    "high representative",
    "commission president",
    "council president",
    "chair",
    "envoy",
)
"""The offices of :class:`OfficeHolder`."""


OFFICE_LEVELS = (
    "head-of-state",
    "head-of-government",
    "deputy-head",
    "foreign-minister",
    "minister",
    "deputy-minister",
    "ambassador",
    "envoy",
    "military",
    "legislature",
    "monarch",
    "organisation-head",
    "official",
    "religious",
    "spouse",
)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What a minister is minister of: ``Defence`` gives Defence Minister, Minister of Defence.

    ``level`` is the office level of its minister (``foreign-minister`` or ``minister``).
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = "minister"

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that changes a title: ``former``, ``acting``, ``deputy``.

    ``effect`` is ``past`` (no longer holds it), ``acting`` (holds it for now), ``future``
    (will hold it), ``rank`` (another, lower office) or ``none`` (holds it all the same).
    """

    text: str
    effect: str


@dataclass(frozen=True, slots=True)
class City:
    """A populated place or a diplomatic meeting place that is named like one.

    ``country`` is the code of the polity that governs it, None where that is disputed and no
    polity of its own stands for it (Crimea, East Jerusalem, the Golan Heights); ``territory`` is
    then the id of the contested :class:`Territory`. ``latitude`` and ``longitude`` are WGS 84
    degrees, ``feature`` is ``capital``, ``city`` or ``venue``. ``notable`` says that we list the
    place because diplomacy knows it, whatever its size.

    >>> City("Gagra", "ABK", 43.28, 40.27).iri
    'https://w3id.org/diplograph/authority/place/ABK/gagra'
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    alternates: tuple[str, ...] = ()
    geonames_id: int | None = None
    population: int = 0
    feature: str = "city"
    territory: str | None = None
    notable: bool = False

    @property
    def iri(self) -> str:
        """GeoNames IRI where the id is known, else an authority IRI of country and name."""
        if self.geonames_id is not None:
            return iris.geonames(self.geonames_id)
        return f"{iris.country(self.country or self.territory or '-')}/{iris.slug(self.name)}"

    def place(self, name: str | None = None) -> Place:
        """Return the city as a place of the model, named as the article spells it."""
        return Place(name or self.name, self.iri, self.country, self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Venue:
    """A named building, residence or site where talks are held, and the city it lies in."""

    name: str
    city: str
    country: str | None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a polity that news names like a place, such as Bavaria; it is no city."""

    name: str
    country: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class RecognitionClaim:
    """Who recognises whom: a dated, sourced claim, not a judgement of ours.

    ``stance`` is ``recognizes``, ``does-not-recognize`` or ``withdrew``.
    """

    recognizer: str
    recognized: str
    stance: str
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""

    @property
    def iri(self) -> str:
        """IRI of the claim; a withdrawal is a claim of its own beside the recognition."""
        end = "-withdrew" if self.stance == "withdrew" else ""
        return f"{iris.AUTHORITY}recognition/{self.recognized}-{self.recognizer}{end}"


@dataclass(frozen=True, slots=True)
class Territory:
    """A contested territory: who administers it and who claims it now, as codes of polities.

    ``polity`` is the polity whose own territory it is, ``parent`` the state of which that polity
    was a part, where not to recognise the one means to count its territory to the other.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    polity: str | None = None
    parent: str | None = None
    wikidata: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""

    @property
    def iri(self) -> str:
        """IRI of the territory as a place; that of the polity's territory where there is one."""
        return iris.country(self.polity or self.id)


@dataclass(frozen=True, slots=True)
class TerritorialClaim:
    """Who administers a territory, or says whose it is, from when to when, and by which source.

    ``kind`` is ``administration`` or ``claim``. A claim says that the territory belongs to
    ``belongs_to``: to the claimant itself, or to another polity. An empty bound is not known; a
    claim without an end holds.
    """

    territory: str
    kind: str
    polity: str
    belongs_to: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""

    @property
    def iri(self) -> str:
        """IRI of the claim, or of the administration; one that has ended carries its last day."""
        about = "" if self.belongs_to in (None, self.polity) else f"-{self.belongs_to}"
        end = f"-until-{self.until.isoformat()}" if self.until else ""
        return f"{iris.AUTHORITY}{self.kind}/{self.territory}-{self.polity}{about}{end}"
