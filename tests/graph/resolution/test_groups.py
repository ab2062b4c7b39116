from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.resolution.groups import consistent_groups

SIZE = 7
pairs = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(
    lambda pair: pair[0] < pair[1]
)


def grouped(
    links: dict[tuple[int, int], float], against: set[tuple[int, int]], count: int = SIZE
) -> list[list[int]]:
    return consistent_groups(count, links, lambda a, b: (min(a, b), max(a, b)) in against)


@given(st.dictionaries(pairs, st.sampled_from([1.0, 2.0])), st.sets(pairs), st.randoms())
def test_no_group_contradicts_itself_and_order_does_not_matter(
    links: dict[tuple[int, int], float], against: set[tuple[int, int]], random: object
) -> None:
    links = {pair: strength for pair, strength in links.items() if pair not in against}
    groups = grouped(links, against)
    assert sorted(number for group in groups for number in group) == list(range(SIZE))
    assert not any((a, b) in against for group in groups for a in group for b in group)
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped({pair: links[pair] for pair in shuffled}, against) == groups


@given(st.dictionaries(pairs, st.just(1.0)))
def test_without_conflicts_all_that_is_linked_is_joined(
    links: dict[tuple[int, int], float],
) -> None:
    groups = grouped(links, set())
    place = {number: at for at, group in enumerate(groups) for number in group}
    assert all(place[one] == place[other] for one, other in links)


def test_one_doubtful_member_does_not_break_a_sure_group() -> None:
    sure = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0}
    twice = {(0, 3): 1.0, (1, 3): 1.0, (2, 3): 1.0, (0, 4): 1.0, (1, 4): 1.0, (2, 4): 1.0}
    assert grouped(sure | twice, {(3, 4)}, 5) == [[0, 1, 2], [3], [4]]
