"""What was seen is remembered within bounds, and recognised as soon as there is a key for it."""

import secrets

from hypothesis import given
from hypothesis import strategies as st

from sync.beacon import BeaconKey, build
from sync.sightings import Advertisement, Sighting, Sightings

NOW_S = 1_750_000_000.0
HERE = (b"\x0a\x4d\x00\x0a",)


def a_key(number: int) -> BeaconKey:
    return BeaconKey(number.to_bytes(32, "big"), 0, f"contact {number}")


def an_advertisement(*numbers: int, port: int = 30_000) -> Advertisement:
    """Return one that the contacts with these numbers have made for us."""
    theirs = [BeaconKey(a_key(n).key, 1, "us") for n in numbers]
    txt = build(theirs, port, HERE, NOW_S, secrets.token_bytes).txt
    return Advertisement(txt, port, HERE, ("10.77.0.10",))


def a_sighting(number: int, port: int = 30_000) -> Sighting:
    return Sighting((f"contact {number}",), "10.77.0.10", port, ("10.77.0.10",))


def test_a_contact_is_reported_once_and_again_when_something_changed() -> None:
    sightings = Sightings()
    sightings.set_keys([a_key(1)], NOW_S)
    seen = an_advertisement(1)
    assert sightings.take("eth0", "x", seen, NOW_S) == a_sighting(1)
    assert sightings.take("eth0", "x", seen, NOW_S) is None
    assert sightings.take("eth0", "x", an_advertisement(1, port=30_001), NOW_S) == a_sighting(1, 30_001)
    assert len(sightings) == 1


def test_a_stranger_is_remembered_but_not_reported() -> None:
    sightings = Sightings()
    assert sightings.take("eth0", "x", an_advertisement(1), NOW_S) is None
    assert sightings.known() == ()
    assert sightings.places() == (("10.77.0.10", 30_000),)


def test_a_stranger_who_becomes_a_contact_is_recognised_from_memory() -> None:
    sightings = Sightings()
    sightings.set_keys([a_key(1)], NOW_S)
    sightings.take("eth0", "x", an_advertisement(2), NOW_S)
    assert sightings.set_keys([a_key(1), a_key(2)], NOW_S) == [a_sighting(2)]
    assert sightings.set_keys([a_key(2), a_key(1)], NOW_S) == []
    assert sightings.known() == (a_sighting(2),)


def test_a_contact_who_is_none_any_longer_is_no_longer_known() -> None:
    sightings = Sightings()
    sightings.set_keys([a_key(1)], NOW_S)
    sightings.take("eth0", "x", an_advertisement(1), NOW_S)
    assert sightings.set_keys([], NOW_S) == []
    assert sightings.known() == ()
    assert len(sightings.places()) == 1


def test_what_was_withdrawn_is_forgotten_on_its_link_only() -> None:
    sightings = Sightings()
    for link in ("eth0", "wlan0"):
        for name in ("x", "y"):
            sightings.take(link, name, an_advertisement(1), NOW_S)
    sightings.forget("eth0", "x")
    assert len(sightings) == 3
    sightings.forget("eth0", "never seen")
    sightings.forget("wlan0")
    assert len(sightings) == 1


def test_places_are_listed_once_with_contacts_first() -> None:
    sightings = Sightings()
    sightings.set_keys([a_key(1)], NOW_S)
    sightings.take("eth0", "x", an_advertisement(1, port=30_001), NOW_S)
    for name in ("y", "z"):
        sightings.take("eth0", name, an_advertisement(2, port=30_002), NOW_S)
    assert sightings.places() == (("10.77.0.10", 30_001), ("10.77.0.10", 30_002))


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=120))
def test_a_flood_fills_a_bounded_memory_and_pushes_out_no_contact(flood: list[tuple[int, bool]]) -> None:
    sightings = Sightings(limit=8)
    sightings.set_keys([a_key(1)], NOW_S)
    sightings.take("eth0", "contact", an_advertisement(1), NOW_S)
    stranger = Advertisement({b"a": b"x"}, 30_000, HERE, ("10.77.0.10",))
    for number, again in flood:
        sightings.take("eth0", f"stranger {number}", stranger, NOW_S)
        if again:
            sightings.forget("eth0", f"stranger {number}")
        assert len(sightings) <= 8
    assert sightings.known() == (a_sighting(1),)


def test_of_too_many_contacts_the_one_seen_longest_ago_goes() -> None:
    sightings = Sightings(limit=2)
    sightings.set_keys([a_key(1)], NOW_S)
    for port in (30_001, 30_002, 30_003):
        sightings.take("eth0", f"at {port}", an_advertisement(1, port=port), NOW_S)
    assert sightings.known() == (a_sighting(1, 30_003), a_sighting(1, 30_002))
