"""What came of knocking somewhere, and how much of it is kept."""

from __future__ import annotations

import asyncio
import errno
import socket

import pytest

from sync import tcp
from sync.errors import UnreachableError
from sync.outcome import Outcome, outcome_of
from sync.ports import Address, Member
from sync.trials import MAX_CALLERS, MAX_TRIALS, Trials

ANN = Member(b"a" * 32)


@pytest.mark.parametrize(
    ("cause", "elapsed_s", "outcome"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, ""), 0.0, Outcome.REFUSED),
        (OSError(errno.EHOSTUNREACH, ""), 3.1, Outcome.NO_WAY),
        (OSError(errno.ENETUNREACH, ""), 0.0, Outcome.NO_WAY),
        (OSError(errno.EHOSTUNREACH, ""), 0.01, Outcome.FORBIDDEN),
        (PermissionError(errno.EPERM, ""), 0.0, Outcome.FORBIDDEN),
        (TimeoutError(), 5.0, Outcome.SILENCE),
        (OSError(errno.ETIMEDOUT, ""), 20.0, Outcome.SILENCE),
        (ValueError("no address"), 0.0, Outcome.SILENCE),
    ],
)
def test_what_the_system_says_means_something(
    cause: BaseException, elapsed_s: float, outcome: Outcome
) -> None:
    assert outcome_of(cause, elapsed_s) is outcome


def test_nobody_listening_is_told_from_a_stranger() -> None:
    async def knock(address: Address) -> Outcome:
        try:
            _, writer = await tcp.connect(address)
        except UnreachableError as cause:
            return cause.outcome
        writer.close()
        return Outcome.MET

    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert asyncio.run(knock(Address(*closed.getsockname()))) is Outcome.REFUSED


def test_the_last_attempt_at_an_address_counts_and_a_move_forgets_all() -> None:
    trials = Trials()
    there = Address("10.0.0.1", 4000)
    assert trials.last_s(there) < 0
    trials.tried(there, [ANN], Outcome.SILENCE, 1.0)
    trials.tried(there, [ANN], Outcome.MET, 2.0)
    assert [(t.outcome, t.at_s) for t in trials.since(0.0)] == [(Outcome.MET, 2.0)]
    assert trials.since(2.5) == []
    trials.came("10.0.0.2", 2.0)
    assert set(trials.callers()) == {"10.0.0.2"}
    trials.heard(ANN, 5.0)
    trials.speaks(ANN.person, 2)
    trials.moved()
    assert (trials.since(0.0), set(trials.callers())) == ([], set())
    assert (trials.heard_s(ANN), trials.version_of(ANN.person)) == (5.0, 2)


def test_a_flood_takes_no_more_room_than_there_is_and_the_newest_stays() -> None:
    trials = Trials()
    for n in range(2 * MAX_TRIALS):
        trials.tried(Address(f"10.0.{n >> 8}.{n & 255}", 4000), [ANN], Outcome.SILENCE, float(n))
        trials.came(f"10.0.{n >> 8}.{n & 255}", float(n))
    assert len(trials.since(0.0)) == MAX_TRIALS
    assert len(trials.callers()) == MAX_CALLERS
    assert trials.since(0.0)[-1].at_s == 2 * MAX_TRIALS - 1
