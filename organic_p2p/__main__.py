"""The way in: `organic` on the command line."""

import asyncio
import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.cli.arguments import EXIT_DONE, EXIT_REFUSED, WINDOW, home_of, parser
from organic_p2p.cli.commands import finish, refuse, request_for
from organic_p2p.errors import OrganicError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 misused."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a sign gets a question mark, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    top = parser()
    arguments = top.parse_args(argv)
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
        case _:
            from organic_p2p.cli import session

            request = request_for(arguments, folder)
            if isinstance(request, q.ReadFile):
                reply = asyncio.run(session.copy(folder, request, sys.stdout.buffer))
                # What goes to standard output is the file, and nothing behind it.
                return EXIT_DONE if isinstance(reply, r.FileReply) else finish(arguments, reply)
            return finish(arguments, asyncio.run(session.ask(folder, request)))


def _open_window(folder: Path) -> int:
    if not _has_display():
        sentence = (
            "There is no screen here to open the window on. All of it can be typed, too: organic --help"
        )
        refuse("no-display", sentence, as_json=False)
        return EXIT_REFUSED
    try:
        from ui import app
    except ImportError as cause:
        # There is no Qt for some computers, and on some it lacks a library of the system.
        sentence = (
            f"The window cannot open on this computer ({cause}). All of it can be typed: organic --help"
        )
        refuse("no-window", sentence, as_json=False)
        return EXIT_REFUSED
    return app.run(folder)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
