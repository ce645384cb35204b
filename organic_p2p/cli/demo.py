"""Three homes on this computer tell their story: the real program three times over, and nobody outside takes part.

Each home has its own keys, database and engine process. They find each other on the loopback interface only,
so a demonstration never speaks to the network. What is typed is printed; whether it arrived is learnt as a
window would learn it, by following the engines' events.
"""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import connected
from organic_p2p.api.codec import to_json
from organic_p2p.api.program import program
from organic_p2p.cli.arguments import EXIT_DONE, EXIT_REFUSED
from organic_p2p.cli.landscape import film, photograph
from organic_p2p.cli.show import show

CIRCLE = "The Millers"
# Far more than any step takes; a machine that needs longer is better told so than left waiting.
_PATIENCE_S = 60.0


class _StoppedError(Exception):
    """The story cannot go on; the message says why."""


@dataclass(slots=True)
class _Home:
    """One person's home and, while it runs, its engine."""

    name: str
    folder: Path
    environment: dict[str, str]
    engine: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the engine and wait until it listens."""
        self.engine = await asyncio.create_subprocess_exec(
            *_organic(self.folder, "node", "--loopback"), stdout=asyncio.subprocess.PIPE, env=self.environment
        )
        assert self.engine.stdout is not None  # noqa: S101 — it is a pipe
        async with asyncio.timeout(_PATIENCE_S):
            if await self.engine.stdout.readline() != b"ready\n":
                raise _StoppedError(f"{self.name}'s engine did not start.")

    async def stop(self) -> None:
        """Stop the engine, if it runs, and wait until it is gone."""
        if self.engine is not None:
            with contextlib.suppress(ProcessLookupError):
                self.engine.terminate()
            await self.engine.wait()
            self.engine = None

    async def type(self, *words: str) -> str:
        """Run one command of this home as its owner would; return what it printed."""
        command = await asyncio.create_subprocess_exec(
            *_organic(self.folder, *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment,
        )
        out, err = await command.communicate()
        if command.returncode != EXIT_DONE:
            raise _StoppedError(f"{self.name} typed {words[0]} and was told: {err.decode().strip()}")
        return out.decode().strip()

    async def wait_until(self, request: q.Request, holds: Callable[[object], bool]) -> None:
        """Ask `request` again after each event until `holds` says yes of the reply."""
        async with connected(self.folder) as client:
            if client is None:
                raise _StoppedError(f"{self.name}'s engine stopped.")
            await client.ask(q.Follow())
            async with asyncio.timeout(_PATIENCE_S):
                while not holds(await client.ask(request)):
                    await client.next_event()


class _Teller:
    """Prints the story as it happens."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._start_s = time.monotonic()

    def say(self, text: str = "") -> None:
        """Print a line, with the seconds since the beginning before it."""
        if not self._quiet:
            stamp = f"{time.monotonic() - self._start_s:6.2f} s  " if text else ""
            print(stamp + text, flush=True)  # noqa: T201 — the story

    def show(self, text: str) -> None:
        """Print lines of what a command printed."""
        if not self._quiet:
            for line in text.splitlines():
                print(f"            {line}", flush=True)  # noqa: T201 — the story


def run(*, as_json: bool, pictures: Path | None = None) -> int:
    """Tell the story, draw the windows into the folder `pictures` if there is one, and return the exit code."""
    try:
        feeds = asyncio.run(_tell(_Teller(quiet=as_json), pictures))
    except (_StoppedError, TimeoutError) as cause:
        sentence = str(cause) or f"Something took longer than {_PATIENCE_S:.0f} seconds."
        print(f"The story broke off: {sentence}", file=sys.stderr)  # noqa: T201 — the story
        return EXIT_REFUSED
    if as_json:
        print(json.dumps({"feeds": feeds}))  # noqa: T201 — the story
    return EXIT_DONE


