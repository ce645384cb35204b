"""Bad networks, wrong clocks and interrupted engines: what was written arrives in the end, everywhere and once."""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest

from tests.lan.clock import MakeClock
from tests.lan.family import CIRCLE, Home, family, found
from tests.lan.lan import Lan, MakeLan
from tests.lan.pcap import UDP
from tests.lan.shape import Shape

_DAY_S = 86_400
# A connection over which nothing comes is given up after 20 seconds; whatever had to wait for that has this long.
_LONG_S = 120.0


def until_each_has(homes: list[Home], *texts: str) -> None:
    """Wait until each home shows exactly these posts, each once."""
    for home in homes:
        home.until(lambda: Counter(home.texts()) == Counter(texts), f"does not show just {texts}", _LONG_S)  # noqa: B023 — called at once


def test_both_sides_of_a_partition_write_on_and_agree_when_it_is_over(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        first = ann.post("before")
        until_each_has([ann, bob, cat], "before")
        lan3.partition([ann.host], [bob.host, cat.host])
        ann.post("alone")
        ann.ok("edit", first, "before, edited on one side")
        bob.ok("comment", first, "a comment on the other side")
        bob.post("in company")
        cat.until_texts("in company")
        assert "alone" not in bob.texts()
        lan3.heal()
        until_each_has([ann, bob, cat], "before, edited on one side", "alone", "in company")
        for home in (ann, bob, cat):
            home.until(
                lambda: [len(p["comments"]) for p in home.feed() if p["id"] == first] == [1],  # noqa: B023 — called at once
                "has no comment",
            )


def test_a_laptop_carries_posts_between_two_homes_that_never_meet(make_lan: MakeLan) -> None:
    lan = make_lan(["gran", "laptop", "uncle"])
    with family(*lan.hosts) as (gran, laptop, uncle):
        found(gran, laptop, uncle)
        lan.move(uncle.host, "away")
        gran.post("from gran")
        laptop.until_texts("from gran")
        lan.move(laptop.host, "away")
        uncle.until_texts("from gran")
        uncle.post("from uncle")
        laptop.until_texts("from uncle")
        lan.move(laptop.host, "home")
        until_each_has([gran, laptop, uncle], "from gran", "from uncle")
        gran.until(lambda: gran.neighbours().get("Laptop"), "is not in step with the laptop")


def test_an_engine_started_without_a_network_joins_in_when_the_cable_is_plugged(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"], ipv6=False)
    ann_host, bob_host = lan.hosts
    with family(ann_host) as (ann,):
        ann.ok("start-circle", CIRCLE, "--as", "Ann")
        code = ann.ok("invite", CIRCLE)["code"]
        bob_host.unplug()
        bob_host.run(["ip", "link", "set", "lo", "down"])
        bob = Home(bob_host)
        bob.start()
        assert bob.ok("join", code, "--as", "Bob", "--wait", "0")["state"] == "looking"
        bob.ok("start-circle", "Hermits", "--as", "Bob")
        bob.post("nobody hears me", circle="Hermits")
        bob_host.plug("home")
        bob.until(lambda: len(bob.ok("circles")["circles"]) == 2, "has found nobody", _LONG_S)
        bob.until_members("Ann", "Bob")
        bob.post("plugged in")
        ann.until_texts("plugged in")
        bob.close()


def test_without_multicast_codes_and_remembered_addresses_lead_to_each_other(lan3: Lan) -> None:
    for host in lan3.hosts:
        host.multicast(allowed=False)
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        ann.until_neighbours("Bob", "Cat")
        ann.stop()
        bob.kill()
        ann.start()
        bob.start()
        ann.until_neighbours("Bob", "Cat", limit_s=_LONG_S)
        # Two guests of one host have no address of each other's, but he has what both wrote.
        bob.post("hello, deaf world")
        until_each_has([ann, bob, cat], "hello, deaf world")
        # By hand it goes, too.
        assert cat.ok("connect", bob.address())["name"] == "Bob"
        cat.until_neighbours("Ann", "Bob")


def test_guests_whom_the_access_point_keeps_apart_hear_of_each_other_through_a_third(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(cat, ann, bob)
        lan3.isolate([ann.host, bob.host])
        for home in (ann, bob):
            home.stop()
            home.start()
        ann.until_neighbours("Cat")
        bob.until_neighbours("Cat")
        ann.post("from behind glass")
        bob.until_texts("from behind glass")
        bob.post("and back")
        until_each_has([ann, bob, cat], "from behind glass", "and back")


def test_a_path_that_is_cut_one_way_is_gone_round_until_it_is_mended(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        ann.until_neighbours("Bob", "Cat")
        lan3.cut(ann.host, bob.host)
        ann.post("the long way round")
        bob.until_texts("the long way round")
        bob.post("and the answer")
        until_each_has([ann, bob, cat], "the long way round", "and the answer")
        lan3.mend(ann.host, bob.host)
        ann.until_neighbours("Bob", "Cat", limit_s=_LONG_S)


@pytest.mark.parametrize("interruption", ["another address", "kill -9"])
def test_a_transfer_that_is_interrupted_goes_on_where_it_was(make_lan: MakeLan, interruption: str) -> None:
    lan = make_lan(["ann", "bob"], wire=True, seed=1)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        bob.stop()
        texts = [f"{number} " + os.urandom(20_000).hex() for number in range(12)]
        for text in texts:
            ann.ok("post", CIRCLE, "-", stdin=text)
        for host in lan.hosts:
            host.shape(Shape(delay_ms=10, rate_kbit_s=400))
        bob.start()
        bob.until(bob.texts, "has received nothing yet")
        assert len(bob.texts()) < len(texts), "the transfer is over before it could be interrupted"
        if interruption == "kill -9":
            bob.kill()
            bob.start()
        else:
            ann.host.unplug()
            ann.host.plug("home", number=99)
        until_each_has([bob], *texts)


@pytest.mark.parametrize("network", ["only loopback there is", "--loopback beside a network"])
def test_two_engines_on_one_computer_find_each_other_over_loopback(make_lan: MakeLan, network: str) -> None:
    lan = make_lan(["desk", "other"])
    desk, _ = lan.hosts
    words = []
    if network.startswith("--"):
        words = ["--loopback"]
        capture = desk.capture()
    else:
        desk.unplug()
    homes = [Home(desk, folder=desk.home / name) for name in ("ann", "bob")]
    ann, bob = homes
    ann.name, bob.name = "Ann", "Bob"
    for home in homes:
        home.start(*words)
    found(ann, bob)
    ann.until_neighbours("Bob")
    bob.stop()
    ann.post("Are you there?")
    bob.start(*words)
    bob.until_texts("Are you there?")
    for home in homes:
        home.close()
    if words:
        said = [p for p in capture.stop().packets() if p.proto == UDP or p.data]
        assert [p for p in said if desk.ip in (p.src, p.dst)] == []


@pytest.mark.parametrize(
    "shape",
    [
        Shape(delay_ms=100, jitter_ms=30, loss=0.1),
        Shape(delay_ms=5, loss=0.02, dup=0.02, reorder=0.02, corrupt=0.02),
        Shape(delay_ms=40, rate_kbit_s=256),
    ],
    ids=["lossy and far", "damaging", "narrow"],
)
def test_a_poor_line_is_slow_and_loses_nothing(make_lan: MakeLan, shape: Shape) -> None:
    lan = make_lan(["ann", "bob"], wire=True, seed=5)
    for host in lan.hosts:
        host.shape(shape)
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        texts = []
        for number in range(2):
            for home in (ann, bob):
                texts.append(f"{home.name}'s post {number}")
                home.post(texts[-1])
        until_each_has([ann, bob], *texts)


def test_wrong_clocks_do_not_keep_a_family_apart(lan3: Lan, make_clock: MakeClock) -> None:
    fast, slow = make_clock(+3 * _DAY_S), make_clock(-400 * _DAY_S)
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        hers = cat.post("by the right clock")
        until_each_has([ann, bob, cat], "by the right clock")
        for home, clock in ((bob, fast), (cat, slow)):
            home.stop()
            home.env |= clock.env()
            home.start()
        early = bob.post("three days early")
        written_s = {post["id"]: post["created_ms"] / 1000 for post in bob.feed()}[early]
        assert written_s - time.time() > 2 * _DAY_S, "the clock is not wrong"
        # Her clock went back, and her second thoughts are the later ones all the same.
        cat.ok("edit", hers, "by the wrong clock")
        cat.post("a year late")
        ann.post("now")
        texts = ["by the wrong clock", "three days early", "a year late", "now"]
        until_each_has([ann, bob, cat], *texts)
        # While it runs a clock is put right, and another one wrong.
        fast.set(0)
        slow.set(+30 * _DAY_S)
        bob.post("right again")
        cat.post("wrong the other way")
        until_each_has([ann, bob, cat], *texts, "right again", "wrong the other way")


def test_a_guest_whose_clock_is_wrong_comes_in_by_the_address_in_the_code(
    make_lan: MakeLan, make_clock: MakeClock
) -> None:
    lan = make_lan(["ann", "bob"])
    ann, bob = (Home(host) for host in lan.hosts)
    bob.env |= make_clock(-400 * _DAY_S).env()
    ann.start()
    bob.start()
    found(ann, bob)
    bob.post("What year is it?")
    ann.until_texts("What year is it?")
    for home in (ann, bob):
        home.close()


def test_an_engine_that_is_killed_loses_nothing_that_it_acknowledged(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        texts = []
        for number in range(4):
            for home in (ann, bob):
                texts.append(f"{number} by {home.name}")
                home.post(texts[-1])
            (ann if number % 2 else bob).kill()
            (ann if number % 2 else bob).start()
        until_each_has([ann, bob], *texts)
        for home in (ann, bob):
            home.ok("search", "by")


def test_a_laptop_whose_lid_was_shut_catches_up(make_lan: MakeLan, make_clock: MakeClock) -> None:
    lan = make_lan(["ann", "bob", "cat"])
    clock = make_clock()
    with family(*lan.hosts, env=clock.env()) as (ann, bob, cat):
        found(ann, bob, cat)
        cat.until_neighbours("Ann", "Bob")
        cat.freeze()
        ann.post("while the lid was shut")
        bob.until_texts("while the lid was shut")
        clock.set(8 * 3600)
        cat.thaw()
        cat.until_texts("while the lid was shut")
        cat.post("I must have dozed off")
        until_each_has([ann, bob, cat], "while the lid was shut", "I must have dozed off")
        cat.until_neighbours("Ann", "Bob", limit_s=_LONG_S)
