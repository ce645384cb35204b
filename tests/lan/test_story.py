"""What a family does, done with the command line on computers of their own; each feed shows what it should."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from tests.lan.clock import MakeClock
from tests.lan.family import CIRCLE, ENVIRONMENT, Home, Json, family, found, invite
from tests.lan.lan import Lan, MakeLan

_DAY_S = 86_400


def seen(posts: list[Json]) -> list[Json]:
    """Return what everybody should see alike of these posts: all but who holds a copy, as far as each knows."""
    return [
        {**post, "copies": None, "comments": seen(post["comments"])} | {"note": post.get("note")}
        for post in posts
    ]


def until_alike(*homes: Home) -> list[Json]:
    """Wait until these feeds show the same, and return it."""
    first, *others = homes
    for home in others:
        home.until(lambda: seen(home.feed()) == seen(first.feed()), f"does not see what {first.name} sees")  # noqa: B023 — called at once
    return seen(first.feed())


def until_standing(home: Home, state: str) -> None:
    """Wait until this home stands to its one circle in this way."""
    home.until(
        lambda: [circle["state"] for circle in home.ok("circles")["circles"]] == [state],
        f"is not “{state}” yet",
    )


def test_three_people_find_each_other_and_share_what_they_write(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        circle = found(ann, bob, cat)
        for home, others in ((ann, ["Bob", "Cat"]), (bob, ["Ann", "Cat"]), (cat, ["Ann", "Bob"])):
            home.until_neighbours(*others)

        status = bob.ok("status")
        assert status.keys() >= {"person", "name", "device", "circles", "neighbours", "disk", "version"}
        assert (status["name"], status["disk"], status["running"]) == ("Bob", "file", True)
        assert [(c["circle"], c["name"], c["members"]) for c in status["circles"]] == [(circle, CIRCLE, 3)]
        roles = {name: (m["role"], m["invited_by"]) for name, m in cat.members().items()}
        founder = ann.ok("status")["person"]
        assert roles == {"Ann": ("steward", None), "Bob": ("member", founder), "Cat": ("member", founder)}

        bread = ann.post("Bread is in the oven.")
        bob.until_texts("Bread is in the oven.")
        cat.until_texts("Bread is in the oven.")
        answer = bob.ok("comment", bread, "Keep me a slice.")["post"]
        cat.until(lambda: cat.feed()[0]["comments"], "has not received the comment")
        cat.ok("comment", answer, "And me!")
        cat.ok("react", bread, "👍")
        bob.ok("react", answer, "🍞")
        piped = bob.ok("post", CIRCLE, "-", stdin="From the kitchen:\nüñïçødé 🥖\n")["post"]
        until_alike(ann, bob, cat)

        ann.until(
            lambda: [p["copies"] for p in ann.feed()] == [{"held": 3, "of": 3}] * 2, "does not know of copies"
        )
        newest, oldest = until_alike(ann, bob, cat)
        assert newest["id"] == piped
        assert newest["text"] == "From the kitchen:\nüñïçødé 🥖"
        assert newest["circle"] == oldest["circle"] == circle
        assert oldest["author"] == {"person": founder, "name": "Ann"}
        assert [(c["author"]["name"], c["text"]) for c in oldest["comments"]] == [
            ("Bob", "Keep me a slice."),
            ("Cat", "And me!"),
        ]
        assert [r["emoji"] for r in oldest["reactions"]] == ["👍"]
        assert [r["emoji"] for r in oldest["comments"][0]["reactions"]] == ["🍞"]
        assert [p["id"] for p in cat.ok("feed", CIRCLE, "--limit", "1")["posts"]] == [piped]
        assert [p["id"] for p in cat.ok("feed", CIRCLE, "--before", piped)["posts"]] == [bread]

        assert ann.ok("edit", bread, "Bread is on the table.")["post"] == bread
        cat.ok("react", bread, "")
        bob.ok("delete", piped)
        bob.until(lambda: not bob.feed()[0]["reactions"], "has not heard that the reaction was taken back")
        (only,) = until_alike(ann, bob, cat)
        assert (only["text"], only["edited"], only["id"]) == ("Bread is on the table.", True, bread)
        assert cat.refused("edit", bread, "Bread is mine.") == "not-yours"
        assert cat.refused("delete", answer) == "not-theirs"
        assert bob.refused("comment", piped, "Where is it?") == "unknown-post"


def test_a_letter_reaches_its_one_reader_and_nobody_else(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        sent = bob.ok("message", "Ann", "The present is under the stairs.")
        ann.until(lambda: ann.ok("conversation", "Bob")["posts"], "has no letter")
        ann.ok("message", "Bob", "I shall be quiet.")
        bob.until(lambda: len(bob.ok("conversation", "Ann")["posts"]) == 2, "has no answer")
        for home, other in ((ann, "Bob"), (bob, "Ann")):
            letters = home.ok("conversation", other)["posts"]
            assert [p["text"] for p in letters] == ["I shall be quiet.", "The present is under the stairs."]
            assert {p["circle"] for p in letters} == {sent["circle"]}
            assert home.texts() == []
            assert [c["name"] for c in home.ok("circles")["circles"]] == [CIRCLE]
        ann.post("Tea at five.")
        cat.until_texts("Tea at five.")
        assert cat.ok("conversation", "Ann")["posts"] == []
        assert cat.ok("conversation", "Bob")["posts"] == []
        assert cat.ok("search", "present")["posts"] == []
        assert cat.refused("feed", sent["circle"]) == "unknown-circle"


def test_who_was_away_catches_up_with_all_that_happened(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        kept, changed, gone = (ann.post(f"{what}, written while all were there") for what in "abc")
        until_alike(ann, bob, cat)
        bob.stop()
        ann.until_neighbours("Cat")
        ann.ok("edit", changed, "b, changed while Bob was away")
        ann.ok("delete", gone)
        cat.ok("comment", kept, "Bob does not know yet.")
        cat.post("d, written while Bob was away")
        # Writing needs no engine and no network.
        mine = bob.post("e, written by Bob with his engine off")
        bob.ok("comment", kept, "Nor do you.")
        assert bob.texts()[0].startswith("e")
        until_alike(ann, cat)
        assert mine not in [post["id"] for post in ann.feed()]
        bob.start()
        bob.until_neighbours("Ann", "Cat")
        ann.until_texts("e, written by Bob with his engine off")
        posts = until_alike(ann, bob, cat)
        assert {post["text"][0] for post in posts} == set("abde")
        (first,) = (post for post in posts if post["id"] == kept)
        assert {c["text"] for c in first["comments"]} == {"Bob does not know yet.", "Nor do you."}


def test_a_removed_member_reads_nothing_new_and_keeps_what_there_was(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        ann.post("Before")
        bob.until_texts("Before")
        assert cat.refused("remove", "Bob", "--from", CIRCLE, "--reason", "I wish it") == "not-a-steward"
        assert ann.refused("remove", "Bob", "--from", CIRCLE, "--reason", "") == "empty"
        ann.ok("remove", "Bob", "--from", CIRCLE, "--reason", "He moved to the moon.")
        cat.until_members("Ann", "Cat")
        until_standing(bob, "removed")
        ann.post("After")
        cat.until_texts("After", "Before")
        assert bob.texts() == ["Before"]
        assert bob.refused("post", CIRCLE, "Am I heard?") == "removed"
        assert bob.ok("status")["neighbours"] == []
        # He may come back if somebody wants him to, and then reads also what he missed.
        invite(ann, bob)
        bob.until_texts("Before", "After")
        bob.post("Back from the moon")
        cat.until_texts("Back from the moon")


def test_who_was_removed_while_away_finds_all_doors_shut_until_invited_anew(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        ann.post("Before")
        bob.until_texts("Before")
        bob.stop()
        ann.ok("remove", "Bob", "--from", CIRCLE, "--reason", "He moved to the moon.")
        ann.post("After")
        bob.post("Do you read me?")
        bob.start()
        assert bob.refused("connect", ann.address()) == "unreachable"
        assert bob.neighbours() == ann.neighbours() == {}
        assert bob.texts() == ["Do you read me?", "Before"]
        invite(ann, bob)
        bob.until_texts("Before", "After")
        bob.post("Back from the moon")
        ann.until_texts("Back from the moon")


def test_who_leaves_is_gone_and_the_last_steward_may_not(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob, cat)
        erased, kept = bob.post("Nobody shall keep this."), cat.post("This may stay.")
        ann.until_texts("Nobody shall keep this.", "This may stay.")
        assert ann.refused("leave", CIRCLE) == "last-steward"
        bob.ok("leave", CIRCLE, "--erase")
        for home in (ann, cat):
            home.until_members("Ann", "Cat")
            home.until(lambda: [p["id"] for p in home.feed()] == [kept], "still shows what was erased")  # noqa: B023 — called at once
        until_standing(bob, "left")
        assert erased not in [post["id"] for post in bob.feed()]
        assert bob.refused("post", CIRCLE, "One more thing") == "left"
        cat.stop()
        cat.ok("leave", CIRCLE)
        assert ann.members().keys() == {"Ann", "Cat"}
        cat.start()
        ann.until_members("Ann")
        assert [post["id"] for post in ann.feed()] == [kept]


def test_a_guest_who_must_ask_waits_until_a_steward_has_decided(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        ann.ok("start-circle", CIRCLE, "--as", "Ann")
        codes = [ann.ok("invite", CIRCLE, "--ask")["code"] for _ in range(2)]
        for home, code in zip((bob, cat), codes, strict=True):
            assert home.ok("join", code, "--as", home.name)["state"] == "asked"
        requests = {r["name"]: r for r in ann.ok("requests", CIRCLE)["requests"]}
        assert {name: r["state"] for name, r in requests.items()} == {"Bob": "open", "Cat": "open"}
        assert ann.members().keys() == {"Ann"}
        assert bob.refused("post", CIRCLE, "Hello?") == "unknown-circle"
        ann.ok("approve", requests["Bob"]["id"])
        ann.ok("decline", requests["Cat"]["id"])
        assert ann.refused("approve", requests["Cat"]["id"]) == "already-decided"
        ann.post("Welcome, Bob.")
        # Each asks again now and then; whoever is impatient asks by the same command.
        assert cat.refused("join", codes[1], "--as", "Cat", "--wait", "60") == "declined"
        until_standing(bob, "member")
        bob.until_texts("Welcome, Bob.")
        assert cat.ok("circles")["circles"] == []
        assert ann.members().keys() == {"Ann", "Bob"}


def test_another_steward_opens_the_door_while_the_inviter_sleeps(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        found(ann, bob)
        assert ann.ok("promote", "Bob", "--in", CIRCLE)["passed"]
        bob.until(lambda: bob.members()["Bob"]["role"] == "steward", "does not know that he is a steward")
        code = ann.ok("invite", CIRCLE)["code"]
        ann.post("Cat is coming.")
        bob.until(
            lambda: [i["state"] for i in bob.ok("invitations", CIRCLE)["invitations"]][-1] == "open",
            "no code",
        )
        bob.until_texts("Cat is coming.")
        ann.stop()
        assert cat.ok("join", code, "--as", "Cat", "--wait", "60")["state"] == "member"
        cat.until_texts("Cat is coming.")
        cat.post("Ann sleeps, and here I am.")
        bob.until_texts("Ann sleeps, and here I am.")
        ann.start()
        ann.until_members("Ann", "Bob", "Cat")
        ann.until_texts("Ann sleeps, and here I am.")
        states = {i["id"]: (i["state"], i["used_by"]) for i in ann.ok("invitations", CIRCLE)["invitations"]}
        assert sorted(states.values()) == [("used", "Bob"), ("used", "Cat")]


def test_a_code_that_is_late_taken_back_or_mistyped_opens_nothing(lan3: Lan, make_clock: MakeClock) -> None:
    later = make_clock(+3 * _DAY_S)
    ann_host, bob_host, cat_host = lan3.hosts
    with family(ann_host, bob_host) as (ann, bob):
        found(ann, bob)
        unwanted = ann.ok("invite", CIRCLE)
        short = ann.ok("invite", CIRCLE, "--days", "1")["code"]
        assert ann.refused("join", short, "--as", "Ann") == "own-code"
        assert bob.refused("join", short, "--as", "Bob") == "own-code"
        assert ann.refused("invite", CIRCLE, "--days", "0") == "days"
        assert ann.refused("invite", "The Smiths") == "unknown-circle"
        assert ann.refused("revoke-invitation", "abcd") == "unknown-invitation"
        ann.ok("revoke-invitation", unwanted["id"])

        cat = Home(cat_host)
        assert cat.refused("join", short, "--as", "Cat", env=later.env()) == "expired"
        assert cat.refused("join", short, "--as", "") == "empty"
        assert cat.refused("join", "", "--as", "Cat") == "not-a-code"
        groups = short.replace("\n", "-").split("-")
        groups[3] = ("4" if groups[3][0] != "4" else "5") + groups[3][1:]
        told = json.loads(cat.run("join", "-".join(groups), "--as", "Cat").stderr)
        assert told["error"] == "mistyped"
        assert "group 3" in told["message"]
        assert cat.ok("status")["person"] is None
        assert cat.refused("join", unwanted["code"], "--as", "Cat", "--wait", "60") == "invite-revoked"

        typed = short.lower().replace("-", " ").replace("\n", " ")
        cat.start()
        assert cat.ok("join", typed, "--as", "Cat", "--wait", "60")["state"] == "member"
        cat.close()


def test_a_code_lets_in_one_person_and_the_next_is_told(lan3: Lan) -> None:
    with family(*lan3.hosts) as (ann, bob, cat):
        ann.ok("start-circle", CIRCLE, "--as", "Ann")
        code = ann.ok("invite", CIRCLE)["uri"]
        assert bob.ok("join", code, "--as", "Bob", "--wait", "60")["state"] == "member"
        assert cat.refused("join", code, "--as", "Cat", "--wait", "60") == "invite-used"
        assert ann.members().keys() == {"Ann", "Bob"}


def test_a_picture_of_the_code_lets_a_guest_in(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        ann.ok("start-circle", CIRCLE, "--as", "Ann")
        card = ann.host.home / "card.png"
        ann.ok("invite", CIRCLE, "--qr", str(card))
        assert stat.S_IMODE(card.stat().st_mode) == 0o600
        photo = bob.host.home / "photo.png"
        photo.write_bytes(card.read_bytes())
        assert bob.ok("join", str(photo), "--as", "Bob", "--wait", "60")["state"] == "member"
        (bob.host.home / "cat.png").write_bytes(b"no picture")
        assert bob.refused("join", str(bob.host.home / "cat.png"), "--as", "Bob") == "not-a-picture"


def test_everything_can_be_written_first_and_carried_out_when_an_engine_runs(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    ann, bob = (Home(host) for host in lan.hosts)
    ann.ok("start-circle", CIRCLE, "--as", "Ann")
    ann.post("Written before anybody was there")
    code = ann.ok("invite", CIRCLE)["code"]
    assert bob.ok("join", code, "--as", "Bob", "--wait", "0")["state"] == "looking"
    assert bob.ok("status")["running"] is False
    assert bob.refused("connect", "10.77.0.10:30000") == "unreachable"
    ann.start()
    bob.start()
    until_standing(bob, "member")
    bob.until_texts("Written before anybody was there")
    assert ann.refused("connect", "nonsense") == "address"
    second = Home(ann.host)
    second.begin()
    assert second.ended() == 1
    assert "already" in " ".join(second.messages())
    ann.close()
    bob.close()


def test_words_are_found_in_what_may_be_read_and_nowhere_else(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)
        ann.ok("start-circle", "Chess", "--as", "Ann")
        jam = ann.post("Strawberry jam, twelve glasses")
        cake = ann.post("Rhubarb cake")
        ann.ok("comment", cake, "With strawberry sauce?")
        ann.post("Strawberry opening, anyone?", circle="Chess")
        bob.until(lambda: len(bob.ok("search", "strawberry")["posts"]) == 2, "does not find both")
        assert len(ann.ok("search", "strawberry")["posts"]) == 3
        assert [p["id"] for p in ann.ok("search", "STRAWB", "--circle", CIRCLE)["posts"]][-1] == jam
        ann.ok("message", "Bob", "Strawberry fields")
        bob.until(lambda: len(bob.ok("search", "strawberry")["posts"]) == 3, "does not find the letter")
        ann.ok("edit", jam, "Cherry jam")
        ann.ok("delete", cake)
        bob.until(lambda: bob.ok("search", "cherry")["posts"], "does not find the new word")
        bob.until(lambda: not bob.ok("search", "rhubarb")["posts"], "finds what was deleted")
        assert jam not in [p["id"] for p in bob.ok("search", "strawberry")["posts"]]
        assert bob.refused("search", "  ") == "empty"
        for hostile in ('"', "NEAR(", "*", "nosuch:x", "-x", "(" * 300, "a OR b", "'; DROP TABLE ops; --"):
            bob.ok("search", "--", hostile)


def test_a_home_behind_a_passphrase_is_served_only_to_who_gives_it(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        found(ann, bob)

        def saying(words: str) -> dict[str, str]:
            path = ann.host.home / "passphrase"
            path.write_text(words + "\n")
            return {"ORGANIC_PASSPHRASE_FILE": str(path)}

        assert ann.refused("unlock", env=saying("correct horse")) == "no-passphrase"
        assert ann.refused("lock", env=saying("short")) == "short-passphrase"
        assert ann.ok("lock", env=saying("correct horse")) == {"disk": "passphrase"}
        assert ann.ok("status")["disk"] == "passphrase"
        ann.stop()
        assert ann.refused("feed", CIRCLE) == "locked"
        assert ann.ok("feed", CIRCLE, env=saying("correct horse"))["posts"] == []

        said = ann.begin()
        ann.until(lambda: ann.run("status").returncode == 1, "does not answer")
        for command in (["status"], ["post", CIRCLE, "Let me in"], ["feed", CIRCLE]):
            assert ann.refused(*command) == "locked"
        assert ann.refused("unlock", env=saying("incorrect horse")) == "wrong-passphrase"
        bob.post("While Ann was locked out")
        assert said.all() == []
        ann.ok("unlock", env=saying("correct horse"))
        said.wait_for("ready")
        ann.until_texts("While Ann was locked out")
        # An unattended computer has the passphrase in a file, and a changed one replaces the old one.
        path = Path(saying("correct horse")["ORGANIC_PASSPHRASE_FILE"])
        fresh = path.with_name("fresh")
        fresh.write_text("battery staple\n")
        ann.ok("lock", env={"ORGANIC_PASSPHRASE_FILE": str(path), "ORGANIC_NEW_PASSPHRASE_FILE": str(fresh)})
        ann.stop()
        assert ann.refused("status", env=saying("correct horse")) == "wrong-passphrase"
        ann.env["ORGANIC_PASSPHRASE_FILE"] = str(fresh)
        ann.start()
        ann.until_neighbours("Bob")


def test_what_others_write_cannot_reach_into_the_readers_terminal(make_lan: MakeLan) -> None:
    lan = make_lan(["ann", "bob"])
    with family(*lan.hosts) as (ann, bob):
        hostile = "R\u202eed \u200bRid\u2066ing"
        ann.ok("start-circle", CIRCLE, "--as", "Ann")
        code = ann.ok("invite", CIRCLE)["code"]
        assert bob.ok("join", code, "--as", hostile, "--wait", "60")["state"] == "member"
        bob.post("first line\nsecond \u202eline \x1b]0;owned\x07\x1b[31mred\x9b2J <b>bold</b> 100%s {0}")
        bob.ok("start-circle", "\u202eElif\u200b", "--as", "Bob")
        ann.until(lambda: ann.feed(), "has no post")
        for words in (["feed", CIRCLE], ["members", CIRCLE], ["status"]):
            shown = ann.host.run([w for w in ann.command(*words) if w != "--json"], env=ENVIRONMENT).stdout
            assert all(c.isprintable() or c == "\n" for c in shown), repr(shown)
            assert not set(shown) & set("\u202e\u200b\u2066\x1b\x9b\x07"), repr(shown)
        text = ann.texts()[0]
        assert "<b>bold</b> 100%s {0}" in text
        assert not set(text) & set("\x1b\x07\x9b")
