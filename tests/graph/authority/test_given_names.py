from __future__ import annotations

from diplograph.graph.authority import fold, load_authority


def test_every_group_has_forms_that_differ() -> None:
    groups = load_authority().given_names
    assert len(groups) > 100
    for group in groups:
        assert len({fold(name).lower() for name in group.names}) == len(group.names) > 1, group


def test_groups_are_for_polities_that_there_are() -> None:
    polities = load_authority().polities
    unknown = {code for group in load_authority().given_names for code in group.of} - set(polities)
    assert not unknown
