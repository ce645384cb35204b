"""What each act brings about in a circle where nobody lies."""

import pytest

from organic_p2p.domain.authority import (
    Ack,
    Act,
    Admit,
    Epoch,
    Erase,
    EraseTarget,
    Expel,
    Genesis,
    Invite,
    InviteRevoke,
    Leave,
    Motion,
    MotionKind,
    NotAllowedError,
    Refusal,
    Standing,
    Vote,
)
from organic_p2p.domain.ids import OpId, PersonId
from tests.organic_p2p.domain.histories import ANN, BOB, CLEO, DAN, EVE, World


def a_circle(*founders: PersonId, members: tuple[PersonId, ...] = (), fixed: bool = False) -> World:
    world = World()
    world.founded_by(*founders, members=members, fixed=fixed)
    return world


def do(world: World, name: PersonId, act: Act) -> OpId:
    """Let somebody act who has heard everything, and let everybody hear of it."""
    if not any(computer.owner == name for computer in world.computers):
        world.computer(name)
    world.meet_all()
    op_id = world.write(world.of(name), act)
    world.meet_all()
    return op_id


def refusal(world: World, name: PersonId, act: Act) -> Refusal | None:
    try:
        world.authority().may(name, act)
    except NotAllowedError as refused:
        return refused.why
    return None


def test_the_founders_are_the_first_stewards() -> None:
    state = a_circle(ANN, BOB, members=(CLEO,)).authority().state()
    assert state.stewards == {ANN, BOB}
    assert state.members == {ANN, BOB, CLEO}
    assert state.invited_by == {ANN: None, BOB: None, CLEO: None}


def test_one_steward_lets_a_person_in_and_removes_them() -> None:
    world = a_circle(ANN, BOB)
    admission = do(world, ANN, Admit(CLEO))
    state = world.authority().state()
    assert state.since_op[CLEO] == admission
    assert state.invited_by[CLEO] == ANN
    expulsion = do(world, BOB, Expel(CLEO))
    state = world.authority().state()
    assert CLEO not in state.members
    assert state.former == {CLEO: (expulsion,)}


def test_a_member_without_office_changes_nothing() -> None:
    world = a_circle(ANN, members=(BOB, CLEO))
    do(world, BOB, Admit(DAN))
    do(world, BOB, Expel(CLEO))
    do(world, BOB, Motion(MotionKind.PROMOTE, BOB))
    state = world.authority().state()
    assert state.members == {ANN, BOB, CLEO}
    assert state.stewards == {ANN}


def test_one_steward_cannot_expel_another() -> None:
    world = a_circle(ANN, BOB)
    do(world, ANN, Expel(BOB))
    assert BOB in world.authority().state().members


def test_removal_wins_over_an_admission_that_did_not_know_of_it() -> None:
    world = a_circle(ANN, BOB, members=(CLEO,))
    world.write(world.of(ANN), Expel(CLEO))
    world.write(world.of(BOB), Admit(CLEO))
    assert CLEO not in world.authority().state().members


def test_somebody_can_be_let_in_again() -> None:
    world = a_circle(ANN, members=(BOB,))
    do(world, ANN, Expel(BOB))
    do(world, ANN, Admit(BOB))
    assert BOB in world.authority().state().members


def test_a_promotion_wins_over_an_expulsion_that_did_not_know_of_it() -> None:
    world = a_circle(ANN, BOB, EVE, members=(CLEO,))
    motion = world.write(world.of(ANN), Motion(MotionKind.PROMOTE, CLEO))
    world.write(world.of(BOB), Vote(motion, True), [motion])
    world.write(world.of(EVE), Expel(CLEO))
    assert CLEO in world.authority().state().stewards


def test_who_leaves_is_gone_and_needs_nobodys_consent() -> None:
    world = a_circle(ANN, BOB)
    departure = do(world, ANN, Leave())
    state = world.authority().state()
    assert state.members == state.stewards == {BOB}
    assert state.former == {ANN: (departure,)}


def test_a_sole_steward_decides_alone() -> None:
    world = a_circle(ANN, members=(BOB,))
    motion = do(world, ANN, Motion(MotionKind.PROMOTE, BOB))
    state = world.authority().state()
    assert state.passed == {motion}
    assert state.stewards == {ANN, BOB}


def test_two_stewards_cannot_unseat_each_other() -> None:
    world = a_circle(ANN, BOB)
    motion = do(world, ANN, Motion(MotionKind.REMOVE, BOB))
    do(world, BOB, Vote(motion, True))
    state = world.authority().state()
    assert state.stewards == {ANN, BOB}
    assert not state.open_motions


