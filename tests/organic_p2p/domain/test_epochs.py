"""The eligibility rule: nobody writes for somebody they know to be gone."""

from collections.abc import Collection
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.domain.authority import Act, Admit, Authority, Epoch, Expel, Grant
from organic_p2p.domain.epochs import (
    MAX_GENERATION,
    EpochInfo,
    Renew,
    WriteWith,
    choose,
    next_generation,
)
from organic_p2p.domain.ids import OpId, PersonId
from tests.organic_p2p.domain.histories import NAMES, Computer, World, an_act, is_allowed, seeds

ANN, BOB, CLEO = (bytes([letter]) * 8 for letter in b"abc")


def an_epoch(number: int, *recipients: bytes, generation: int = 0) -> EpochInfo:
    return EpochInfo(OpId(bytes([number]) * 32), generation, frozenset(recipients), author_was_member=True)


def by_id(*epochs: EpochInfo) -> dict[OpId, EpochInfo]:
    return {epoch.id: epoch for epoch in epochs}


def test_without_an_epoch_the_first_one_is_sealed_to_everybody_present() -> None:
    assert choose({}, set(), {ANN, BOB}) == Renew(0, frozenset({ANN, BOB}))


def test_an_epoch_that_everybody_holds_is_written_with() -> None:
    epoch = an_epoch(1, ANN, BOB)
    assert choose(by_id(epoch), {epoch.id}, {ANN, BOB}) == WriteWith(epoch.id, frozenset())


def test_an_epoch_that_somebody_gone_can_open_is_out_of_the_question() -> None:
    epoch = an_epoch(1, ANN, BOB, generation=4)
    assert choose(by_id(epoch), {epoch.id}, {ANN}) == Renew(5, frozenset({ANN}))


def test_an_epoch_that_somebody_new_cannot_open_needs_a_grant() -> None:
    epoch = an_epoch(1, ANN, BOB)
    assert choose(by_id(epoch), {epoch.id}, {ANN, BOB, CLEO}) == WriteWith(epoch.id, frozenset({CLEO}))


def test_an_epoch_without_its_secret_is_no_use() -> None:
    epoch = an_epoch(1, ANN, BOB, generation=2)
    assert choose(by_id(epoch), set(), {ANN, BOB}) == Renew(3, frozenset({ANN, BOB}))


def test_a_secret_of_an_unknown_epoch_is_no_use() -> None:
    assert isinstance(choose({}, {OpId(b"?" * 32)}, {ANN}), Renew)


def test_an_epoch_made_in_ignorance_of_a_removal_is_out_of_the_question() -> None:
    epoch = an_epoch(1, ANN, BOB)
    assert isinstance(choose(by_id(epoch), {epoch.id}, {ANN, BOB}, {epoch.id}), Renew)


def test_a_stranger_makes_no_epoch() -> None:
    stranger = replace(an_epoch(1, ANN), author_was_member=False)
    assert isinstance(choose(by_id(stranger), {stranger.id}, {ANN}), Renew)


def test_of_several_the_highest_generation_wins_and_then_the_digest() -> None:
    low, high, twin = an_epoch(9, ANN), an_epoch(1, ANN, generation=1), an_epoch(2, ANN, generation=1)
    chosen = choose(by_id(low, high, twin), {low.id, high.id, twin.id}, {ANN})
    assert chosen == WriteWith(twin.id, frozenset())


def test_a_generation_from_nowhere_leaves_room_for_ours() -> None:
    assert next_generation([an_epoch(1, ANN, generation=2**63 - 1)]) == MAX_GENERATION


class Family:
    """A circle whose people post, let in, remove, leave, and meet by chance; one computer each."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.world = World()
        self.world.founded_by(*NAMES[:3])
        for name in NAMES[3:]:
            self.world.computer(name)
        self.sealed: dict[OpId, tuple[OpId, frozenset[bytes]]] = {}
        """For every EPOCH and GRANT: which epoch it hands out, and to whom."""
        self.generations: dict[OpId, int] = {}

    def act(self) -> None:
        """Let somebody do or meet something."""
        computer = self.random.choice(self.world.computers)
        if not computer.known or self.random.random() < 0.35:
            self.world.meet(computer, self.random.choice(self.world.computers))
            return
        authority = self.world.authority(computer.known)
        wish = self.a_wish(computer)
        again = isinstance(wish, Admit) and wish.person in authority.state().former
        # Somebody let in again may rightly read, and who knows them gone need not have heard of it.
        if not again and self.random.random() < 0.7 and is_allowed(authority, computer, wish):
            self.world.write(computer, wish)
        elif computer.owner in authority.state().members:
            self.post(computer, authority)

    def a_wish(self, computer: Computer) -> Act:
        target = self.random.choice(NAMES)
        other = an_act(self.random, self.world, computer, NAMES)
        return self.random.choices((Admit(target), Expel(target), other), (4, 2, 3))[0]

    def post(self, computer: Computer, authority: Authority) -> None:
        """Write something, and hold who can read it against who is gone, truly and as far as the author knows."""
        state = authority.state()
        epoch = self.epoch_to_write_with(computer, authority, state.members)
        readers = self.readers(epoch, self.world.ops)
        gone = state.former.keys() - self.world.authority().state().members
        assert not readers & gone, "somebody gone can read this"

    def epoch_to_write_with(
        self, computer: Computer, authority: Authority, present: frozenset[PersonId]
    ) -> OpId:
        known = {
            epoch: EpochInfo(
                epoch, generation, self.readers(epoch, computer.known), authority.author_was_member(epoch)
            )
            for epoch, generation in self.generations.items()
            if epoch in computer.known
        }
        held = {epoch for epoch, info in known.items() if computer.owner in info.recipients}
        unaware = authority.unaware(known)
        match choose(known, held, present, unaware):
            case Renew(generation, recipients):
                epoch = self.world.write(computer, Epoch())
                self.sealed[epoch] = epoch, recipients
                self.generations[epoch] = generation
                return epoch
            case WriteWith(epoch, missing):
                if missing:
                    self.sealed[self.world.write(computer, Grant(epoch))] = epoch, missing
                return epoch

    def readers(self, epoch: OpId, among: Collection[OpId]) -> frozenset[bytes]:
        """Return who was handed an epoch by some of these operations."""
        return frozenset(
            reader
            for op_id, (handed, readers) in self.sealed.items()
            if handed == epoch and op_id in among
            for reader in readers
        )


@given(seeds, st.integers(1, 80))
@settings(max_examples=150, deadline=None)
def test_nobody_can_read_what_is_written_by_people_who_know_them_gone(seed: int, steps: int) -> None:
    family = Family(Random(seed))
    for _ in range(steps):
        family.act()


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_when_all_have_met_all_write_with_the_same_epoch(seed: int) -> None:
    family = Family(Random(seed))
    for _ in range(40):
        family.act()
    chosen: set[OpId] = set()
    # The first may renew or grant; then the others hear of it and have nothing to add.
    for _ in range(3):
        chosen.clear()
        for name in sorted(family.world.authority().state().members):
            family.world.meet_all()
            authority = family.world.authority()
            computer = family.world.of(name)
            chosen.add(family.epoch_to_write_with(computer, authority, authority.state().members))
    assert len(chosen) <= 1
