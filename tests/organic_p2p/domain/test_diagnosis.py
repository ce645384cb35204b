"""From what was observed to a cause: each line is a situation that a family has been in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.diagnosis import (
    Cause,
    Check,
    Known,
    Observations,
    Result,
    Sureness,
    diagnose,
)
from organic_p2p.domain.ids import PersonId
from sync.outcome import Outcome

ANN, BEN, CLEO = (PersonId(bytes([n]) * 32) for n in range(3))
DAY = 86_400


def known(person: PersonId, **fields: Any) -> Known:
    return Known(person, **fields)


def here(person: PersonId, **fields: Any) -> Known:
    return Known(person, **{"here": True, "near": True, "heard": True, **fields})


def seen(*people: Known, **fields: Any) -> Observations:
    return Observations(people, **fields)


SITUATIONS = {
    "nobody invited yet": (seen(), ["alone certain"]),
    "no cable": (seen(known(ANN), has_network=False), ["no-network certain"]),
    "only a tunnel": (
        seen(known(ANN), has_network=False, tunnel=True),
        ["vpn likely", "no-network certain"],
    ),
    "all are here": (seen(here(ANN), here(BEN), others_heard=2), ["well certain"]),
    "a harmless tunnel": (seen(here(ANN), tunnel=True, tunnel_takes_all=True), ["well certain"]),
    "one is out": (seen(here(ANN), known(BEN), others_heard=1), ["nobody-on likely 1"]),
    "all are out, other things are heard": (
        seen(known(ANN), known(BEN), others_heard=3),
        ["nobody-on likely 2"],
    ),
    "all are out, and nothing is heard": (
        seen(known(ANN, tried=(Outcome.NO_WAY,))),
        ["nobody-on likely 1", "isolation possible", "no-multicast possible"],
    ),
    "all are out, nothing is heard, and there is a tunnel": (
        seen(known(ANN), tunnel=True),
        ["nobody-on likely 1", "isolation possible", "no-multicast possible", "vpn possible"],
    ),
    "who invited me is out": (seen(hosts_sought=1, others_heard=1), ["nobody-on likely"]),
    "a tunnel takes the home": (seen(known(ANN), tunnel=True, tunnel_takes_home=True), ["vpn certain"]),
    "a strict firewall": (seen(known(ANN), came_back=False), ["firewall certain"]),
    "a strict firewall or a tunnel's": (
        seen(known(ANN), came_back=False, tunnel=True),
        ["vpn likely", "firewall possible"],
    ),
    "nobody gets in, but we get out": (
        seen(here(ANN), door=False, others_heard=1),
        ["well certain", "firewall likely"],
    ),
    "two firewalls": (
        seen(known(ANN, heard=True, tried=(Outcome.SILENCE,)), others_heard=1),
        ["firewall-both likely 1"],
    ),
    "a firewall that says no": (
        seen(known(ANN, heard=True, tried=(Outcome.FORBIDDEN,)), others_heard=1),
        ["firewall-both likely 1"],
    ),
    "heard, and no way there": (
        seen(known(ANN, heard=True, tried=(Outcome.NO_WAY,)), others_heard=1),
        ["isolation likely 1"],
    ),
    "speaks through a third": (
        seen(here(ANN), known(BEN, active=True), others_heard=1),
        ["isolation likely 1"],
    ),
    "here, and not heard": (
        seen(here(ANN, heard=False)),
        ["well certain", "no-multicast certain"],
    ),
    "here and not heard, another missing": (
        seen(here(ANN, heard=False), known(BEN)),
        ["no-multicast certain", "nobody-on likely 1"],
    ),
    "here from afar": (seen(here(ANN, heard=False, near=False)), ["well certain"]),
    "two clocks": (seen(known(ANN, heard=True, clock_off_s=DAY)), ["clocks-differ certain 1"]),
    "one wrong clock of three": (
        seen(here(ANN), known(BEN, heard=True, clock_off_s=DAY)),
        ["clock-other likely 1"],
    ),
    "all others agree": (
        seen(here(ANN, clock_off_s=DAY), known(BEN, heard=True, clock_off_s=DAY + 1800)),
        ["clock likely 2"],
    ),
    "all others differ": (
        seen(here(ANN, clock_off_s=DAY), known(BEN, heard=True, clock_off_s=-DAY)),
        ["clocks-differ certain 2"],
    ),
    "we wrote in our own future": (
        seen(known(ANN, heard=True, clock_off_s=DAY), was_ahead=True),
        ["clock likely 1"],
    ),
    "we wrote in our own future once": (seen(here(ANN), was_ahead=True), ["well certain"]),
    "summer time": (seen(here(ANN, clock_off_s=1800)), ["well certain"]),
    "a newer one": (seen(known(ANN, heard=True, newer=True), others_heard=1), ["other-version certain 1"]),
    "a newer one, heard only": (
        seen(known(ANN), strange_versions=frozenset({2}), others_heard=1),
        ["other-version likely", "nobody-on likely 1"],
    ),
    "a newer one, and all is well": (seen(here(ANN, newer=True)), ["well certain"]),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_cause_is_named(name: str) -> None:
    situation, expected = SITUATIONS[name]
    found = [
        f"{f.cause.value} {f.sureness.value}" + (f" {len(f.people)}" if f.people else "")
        for f in diagnose(situation).findings
    ]
    assert found == expected


def test_a_finding_tells_by_how_much_and_which_way() -> None:
    (finding,) = diagnose(seen(known(ANN, heard=True, clock_off_s=-DAY))).findings
    assert finding.seconds == -DAY
    (finding,) = diagnose(seen(known(ANN, newer=False), others_heard=1)).findings
    assert finding.newer is False


BOOLS = st.booleans()
PEOPLE = st.builds(
    Known,
    st.sampled_from([ANN, BEN, CLEO]),
    BOOLS,
    BOOLS,
    BOOLS,
    st.sampled_from([0, 1800, DAY, -DAY]),
    st.none() | BOOLS,
    st.lists(st.sampled_from(Outcome), max_size=3).map(tuple),
    BOOLS,
)
ANYTHING = st.builds(
    Observations,
    st.lists(PEOPLE, max_size=3, unique_by=lambda one: one.person).map(tuple),
    st.integers(0, 1),
    BOOLS,
    BOOLS,
    BOOLS,
    BOOLS,
    st.none() | BOOLS,
    st.integers(0, 2),
    st.none() | BOOLS,
    st.sampled_from([frozenset(), frozenset({0}), frozenset({2})]),
    st.just(1),
    BOOLS,
)


@given(ANYTHING)
def test_whatever_is_seen_there_is_an_answer_and_it_contradicts_nothing(observed: Observations) -> None:
    diagnosis = diagnose(observed)
    causes = [finding.cause for finding in diagnosis.findings]
    assert causes
    assert len(causes) == len(set(causes))
    if Cause.WELL in causes:
        assert not observed.missing
        assert causes[0] is Cause.WELL
    missing = {one.person for one in observed.missing}
    assert all(
        set(f.people) <= missing
        for f in diagnosis.findings
        if f.cause in (Cause.NOBODY_ON, Cause.ISOLATION, Cause.FIREWALL_BOTH)
    )
    assert all(f.sureness is not Sureness.CERTAIN for f in diagnosis.findings if f.cause is Cause.NOBODY_ON)
    checks = dict(diagnosis.checks)
    assert list(checks) == [check for check in Check if check in checks]
    assert (checks[Check.NETWORK] is Result.GOOD) is observed.has_network


@given(ANYTHING)
def test_who_is_connected_is_never_said_to_be_out(observed: Observations) -> None:
    everybody = replace(observed, people=tuple(replace(one, here=True) for one in observed.people))
    for finding in diagnose(everybody).findings:
        assert finding.cause not in (Cause.ISOLATION, Cause.FIREWALL_BOTH) or not finding.people