def test_a_motion_takes_more_than_half_of_the_stewards_there_were() -> None:
    world = a_circle(ANN, BOB, CLEO, DAN)
    motion = do(world, ANN, Motion(MotionKind.DEMOTE, DAN))
    do(world, BOB, Vote(motion, True))
    tally = world.authority().state().open_motions[motion]
    assert tally.yes == {ANN, BOB}
    assert tally.needed == 1
    do(world, CLEO, Vote(motion, True))
    state = world.authority().state()
    assert state.passed == {motion}
    assert state.stewards == {ANN, BOB, CLEO}
    assert DAN in state.members


def test_the_first_answer_binds() -> None:
    world = a_circle(ANN, BOB, members=(CLEO,))
    motion = do(world, ANN, Motion(MotionKind.PROMOTE, CLEO))
    do(world, BOB, Vote(motion, False))
    do(world, BOB, Vote(motion, True))
    assert not world.authority().state().passed


def test_a_motion_that_enough_people_declined_is_not_open() -> None:
    world = a_circle(ANN, BOB, members=(CLEO,))
    motion = do(world, ANN, Motion(MotionKind.PROMOTE, CLEO))
    assert motion in world.authority().state().open_motions
    do(world, BOB, Vote(motion, False))
    assert not world.authority().state().open_motions


def test_a_vote_on_something_the_voter_had_not_seen_does_not_count() -> None:
    world = a_circle(ANN, BOB, members=(CLEO,))
    motion = world.write(world.of(ANN), Motion(MotionKind.PROMOTE, CLEO))
    world.write(world.of(BOB), Vote(motion, True))
    assert not world.authority().state().passed


def test_who_became_a_steward_later_has_no_vote() -> None:
    world = a_circle(ANN, BOB, members=(CLEO, DAN))
    motion = do(world, ANN, Motion(MotionKind.PROMOTE, CLEO))
    other = do(world, ANN, Motion(MotionKind.PROMOTE, DAN))
    do(world, BOB, Vote(motion, True))
    do(world, CLEO, Vote(other, True))
    assert world.authority().state().passed == {motion}
    assert refusal(world, CLEO, Vote(other, True)) is Refusal.NO_VOTE


def test_a_policy_passes_like_any_motion() -> None:
    world = a_circle(ANN, BOB)
    motion = do(world, ANN, Motion(MotionKind.POLICY))
    assert not world.authority().state().passed
    do(world, BOB, Vote(motion, True))
    assert world.authority().state().passed == {motion}


def test_what_an_unseated_steward_did_before_stays_done() -> None:
    world = a_circle(ANN, BOB, EVE)
    do(world, EVE, Admit(CLEO))
    motion = do(world, ANN, Motion(MotionKind.REMOVE, EVE))
    do(world, BOB, Vote(motion, True))
    assert world.authority().state().members == {ANN, BOB, CLEO}


def test_what_an_unseated_steward_did_meanwhile_falls() -> None:
    world = a_circle(ANN, BOB, EVE)
    motion = world.write(world.of(ANN), Motion(MotionKind.REMOVE, EVE))
    world.write(world.of(BOB), Vote(motion, True), [motion])
    world.write(world.of(EVE), Admit(CLEO))
    state = world.authority().state()
    assert state.members == {ANN, BOB}
    assert state.former[CLEO] == ()


def test_an_invitation_is_live_until_it_is_used() -> None:
    world = a_circle(ANN, BOB)
    invite = do(world, ANN, Invite())
    assert world.authority().state().live_invites == {invite}
    do(world, BOB, Admit(CLEO, invite))
    state = world.authority().state()
    assert not state.live_invites
    assert state.invited_by[CLEO] == ANN


def test_of_two_people_let_in_with_one_code_the_smaller_digest_stands() -> None:
    world = a_circle(ANN, BOB)
    invite = do(world, ANN, Invite())
    one = world.write(world.of(ANN), Admit(CLEO, invite))
    other = world.write(world.of(BOB), Admit(DAN, invite))
    state = world.authority().state()
    assert state.members == {ANN, BOB, CLEO if one < other else DAN}


def test_a_code_that_was_used_cannot_be_used_again_by_a_smaller_digest() -> None:
    for _ in range(8):
        world = a_circle(ANN)
        invite = do(world, ANN, Invite())
        do(world, ANN, Admit(CLEO, invite))
        do(world, ANN, Admit(DAN, invite))
        assert world.authority().state().members == {ANN, CLEO}


def test_a_revoked_code_lets_nobody_in() -> None:
    world = a_circle(ANN, BOB)
    invite = do(world, ANN, Invite())
    do(world, BOB, InviteRevoke(invite))
    do(world, ANN, Admit(CLEO, invite))
    state = world.authority().state()
    assert CLEO not in state.members
    assert not state.live_invites


