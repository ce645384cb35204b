"""The planner: each operation is asked of one peer, control first, the newest first."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sync.messages import MAX_FEEDS, Range
from sync.planner import (
    MAX_FORK_QUESTIONS,
    MAX_PULLS_PER_SESSION,
    PATIENCE_S,
    SLICE,
    STALL_S,
    Aim,
    Planner,
    Pull,
)
from sync.ports import Extent, FeedKey

SCOPE, OTHER = b"s" * 32, b"o" * 32
CONTROL, POSTS, MORE = FeedKey(b"a" * 8, 0), FeedKey(b"a" * 8, 1), FeedKey(b"b" * 8, 1)
View = dict[FeedKey, Extent]


def held(lo: int, hi: int) -> Extent:
    return Extent(lo, hi, hi.to_bytes(8, "big"))


class Table:
    """A planner, what we hold, and what each peer says it holds."""

    def __init__(self, own: View | None = None) -> None:
        self.own: dict[bytes, View] = {SCOPE: own or {}, OTHER: {}}
        self.planner = Planner(lambda scope: self.own.get(scope, {}))
        self.views: dict[int, dict[bytes, View]] = {}
        self.now_s = 0.0
        self._number = 0

    def join(self, session: int, view: View, scope: bytes = SCOPE) -> None:
        self.views[session] = {scope: view}
        self.planner.join(session, self.views[session])

    def plan(self, *scopes: bytes) -> list[Pull]:
        pulls = self.planner.plan(scopes or (SCOPE,), self.now_s)
        for pull in pulls:
            self._number += 1
            pull.number = self._number
        return pulls

    def take(self, pull: Pull) -> None:
        """Hold what a pull asked for."""
        for wanted in pull.ranges:
            mine = self.own[pull.scope].get(wanted.feed)
            if mine is None:
                self.own[pull.scope][wanted.feed] = held(wanted.lo, wanted.hi)
            elif wanted.lo <= mine.hi < wanted.hi:
                self.own[pull.scope][wanted.feed] = held(mine.lo, wanted.hi)
            elif wanted.lo < mine.lo <= wanted.hi:
                self.own[pull.scope][wanted.feed] = held(wanted.lo, mine.hi)

    def answer(self, pull: Pull) -> list[Pull]:
        self.take(pull)
        return self.plan(*self.planner.answered(pull.session, pull.number))


def test_nothing_is_asked_of_who_holds_no_more() -> None:
    table = Table({CONTROL: held(0, 2), POSTS: held(0, 5)})
    table.join(1, {CONTROL: held(0, 2), POSTS: held(0, 5)})
    table.join(2, {CONTROL: held(0, 1)})
    assert table.plan() == []


def test_control_is_asked_for_before_content() -> None:
    table = Table({CONTROL: held(0, 2)})
    table.join(1, {CONTROL: held(0, 5), POSTS: held(0, 9)})
    (pull,) = table.plan()
    assert (pull.aim, pull.ranges) == (Aim.CONTROL, (Range(CONTROL, 2, 5),))
    (then,) = table.answer(pull)
    assert (then.aim, then.ranges) == (Aim.NEWER, (Range(POSTS, 0, 9),))


def test_control_is_asked_of_one_peer_at_a_time_and_content_only_of_the_level() -> None:
    table = Table()
    table.join(1, {CONTROL: held(0, 5), POSTS: held(0, 9)})
    table.join(2, {CONTROL: held(0, 5), POSTS: held(0, 9)})
    table.join(3, {POSTS: held(0, 4)})
    pulls = table.plan()
    assert [(p.session, p.aim) for p in pulls] == [(1, Aim.CONTROL), (3, Aim.NEWER)]


def test_small_pieces_of_many_feeds_share_one_request() -> None:
    table = Table()
    feeds = {FeedKey(bytes([n]) * 8, 1): held(0, 3) for n in range(20)}
    table.join(1, feeds)
    (pull,) = table.plan()
    assert {r.feed for r in pull.ranges} == set(feeds)


def test_a_newcomer_asks_for_the_newest_window_first_and_goes_downwards() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 1200)})
    newest, older = table.plan()[0], None
    assert newest.ranges == (Range(POSTS, 700, 1200),)
    older = table.answer(newest)[0]
    assert older.aim is Aim.OLDER
    assert older.ranges[0] == Range(POSTS, 700 - SLICE, 700)
    assert all(r.hi - r.lo <= SLICE for r in older.ranges)
    assert [r.lo for r in older.ranges] == sorted((r.lo for r in older.ranges), reverse=True)


def test_all_feeds_begin_before_any_goes_downwards() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 2000), MORE: held(0, 2000)})
    first, second = table.plan()
    assert first.ranges == (Range(POSTS, 1500, 2000),)
    assert second.ranges == (Range(MORE, 1500, 2000),)
    assert table.answer(first)[0].aim is Aim.OLDER


def test_who_holds_the_beginning_goes_upwards() -> None:
    table = Table({POSTS: held(0, 100)})
    table.join(1, {POSTS: held(0, 2000)})
    first, second = table.plan()
    assert (first.ranges, second.ranges) == ((Range(POSTS, 100, 600),), (Range(POSTS, 600, 1100),))


def test_a_gap_that_a_peer_cannot_bridge_is_left_to_others() -> None:
    table = Table({POSTS: held(0, 100)})
    table.join(1, {POSTS: held(500, 2000)})
    assert table.plan() == []
    table.join(2, {POSTS: held(0, 700)})
    assert [(p.session, p.ranges) for p in table.plan()] == [
        (2, (Range(POSTS, 100, 600),)),
        (2, (Range(POSTS, 600, 700),)),
    ]


def test_what_ends_before_ours_begins_is_not_asked_for() -> None:
    table = Table({POSTS: held(700, 800)})
    table.join(1, {POSTS: held(0, 600)})
    assert table.plan() == []


def test_eleven_neighbours_are_asked_for_each_operation_once() -> None:
    table = Table()
    feeds = {FeedKey(bytes([n]) * 8, 1): held(0, 400) for n in range(12)}
    for session in range(11):
        table.join(session, feeds)
    asked: list[Range] = []
    pulls = table.plan()
    assert len({p.session for p in pulls}) > 5
    while pulls:
        pull = pulls.pop(0)
        asked += pull.ranges
        pulls += table.answer(pull)
    assert sorted(asked) == [Range(feed, 0, 400) for feed in sorted(feeds)]


def test_a_peer_has_two_requests_at_a_time() -> None:
    table = Table()
    table.join(1, {FeedKey(bytes([n]) * 8, 1): held(0, 400) for n in range(12)})
    assert len(table.plan()) == MAX_PULLS_PER_SESSION
    assert table.plan() == []


def test_what_a_peer_leaves_behind_is_asked_of_another() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 9)})
    table.join(2, {POSTS: held(0, 9)})
    assert [p.session for p in table.plan()] == [1]
    (again,) = table.plan(*table.planner.leave(1))
    assert (again.session, again.ranges) == (2, (Range(POSTS, 0, 9),))
    assert table.planner.leave(7) == set()


def test_what_stalls_is_asked_of_another() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 9)})
    table.join(2, {POSTS: held(0, 9)})
    table.plan()
    table.now_s = STALL_S / 2
    table.planner.touch(1, SCOPE, table.now_s)
    table.now_s += STALL_S
    assert table.planner.stalled(table.now_s) == set()
    table.now_s += 0.1
    assert table.planner.stalled(table.now_s) == {SCOPE}
    assert [p.session for p in table.plan()] == [2]


def test_who_only_pretends_to_answer_does_not_keep_others_from_being_asked() -> None:
    for feed in (CONTROL, POSTS):
        table = Table({CONTROL: held(0, 2), POSTS: held(0, 5)})
        table.join(1, {feed: held(0, 1 << 40)})
        assert [p.session for p in table.plan()][:1] == [1]
        table.join(2, {feed: held(0, 9)})
        asked: list[Pull] = table.plan()
        while not asked and table.now_s < 2 * PATIENCE_S:
            # A word every now and then, so that it never stalls.
            table.now_s += STALL_S - 1
            table.planner.touch(1, SCOPE, table.now_s)
            asked = table.plan(*table.planner.stalled(table.now_s))
        assert [(p.session, p.ranges[0].hi) for p in asked] == [(2, 9)]


def test_who_takes_long_is_not_asked_for_the_same_again() -> None:
    table = Table({CONTROL: held(0, 2)})
    table.join(1, {CONTROL: held(0, 9)})
    (pull,) = table.plan()
    while table.now_s < 2 * PATIENCE_S:
        table.now_s += STALL_S - 1
        table.planner.touch(1, SCOPE, table.now_s)
        assert table.plan(*table.planner.stalled(table.now_s)) == []
    assert table.answer(pull) == []


def test_who_answers_a_little_at_a_time_is_not_asked_each_time() -> None:
    table = Table({CONTROL: held(0, 2)})
    other = FeedKey(b"z" * 8, 0)
    table.join(1, {CONTROL: held(0, 1 << 40), other: held(0, 1 << 40)})
    table.join(2, {CONTROL: held(0, 5)})
    (pull,) = table.plan()
    assert pull.session == 1
    table.own[SCOPE][other] = held(0, 1)
    (then,) = table.plan(*table.planner.answered(1, pull.number))
    assert (then.session, then.ranges) == (2, (Range(CONTROL, 2, 5),))


def test_ever_other_heads_and_names_are_not_remembered_for_ever() -> None:
    table = Table({POSTS: held(0, 5)})
    table.join(1, {})
    asked = 0
    for n in range(100):
        table.views[1][SCOPE] = {POSTS: Extent(0, 5, n.to_bytes(8, "little"))}
        for pull in table.plan():
            asked += 1
            table.planner.answered(1, pull.number)
    assert asked == MAX_FORK_QUESTIONS
    for n in range(10):
        names = (FeedKey((n * MAX_FEEDS + k).to_bytes(8, "big"), 0) for k in range(MAX_FEEDS))
        table.views[1][SCOPE] = dict.fromkeys(names, held(0, 5))
        for pull in table.plan():
            table.planner.answered(1, pull.number)
    assert len(table.planner._peers[1].empty) <= 5 * MAX_FEEDS


def test_a_liar_is_asked_twice_and_then_others() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 1 << 60)})
    asked = 0
    pulls = table.plan()
    while pulls:
        asked += 1
        pulls = pulls[1:] + table.plan(*table.planner.answered(1, pulls[0].number))
    assert asked <= 3
    table.join(2, {POSTS: held(0, 9)})
    assert [(p.session, p.ranges) for p in table.plan()] == [(2, (Range(POSTS, 0, 9),))]


def test_a_liar_about_old_posts_is_still_asked_for_new_ones() -> None:
    table = Table({POSTS: held(50, 60)})
    view = {POSTS: held(0, 60)}
    table.join(1, view)
    for _ in range(2):
        for pull in table.plan():
            table.planner.answered(1, pull.number)
    assert table.plan() == []
    view[POSTS] = held(0, 61)
    assert [p.ranges for p in table.plan()] == [(Range(POSTS, 60, 61),)]


def test_an_answer_that_could_not_be_used_yet_is_no_lie() -> None:
    table = Table()
    table.join(1, {POSTS: held(0, 9)})
    for _ in range(5):
        (pull,) = table.plan()
        table.planner.excuse(1, SCOPE)
        table.planner.answered(1, pull.number)


def test_part_of_the_control_that_was_asked_for_is_progress() -> None:
    table = Table()
    other = FeedKey(b"z" * 8, 0)
    table.join(1, {CONTROL: held(0, 5), other: held(0, 5)})
    for n in range(1, 6):
        (pull,) = table.plan()
        table.own[SCOPE][CONTROL] = held(0, n)
        table.planner.answered(1, pull.number)
    assert table.planner.has_control_gap(1, SCOPE)
    assert not table.planner.doubts_control(1, SCOPE)


def test_control_that_is_refused_is_not_asked_for_for_ever() -> None:
    table = Table()
    table.join(1, {CONTROL: held(0, 5), POSTS: held(0, 9)})
    for _ in range(2):
        (pull,) = table.plan()
        assert pull.aim is Aim.CONTROL
        table.planner.answered(1, pull.number)
    assert table.planner.doubts_control(1, SCOPE)
    assert [p.aim for p in table.plan()] == [Aim.NEWER]


def test_a_scope_that_found_hands_full_has_its_turn() -> None:
    table = Table()
    table.views[1] = {SCOPE: {FeedKey(bytes([n]) * 8, 1): held(0, 400) for n in range(9)}}
    table.planner.join(1, table.views[1])
    first, _ = table.plan(SCOPE)
    table.views[1][OTHER] = {POSTS: held(0, 5)}
    assert table.plan(OTHER) == []
    assert [p.scope for p in table.answer(first)] == [OTHER]


def test_an_answer_to_nothing_is_nothing() -> None:
    table = Table()
    assert table.planner.answered(1, 1) == []
    table.join(1, {})
    assert table.planner.answered(1, 99) == []
    assert not table.planner.has_control_gap(5, SCOPE)
    table.planner.touch(5, SCOPE, 0.0)


views = st.dictionaries(
    st.sampled_from([CONTROL, POSTS, MORE]),
    st.tuples(st.integers(0, 1500), st.integers(1, 1500)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=3,
).map(
    lambda raw: {feed: held(0 if feed.lane == 0 else lo, hi) for feed, (lo, hi) in raw.items()},
)


@given(views, st.lists(views, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_asking_ends_and_what_is_held_stays_one_piece_that_somebody_has(
    own: View, peers: list[View], rng: random.Random
) -> None:
    table = Table(dict(own))
    for session, view in enumerate(peers):
        table.join(session, view)
    pulls = table.plan()
    rounds = 0
    while pulls:
        rounds += 1
        assert rounds < 500
        for pull in pulls:
            for wanted in pull.ranges:
                has = peers[pull.session][wanted.feed]
                assert has.lo <= wanted.lo < wanted.hi <= has.hi
        # A peer answers in the order in which it was asked; which peer answers next is up to chance.
        session = rng.choice(pulls).session
        pull = next(pull for pull in pulls if pull.session == session)
        pulls.remove(pull)
        pulls += table.answer(pull)
    for feed, mine in table.own[SCOPE].items():
        reachable = [view[feed] for view in peers if feed in view and view[feed].lo <= mine.hi]
        assert all(theirs.hi <= mine.hi for theirs in reachable)
