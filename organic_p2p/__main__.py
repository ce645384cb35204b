"""The way in: `organic` on the command line."""

import contextlib
import gc
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from organic_p2p.api.program import program
from organic_p2p.cli.arguments import EXIT_DONE, EXIT_REFUSED, WINDOW, home_of, parser, with_command
from organic_p2p.errors import OrganicError

# The longest code has some 400 characters; the rest is room for a friendly letter around it.
_MAX_LINK = 4096
# A place may name everybody in a conversation.
_MAX_PLACE = 16384


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 misused."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a sign gets a question mark, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    top = parser()
    arguments = top.parse_args(with_command(sys.argv[1:] if argv is None else argv))
    if arguments.command == WINDOW and arguments.json:
        top.error("a window prints no JSON; name a command")
    try:
        return _run(arguments.command, arguments)
    except OrganicError as refusal:
        refuse(refusal.kind, refusal.sentence, as_json=arguments.json)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        refuse("interrupted", "Stopped.", as_json=arguments.json)
        return EXIT_REFUSED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more while closing it.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED


def refuse(kind: str, sentence: str, *, as_json: bool) -> None:
    """Say on the standard error why something was not done."""
    from organic_p2p.cli import commands

    commands.refuse(kind, sentence, as_json=as_json)


def _run(command: str, arguments: Namespace) -> int:
    # Each command imports what it needs: most talk to a running engine and need neither keys nor database.
    folder = home_of(arguments)
    match command:
        case "node":
            from organic_p2p.cli import node

            node.run(folder, loopback_only=arguments.loopback, verbose=arguments.verbose)
            return EXIT_DONE
        case "demo":
            from organic_p2p.cli import demo

            return demo.run(
                as_json=arguments.json, pictures=arguments.pictures and arguments.pictures.absolute()
            )
        case "window":
            return _open_window(folder)
        case "open":
            if arguments.link and arguments.link != "-":
                _hide(arguments.link, folder)
            if arguments.link:
                return _open_window(folder, sys.stdin.read(_MAX_LINK))
            place = sys.stdin.read(_MAX_PLACE) if arguments.at == "-" else arguments.at
            return _open_window(folder, place=place)
        case "integrate":
            return _integrate(folder, remove=arguments.remove)
        case _:
            import asyncio

            from organic_p2p.api import replies as r
            from organic_p2p.api import requests as q
            from organic_p2p.cli import session
            from organic_p2p.cli.commands import finish, request_for

            request = request_for(arguments, folder)
            if isinstance(request, q.ReadFile):
                reply = asyncio.run(session.copy(folder, request, sys.stdout.buffer))
                # What goes to standard output is the file, and nothing behind it.
                return EXIT_DONE if isinstance(reply, r.FileReply) else finish(arguments, reply)
            return finish(arguments, asyncio.run(session.ask(folder, request)))


def _hide(link: str, folder: Path) -> None:
    """Begin again with the link on standard input: while a program runs, everybody here can read its command line."""
    reading, writing = os.pipe()
    os.write(writing, link[:_MAX_LINK].encode(errors="replace"))
    os.close(writing)
    os.dup2(reading, 0)
    os.execv(sys.executable, program(folder, "open", "-"))  # noqa: S606 — this program


def _integrate(folder: Path, *, remove: bool) -> int:
    from ui import desktop_entry

    if not desktop_entry.is_possible():
        refuse("no-desktop", "On this system the installer does that.", as_json=False)
        return EXIT_REFUSED
    try:
        if remove:
            desktop_entry.forget()
        else:
            desktop_entry.introduce(program(folder))
    except OSError as cause:
        refuse("no-desktop", f"The desktop could not be told: {cause.strerror}.", as_json=False)
        return EXIT_REFUSED
    return EXIT_DONE


def _open_window(folder: Path, link: str = "", place: str = "") -> int:
    if not _has_display():
        sentence = (
            "There is no screen here to open the window on. All of it can be typed, too: organic --help"
        )
        refuse("no-display", sentence, as_json=False)
        return EXIT_REFUSED
    # Thousands of things are made now that live as long as the window does: whoever looked for garbage among them
    # would find none, and take a tenth of a second.
    gc.disable()
    try:
        from ui import run
    except ImportError as cause:
        # There is no Qt for some computers, and on some it lacks a library of the system.
        sentence = (
            f"The window cannot open on this computer ({cause}). All of it can be typed: organic --help"
        )
        refuse("no-window", sentence, as_json=False)
        return EXIT_REFUSED
    try:
        return run.run(folder, link, place, shown=look_for_garbage)
    except run.CannotOpenError as cause:
        refuse("no-window", str(cause), as_json=False)
        return EXIT_REFUSED
    finally:
        gc.enable()


def look_for_garbage() -> None:
    """Look for garbage from now on, but not among what is there already.

    To go through all of it would stop the window for a twentieth of a second, in the middle of what the reader does.
    """
    gc.freeze()
    gc.enable()


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
