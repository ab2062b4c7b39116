"""Who else is there: companions, those in whose presence it is, hosts told by their role.

A frame reads the subject and the objects of its verb. ``accompanied by``, ``with X attending``,
``at the invitation of`` and ``hosted by`` stand beside them, and the parse hangs them on one word
or another; they are found by the words next to a name instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from diplograph.graph.model import Role
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import Entity

_WITH = (
    r"(?:(?:accompanied|flanked|joined|assisted|escorted)\s+by|(?:together|along|jointly)\s+with"
    r"|alongside)"
)
# From him who is accompanied to his companion.
_BESIDE = re.compile(
    rf"[\s,–—]*(?:who\s+(?:was|were|is|are|had\s+been)\s+)?(?:also\s+)?{_WITH}\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "X will travel alongside Y", "X met Z together with Y".
_ALONG = re.compile(
    r"[^.;:]{0,50}?\s(?:(?:together|along|jointly)\s+with|alongside)\s+(?:the\s+)?", re.IGNORECASE
)
_ACCOMPANIED = re.compile(
    r"\s+(?:was|were|is)\s+(?:also\s+)?(?:accompanied|flanked|joined|assisted)\s+by\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FRONTED = re.compile(rf"\W*{_WITH}\s+(?:the\s+)?", re.IGNORECASE)
_PRESENCE = re.compile(
    r"\b(?:in|with)\s+the\s+(?:presence|participation|attendance)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "with X also attending", "with X in attendance": what stands before the name, and behind it.
_WITH_HIM = re.compile(r"\bwith\s+(?:the\s+)?$", re.IGNORECASE)
_THERE = re.compile(
    r"\W*(?:also\s+)?(?:attending|present\b|in\s+attendance|taking\s+part|participating|sitting\s+in"
    r"|at\s+the\s+table|at\s+(?:his|her|their)\s+side)",
    re.IGNORECASE,
)
_HOST_BEHIND = re.compile(r"\W*(?:as\s+(?:the\s+|their\s+)?host\b|hosting\b)", re.IGNORECASE)
_MEDIATOR_BEHIND = re.compile(
    r"\W*(?:as\s+(?:the\s+|a\s+)?(?:mediator|moderator|facilitator|go-between)\b"
    r"|(?:mediating|moderating|in\s+the\s+chair)\b)",
    re.IGNORECASE,
)
_HOST_BEFORE = re.compile(
    r"\b(?:(?:hosted|convened)\s+(?:in\s+\w+\s+)?by|at\s+the\s+invitation\s+of|by\s+invitation\s+of"
    r"|at\s+the\s+(?:initiative|request)\s+and\s+invitation\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Also present were X and Y": of the meeting told before.
_ALSO_THERE = re.compile(
    r"\W*(?:also\s+)?(?:present|attending|taking\s+part|participating|in\s+attendance)"
    r"(?:\s+(?:at|in|during|from)\s+(?:the|this|that|both|either)\s+[\w’'-]+(?:\s+[\w’'-]+)?)?,?\s+"
    r"(?:was|were|is|are)\s+(?:also\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_IT = (
    r"(?:the|their|this|these|both|that)\s+(?:\w+\s+){0,2}?"
    r"(?:meetings?|talks|negotiations|session|round|summit|discussions)"
)
_RUN = r"(?P<verb>hosted|convened|chaired|moderated|mediated|facilitated|brokered)"
# "The meeting was hosted by X", "X hosted the meeting".
_RUN_BY = re.compile(
    rf"\W*{_IT}[^,;.]{{0,60}}?\s(?:was|were)\s+(?:also\s+)?{_RUN}\s+by\s+(?:the\s+)?", re.IGNORECASE
)
_RUNS = re.compile(rf"\W*(?:who\s+)?(?:also\s+)?{_RUN}\s+{_IT}\b", re.IGNORECASE)
# How far back the meeting may be told, in sentences.
_REACH = 3
_LINK = re.compile(r"\s*,?\s*(?:and|as\s+well\s+as)?\s*(?:the\s+)?", re.IGNORECASE)
# Words enough for any of the phrases that end before a name.
_BEFORE = 60


class Companions:
    """Adds to the drafts of a sentence those who are told beside its subject and objects."""

    def __init__(self, document: Document, resolve: Callable[[Nominal], list[Entity]]) -> None:
        self._document = document
        self._resolve = resolve

    def look(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Look at the names of a sentence that has told drafts."""
        told = [d for d in drafts if d.group in {"gathering", "Call", "Visit"}]
        if not told or sentence.is_title:
            return
        nominals = sentence.nominals
        for i, nominal in enumerate(nominals):
            if not nominal.names or nominal.genitive:
                continue
            led = self._led(sentence, nominals, i)
            if led is not None:
                for draft in told:
                    self._take_along(draft, self._resolve(led), self._chain(nominals, i, led))
                continue
            self._beside(sentence, told, nominals, i)

    def look_back(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """``Also present were X and Y``, ``X was accompanied by Y``: of what was told before."""
        nominals = sentence.nominals
        for i, nominal in enumerate(nominals):
            if not nominal.names or nominal.genitive:
                continue
            if _ALSO_THERE.fullmatch(self._before(sentence, nominal, whole=True)):
                draft = self._last_gathering(sentence, drafts, set())
                if draft is not None:
                    self._add(draft, self._chain(nominals, i, None), Role.PARTICIPANT)
                    self._tell(draft, sentence)
            elif self._runs(sentence, nominals, i, drafts):
                continue
            elif i > 0 and _ACCOMPANIED.fullmatch(self._gap(nominals[i - 1], nominal)):
                led = self._resolve(nominals[i - 1])
                travelled = any(
                    d.group == "Visit" and d.item == sentence.item and set(led) & set(d.roles)
                    for d in drafts
                )
                draft = self._last_gathering(sentence, drafts, set(led))
                if draft is not None and led and not travelled:
                    # of a visit they are companions on the way
                    self._take_along(draft, led, self._chain(nominals, i, None))
                    self._tell(draft, sentence)

    def _runs(
        self, sentence: Sentence, nominals: list[Nominal], i: int, drafts: list[Draft]
    ) -> bool:
        """``The meeting was hosted by X``: of the meeting told before, who is not at it yet."""
        run = _RUN_BY.fullmatch(self._before(sentence, nominals[i], whole=True))
        run = run or _RUNS.match(self._behind(sentence, nominals[i]))
        draft = self._last_gathering(sentence, drafts, set()) if run is not None else None
        if run is None or draft is None:
            return False
        entities = self._chain(nominals, i, None)
        if run["verb"].lower() in {"hosted", "convened"}:
            self._host(draft, entities)
        else:
            between = {code for entity in draft.roles for code in entity.codes}
            for entity in entities:
                if len(between - set(entity.codes)) > 1 and entity not in draft.roles:
                    draft.roles[entity] = {Role.MEDIATOR}
        self._tell(draft, sentence)
        return True

    @staticmethod
    def _tell(draft: Draft, sentence: Sentence) -> None:
        if sentence.index not in draft.sentences:
            draft.sentences.append(sentence.index)

    @staticmethod
    def _last_gathering(
        sentence: Sentence, drafts: list[Draft], there: set[Entity]
    ) -> Draft | None:
        for draft in reversed(drafts):
            if draft.group != "gathering" or draft.item != sentence.item or draft.background:
                continue
            if 0 < sentence.index - draft.sentence <= _REACH and there <= set(draft.roles):
                return draft
        return None

    def _beside(
        self, sentence: Sentence, told: list[Draft], nominals: list[Nominal], i: int
    ) -> None:
        """Those who are told by what stands right before or behind their names."""
        before = self._before(sentence, nominals[i])
        gatherings = [draft for draft in told if draft.group != "Visit"]
        name = self._document.tokens[nominals[i].start].start
        told_before = [draft for draft in gatherings if draft.span[0] < name]
        if _PRESENCE.search(before):
            for draft in gatherings:
                self._add(draft, self._chain(nominals, i, None), Role.PARTICIPANT)
        elif _HOST_BEFORE.search(before) and len(gatherings) == len(told):
            for draft in gatherings:
                self._host(draft, self._resolve(nominals[i]))
        elif _WITH_HIM.search(before):
            last = nominals[self._last(nominals, i)]
            behind = self._behind(sentence, last)
            if _THERE.match(behind):
                for draft in told_before:
                    self._add(draft, self._chain(nominals, i, None), Role.PARTICIPANT)
            elif _HOST_BEHIND.match(behind):
                for draft in told_before:
                    self._host(draft, self._resolve(last))
            elif _MEDIATOR_BEHIND.match(behind):
                for draft in told_before:
                    draft.roles.update((e, {Role.MEDIATOR}) for e in self._resolve(last))

    # -- words around a name -------------------------------------------------------------------

    def _led(self, sentence: Sentence, nominals: list[Nominal], i: int) -> Nominal | None:
        """Him whom the person of a phrase accompanies."""
        if i > 0 and _BESIDE.fullmatch(self._gap(nominals[i - 1], nominals[i])):
            return nominals[i - 1]
        named = next((n for n in reversed(nominals[:i]) if n.names and not n.genitive), None)
        if named is not None and _ALONG.fullmatch(self._gap(named, nominals[i])):
            return named
        if not _FRONTED.fullmatch(self._before(sentence, nominals[i], whole=True)):
            return None
        last = self._last(nominals, i)
        # "Accompanied by A and B, X met Y": he who is told last before the verb
        if last > i:
            return nominals[last]
        return None

    def _last(self, nominals: list[Nominal], i: int) -> int:
        """The last member of the list of names that begins at a phrase."""
        while (
            i + 1 < len(nominals)
            and nominals[i + 1].names
            and _LINK.fullmatch(self._gap(nominals[i], nominals[i + 1]))
        ):
            i += 1
        return i

    def _chain(self, nominals: list[Nominal], i: int, led: Nominal | None) -> list[Entity]:
        """The persons of the list that begins at a phrase, without him whom they accompany."""
        found: list[Entity] = []
        for nominal in nominals[i : self._last(nominals, i) + 1]:
            if nominal is not led:
                found += [e for e in self._resolve(nominal) if e.is_person and e not in found]
        return found

    def _gap(self, first: Nominal, second: Nominal) -> str:
        tokens = self._document.tokens
        return self._document.text[tokens[first.end - 1].end : tokens[second.start].start]

    def _before(self, sentence: Sentence, nominal: Nominal, whole: bool = False) -> str:
        tokens = self._document.tokens
        start, end = tokens[sentence.start].start, tokens[nominal.start].start
        return self._document.text[start if whole else max(start, end - _BEFORE) : end]

    def _behind(self, sentence: Sentence, nominal: Nominal) -> str:
        tokens = self._document.tokens
        return self._document.text[tokens[nominal.end - 1].end : tokens[sentence.end - 1].end]

    # -- roles ---------------------------------------------------------------------------------

    def _take_along(self, draft: Draft, led: list[Entity], companions: list[Entity]) -> None:
        """Let companions do what he does whom they accompany, except that he alone hosts."""
        roles = next((draft.roles[entity] for entity in led if entity in draft.roles), None)
        if roles is not None:
            role = Role.VISITOR if Role.VISITOR in roles else Role.PARTICIPANT
            self._add(draft, companions, role)

    @staticmethod
    def _add(draft: Draft, entities: list[Entity], role: Role) -> None:
        for entity in entities:
            if entity.is_person and entity not in draft.roles:
                draft.add(entity, role)

    @staticmethod
    def _host(draft: Draft, entities: list[Entity]) -> None:
        if any(Role.HOST in roles for roles in draft.roles.values()):
            return
        for entity in entities:
            draft.roles[entity] = {Role.HOST}
