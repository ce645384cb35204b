"""What can be typed after `organic`. Other programs rely on these words."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from organic_p2p import __version__
from organic_p2p.store.home import default_home

EXIT_DONE, EXIT_REFUSED, EXIT_MISUSED = 0, 1, 2
# What no word at all means.
WINDOW = "window"
LINK = "organic:"

# The engine waits two minutes at the most; this only keeps the number of milliseconds one that fits a message.
_MAX_WAIT_S = 24 * 3600.0
_FAR = 1 << 31


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and where help is."""

    @override
    def error(self, message: str) -> NoReturn:
        # argparse lists all commands when it does not know one; the help does that better.
        said = message.split(" (choose from")[0]
        sentence = f"{said[:1].upper()}{said[1:]}. See: {self.prog} --help"
        if "--json" in sys.argv[1:]:
            sentence = json.dumps({"error": "misused", "message": sentence})
        self.exit(EXIT_MISUSED, sentence + "\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(
        prog="organic",
        description="A social network that a family runs for itself. Without a command, its window opens.",
        epilog="Circles and people are named by name, posts by the first characters of their id.",
    )
    top.add_argument(
        "--home",
        type=_folder,
        default=None,
        metavar="DIR",
        help="folder of keys and database (default: ORGANIC_HOME, or the usual place for a program's data)",
    )
    top.add_argument("--json", action="store_true", help="print one JSON document")
    top.add_argument("--version", action="version", version=f"organic {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    top.set_defaults(command=WINDOW)

    def add(name: str, text: str, *words: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        for word in words:
            command.add_argument(word.lower(), metavar=word)
        return command

    node = add("node", "run the engine until it is stopped; prints “ready” once it listens")
    node.add_argument("--loopback", action="store_true", help="talk to engines on this computer only")
    node.add_argument("--verbose", action="store_true", help="say more about what happens")
    opened = add("open", "open the window with an invitation (LINK “-” reads standard input)")
    opened.add_argument("link", metavar="LINK", nargs="?", default="")
    opened.add_argument(
        "--at",
        metavar="PLACE",
        default="",
        help="show this: home, people:CIRCLE or letters:PERSON,PERSON by their whole ids (“-” reads standard input)",
    )
    integrate = add("integrate", "make Organic known to this desktop: as a program, and for links (Linux)")
    integrate.add_argument("--remove", action="store_true", help="take it back")
    add("stop", "end the engine that runs in this home")
    add("status", "who I am, my circles, who is connected, and whether we are in step")
    start = add("start-circle", "found a circle", "NAME")
    start.add_argument(
        "--as", dest="my_name", metavar="MY_NAME", required=True, help="what its people call me"
    )
    add("circles", "list my circles")
    invite = add("invite", "make a one-time code for one person", "CIRCLE")
    invite.add_argument(
        "--days", type=_number, default=7, help="how long it is good for (1 to 30; default 7)"
    )
    invite.add_argument("--ask", action="store_true", help="a steward must approve the guest")
    invite.add_argument(
        "--paper", action="store_true", help="make that picture stand a crease: for a printed card"
    )
    invite.add_argument("--qr", type=Path, metavar="FILE.png", help="write the code as a picture too")
    invite.add_argument(
        "--address",
        action="append",
        default=[],
        metavar="HOST:PORT",
        help="where to find us (may be repeated)",
    )
    add("invitations", "list a circle's invitations", "CIRCLE")
    add("revoke-invitation", "take an invitation back", "ID")
    join = add("join", "use a code: typed, pasted, a link, or a picture of its QR code", "CODE")
    join.add_argument(
        "--as", dest="my_name", metavar="MY_NAME", required=True, help="what its people call me"
    )
    join.add_argument(
        "--wait", type=_seconds, default=30.0, metavar="SECONDS", help="how long to wait (default 30)"
    )
    add("check-code", "say how far a code is right, and whether it can be used", "CODE")
    add("forget-join", "give up a code on which nobody let me in yet", "INVITATION")
    add("requests", "list who asks to come in", "CIRCLE")
    add("approve", "let somebody in who asked", "REQUEST")
    add("decline", "do not let somebody in who asked", "REQUEST")
    post = add("post", "write for a circle (TEXT “-” reads standard input)", "CIRCLE", "TEXT")
    post.add_argument(
        "--for",
        dest="people",
        nargs="+",
        action="extend",
        default=[],
        metavar="PERSON",
        help="only these of its people see it",
    )
    _carries(post)
    _carries(add("comment", "answer a post or a comment", "POST", "TEXT"))
    add("react", "react to a post; an empty EMOJI takes it back", "POST", "EMOJI")
    add("edit", "give one's own post a new text", "POST", "TEXT")
    add("delete", "delete a post from all computers", "POST")
    feed = add("feed", "read a circle's posts, newest first", "CIRCLE")
    _pages(feed)
    _pages(add("home", "read the posts of all my circles, newest first"))
    add("members", "list a circle's people, their roles, and who invited whom", "CIRCLE")
    message = add("message", "write to one person, or to several at once")
    message.add_argument("people", nargs="+", metavar="PERSON")
    message.add_argument("text", metavar="TEXT")
    _carries(message)
    add("conversations", "list with whom I exchange letters")
    conversation = add("conversation", "read what a person, or several, and I wrote to each other")
    conversation.add_argument("people", nargs="+", metavar="PERSON")
    _pages(conversation)
    remove = add("remove", "remove a member from a circle", "PERSON")
    remove.add_argument("--from", dest="circle", metavar="CIRCLE", required=True, help="the circle")
    remove.add_argument("--reason", metavar="TEXT", required=True, help="every member can read it")
    leave = add("leave", "leave a circle", "CIRCLE")
    leave.add_argument("--erase", action="store_true", help="delete everything I wrote there first")
    promote = add("promote", "propose a member as steward, or agree to it", "PERSON")
    promote.add_argument("--in", dest="circle", metavar="CIRCLE", required=True, help="the circle")
    propose = add("propose", "propose that a steward steps down (demote) or goes (remove)", "WHAT", "PERSON")
    propose.add_argument("--in", dest="circle", metavar="CIRCLE", required=True, help="the circle")
    propose.add_argument("--reason", metavar="TEXT", required=True, help="every member can read it")
    vote = add("vote", "answer what a steward proposed; an answer is final", "PROPOSAL")
    vote.add_argument("answer", choices=("yes", "no"))
    for word, text in (
        ("mute", "have no notifications from a circle or a conversation; everything still arrives"),
        ("unmute", "have notifications from it again"),
    ):
        muting = add(word, text)
        muting.add_argument("circle", metavar="CIRCLE", nargs="?", default="")
        muting.add_argument(
            "--with",
            dest="people",
            nargs="+",
            action="extend",
            default=[],
            metavar="PERSON",
            help="the conversation with these people",
        )
    add("connect", "try an address by hand", "HOST:PORT")
    add("doctor", "test what keeps this computer from others; it takes a few seconds")
    search = add("search", "find posts and comments by their words", "TEXT")
    search.add_argument("--circle", metavar="CIRCLE", default="", help="only in this one")
    search.add_argument("--limit", type=_number, default=20, help="how many at most (default 20)")
    _pages(add("pictures", "list a circle's pictures and files, and who has them", "CIRCLE"))
    export = add("export", "write everything into a new folder in DIR, for any browser", "DIR")
    export.epilog = "The folder is not locked: whoever has it can read it."
    save = add(
        "save", "write a post's pictures and files into a folder (“-”: one to standard output)", "POST", "DIR"
    )
    save.add_argument(
        "--number", type=_number, default=0, metavar="N", help="only this one, as pictures counts them"
    )
    save.add_argument("--original", action="store_true", help="all pixels, of pictures that were posted so")
    save.add_argument(
        "--wait",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="how long to fetch what is not here (default 10)",
    )
    storage = add("storage", "how much room pictures and files take here, and how much they may")
    storage.add_argument(
        "--limit", type=_gigabytes, metavar="GB", help="let them take so many gigabytes at most"
    )
    storage.add_argument(
        "--keep-originals",
        choices=("yes", "no"),
        help="fetch all pixels of every picture, or only when asked",
    )
    add("lock", "protect this computer's disk by a passphrase, or change it")
    add("unlock", "give the passphrase of a locked home")
    demo = add("demo", "three homes on this computer tell their story")
    demo.add_argument(
        "--pictures",
        type=_folder,
        metavar="DIR",
        help="at the end, draw the windows of the three homes into this folder",
    )
    return top


def with_command(words: Sequence[str]) -> list[str]:
    """Return what was typed with its command: a link alone is to be opened, as desktops call programs."""
    typed = list(words)
    at = 2 if typed[:1] == ["--home"] else 0
    if len(typed) == at + 1 and typed[at].lower().startswith(LINK):
        typed.insert(at, "open")
    return typed


def home_of(arguments: argparse.Namespace) -> Path:
    """Return the home that the command is about, as an absolute path."""
    # ORGANIC_HOME stands for the default; what is typed counts more, as everywhere on a command line.
    return (arguments.home or default_home()).expanduser().absolute()


def _pages(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=_number, default=20, help="how many at most (default 20)")
    command.add_argument("--before", metavar="POST", default="", help="only posts older than this one")


def _carries(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--photo",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="pictures: made upright and small, and without what they tell of place and device (“-”: standard input); "
        "TEXT may then be empty",
    )
    command.add_argument(
        "--file", nargs="+", action="extend", default=[], metavar="FILE", help="anything else, as it is"
    )
    command.add_argument(
        "--original",
        action="store_true",
        help="give all pixels of the pictures, too, to whoever asks for them",
    )


def _gigabytes(typed: str) -> int:
    try:
        size = float(typed)
    except ValueError:
        size = math.nan
    if not math.isfinite(size):
        raise argparse.ArgumentTypeError(f"this is no number of gigabytes: {typed!r}")
    return int(max(-1.0, min(size, _FAR)) * 1_000_000_000)


def _folder(typed: str) -> Path:
    # An empty name is a variable that was not set; it would mean whatever folder one happens to be in.
    if not typed:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(typed)


def _seconds(typed: str) -> float:
    try:
        seconds = float(typed)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise argparse.ArgumentTypeError(f"this is no number of seconds: {typed!r}")
    return min(seconds, _MAX_WAIT_S)


def _number(typed: str) -> int:
    # Far beyond any limit, and still a number that fits a message to the engine, which refuses it with a sentence.
    try:
        return max(-_FAR, min(int(typed), _FAR))
    except ValueError as cause:
        raise argparse.ArgumentTypeError(f"this is no whole number: {typed!r}") from cause
