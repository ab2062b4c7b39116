"""One row of a list of terms, checked: the same rules whatever the format of the file."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from diplograph.graph.authority import fold, load_authority
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InputError, InvalidDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.officeholders.model import OfficeTerm, RowProblem, TermFile
from diplograph.graph.officeholders.titles import is_unique, standard_title

LONGEST_TEXT = 200
"""The longest name or title, in code points: whatever is longer is no name."""

_PRESENT = frozenset({"", "present", "incumbent", "now", "today"})
_WIKIDATA = re.compile(
    r"(?:https?://(?:www[.])?wikidata[.]org/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]{0,11})", re.ASCII
)
# Marks that turn the direction of text, by which a name can show as another one.
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BEFORE_A_NAME = frozenset("'’‘ʻʼʿ`")


class UnusableRow(InputError):
    """A row of a list of terms cannot be taken; the message says why."""


def make_term(
    *,
    name: str,
    office: str,
    of: Actor,
    since: str = "",
    until: str = "",
    aliases: Iterable[str] = (),
    wikidata: str = "",
    row: int | None = None,
) -> OfficeTerm:
    """Make a term of the texts of a row.

    Raises :class:`UnusableRow`, with the reason, when one of them cannot be meant.

    >>> georgia = find_of("Georgia", "")
    >>> term = make_term(name="Maia  Panjikidze", office="Minister of Foreign Affairs", of=georgia)
    >>> term.name, term.office
    ('Maia Panjikidze', 'Foreign Minister')
    """
    name = _text(name, "name")
    title = _text(office, "office")
    others = dict.fromkeys(_text(each, "alias") for each in aliases if each.strip())
    others.pop(name, None)
    try:
        return OfficeTerm(
            name=name,
            office=standard_title(title, of.iri),
            of=of,
            since=_date(since, "from"),
            until=_date(until, "to"),
            aliases=tuple(sorted(others)),
            wikidata=_item(wikidata),
            row=row,
        )
    except InvalidDate as error:
        raise UnusableRow(str(error)) from error


def find_of(polity: str, organization: str, minter: Minter | None = None) -> Actor:
    """Find whose office it is, by the code or a name of a polity or an organisation.

    An organisation that the authority does not know is taken by its name; ``minter`` gives it the
    IRI that articles would.

    Raises :class:`UnusableRow` when neither or both are given, and for an unknown polity.

    >>> find_of("", "NATO").name
    'North Atlantic Treaty Organization'
    """
    polity, organization = polity.strip(), organization.strip()
    authority = load_authority()
    if polity and organization:
        raise UnusableRow("the office is of a polity or of an organization, not of both")
    if organization:
        body = authority.organizations.get(organization) or authority.find_organization(
            organization
        )
        if body is not None:
            return body.actor()
        name = _text(organization, "organization")
        return Actor(ActorKind.ORGANIZATION, name, (minter or Minter()).organization(name))
    if not polity:
        raise UnusableRow("it does not say of which polity or organization the office is")
    if polity in authority.polities:
        return authority.polities[polity].actor()
    found = authority.polities_named(polity)
    if len(found) == 1:
        return found[0].actor()
    if len(found) > 1:
        codes = ", ".join(f"{each.code} ({each.label})" for each in found)
        raise UnusableRow(f"the polity {_shown(polity)} can be any of {codes}: give the code")
    raise UnusableRow(f"unknown polity {_shown(polity)}{_suggestion(polity)}")


def _suggestion(text: str) -> str:
    authority = load_authority()
    upper = authority.polities.get(text.upper())
    if upper is not None:
        return f"; did you mean {upper.code} ({upper.label})?"
    if len(text) == 2:
        by_alpha2 = {each.alpha2: each for each in authority.polities.values() if each.alpha2}
        if (two := by_alpha2.get(text.upper())) is not None:
            return f"; did you mean {two.code} ({two.label})? Codes have three letters"
    for body in authority.organizations.values():
        if fold(text) in map(fold, (body.code, body.label)):
            return f"; {body.code} is an organization: write it in the column organization"
    labels = {each.label: each.code for each in authority.polities.values()}
    near = [f"{labels[label]} ({label})" for label in authority.suggest(text) if label in labels]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _text(text: str, what: str) -> str:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not text:
        raise UnusableRow(f"no {what}")
    if len(text) > LONGEST_TEXT:
        raise UnusableRow(f"the {what} has {len(text)} characters, at most {LONGEST_TEXT} are read")
    odd = next((c for c in text if c in _TURNING or unicodedata.category(c) in _ODD), None)
    if odd is not None:
        raise UnusableRow(f"the {what} holds the character U+{ord(odd):04X}")
    if not (text[0].isalnum() or text[0] in _BEFORE_A_NAME):
        # also keeps out what a table program would take for a formula
        raise UnusableRow(f"the {what} {_shown(text)} begins with {text[0]!r}")
    if not any(character.isalpha() for character in text):
        raise UnusableRow(f"the {what} {_shown(text)} has no letter")
    if "|" in text:
        raise UnusableRow(f"the {what} {_shown(text)} holds a |, which separates aliases")
    return text


_ODD = frozenset({"Cc", "Cs", "Co", "Cn"})


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}...")


def _date(text: str, column: str) -> PartialDate | None:
    text = text.strip()
    if not text or (column == "to" and text.lower() in _PRESENT):
        return None
    if len(text) > LONGEST_TEXT:
        raise UnusableRow(f"{column}: {_shown(text)} is no date")
    try:
        return PartialDate.parse(text)
    except InvalidDate as error:
        raise UnusableRow(f"{column}: {error}") from error


def _item(text: str) -> str | None:
    text = text.strip()
    if not text:
        return None
    found = _WIKIDATA.fullmatch(text)
    if found is None:
        raise UnusableRow(
            f"{_shown(text)} is no Wikidata id: use one such as Q567, or leave it out"
        )
    return found[1]


def checked(rows: Iterable[tuple[str, OfficeTerm]], rejected: Iterable[RowProblem]) -> TermFile:
    """Make the content of a file of its good rows, each with where it stands.

    A row that repeats a term, or gives a person another Wikidata item than a row before, is set
    aside; overlapping holders of an office with one holder are a warning.
    """
    minter = Minter()
    aside = list(rejected)
    terms: dict[OfficeTerm, str] = {}
    items: dict[str, tuple[str, str]] = {}
    for where, term in rows:
        if term in terms:
            aside.append(RowProblem(where, f"the same term as {terms[term]}"))
            continue
        person = term.person(minter)
        item, said = items.get(person, (term.wikidata, where))
        if term.wikidata and item and item != term.wikidata:
            reason = (
                f"{term.name} is {item} by {said} and {term.wikidata} here: correct one, or tell"
                " two persons of one name apart by a middle name"
            )
            aside.append(RowProblem(where, reason))
            continue
        if term.wikidata and person not in items:
            items[person] = (term.wikidata, where)
        terms[term] = where
    return TermFile(tuple(terms), tuple(aside), tuple(_overlaps(terms, minter)))


def _overlaps(terms: dict[OfficeTerm, str], minter: Minter) -> Iterable[RowProblem]:
    by_office: defaultdict[tuple[str, str], list[OfficeTerm]] = defaultdict(list)
    for term in terms:
        for key in term.keys:
            if is_unique(key, term.of.iri) and not term.is_acting and term.since is not None:
                by_office[term.of.iri, key].append(term)
    for holders in by_office.values():
        holders.sort(key=lambda each: (each.since.last_day if each.since else None, each.name))
        longest = holders[0]
        for term in holders[1:]:
            assert term.since is not None
            ended = longest.until.first_day if longest.until else None
            # a successor often takes over on the last day of the one before
            if ended is None or term.since.last_day < ended:
                if term.person(minter) != longest.person(minter):
                    still = f"until {longest.until}" if longest.until else "to the present"
                    yield RowProblem(
                        terms[term],
                        f"{term.name} is {term.label} from {term.since}, but by"
                        f" {terms[longest]} {longest.name} is {still}",
                    )
            if ended is not None and (term.until is None or term.until.first_day > ended):
                longest = term
