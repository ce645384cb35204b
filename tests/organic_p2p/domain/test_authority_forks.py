"""Rule F: what counts when a computer has continued its feed in two ways."""

from collections.abc import Iterable

from organic_p2p.domain.authority import Ack, Act, Admit, Expel, Motion, MotionKind, Vote
from organic_p2p.domain.ids import OpId, PersonId
from tests.organic_p2p.domain.histories import ANN, BOB, CLEO, EVE, World, person

SYBIL = person("Sybil")


def a_circle(*founders: PersonId, members: tuple[PersonId, ...] = ()) -> World:
    world = World()
    world.founded_by(*founders, members=members)
    world.computer(SYBIL)
    return world


def genesis(world: World) -> OpId:
    return next(iter(world.ops))


def hear(world: World, *people: PersonId, of: Iterable[OpId] | None = None) -> None:
    """Let these people hear of some operations (default: all) and their past, and say so."""
    heard = world.closure(world.ops if of is None else of)
    for name in people:
        world.of(name).known |= heard
        world.write(world.of(name), Ack())


def forge(world: World, name: PersonId, act: Act, after: OpId) -> OpId:
    """Continue a feed from an earlier place, or begin it anew there, as if nothing had come after it."""
    computer = world.of(name)
    computer.last = after if world.ops[after].device == computer.id else None
    return world.write(computer, act, [after])


def test_a_branch_made_up_later_is_void_because_the_true_one_was_seen_alone() -> None:
    world = a_circle(ANN, members=(BOB,))
    world.write(world.of(ANN), Motion(MotionKind.PROMOTE, BOB))
    hear(world, BOB)
    forged = forge(world, ANN, Admit(SYBIL), genesis(world))
    authority = world.authority()
    assert authority.void() == {forged}
    assert authority.state().members == {ANN, BOB}
    assert authority.forked_devices() == {world.of(ANN).id}


def test_all_that_continues_a_void_branch_is_void() -> None:
    world = a_circle(ANN, members=(BOB,))
    world.write(world.of(ANN), Motion(MotionKind.PROMOTE, BOB))
    hear(world, BOB)
    first = forge(world, ANN, Ack(), genesis(world))
    second = world.write(world.of(ANN), Admit(SYBIL), [first])
    assert world.authority().void() == {first, second}


def test_nobody_takes_back_what_others_saw_by_showing_a_second_branch() -> None:
    world = a_circle(ANN, BOB, EVE)
    admission = world.write(world.of(EVE), Admit(CLEO))
    hear(world, ANN, BOB)
    motion = world.write(world.of(ANN), Motion(MotionKind.REMOVE, EVE))
    world.write(world.of(BOB), Vote(motion, True), [motion])
    forged = forge(world, EVE, Admit(SYBIL), genesis(world))
    hear(world, SYBIL, ANN, BOB, of=[forged])
    authority = world.authority()
    assert authority.state().members == {ANN, BOB, CLEO}
    assert admission not in authority.void()


def test_a_decision_stays_when_a_voter_shows_another_vote() -> None:
    world = a_circle(ANN, BOB, EVE, members=(CLEO,))
    motion = world.write(world.of(ANN), Motion(MotionKind.PROMOTE, CLEO))
    hear(world, EVE)
    before = world.of(EVE).last
    assert before is not None
    world.write(world.of(EVE), Vote(motion, True))
    hear(world, ANN)
    forge(world, EVE, Vote(motion, False), before)
    hear(world, BOB, CLEO)
    assert motion in world.authority().state().passed


def test_people_let_in_by_the_liar_do_not_count_as_onlookers() -> None:
    world = a_circle(ANN, members=(BOB,))
    world.write(world.of(ANN), Motion(MotionKind.PROMOTE, BOB))
    hear(world, BOB)
    forged = forge(world, ANN, Admit(SYBIL), genesis(world))
    hear(world, SYBIL, of=[forged])
    assert SYBIL not in world.authority().state().members


def test_a_friend_who_forks_as_well_does_not_count_as_an_onlooker() -> None:
    world = a_circle(ANN, EVE, CLEO, members=(BOB,))
    hear(world, ANN, EVE, CLEO)
    hear(world, ANN, EVE, CLEO)
    forged = forge(world, EVE, Motion(MotionKind.REMOVE, ANN), genesis(world))
    vote = forge(world, CLEO, Vote(forged, True), forged)
    authority = world.authority()
    assert authority.void() == {forged, vote}
    assert authority.state().stewards == {ANN, EVE, CLEO}


def test_branches_that_nobody_saw_alone_both_count() -> None:
    world = a_circle(ANN)
    world.write(world.of(ANN), Admit(BOB))
    forge(world, ANN, Admit(CLEO), genesis(world))
    world.computer(BOB)
    hear(world, BOB)
    authority = world.authority()
    assert authority.state().members == {ANN, BOB, CLEO}
    assert authority.forked_devices() == {world.of(ANN).id}


def test_branches_that_were_each_seen_alone_both_count() -> None:
    world = a_circle(ANN, members=(BOB, CLEO))
    one = world.write(world.of(ANN), Admit(EVE))
    hear(world, BOB, of=[one])
    other = forge(world, ANN, Admit(SYBIL), genesis(world))
    hear(world, CLEO, of=[other])
    assert world.authority().state().members == {ANN, BOB, CLEO, EVE, SYBIL}


def test_a_feed_that_begins_twice_is_judged_by_the_founders() -> None:
    world = a_circle(ANN, members=(BOB,))
    true = world.write(world.of(BOB), Ack())
    hear(world, ANN)
    forged = forge(world, BOB, Ack(), genesis(world))
    assert world.authority().void() == {forged}
    assert true not in world.authority().void()


def test_a_merged_feed_says_which_branch_it_continues() -> None:
    world = a_circle(ANN, members=(BOB,))
    true = world.write(world.of(ANN), Ack())
    hear(world, BOB)
    forged = forge(world, ANN, Ack(), genesis(world))
    merged = world.write(world.of(ANN), Expel(BOB), [true, forged], true)
    authority = world.authority()
    assert authority.void() == {forged}
    assert authority.in_past(forged, merged)
    assert authority.state().members == {ANN}


def test_hundreds_of_forks_in_a_row_are_survived() -> None:
    world = a_circle(ANN, members=(BOB,))
    for _ in range(300):
        after = world.of(ANN).last
        assert after is not None
        forge(world, ANN, Ack(), after)
        forge(world, ANN, Ack(), after)
    world.of(BOB).known = set(world.ops)
    world.write(world.of(BOB), Ack())
    assert world.authority().state().members == {ANN, BOB}
