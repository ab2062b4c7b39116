"""Statements: who says what, in quotation marks or to whom.

Quotation marks, a verb of saying and a known speaker beside it are found in the text itself, so
that no sentence is parsed for the sake of a quotation; where a sentence was parsed anyway, the
parse helps to find the subject of a verb that stands far from it. Reported speech counts where it
is addressed to somebody of another side; all else that people are said to think or note does not.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_verb
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Entity
from diplograph.loaders.extraction.times import When, behind_of

if TYPE_CHECKING:
    from diplograph.loaders.extraction.tokens import Token

# A quotation ends with its mark or, where it goes on in the next paragraph, with its own.
_QUOTED = re.compile(
    r"“(?P<curly>(?:[^“”\n]|\n(?!\s*\n))+)|\"(?P<plain>[^\"\n]+)\"|«(?P<angled>[^«»\n]+)»"
)
# Shorter ones ("a so-called “counterpart”") are words held at a distance, not what somebody said.
_LEAST_WORDS = 4
# What a title has not: a finite verb, or a comma before the speaker.
_CLAUSE = re.compile(
    r",$|\b(?:is|are|was|were|will|has|have|had|would|can|must|do|does|did|not)\b", re.IGNORECASE
)
_SURE_LEVELS = UNIQUE_LEVELS | {"prince", "minister", "envoy", "deputy"}
_SPOKESPERSON = frozenset({"spokesman", "spokeswoman", "spokesperson"})
# What may stand between a speaker and his verb.
_LINK = (
    r"(?:(?:also|then|later|further|has|have|had|once|again|today|yesterday|earlier|repeatedly|"
    r"personally|himself|herself|in\s+turn|on\s+\w+day|\w+ly)\s+){0,3}"
)
_BEFORE_VERB = re.compile(rf"\s+{_LINK}", re.IGNORECASE)
_AFTER_ASIDE = re.compile(rf",[^“”\"«»;]{{1,160}},\s*{_LINK}", re.IGNORECASE)
# A polity after one of these is not the speaker: "officials in Moscow said".
_NOT_SPEAKING = re.compile(
    r"\b(?:in|at|of|from|to|with|for|by|near|between|against|about|on|over|than|and|or|into)"
    r"(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_BODY_OF = re.compile(
    r"\b(?:ministry|government|presidency|parliament|embassy|foreign\s+office|mission|kremlin)"
    r"(?:\s+of\s+foreign\s+affairs)?\s+of(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_TO_ADDRESSEE = re.compile(r"\s+(?:the\s+|his\s+|her\s+|its\s+)?", re.IGNORECASE)
_ON_ADDRESSEE = re.compile(r"\s+(?:on|upon)\s+(?:the\s+)?", re.IGNORECASE)
_TOWARDS_ADDRESSEE = re.compile(r"\s+to\s+(?:the\s+)?", re.IGNORECASE)
_LISTENERS = re.compile(
    r"\s+(?:(?:the\s+)?(?:reporters|journalists|media|press|parliament|lawmakers|house|assembly)\s+)?"
    r"(?:in\s+\w+\s+)?(?:on\s+|late\s+|early\s+)*",
    re.IGNORECASE,
)
# What speaks and is spoken to for a polity named before it.
_BODY = (
    r"(?:[a-z]+\s+)?(?:government|authorit(?:y|ies)|regime|leaders?|leadership|side|parliament|"
    r"military|foreign\s+ministry|ministry(?:\s+of\s+foreign\s+affairs)?|presidency)"
)
_ITS_BODY = re.compile(rf"(?:[’']s)?\s+{_BODY}\b", re.IGNORECASE)
_BODY_SPEAKS = re.compile(rf"(?:[’']s)?\s+{_BODY}\s+{_LINK}", re.IGNORECASE)
_SPEAKERS = frozenset({"person", "role", "polity", "organization", "pronoun"})


class Statements:
    """Reads the statements of a document, sentence by sentence."""

    def __init__(self, document: Document, discourse: Discourse) -> None:
        self.document = document
        self.discourse = discourse
        self.frames = load_frames()
        self._quotations = [
            match.span(match.lastgroup or 0)
            for match in _QUOTED.finditer(document.text, document.title_end)
        ]
        self._last: Draft | None = None

    def read(self, sentence: Sentence) -> list[Draft]:
        """Statements that a sentence tells; a quotation alone goes on with the last one."""
        if sentence.is_title or sentence.speaker is not None:
            # in a transcript everybody speaks all the time
            return []
        begin, stop = self._offsets(sentence)
        here = [q for q in self._quotations if q[0] < stop and begin < q[1]]
        verbs = [t for t in self._words(sentence) if self._says(t) and not _inside(t, here)]
        drafts = []
        for verb in verbs:
            told = self._statement(sentence, verb, self._nearest(verb, verbs, here))
            if told is not None:
                drafts.append(told)
        if not verbs and here and self._goes_on(sentence, here):
            assert self._last is not None
            self._last.said += [q for q in here if q not in self._last.said]
            self._last.sentences.append(sentence.index)
        elif drafts:
            self._last = drafts[-1]
        elif not here:
            self._last = None
        return drafts

    # -- words and quotations -----------------------------------------------------------------

    def _offsets(self, sentence: Sentence) -> tuple[int, int]:
        return self.document.offsets(sentence.start, sentence.end)

    def _words(self, sentence: Sentence) -> list[Token]:
        return self.document.tokens[sentence.start : sentence.end]

    def _says(self, token: Token) -> bool:
        word = token.text.lower()
        return word in self.frames.saying or word in self.frames.telling

    @staticmethod
    def _nearest(
        verb: Token, verbs: list[Token], quotations: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The quotations that stand nearer to a verb than to any other verb of saying."""

        def distance(token: Token, span: tuple[int, int]) -> int:
            return min(abs(token.start - span[1]), abs(span[0] - token.end))

        return [q for q in quotations if min(verbs, key=lambda v: distance(v, q)) is verb]

    def _goes_on(self, sentence: Sentence, here: list[tuple[int, int]]) -> bool:
        """``"A," X said. "B."``: a sentence that is all quotation, right after a statement."""
        begin = self._offsets(sentence)[0]
        if self._last is None or self._last.sentences[-1] != sentence.index - 1:
            return False
        text = self.document.text
        # in a new paragraph somebody else may speak, whose name comes with the end of his words
        before = text[self._offsets(self.document.sentences[sentence.index - 1])[1] : begin]
        if "\n" in before and here[0][0] >= begin:
            return False
        end = here[-1][1]
        last = next(s for s in self.document.sentences if end <= self._offsets(s)[1])
        outside = text[begin : max(begin, here[0][0])] + text[end : self._offsets(last)[1]]
        between = "".join(text[a[1] : b[0]] for a, b in pairwise(here))
        return not re.search(r"\w", outside + between)

    def _quoted(self, sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Quotations long enough to be somebody's words, and no title of an instrument."""
        titles = [
            self.document.offsets(n.start, n.end)
            for n in sentence.nominals
            if n.kind == "instrument"
        ]
        return [
            (a, b)
            for a, b in spans
            if len(re.findall(r"\w+", self.document.text[a:b])) >= _LEAST_WORDS
            and (
                _CLAUSE.search(self.document.text[a:b])
                or not any(x < b and a < y for x, y in titles)
            )
        ]

    # -- one statement ------------------------------------------------------------------------

    def _statement(
        self, sentence: Sentence, verb: Token, near: list[tuple[int, int]]
    ) -> Draft | None:
        found = self._speaker(sentence, verb, near)
        if found is None:
            return None
        speaker, edge = found
        addressee, complement = self._addressee(sentence, verb, near)
        near = [q for q in near if not edge <= q[0] < q[1] <= verb.start]
        said = near if self._quoted(sentence, near) else []
        if verb.text.lower() not in self.frames.saying and not complement:
            return None
        if speaker in addressee or (not said and not (addressee and complement)):
            return None
        if not said and any(set(e.codes) & set(speaker.codes) for e in addressee):
            return None
        draft = Draft(EventType.STATEMENT, Status.OCCURRED, sentence.index, (verb.start, verb.end))
        draft.sentences = [
            other.index
            for other in self.document.sentences[: sentence.index + 1]
            if other is sentence or any(self._holds(other, q) for q in said)
        ]
        draft.item = sentence.item
        draft.said = said
        draft.add(speaker, Role.SPEAKER)
        for entity in addressee:
            draft.add(entity, Role.ADDRESSEE)
        draft.date = self._date(sentence, verb, edge, near)
        draft.explicit_date = draft.date is not None
        return draft

    def _holds(self, sentence: Sentence, span: tuple[int, int]) -> bool:
        begin, stop = self._offsets(sentence)
        return begin < span[1] and span[0] < stop

    def _speaker(
        self, sentence: Sentence, verb: Token, near: list[tuple[int, int]]
    ) -> tuple[Entity, int] | None:
        """Who is the subject of a verb of saying, and where his name ends."""
        text, tokens = self.document.text, self.document.tokens
        begin = self._offsets(sentence)[0]
        after_quote = any(b <= verb.start and not text[b : verb.start].strip(" ,.!?”\"»’'—–-\n")
                          for _, b in near)  # fmt: skip
        for nominal in sentence.nominals:
            start, end = self.document.offsets(nominal.start, nominal.end)
            if nominal.kind not in _SPEAKERS or any(a <= start < b for a, b in near):
                continue
            follows = after_quote and start >= verb.end and not text[verb.end : start].strip()
            gap = text[end : verb.start] if end <= verb.start else None
            leads = gap is not None and (
                _BEFORE_VERB.fullmatch(gap)
                or _AFTER_ASIDE.fullmatch(gap)
                or (nominal.kind == "polity" and _BODY_SPEAKS.fullmatch(gap))
            )
            if not leads and not follows:
                continue
            before = text[begin:start]
            if _NOT_SPEAKING.search(before) and not (
                nominal.kind in {"polity", "organization"} and _BODY_OF.search(before)
            ):
                continue
            speaker = self._one_speaker(sentence, nominal)
            if speaker is not None:
                return speaker, end if leads else verb.start
            if nominal.kind in {"person", "role"}:
                return None
        return self._body(sentence, verb) or self._parsed_subject(sentence, tokens, verb)

    def _body(self, sentence: Sentence, verb: Token) -> tuple[Entity, int] | None:
        """``the Nicaraguan government said``: the people before the body tell of which it is."""
        for index in range(sentence.start, sentence.end):
            token = self.document.tokens[index]
            if not verb.start - 80 < token.start < verb.start:
                continue
            found = self._people(index)
            if found is None:
                continue
            speaker, end = found
            before = self.document.text[self._offsets(sentence)[0] : token.start]
            if _BODY_SPEAKS.fullmatch(self.document.text[end : verb.start]):
                return None if _NOT_SPEAKING.search(before) else (speaker, end)
        return None

    def _people(self, index: int) -> tuple[Entity, int] | None:
        """The polity whose name or people stands at a token, and where the words end."""
        match = self.document.parser.match(index, len(self.document.tokens))
        entry = match.of(EntryKind.ADJECTIVE, EntryKind.POLITY) if match is not None else None
        actor = self.discourse.cast.actor(entry.code) if entry is not None else None
        if match is None or actor is None:
            return None
        return actor, self.document.tokens[index + match.length - 1].end

    def _parsed_subject(
        self, sentence: Sentence, tokens: list[Token], verb: Token
    ) -> tuple[Entity, int] | None:
        if sentence.parsed is None:
            return None
        token = sentence.parsed.token_at(verb.start)
        if token is None or token.pos_ != "VERB" or clauses.is_passive(token):
            return None
        if status_of_verb(token) is not Status.OCCURRED:
            return None
        for head in clauses.subjects(token):
            nominal = sentence.parsed.nominal(head)
            if nominal is not None and nominal.kind in _SPEAKERS:
                speaker = self._one_speaker(sentence, nominal)
                if speaker is not None:
                    return speaker, tokens[nominal.end - 1].end
        return None

    def _one_speaker(self, sentence: Sentence, nominal: Nominal) -> Entity | None:
        """The office holder, polity or organisation that a phrase stands for, if it is one."""
        if nominal.kind == "pronoun" and nominal.text.lower() not in {"he", "she"}:
            return None
        entities = self.discourse.resolve(nominal)
        heads = {title.head for title in nominal.titles}
        if not entities and heads & _SPOKESPERSON and not nominal.codes:
            # "the ministry's spokeswoman", in a text that speaks from one country
            home = self.discourse.cast.home
            speaking = self.discourse.cast.actor(home) if home is not None else None
            entities = [speaking] if speaking is not None else []
        if len(entities) != 1 or not entities[0].codes:
            return None
        speaker = entities[0]
        if nominal.kind == "pronoun" and not (
            self._just_named(sentence, speaker) and self._is_meant(nominal, speaker)
        ):
            return None
        if speaker.is_person and speaker.inferred and not speaker.levels & _SURE_LEVELS:
            # a side that was guessed from the surroundings, of somebody who may be of none
            return None
        return speaker if not speaker.is_person or speaker.titles else None

    def _just_named(self, sentence: Sentence, speaker: Entity) -> bool:
        """Whether this sentence or the one before it speaks of somebody."""
        nearby = self.document.sentences[max(0, sentence.index - 1) : sentence.index + 1]
        return any(
            speaker in self.discourse.resolve(nominal)
            for each in nearby
            for nominal in each.nominals
            if each is not sentence or nominal.kind != "pronoun"
        )

    def _is_meant(self, nominal: Nominal, speaker: Entity) -> bool:
        """Whether ``she`` can be trusted to be the one found: better none than a wrong speaker."""
        if nominal.text.lower() == "he":
            return not speaker.feminine
        if speaker.feminine is not None:
            return speaker.feminine
        others = {"he", "his", "him", "spokeswoman", "mrs", "ms"}
        return not any(token.key in others for token in self.document.tokens)

    def _addressee(
        self, sentence: Sentence, verb: Token, near: list[tuple[int, int]]
    ) -> tuple[list[Entity], bool]:
        """Who is told, and whether what he is told follows."""
        word = verb.text.lower()
        if word not in self.frames.telling:
            return [], False
        bridge = _TO_ADDRESSEE
        if word.startswith("call"):
            bridge = _ON_ADDRESSEE
        elif word.startswith("appeal"):
            bridge = _TOWARDS_ADDRESSEE
        text, stop = self.document.text, self._offsets(sentence)[1]
        found: list[tuple[int, int, list[Entity]]] = []
        for nominal in sentence.nominals:
            start, end = self.document.offsets(nominal.start, nominal.end)
            found.append((start, end, self.discourse.resolve(nominal)))
        for index in range(sentence.start, sentence.end):
            people = self._people(index)
            if people is not None:
                found.append((self.document.tokens[index].start, people[1], [people[0]]))
        for start, end, entities in found:
            if start < verb.end or not bridge.fullmatch(text[verb.end : start]):
                continue
            body = _ITS_BODY.match(text, end, stop)
            if body is not None and not any(e.is_person for e in entities):
                end = body.end()
            elif re.match(r"[’']s\b|\s+[A-Z]|-", text[end:stop]):
                # his minister, or a longer name: the Washington Post
                continue
            entities = [e for e in entities if e.codes or e.levels & UNIQUE_LEVELS]
            complement = re.match(
                r"\s*(?:,[^,“”\"]{1,120},\s*)?(?:(?:on|in)\s+\w+\s+|by\s+(?:tele)?phone\s+)*(\w+)",
                text[end:stop],
            )
            if complement is not None and complement[1].lower() in self.frames.telling[word]:
                return entities, True
            if any(a >= end and not text[end:a].strip(' ,:“"') for a, _ in near):
                return entities, False
        return [], False

    def _date(
        self, sentence: Sentence, verb: Token, edge: int, near: list[tuple[int, int]]
    ) -> When | None:
        """The day on which it was said, where it stands by the verb or opens the sentence."""
        begin, stop = self._offsets(sentence)
        text, calendar = self.document.text, self.document.calendar
        for when in calendar.find(text, begin, stop):
            if when.first is None or any(a <= when.start < b for a, b in near):
                continue
            opens = not text[begin : when.start].strip(' “"').removeprefix("On").strip()
            within = edge <= when.start and when.end <= verb.start
            follows = when.start >= verb.end and _LISTENERS.fullmatch(text[verb.end : when.start])
            if opens or within or follows:
                published = calendar.published
                if published is not None and when.first.first_day > published:
                    when = behind_of(when, calendar, text)
                return when
        return None


def _inside(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(a <= token.start < b for a, b in spans)
