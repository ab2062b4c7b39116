"""Words that tell an instrument from others."""

from __future__ import annotations

import pytest
from building import instrument, polity

from diplograph.graph.resolution.wording import instrument_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("health insurance agreement", "Agreement on Medical Insurance"),
        ("power purchase agreement", "agreement on the purchase of electricity"),
        ("Agreement on Fisheries", "fishing accord"),
        ("memoranda on border posts", "memorandum on a border post"),
        ("Norwegian-Korean salmon pact", "salmon treaty"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    words = [instrument_words(instrument(title, "KOR", "NOR")) for title in (one, other)]
    assert words[0] == words[1] != frozenset()


@pytest.mark.parametrize("title", ["agreement", "a joint statement", "Norwegian-Korean accord"])
def test_nothing_told(title: str) -> None:
    assert not instrument_words(instrument(title), [polity("KOR"), polity("NOR")])


def test_goods_are_no_services_and_access_is_no_plural() -> None:
    goods, services = (
        instrument_words(instrument(f"agreement on trade in {what}"))
        for what in ("goods", "services")
    )
    assert goods != services
    assert "access" in instrument_words(instrument("agreement on market access"))
