"""Participants of an answer, linked to the authority as the frames extractor links them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diplograph.graph.iris import Minter
from diplograph.graph.mapping.actors import roles_in_order
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventType,
    Mention,
    MentionKind,
    Participant,
    Quote,
    Role,
)
from diplograph.loaders.extraction.actors import ActorBuilder
from diplograph.loaders.extraction.finder import Finder
from diplograph.loaders.extraction.lexicon import EntryKind, Lexicon, Match
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.tokens import tokenize
from diplograph.loaders.extraction_openai.anchoring import AnchoredText, one_line
from diplograph.loaders.extraction_openai.answer import AnsweredParticipant
from diplograph.loaders.extraction_openai.dropped import Dropped, Reason

# Roles that belong to some types of event alone, as the shapes of the graph have it.
_OF_TYPES: Mapping[Role, Callable[[EventType], bool]] = {
    Role.SIGNATORY: lambda kind: kind.is_conclusion or kind.is_later_step,
    Role.SPEAKER: lambda kind: kind.is_said,
    Role.ADDRESSEE: lambda kind: kind.is_said,
    Role.VISITOR: lambda kind: kind is EventType.VISIT,
    Role.CALLER: lambda kind: kind is EventType.CALL,
}
# A name has no more words than this; what is longer is a sentence.
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class _Named:
    """A person's name as the article has it, with the titles that stand before it there."""

    name: str
    titles: tuple[Title, ...] = ()
    codes: tuple[str, ...] = ()


