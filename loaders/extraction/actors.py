"""Actors of the model: names as one writes them, offices, and on behalf of whom they act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from diplograph.graph.authority import Authority
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, ActorKind, Office, Participant, Role
from diplograph.loaders.extraction.lexicon import load_titles
from diplograph.loaders.extraction.nominals import Title
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.tokens import fold

_ROLE_ORDER = list(Role)


class ActorBuilder:
    """Makes actors and participants of the entities of an article."""

    def __init__(self, authority: Authority, minter: Minter) -> None:
        self.authority = authority
        self.minter = minter

    def actor(self, entity: Entity) -> Actor:
        """The actor of the model for an entity of the article."""
        if entity.is_person:
            code = entity.codes[0] if entity.codes else None
            return Actor(
                ActorKind.PERSON, self._full_name(entity), self.minter.person(entity.name, code)
            )
        found = self.authority.actor_by_code(entity.codes[0])
        assert found is not None
        return found

    def _full_name(self, entity: Entity) -> str:
        # A sovereign or pope known by one name keeps his title with it.
        if " " not in entity.name:
            for title in entity.titles:
                if title.head in {"king", "queen", "pope", "emperor", "sultan", "emir", "prince"}:
                    return f"{title.head.capitalize()} {entity.name}"
        for title in entity.titles:
            if title.head in {"king", "queen", "pope"} and re.fullmatch(r"\S+ [IVX]+", entity.name):
                return f"{title.head.capitalize()} {entity.name}"
        return _mixed_case(entity.name)

    def participant(
        self, entity: Entity, roles: set[Role], unnamed: Sequence[Title] = ()
    ) -> Participant:
        """An entity's part in an event.

        ``unnamed`` are the titles of a person without a name, for whom a polity or organisation
        stands: its part has that office, unless they are two offices.
        """
        ordered = tuple(sorted(roles, key=_ROLE_ORDER.index))
        represents = tuple(
            actor for code in entity.codes if (actor := self._represented(code)) is not None
        )
        titles = entity.titles if entity.is_person else unnamed
        office = self._office(titles, represents)
        if not entity.is_person and len({self._office([t], ()) for t in _formal(titles)}) > 1:
            office = None
        return Participant(self.actor(entity), ordered, office, represents)

    def _represented(self, code: str) -> Actor | None:
        """Whom an actor with a code stands for: a movement may stand for a polity."""
        organization = self.authority.organizations.get(code)
        if organization is not None and organization.represents is not None:
            return self.authority.actor_by_code(organization.represents)
        return self.authority.actor_by_code(code)

    @staticmethod
    def _office(titles: Iterable[Title], represents: tuple[Actor, ...]) -> Office | None:
        for title in _formal(titles):
            if title.former:
                continue
            of = represents[0] if represents else None
            return Office(_office_words(title.words), of)
        return None


def _formal(titles: Iterable[Title]) -> list[Title]:
    """Titles that name an office, or where there are none those that merely say who leads."""
    told = [t for t in titles if t.words and not t.relational]
    return [t for t in told if t.level not in {"leader", "delegation", "anyone"}] or told


def _mixed_case(name: str) -> str:
    """A name that a transcript gives only in capitals, as one writes it: ``LAVROV``, ``Lavrov``."""
    return name.title() if name.isupper() and len(name) > 3 else name


_FORMS_OF_ADDRESS = frozenset(
    "excellency majesty highness holiness his her newly elected sitting".split()
)


def _office_words(words: str) -> str:
    """A title as one writes an office: ``foreign ministers`` becomes ``Foreign Minister``."""
    small = {"of", "and", "for", "the", "to", "in", "on"}
    plurals = load_titles().plural_heads
    out = []
    for word in words.split():
        if word.lower() in _FORMS_OF_ADDRESS:
            continue
        if fold(word) in plurals and fold(word) not in load_titles().heads:
            word = word[: len(plurals[fold(word)])]
        if word.isupper() and len(word) > 3:
            word = word.capitalize()
        out.append(word if word in small or not word.islower() else word.capitalize())
    return " ".join(out)
