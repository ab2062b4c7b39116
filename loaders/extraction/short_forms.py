"""Short forms of organisations: "the Union" after the African Union, "the bloc" after ECOWAS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diplograph.graph.authority import Authority
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.tokens import Token, fold

# Heads of organisations' names that stand for the whole when written with a capital.
_HEADS = frozenset(
    "union community organisation organization league alliance council commonwealth conference "
    "commission group cooperation forum association bank secretariat".split()
)
# Heads that stand for the organisation named last also in small letters, where it has them.
_COMMON_HEADS = frozenset({"bank", "fund"})
# Words that stand for the organisation named last.
_BLOCS = frozenset("bloc grouping organisation organization alliance".split())


def find_short_forms(
    tokens: Sequence[Token],
    sentences: Iterable[tuple[int, int, list[Nominal]]],
    authority: Authority,
) -> None:
    """Add the short forms of organisations to the nominals of sentences, in text order."""
    seen: list[str] = []
    for start, end, nominals in sentences:
        # a bare "Community" with a capital has been taken for a name
        names = {n.start: n for n in nominals if n.kind == "unsure" and n.end - n.start == 1}
        taken = {
            i
            for nominal in nominals
            if nominal.start not in names
            for i in range(nominal.start, nominal.end)
        }
        added = []
        for i in range(start, end):
            token = tokens[i]
            for nominal in nominals:
                if nominal.start == i:
                    seen += _organizations(nominal, authority)
            if i == start or i in taken or tokens[i - 1].key not in {"the", "this"}:
                continue
            following = tokens[i + 1] if i + 1 < end else None
            if following is not None and following.is_word and following.is_capitalised:
                continue
            if following is not None and following.key == "of":
                continue
            code = _meant(token, seen, authority)
            if code is not None:
                text = f"{tokens[i - 1].text} {token.text}"
                genitive = following is not None and following.key in {"'s", "'"}
                if i in names:
                    nominals.remove(names[i])
                added.append(
                    Nominal("organization", i, i + 1, codes=(code,), text=text, genitive=genitive)
                )
        nominals.extend(added)
        nominals.sort(key=lambda nominal: nominal.start)


def _organizations(nominal: Nominal, authority: Authority) -> list[str]:
    """The organisation that a phrase names, as itself or as that of an office."""
    if nominal.kind == "organization":
        return [nominal.codes[0]]
    codes = nominal.titles[0].codes if nominal.titles else ()
    return [code for code in codes if code in authority.organizations]


def _meant(token: Token, seen: list[str], authority: Authority) -> str | None:
    """The organisation of those seen that a head or a word for it stands for."""
    if token.key in _COMMON_HEADS and not token.is_capitalised:
        last = authority.organizations.get(seen[-1]) if seen else None
        named = last is not None and any(token.key in fold(n).split() for n in last.names)
        return seen[-1] if named else None
    if token.is_capitalised and token.key in _HEADS | _COMMON_HEADS:
        for code in reversed(seen):
            organization = authority.organizations.get(code)
            if organization is not None and any(
                token.key in fold(name).split() for name in organization.names
            ):
                return code
        return None
    if token.key in _BLOCS and not token.is_capitalised:
        return seen[-1] if seen else None
    return None