async def _tell(teller: _Teller, pictures: Path | None) -> dict[str, object]:
    async with _three_homes() as (ann, ben, cleo):
        homes = (ann, ben, cleo)
        teller.say("Three computers start. Each has its own keys and its own database.")
        await asyncio.gather(*(home.start() for home in homes))

        teller.say(f"Ann founds a circle: organic start-circle “{CIRCLE}” --as Ann")
        await ann.type("start-circle", CIRCLE, "--as", "Ann")
        for guest in (ben, cleo):
            teller.say(f"Ann invites {guest.name}: organic invite “{CIRCLE}”")
            code = json.loads(await ann.type("--json", "invite", CIRCLE))["code"]
            teller.show(code)
            teller.say(f"{guest.name} types the code: organic join CODE --as {guest.name}")
            state = json.loads(await guest.type("--json", "join", code, "--as", guest.name))["state"]
            if state != "member":
                raise _StoppedError(f"{guest.name} did not get in: {state}.")
            teller.say(f"{guest.name} is in.")
        await _all(homes, q.Status(), lambda s: isinstance(s, r.StatusReply) and _in_step(s, 2))
        teller.say("All three are connected to each other and up to date.")

        post = await _write(teller, ann, "post", CIRCLE, "The apple trees are in blossom. Come and see!")
        await _arrive(teller, (ben, cleo), post)
        await _write(teller, ben, "comment", post, "Sunday! I bring the ladder.")
        teller.say("Cleo reacts: organic react POST 🌸")
        await cleo.type("react", post, "🌸")
        await _all(homes, _feed(), lambda f: _shows(f, comments=1, reactions=1))
        teller.say("Ben's comment and Cleo's reaction are on all three computers.")

        walk = [photograph(ann.folder.parent / f"walk-{n}.jpg", n) for n in range(3)]
        wind = film(ann.folder.parent / "Wind on the hills.mp4", 3)
        files = [] if wind is None else ["--file", str(wind)]
        teller.say(
            f"Ann adds photographs and a film: organic post “{CIRCLE}” “Our walk” --photo walk-*.jpg --file …"
        )
        answer = await ann.type("post", CIRCLE, "Our walk", "--photo", *map(str, walk), *files)
        teller.show(answer)
        await _all((ben, cleo), q.ListPictures(CIRCLE, 20, ""), _has_pictures)
        teller.say(
            "They are on all three computers, encrypted on each disk, and tell nobody where the walk led."
        )
        teller.show(await ben.type("pictures", CIRCLE))

        teller.say("Cleo's computer goes away.")
        await cleo.stop()
        await ann.wait_until(q.Status(), lambda s: isinstance(s, r.StatusReply) and _in_step(s, 1))
        second = await _write(teller, ben, "post", CIRCLE, "Ladder found. The wobbly one is for Uncle Jo.")
        await _arrive(teller, (ann,), second)
        teller.say("Ben thinks again: organic edit POST …")
        await ben.type("edit", second, "Ladder found. It hardly wobbles.")
        third = await _write(teller, cleo, "post", CIRCLE, "On the train, no network. Keep me some cake!")
        teller.say("Cleo wrote that with no engine and no network: it waits on her computer.")

        teller.say("Cleo's computer is back.")
        await cleo.start()
        await _arrive(teller, (ann, ben), third)
        await _arrive(teller, (cleo,), second)
        await _all(homes, _feed(), lambda f: _shows(f, comments=1, reactions=1, posts=4, held=3))
        teller.say("Everybody has everything again.")

        feeds: dict[str, object] = {}
        for home in homes:
            teller.say()
            teller.say(f"What {home.name}'s feed shows: organic feed “{CIRCLE}”")
            reply = await _ask(home, _feed())
            teller.show(show(reply))
            feeds[home.name] = to_json(reply)["posts"]
        alike = len({json.dumps([_plain(p) for p in _list(f)]) for f in feeds.values()}) == 1
        if not alike:
            raise _StoppedError("the feeds are not alike.")
        if pictures is not None:
            await asyncio.gather(*(_draw(teller, home, pictures / home.name.lower()) for home in homes))
        teller.say()
        teller.say("All three show the same. The homes of this story are deleted again.")
        return feeds


