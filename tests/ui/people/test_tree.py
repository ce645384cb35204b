"""The drawing of who invited whom: everybody stands once, nobody on anybody else, and those below are below."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.people.tree import Tree, draw

A, B, C, D, E = (name.encode() for name in "ABCDE")


def places(tree: Tree) -> dict[str, tuple[float, int]]:
    return {spot.person.decode(): (spot.x, spot.y) for spot in tree.spots}


def test_who_invited_stands_above_the_middle_of_those_invited() -> None:
    tree = draw([A, B, C, D, E], {A: None, B: A, C: A, D: B, E: A}, 5)
    assert not tree.outline
    assert places(tree) == {"A": (1, 0), "B": (0, 1), "D": (0, 2), "C": (1, 1), "E": (2, 1)}
    assert (tree.columns, tree.rows) == (3, 3)


def test_where_there_is_no_room_it_is_an_outline() -> None:
    tree = draw([A, B, C, D], {A: None, B: A, C: A, D: B}, 1)
    assert tree.outline
    assert places(tree) == {"A": (0, 0), "B": (1, 1), "D": (2, 2), "C": (1, 3)}


def test_two_who_invited_each_other_begin_with_who_came_first() -> None:
    tree = draw([B, A, C], {A: B, B: A, C: A}, 5)
    assert [(spot.person, spot.parent) for spot in tree.spots] == [(B, None), (A, B), (C, A)]


def test_nobody_is_drawn_as_nothing() -> None:
    assert draw([], {}, 5) == Tree((), False, 0, 1)


@given(st.data(), st.integers(1, 12))
def test_everybody_stands_once_whoever_invited_whom(data: st.DataObject, columns: int) -> None:
    people = [bytes([n]) for n in range(data.draw(st.integers(1, 15)))]
    anybody = st.one_of(st.none(), st.sampled_from([*people, b"nobody here"]))
    tree = draw(people, {person: data.draw(anybody) for person in people}, columns)
    assert sorted(spot.person for spot in tree.spots) == people
    assert len({(spot.x, spot.y) for spot in tree.spots}) == len(people)
    rows = {spot.person: spot.y for spot in tree.spots}
    assert all(rows[spot.parent] < spot.y for spot in tree.spots if spot.parent is not None)
    if not tree.outline:
        for y in range(tree.rows):
            across = [spot.x for spot in tree.spots if spot.y == y]
            assert all(there - here >= 1 for here, there in pairwise(across))
            assert all(0 <= x <= columns - 1 for x in across)
