"""A family on the LAN: the real program on each host, driven by nothing but its command line.

    with family(lan["ann"], lan["bob"]) as (ann, bob):
        circle = found(ann, bob)                       ann founds it, bob joins with a code
        post = ann.post("Bread is in the oven.")
        bob.until_texts("Bread is in the oven.")

What a command prints is its one JSON document, what is refused is a kind and a sentence. When the block ends, every
engine must stop of itself and have left no traceback and no error among its messages.

What is waited for is looked at again and again, and a program for each look would take the cores from what is looked
for. So while `Home.until` waits, commands go to the engine from within this process, and when what was waited for has
come the command line has to say so, too.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from organic_p2p.api.client import connected
from organic_p2p.api.codec import to_json
from organic_p2p.api.replies import Refused
from organic_p2p.cli.arguments import parser
from organic_p2p.cli.commands import request_for
from tests.lan.host import Host
from tests.lan.waiting import Lines, until
from tests.lan.wire import ROOT

Json: TypeAlias = Any
Texts: TypeAlias = list[str]

CIRCLE = "The Millers"
# The program is the one of this folder. A keyring would be the developer's own; and what slows down a thief of the
# disk would slow down tests as well.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "ORGANIC_KEYRING": "off", "ORGANIC_PASSPHRASE_MIB": "8"}

# Far more than anything here takes: a limit only says when to give up on a machine that is busy with other things.
PATIENCE_S = 60.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 0.5
_EXIT_DONE, _EXIT_REFUSED = 0, 1


class Home:
    """One person's home folder on a host, and the engine that may run in it."""

    _is_looking: ClassVar[bool] = False

    def __init__(
        self, host: Host, *, folder: Path | None = None, env: Mapping[str, str] | None = None
    ) -> None:
        """Take a folder for a home; nothing is made in it yet.

        Args:
            host: The computer.
            folder: Where; a folder of the host's own otherwise.
            env: Variables for the engine that runs here; commands have but the usual ones.
        """
        self.host = host
        self.folder = folder or host.home / "organic"
        self.env = dict(env or {})
        self.name = host.name.capitalize()
        self._engine: subprocess.Popen[str] | None = None
        self._messages: list[Lines] = []
        self._is_stopped = False

    def __repr__(self) -> str:
        return f"<Home of {self.name}>"

    # The engine

    def begin(self, *words: str, prefix: Sequence[str] = ()) -> Lines:
        """Start the engine and return at once what it will print."""
        assert self._engine is None, f"{self.name}'s engine runs already"
        pipe = subprocess.PIPE
        command = [*prefix, *self.command("node", *words)]
        self._engine = self.host.popen(command, env={**ENVIRONMENT, **self.env}, stdout=pipe, stderr=pipe)
        self._messages.append(Lines(self._engine.stderr))
        return Lines(self._engine.stdout)

    def start(self, *words: str, prefix: Sequence[str] = ()) -> None:
        """Start the engine and wait until it says that it is ready."""
        said = self.begin(*words, prefix=prefix)
        until(
            lambda: "ready" in said.all() or not self.runs, PATIENCE_S, lambda: f"{self}: {self.messages()}"
        )
        assert self.runs, f"{self}'s engine ended: {self.messages()}"

    def stop(self) -> None:
        """Have the engine end as a user would, and check that it does so in peace."""
        engine = self._take_engine()
        engine.terminate()
        code = engine.wait(PATIENCE_S)
        assert code == _EXIT_DONE, f"{self}'s engine ended with {code}: {self.messages()}"

    def kill(self) -> None:
        """End the engine between two instructions."""
        engine = self._take_engine()
        os.killpg(engine.pid, signal.SIGKILL)
        engine.wait(PATIENCE_S)

    def ended(self) -> int:
        """Wait until the engine has ended by itself, and return its exit code."""
        return self._take_engine().wait(PATIENCE_S)

    def freeze(self) -> None:
        """Stop the engine's processor, as when the lid of a laptop is closed."""
        assert self._engine is not None
        os.killpg(self._engine.pid, signal.SIGSTOP)
        self._is_stopped = True

    def thaw(self) -> None:
        """Undo `freeze`."""
        assert self._engine is not None
        os.killpg(self._engine.pid, signal.SIGCONT)
        self._is_stopped = False

    @property
    def runs(self) -> bool:
        """Whether the engine was started and has not ended."""
        return self._engine is not None and self._engine.poll() is None

    def messages(self) -> list[str]:
        """Return what all engines of this home have said on standard error."""
        return [line for lines in self._messages for line in lines.all()]

    def close(self, *, in_peace: bool = True) -> None:
        """End the engine; with `in_peace`, check that it ends well and had nothing to complain of."""
        if self._is_stopped:
            self.thaw()
        if self.runs and in_peace:
            self.stop()
        elif self.runs:
            self.kill()
        if in_peace:
            bad = [line for line in self.messages() if "Traceback" in line or " ERROR " in line]
            assert not bad, f"{self}: {self.messages()}"

    # Commands

    def command(self, *words: str) -> list[str]:
        """Return the words of a command in this home, whose answer will be JSON."""
        return command(self.folder, *words)

    def run(
        self, *words: str, stdin: str | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever comes of it."""
        return self.host.run(
            self.command(*words),
            env={**ENVIRONMENT, **(env or {})},
            stdin=stdin if stdin is not None else "",
            limit_s=2 * PATIENCE_S,
            check=False,
        )

    def ok(self, *words: str, stdin: str | None = None, env: Mapping[str, str] | None = None) -> Json:
        """Run a command that must succeed, and return what it printed."""
        if Home._is_looking and (seen := self._look(*words)) is not None:
            return seen
        got = self.run(*words, stdin=stdin, env=env)
        assert got.returncode == _EXIT_DONE, f"{self}: {words[0]}: {got.stderr}"
        assert got.stderr == "", f"{self}: {words[0]}: {got.stderr}"
        return json.loads(got.stdout)

    def refused(self, *words: str, stdin: str | None = None, env: Mapping[str, str] | None = None) -> str:
        """Run a command that must be refused with a sentence, and return the kind of the refusal."""
        got = self.run(*words, stdin=stdin, env=env)
        assert got.returncode == _EXIT_REFUSED, f"{self}: {words[0]}: {got.returncode} {got.stdout}"
        assert got.stdout == "", got.stdout
        told = json.loads(got.stderr)
        assert told.keys() == {"error", "message"}, told
        sentence = told["message"]
        assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
        assert " " in sentence, sentence
        assert sentence[-1] in ".?!”" or ": organic" in sentence, sentence
        return str(told["error"])

    # What tests do again and again

    def post(self, text: str, circle: str = CIRCLE) -> str:
        """Write for a circle; return the id."""
        return str(self.ok("post", circle, text)["post"])

    def feed(self, circle: str = CIRCLE) -> list[Json]:
        """Return a circle's posts, newest first."""
        posts: list[Json] = self.ok("feed", circle, "--limit", "200")["posts"]
        return posts

    def texts(self, circle: str = CIRCLE) -> Texts:
        """Return the texts of a circle's posts, newest first."""
        return [post["text"] for post in self.feed(circle)]

    def members(self, circle: str = CIRCLE) -> dict[str, Json]:
        """Return a circle's members by name."""
        return {member["name"]: member for member in self.ok("members", circle)["members"]}

    def neighbours(self) -> dict[str, bool]:
        """Return who is connected, by name, and whether we are in step with them."""
        return {each["name"]: each["in_step"] for each in self.ok("status")["neighbours"]}

    def address(self) -> str:
        """Return where the engine listens, as an invitation or `connect` takes it."""
        said = self.host.run(["ss", "-H", "-ltn4"]).stdout
        (port,) = {int(line.split()[3].rpartition(":")[2]) for line in said.splitlines()}
        return f"{self.host.ip}:{port}"

    def until(self, condition: Callable[[], object], what: str, limit_s: float = PATIENCE_S) -> None:
        """Return when `condition()`, which runs commands, is true."""
        pause_s = _FIRST_PAUSE_S

        def look() -> object:
            nonlocal pause_s
            Home._is_looking = True
            try:
                has_come = condition()
            finally:
                Home._is_looking = False
            if not (has_come and condition()):
                time.sleep(pause_s)
                pause_s = min(1.5 * pause_s, _LONGEST_PAUSE_S)
                return False
            return True

        until(look, limit_s, lambda: f"{self}: {what}: {self._situation()}")

    def until_texts(self, *texts: str, circle: str = CIRCLE, limit_s: float = PATIENCE_S) -> None:
        """Wait until all these posts are in the feed, whatever else is."""
        wanted = set(texts)
        self.until(lambda: wanted <= set(self.texts(circle)), f"has not received {wanted}", limit_s)

    def until_neighbours(self, *names: str, limit_s: float = PATIENCE_S) -> None:
        """Wait until exactly these people are connected and in step."""
        wanted = dict.fromkeys(names, True)
        self.until(lambda: self.neighbours() == wanted, f"is not in step with {names}", limit_s)

    def until_members(self, *names: str, circle: str = CIRCLE) -> None:
        """Wait until exactly these people are members."""
        self.until(lambda: self.members(circle).keys() == set(names), f"does not see {names} as the members")

    def _look(self, *words: str) -> Json:
        """Return what a command would print, from the engine that runs here; None if none does, or it refuses."""
        request = request_for(parser().parse_args([*words]), self.folder)

        async def ask() -> Json:
            async with asyncio.timeout(PATIENCE_S), connected(self.folder) as client:
                reply = None if client is None else await client.ask(request)
                return None if isinstance(reply, Refused | None) else to_json(reply)

        return asyncio.run(ask())

    def _situation(self) -> str:
        status = self.run("status")
        feeds = [self.run("feed", CIRCLE), self.run("members", CIRCLE)]
        return "\n".join([status.stdout, *(got.stdout or got.stderr for got in feeds), *self.messages()])

    def _take_engine(self) -> subprocess.Popen[str]:
        engine, self._engine = self._engine, None
        assert engine is not None, f"{self.name}'s engine does not run"
        return engine


def command(folder: Path, *words: str) -> list[str]:
    """Return the words of a command in the home `folder`, whose answer will be JSON."""
    return [sys.executable, "-m", "organic_p2p", "--home", str(folder), "--json", *words]


@contextlib.contextmanager
def family(
    *hosts: Host, env: Mapping[str, str] | None = None, words: Sequence[str] = ()
) -> Iterator[list[Home]]:
    """Give each host a home in which an engine runs, with `env`; at the end check that each ends well."""
    homes = [Home(host, env=env) for host in hosts]
    try:
        said = [home.begin(*words) for home in homes]
        for home, lines in zip(homes, said, strict=True):
            lines.wait_for("ready", PATIENCE_S)
            assert home.runs
        yield homes
    except BaseException:
        for home in homes:
            with contextlib.suppress(Exception):
                home.close(in_peace=False)
        raise
    for home in homes:
        home.close(in_peace=True)


def found(founder: Home, *guests: Home, circle: str = CIRCLE) -> str:
    """Have `founder` start a circle and the guests join it one after the other; return its id."""
    made = founder.ok("start-circle", circle, "--as", founder.name)
    assert made["state"] == "member"
    for guest in guests:
        invite(founder, guest, circle)
    everybody = [founder, *guests]
    for home in everybody:
        home.until_members(*(each.name for each in everybody), circle=circle)
    return str(made["circle"])


def invite(host: Home, guest: Home, circle: str = CIRCLE) -> None:
    """Have `guest` join with a code that `host` makes."""
    code = host.ok("invite", circle)["code"]
    joined = guest.ok("join", code, "--as", guest.name, "--wait", str(PATIENCE_S))
    assert joined["state"] == "member", joined