async def _draw(teller: _Teller, home: _Home, folder: Path) -> None:
    drawing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "ui.pictures", str(home.folder), str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env=home.environment,
    )
    _, err = await drawing.communicate()
    if drawing.returncode == EXIT_DONE:
        teller.say(f"What {home.name}'s window shows: {folder}")
    else:
        why = err.decode(errors="replace").strip().splitlines()
        teller.say(f"{home.name}'s window could not be drawn: {why[-1] if why else drawing.returncode}")


@asynccontextmanager
async def _three_homes() -> AsyncGenerator[tuple[_Home, _Home, _Home], None]:
    with tempfile.TemporaryDirectory(prefix="organic-demo-") as folder:
        # Homes that last a minute have no business in the reader's keyring.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ORGANIC_")}
        environment |= {"ORGANIC_KEYRING": "off", "PYTHONIOENCODING": "utf-8"}
        homes = [_Home(name, Path(folder) / name.lower(), environment) for name in ("Ann", "Ben", "Cleo")]
        try:
            yield homes[0], homes[1], homes[2]
        finally:
            for home in homes:
                await home.stop()


async def _write(teller: _Teller, home: _Home, what: str, to: str, text: str) -> str:
    where = f"“{to}”" if what == "post" else "POST"
    teller.say(f"{home.name} writes: organic {what} {where} “{text}”")
    return str(json.loads(await home.type("--json", what, to, text))["post"])


async def _arrive(teller: _Teller, homes: Sequence[_Home], post: str) -> None:
    for home in homes:
        await home.wait_until(_feed(), lambda f: any(p.id.hex() == post for p in _posts(f)))
    names = " and ".join(home.name for home in homes)
    teller.say(f"It has arrived at {names}.")


async def _all(homes: Sequence[_Home], request: q.Request, holds: Callable[[object], bool]) -> None:
    await asyncio.gather(*(home.wait_until(request, holds) for home in homes))


async def _ask(home: _Home, request: q.Request) -> object:
    async with connected(home.folder) as client:
        if client is None:
            raise _StoppedError(f"{home.name}'s engine stopped.")
        return await client.ask(request)


def _feed() -> q.ReadFeed:
    return q.ReadFeed(CIRCLE, 20, "")


def _posts(reply: object) -> tuple[r.PostView, ...]:
    return reply.posts if isinstance(reply, r.PostsReply) else ()


def _shows(reply: object, *, comments: int, reactions: int, posts: int = 1, held: int = 0) -> bool:
    found = _posts(reply)
    return (
        len(found) == posts
        and sum(len(p.comments) for p in found) == comments
        and sum(len(p.reactions) for p in found) == reactions
        and all(p.copies.held >= held for p in found)
    )


def _has_pictures(reply: object) -> bool:
    pictures = [picture for post in _posts(reply) for picture in post.pictures]
    return bool(pictures) and all(picture.shown.file.state == "here" for picture in pictures)


def _in_step(status: r.StatusReply, neighbours: int) -> bool:
    return len(status.neighbours) == neighbours and all(n.in_step for n in status.neighbours)


def _list(posts: object) -> list[dict[str, object]]:
    return posts if isinstance(posts, list) else []


def _plain(post: dict[str, object]) -> object:
    # How far something has travelled is each computer's own knowledge; everything else must be the same.
    return {
        key: [_plain(c) for c in _list(value)]
        if key == "comments"
        else len(_list(value))
        if key in ("pictures", "files")
        else value
        for key, value in post.items()
        if key != "copies"
    }


def _organic(folder: Path, *words: str) -> tuple[str, ...]:
    return tuple(program(folder, *words))