def test_a_code_is_not_revoked_behind_the_back_of_who_admits() -> None:
    world = a_circle(ANN, BOB)
    invite = do(world, ANN, Invite())
    world.write(world.of(BOB), InviteRevoke(invite))
    world.write(world.of(ANN), Admit(CLEO, invite))
    assert CLEO in world.authority().state().members


def test_an_admission_that_names_no_invitation_of_a_steward_is_void() -> None:
    world = a_circle(ANN, members=(BOB,))
    of_a_member = do(world, BOB, Invite())
    do(world, ANN, Admit(CLEO, of_a_member))
    do(world, ANN, Admit(DAN, do(world, ANN, Ack())))
    assert world.authority().state().members == {ANN, BOB}


def test_the_people_of_a_room_never_change() -> None:
    world = a_circle(ANN, BOB, fixed=True)
    do(world, ANN, Admit(CLEO))
    do(world, ANN, Leave())
    do(world, BOB, Expel(ANN))
    do(world, BOB, Motion(MotionKind.REMOVE, ANN))
    state = world.authority().state()
    assert state.members == {ANN, BOB}
    assert not state.stewards
    assert state.fixed


def test_content_is_judged_by_what_its_author_knew() -> None:
    world = a_circle(ANN, members=(BOB,))
    before = world.heads(world.ops)
    do(world, ANN, Expel(BOB))
    after = world.heads(world.ops)
    do(world, ANN, Admit(CLEO))
    authority = world.authority()
    assert authority.accepts_content(BOB, before) is Standing.REMOVED_CONCURRENTLY
    assert authority.accepts_content(BOB, after) is Standing.NOT_A_MEMBER
    assert authority.accepts_content(CLEO, after) is Standing.NOT_A_MEMBER
    assert authority.accepts_content(CLEO, authority.heads()) is Standing.MEMBER


def test_what_people_wrote_before_they_left_bears_no_mark() -> None:
    world = a_circle(ANN, members=(BOB,))
    before = world.heads(world.ops)
    do(world, BOB, Leave())
    authority = world.authority()
    assert authority.accepts_content(BOB, before) is Standing.MEMBER
    assert authority.accepts_content(BOB, authority.heads()) is Standing.NOT_A_MEMBER


def test_content_of_somebody_let_in_by_an_unseated_steward_bears_a_mark() -> None:
    world = a_circle(ANN, BOB, EVE)
    motion = world.write(world.of(ANN), Motion(MotionKind.REMOVE, EVE))
    world.write(world.of(BOB), Vote(motion, True), [motion])
    admission = world.write(world.of(EVE), Admit(CLEO))
    assert world.authority().accepts_content(CLEO, [admission]) is Standing.REMOVED_CONCURRENTLY


def erasing(*people: PersonId) -> Erase:
    world = a_circle(*people)
    return Erase(tuple(EraseTarget(name, world.of(name).id, 0, 9) for name in people))


def test_everybody_erases_their_own_and_stewards_erase_anything() -> None:
    world = a_circle(ANN, members=(BOB, CLEO))
    own = do(world, BOB, erasing(BOB))
    foreign = do(world, BOB, erasing(BOB, CLEO))
    moderation = do(world, ANN, erasing(BOB))
    authority = world.authority()
    assert authority.erase_is_valid(own)
    assert authority.erase_is_valid(moderation)
    assert not authority.erase_is_valid(foreign)
    assert not authority.erase_is_valid(do_nothing := authority.heads()[0]) or do_nothing == moderation


def test_an_unseated_steward_erases_nothing_of_others_meanwhile() -> None:
    world = a_circle(ANN, BOB, EVE)
    motion = world.write(world.of(ANN), Motion(MotionKind.DEMOTE, EVE))
    world.write(world.of(BOB), Vote(motion, True), [motion])
    foreign = world.write(world.of(EVE), erasing(ANN))
    own = world.write(world.of(EVE), erasing(EVE))
    authority = world.authority()
    assert not authority.erase_is_valid(foreign)
    assert authority.erase_is_valid(own)


def test_an_epoch_counts_if_its_author_belonged() -> None:
    world = a_circle(ANN, members=(BOB,))
    by_a_member = do(world, BOB, Epoch())
    do(world, ANN, Expel(BOB))
    by_nobody = do(world, BOB, Epoch())
    authority = world.authority()
    assert authority.author_was_member(by_a_member)
    assert not authority.author_was_member(by_nobody)


