"""Terms of office made by hand, and strategies for them."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from diplograph.graph.authority import load_authority
from diplograph.graph.dates import PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.officeholders import OfficeTerm
from diplograph.graph.officeholders.titles import standard_title

MINTER = Minter()


def actor(code: str) -> Actor:
    found = load_authority().actor_by_code(code)
    assert found is not None
    return found


def term(
    name: str, office: str, code: str, since: str = "", until: str = "", *aliases: str
) -> OfficeTerm:
    return OfficeTerm(
        name,
        office,
        actor(code),
        PartialDate.parse(since) if since else None,
        PartialDate.parse(until) if until else None,
        aliases,
    )


GEORGIA = (
    term("Bidzina Ivanishvili", "Prime Minister", "GEO", "2012-10-25", "2013-11-20"),
    term(
        "Irakli Garibashvili",
        "Prime Minister",
        "GEO",
        "2013-11-20",
        "2015-12-30",
        "Irakly Garibashvili",
    ),
    term("Giorgi Kvirikashvili", "Prime Minister", "GEO", "2015-12-30", "2018-06-20"),
    term("Giorgi Kvirikashvili", "Foreign Minister", "GEO", "2015-09-01", "2015-12-30"),
)

OTHERS = (
    actor("GEO"),
    actor("RUS"),
    actor("UN"),
    Actor(ActorKind.ORGANIZATION, "River Council", MINTER.organization("River Council")),
)

_letters = st.characters(categories=("Lu", "Ll", "Lo"), max_codepoint=0x2FFF)
names = st.text(_letters, min_size=1, max_size=8).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
).filter(lambda text: bool(text) and text[0].isalnum())  # fmt: skip


@st.composite
def office_terms(draw: st.DrawFn) -> OfficeTerm:
    of = draw(st.sampled_from(OTHERS))
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    cut = st.sampled_from((4, 7, 10))
    since, until = (PartialDate.parse(day.isoformat()[: draw(cut)]) for day in days)
    titles = st.sampled_from(
        ("President", "Minister of Foreign Affairs", "Acting Prime Minister", "Chief Rower")
    )
    name = draw(names)
    aliases = draw(st.lists(names, max_size=2))
    return OfficeTerm(
        name,
        standard_title(draw(titles), of.iri),
        of,
        draw(st.none() | st.just(since)),
        draw(st.none() | st.just(until)),
        tuple(sorted(set(aliases) - {name})),
        None,
        draw(st.none() | st.integers(1, 9999)),
    )