class People:
    """The actors of one article.

    A name is taken only where title or text has it; a polity or organisation also where the article
    speaks of it in another form (*Russian*, *the Kremlin*).
    """

    def __init__(
        self,
        article: Article,
        text: AnchoredText,
        lexicon: Lexicon,
        minter: Minter,
        dropped: Dropped,
    ) -> None:
        self._text = text
        self._title = AnchoredText(article.title or "")
        self._lexicon = lexicon
        self._builder = ActorBuilder(lexicon.authority, minter)
        self._dropped = dropped
        self._spoken = self._codes_in(article.text)
        around = f"{article.title or ''}\n{article.outlet or ''}"
        self._codes = frozenset((*self._spoken, *self._codes_in(around)))
        self._mentions: dict[Quote, Mention] = {}
        self._full_names: dict[str, set[str]] = {}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text names the participants given out so far."""
        return tuple(self._mentions.values())

    def code(self, name: str) -> str | None:
        """The code of the one polity or organisation that goes by a name or has it as its code."""
        if self._lexicon.authority.actor_by_code(name.strip()) is not None:
            return name.strip()
        tokens = tokenize(name)
        if len(tokens) > 1 and tokens[0].key == "the":
            tokens = tokens[1:]
        match = self._lexicon.match(tokens, 0, len(tokens)) if tokens else None
        return _one_code(match) if match is not None and match.length == len(tokens) else None

    def speaks_of(self, name: str) -> str | None:
        """The code of the polity or organisation of a name, if the article speaks of it."""
        code = self.code(name)
        return code if code in self._codes else None

    def learn(self, answered: Iterable[AnsweredParticipant]) -> None:
        """Take note of the full names of an answer, for places where it gives the surname alone."""
        for each in answered:
            quote = self._text.find(each.name) or self._title.find(each.name)
            if each.kind is not ActorKind.PERSON or quote is None:
                continue
            named = self._named(one_line(quote))
            if named is not None and " " in named.name:
                self._full_names.setdefault(named.name.split()[-1], set()).add(named.name)

    def participants(
        self, answered: Iterable[AnsweredParticipant], kind: EventType
    ) -> tuple[Participant, ...]:
        """Those of the participants that the article names, each actor once."""
        found: dict[str, Participant] = {}
        for each in answered:
            participant = self._participant(each, self._roles(each.roles, kind))
            if participant is None:
                continue
            known = found.setdefault(participant.actor.iri, participant)
            roles = roles_in_order((*known.roles, *participant.roles))
            found[participant.actor.iri] = replace(known, roles=roles)
        return tuple(found.values())

    def _roles(self, roles: Iterable[Role], kind: EventType) -> set[Role]:
        kept = set()
        for role in dict.fromkeys(roles):
            if role in _OF_TYPES and not _OF_TYPES[role](kind):
                self._dropped.add(Reason.ROLE)
            else:
                kept.add(role)
        return kept or {Role.PARTICIPANT}

    def _participant(self, answered: AnsweredParticipant, roles: set[Role]) -> Participant | None:
        code = self.code(answered.name)
        surname = answered.kind is ActorKind.PERSON and answered.name in self._full_names
        if code is not None and not surname:
            if code not in self._codes:
                self._dropped.add(Reason.PARTICIPANT)
                return None
            kind = "polity" if code in self._lexicon.authority.polities else "organization"
            participant = self._builder.participant(Entity(kind, answered.name, (code,)), roles)
            self._mention(self._spoken.get(code, ()), participant.actor)
            return participant
        quote = self._text.find(answered.name) or self._title.find(answered.name)
        if quote is None or len(answered.name.split()) > _LONGEST_NAME:
            self._dropped.add(Reason.PARTICIPANT)
            return None
        if answered.kind is ActorKind.PERSON:
            return self._person(one_line(quote), answered, roles)
        if answered.kind is ActorKind.ORGANIZATION and quote.text[0].isupper():
            name = one_line(quote)
            iri = self._builder.minter.organization(name)
            actor = Actor(ActorKind.ORGANIZATION, name, iri)
            self._mention(self._text.find_all(name), actor)
            sides = self._sides(answered.represents, ())
            return Participant(actor, roles_in_order(roles), None, sides)
        self._dropped.add(Reason.NOT_ONE_ACTOR)
        return None

    def _person(
        self, words: str, answered: AnsweredParticipant, roles: set[Role]
    ) -> Participant | None:
        named = self._named(words)
        if named is None:
            self._dropped.add(Reason.NOT_ONE_ACTOR)
            return None
        office = self._office(answered.office)
        titles = [*office, *named.titles]
        codes = dict.fromkeys(code for title in titles for code in title.codes)
        sides = self._sides(answered.represents, (*codes, *named.codes))
        full = self._full_names.get(named.name, set())
        name = next(iter(full)) if len(full) == 1 else named.name
        entity = Entity("person", name, tuple(side.short for side in sides), titles)
        participant = self._builder.participant(entity, roles)
        self._mention(self._text.find_all(name), participant.actor)
        return participant

    def _named(self, words: str) -> _Named | None:
        """The name in the words of the text, by the grammar of titles and names."""
        nominals = self._nominals(words)
        if not nominals:
            # The grammar leaves bare words (*Lavrov*) and other scripts alone; here the text must
            # only spell them like a name.
            lower = any(word[0].islower() for word in words.split())
            return None if lower else _Named(words)
        if len(nominals) > 1 or not nominals[0].names or len(nominals[0].names) > 1:
            return None
        (nominal,) = nominals
        return _Named(nominal.names[0].text, tuple(nominal.titles), nominal.codes)

    def _office(self, words: str | None) -> list[Title]:
        if not words or not words.strip():
            return []
        quote = self._text.find(words) or self._title.find(words)
        if quote is None:
            self._dropped.add(Reason.OFFICE)
            return []
        titles = [title for nominal in self._nominals(one_line(quote)) for title in nominal.titles]
        # A title that the grammar does not know is taken as it stands.
        return titles[:1] or [Title(0, 0, "", "official", one_line(quote))]

    def _sides(self, names: Iterable[str], codes: Sequence[str]) -> tuple[Actor, ...]:
        """On behalf of whom: as answered where the article speaks of them, else by the titles."""
        found = []
        for name in names:
            code = self.speaks_of(name)
            if code is None:
                self._dropped.add(Reason.SIDE)
            else:
                found.append(code)
        sides = (self._lexicon.authority.actor_by_code(code) for code in found or codes)
        return tuple(dict.fromkeys(side for side in sides if side is not None))

    def _nominals(self, words: str) -> list[Nominal]:
        tokens = tokenize(words)
        return Finder(tokens, self._lexicon).sentence(0, len(tokens))

    def _codes_in(self, text: str) -> dict[str, list[Quote]]:
        """Of which polities and organisations a text speaks, and where."""
        tokens = tokenize(text)
        found: dict[str, list[Quote]] = {}
        i = 0
        while i < len(tokens):
            match = self._lexicon.match(tokens, i, len(tokens))
            if match is None:
                i += 1
                continue
            start, end = tokens[i].start, tokens[i + match.length - 1].end
            for code in _codes(match):
                found.setdefault(code, []).append(Quote(start, end, text[start:end]))
            i += match.length
        return found

    def _mention(self, quotes: Iterable[Quote], actor: Actor) -> None:
        for quote in quotes:
            kind = MentionKind(actor.kind.value)
            self._mentions.setdefault(quote, Mention(quote, kind, actor.name, actor))


_ACTING = (EntryKind.POLITY, EntryKind.METONYM, EntryKind.ORGANIZATION)
_SPEAKING = (*_ACTING, EntryKind.ADJECTIVE, EntryKind.PEOPLE)


def _codes(match: Match) -> list[str]:
    return list(dict.fromkeys(each.code for each in match.entries if each.kind in _SPEAKING))


def _one_code(match: Match) -> str | None:
    """The code of a name, None where the name is that of two."""
    for kind in (*_ACTING, EntryKind.ADJECTIVE):
        codes = {entry.code for entry in match.entries if entry.kind is kind}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None