@pytest.mark.parametrize(
    ("name", "act", "why"),
    [
        (ANN, Admit(BOB), Refusal.ALREADY_A_MEMBER),
        (ANN, Admit(EVE, OpId(b"?" * 32)), Refusal.UNKNOWN_INVITE),
        (ANN, Expel(EVE), Refusal.TARGET_NOT_A_MEMBER),
        (ANN, Expel(DAN), Refusal.TARGET_IS_A_STEWARD),
        (ANN, Motion(MotionKind.REMOVE, ANN), Refusal.ABOUT_ONESELF),
        (ANN, Motion(MotionKind.PROMOTE, EVE), Refusal.TARGET_NOT_A_MEMBER),
        (ANN, Motion(MotionKind.PROMOTE, DAN), Refusal.TARGET_IS_A_STEWARD),
        (ANN, Motion(MotionKind.DEMOTE, BOB), Refusal.TARGET_NOT_A_STEWARD),
        (ANN, Vote(OpId(b"?" * 32), True), Refusal.UNKNOWN_MOTION),
        (ANN, InviteRevoke(OpId(b"?" * 32)), Refusal.UNKNOWN_INVITE),
        (ANN, Genesis((ANN,)), Refusal.SECOND_GENESIS),
        (BOB, Admit(EVE), Refusal.NOT_A_STEWARD),
        (BOB, Expel(CLEO), Refusal.NOT_A_STEWARD),
        (BOB, Invite(), Refusal.NOT_A_STEWARD),
        (BOB, erasing(CLEO), Refusal.NOT_THEIRS),
        (EVE, Ack(), Refusal.NOT_A_MEMBER),
        (EVE, Epoch(), Refusal.NOT_A_MEMBER),
        (EVE, Leave(), Refusal.NOT_A_MEMBER),
        (EVE, Invite(), Refusal.NOT_A_MEMBER),
        (ANN, Admit(EVE), None),
        (ANN, Expel(BOB), None),
        (ANN, Motion(MotionKind.PROMOTE, BOB), None),
        (ANN, Motion(MotionKind.REMOVE, DAN), None),
        (ANN, Motion(MotionKind.POLICY), None),
        (ANN, erasing(BOB), None),
        (BOB, erasing(BOB), None),
        (BOB, Leave(), None),
        (EVE, erasing(EVE), None),
    ],
)
def test_a_wish_is_granted_or_refused_with_its_reason(name: PersonId, act: Act, why: Refusal | None) -> None:
    assert refusal(a_circle(ANN, DAN, members=(BOB, CLEO)), name, act) is why


def test_a_room_refuses_every_change_of_people() -> None:
    world = a_circle(ANN, BOB, fixed=True)
    changes: list[Act] = [Admit(CLEO), Expel(BOB), Leave(), Invite(), Motion(MotionKind.PROMOTE, BOB)]
    assert {refusal(world, ANN, act) for act in changes} == {Refusal.FIXED}
    others: list[Act] = [Ack(), Epoch(), erasing(ANN)]
    assert {refusal(world, ANN, act) for act in others} == {None}
    assert refusal(world, ANN, erasing(BOB)) is Refusal.NOT_THEIRS


def test_a_vote_is_refused_where_it_could_not_count() -> None:
    world = a_circle(ANN, BOB, DAN, members=(CLEO,))
    motion = do(world, ANN, Motion(MotionKind.REMOVE, DAN))
    assert refusal(world, ANN, Vote(motion, True)) is Refusal.ALREADY_VOTED
    assert refusal(world, DAN, Vote(motion, True)) is Refusal.ABOUT_ONESELF
    assert refusal(world, CLEO, Vote(motion, True)) is Refusal.NOT_A_STEWARD
    assert refusal(world, BOB, Vote(motion, True)) is None
    policy = do(world, DAN, Motion(MotionKind.POLICY))
    do(world, BOB, Vote(motion, True))
    assert refusal(world, BOB, Vote(policy, True)) is Refusal.ALREADY_DECIDED


def test_a_code_is_refused_where_it_could_not_count() -> None:
    world = a_circle(ANN, members=(BOB,))
    used, revoked, live = (do(world, ANN, Invite()) for _ in range(3))
    do(world, ANN, Admit(CLEO, used))
    do(world, ANN, InviteRevoke(revoked))
    assert refusal(world, ANN, Admit(DAN, used)) is Refusal.INVITE_USED
    assert refusal(world, ANN, Admit(DAN, revoked)) is Refusal.INVITE_REVOKED
    assert refusal(world, ANN, Admit(DAN, live)) is None
    assert refusal(world, ANN, InviteRevoke(used)) is Refusal.INVITE_USED
    assert refusal(world, ANN, InviteRevoke(revoked)) is Refusal.INVITE_REVOKED
    assert refusal(world, BOB, InviteRevoke(live)) is Refusal.NOT_A_STEWARD
    assert refusal(world, ANN, InviteRevoke(live)) is None


def test_a_wish_can_be_judged_by_what_was_known_earlier() -> None:
    world = a_circle(ANN, members=(BOB,))
    before = world.heads(world.ops)
    do(world, ANN, Expel(BOB))
    authority = world.authority()
    authority.may(BOB, Ack(), before)
    with pytest.raises(NotAllowedError):
        authority.may(BOB, Ack())
