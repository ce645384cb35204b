"""From what was typed to a request, and from the reply to what is printed."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import to_json
from organic_p2p.cli import passphrase
from organic_p2p.cli.arguments import EXIT_DONE, EXIT_REFUSED
from organic_p2p.cli.show import show
from organic_p2p.domain.text import for_display
from organic_p2p.errors import BadInputError

# More than any text may have, so that the refusal names the limit instead of cutting.
_MAX_STDIN_BYTES = 1 << 20
# What is handed to the engine in one message, with room for the rest of it.
_MAX_PICTURE_BYTES = 48 << 20

Namespace = argparse.Namespace


def request_for(arguments: Namespace, folder: Path) -> q.Request:
    """Return the request that the typed command stands for.

    Raises:
        OrganicError: What was typed cannot be a request.
    """
    for name, typed in list(vars(arguments).items()):
        if typed == [] and name not in ("address", "photo", "file", "people"):
            setattr(arguments, name, "--")  # argparse takes the second of two for a second separator
        for text in typed if isinstance(typed, list) else [typed]:
            # Bytes that are no UTF-8 reach a program as lone surrogates, which nothing further down can take.
            if isinstance(text, str) and _is_broken(text):
                raise BadInputError(
                    "not-text", "What was typed is no text: it holds bytes that are no UTF-8."
                )
    return _REQUESTS[arguments.command](arguments, folder)


def finish(arguments: Namespace, reply: object) -> int:
    """Print `reply` and return the exit code."""
    if isinstance(reply, r.Refused):
        refuse(reply.error, reply.message, as_json=arguments.json)
        return EXIT_REFUSED
    if isinstance(reply, r.InviteReply):
        _draw(arguments, reply)
    if arguments.json:
        print(json.dumps(_document(reply)))  # noqa: T201 — the answer
    elif text := show(reply):
        print(text)  # noqa: T201 — the answer
    return EXIT_DONE


def refuse(kind: str, sentence: str, *, as_json: bool) -> None:
    """Say on stderr why something was not done."""
    # A sentence may quote the name of a circle or of a person, which others chose.
    shown = for_display(sentence, multiline=True)
    text = json.dumps({"error": kind, "message": sentence}) if as_json else shown
    print(text, file=sys.stderr)  # noqa: T201 — the answer


def _is_broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _document(reply: object) -> object:
    if isinstance(reply, r.Done):
        return {"done": True}
    return to_json(reply)


def _draw(arguments: Namespace, reply: r.InviteReply) -> None:
    from organic_p2p.qr import QrError, render_text, write_qr

    picture = reply.uri.upper()
    if arguments.qr is not None:
        try:
            write_qr(picture, arguments.qr, for_paper=arguments.paper)
        except (OSError, QrError) as cause:
            why = cause.strerror if isinstance(cause, OSError) else str(cause)
            refuse("qr", f"The picture {arguments.qr} could not be written: {why}.", as_json=arguments.json)
    elif sys.stdout.isatty() and not arguments.json:
        print(render_text(picture))  # noqa: T201 — the answer


def _text(typed: str) -> str:
    if typed != "-":
        return typed
    data = sys.stdin.buffer.read(_MAX_STDIN_BYTES)
    try:
        return data.decode()
    except UnicodeDecodeError as cause:
        raise BadInputError("not-text", "What came on standard input is no UTF-8 text.") from cause


def _said(arguments: Namespace) -> tuple[str, tuple[q.Attach, ...]]:
    """Return the text and what goes with it. The engine opens the files, so their paths must be whole."""
    if arguments.text == "-" and "-" in arguments.photo:
        raise BadInputError("twice", "Standard input can be the text or a picture, not both.")
    pictures = [_attach(typed, as_picture=True, original=arguments.original) for typed in arguments.photo]
    files = [_attach(typed, as_picture=False, original=False) for typed in arguments.file]
    return _text(arguments.text), (*pictures, *files)


def _attach(typed: str, *, as_picture: bool, original: bool) -> q.Attach:
    if typed == "-" and as_picture:
        data = sys.stdin.buffer.read(_MAX_PICTURE_BYTES + 1)
        if len(data) > _MAX_PICTURE_BYTES:
            most = _MAX_PICTURE_BYTES >> 20
            raise BadInputError(
                "picture-too-large",
                f"A picture from standard input can have at most {most} MiB. Save it to a file first.",
            )
        return q.Attach("", data, as_picture, original)
    if not typed:
        raise BadInputError("no-such-file", "The name of a file is empty.")
    return q.Attach(str(Path(typed).expanduser().absolute()), b"", as_picture, original)


def _save(arguments: Namespace, folder: Path) -> q.Request:
    del folder
    if not arguments.dir:
        raise BadInputError("no-folder", "The name of the folder is empty.")
    if arguments.dir == "-":
        return q.ReadFile(arguments.post, arguments.number or 1, 0, arguments.original)
    target = str(Path(arguments.dir).expanduser().absolute())
    wait_ms = int(max(0.0, arguments.wait) * 1000)
    return q.Save(arguments.post, target, arguments.number, arguments.original, wait_ms)


def _export(arguments: Namespace, folder: Path) -> q.Request:
    del folder
    if not arguments.dir:
        raise BadInputError("no-folder", "The name of the folder is empty.")
    return q.Export(str(Path(arguments.dir).expanduser().absolute()), True)


def _storage(arguments: Namespace, folder: Path) -> q.Request:
    del folder
    keep = arguments.keep_originals
    return q.Storage(arguments.limit, None if keep is None else keep == "yes")


def _code(typed: str) -> str:
    from organic_p2p.qr import QrError, names_a_picture

    if typed == "-":
        return _text(typed)
    if not names_a_picture(typed):
        return typed
    try:
        return asyncio.run(_read(Path(typed)))
    except QrError as cause:
        raise BadInputError(cause.kind, cause.sentence) from cause


async def _read(picture: Path) -> str:
    from organic_p2p.imaging import Darkroom
    from organic_p2p.qr import read_code

    room = Darkroom(1)
    try:
        return await read_code(room, picture)
    finally:
        await room.close()


def _join(arguments: Namespace, folder: Path) -> q.Request:
    del folder
    return q.Join(_code(arguments.code), arguments.my_name, max(0, int(arguments.wait * 1000)))


def _lock(arguments: Namespace, folder: Path) -> q.Request:
    del arguments
    current = ""
    # Imported here: what makes keys of passphrases takes a seventh of a command's start, and the others need none.
    from organic_p2p.store import diskkey

    if diskkey.exists(folder) and diskkey.protection(folder) is diskkey.Protection.PASSPHRASE:
        current = passphrase.asked("The passphrase so far: ")
    return q.Lock(passphrase.chosen(), current)


def _unlock(arguments: Namespace, folder: Path) -> q.Request:
    del arguments, folder
    return q.Unlock(passphrase.asked("Passphrase of this home: "))


_REQUESTS: Mapping[str, Callable[[Namespace, Path], q.Request]] = {
    "status": lambda a, f: q.Status(),
    "start-circle": lambda a, f: q.StartCircle(a.name, a.my_name),
    "circles": lambda a, f: q.ListCircles(),
    "invite": lambda a, f: q.Invite(a.circle, a.days, a.ask, tuple(a.address)),
    "invitations": lambda a, f: q.ListInvitations(a.circle),
    "revoke-invitation": lambda a, f: q.RevokeInvitation(a.id),
    "check-code": lambda a, f: q.CheckCode(_code(a.code)),
    "join": _join,
    "forget-join": lambda a, f: q.ForgetJoin(a.invitation),
    "requests": lambda a, f: q.ListRequests(a.circle),
    "approve": lambda a, f: q.Approve(a.request),
    "decline": lambda a, f: q.Decline(a.request),
    "post": lambda a, f: q.Post(a.circle, *_said(a), tuple(a.people)),
    "comment": lambda a, f: q.Comment(a.post, *_said(a)),
    "react": lambda a, f: q.React(a.post, a.emoji),
    "edit": lambda a, f: q.Edit(a.post, _text(a.text)),
    "delete": lambda a, f: q.Delete(a.post),
    "feed": lambda a, f: q.ReadFeed(a.circle, a.limit, a.before),
    "home": lambda a, f: q.ReadHome(a.limit, a.before),
    "members": lambda a, f: q.ListMembers(a.circle),
    "message": lambda a, f: q.Message(tuple(a.people), *_said(a)),
    "conversations": lambda a, f: q.ListConversations(),
    "conversation": lambda a, f: q.ReadConversation(tuple(a.people), a.limit, a.before),
    "remove": lambda a, f: q.Remove(a.person, a.circle, a.reason),
    "leave": lambda a, f: q.Leave(a.circle, a.erase),
    "promote": lambda a, f: q.Promote(a.person, a.circle),
    "propose": lambda a, f: q.Propose(a.what, a.person, a.circle, a.reason),
    "mute": lambda a, _: q.Mute(a.circle, tuple(a.people), on=True),
    "unmute": lambda a, _: q.Mute(a.circle, tuple(a.people), on=False),
    "vote": lambda a, f: q.Vote(a.proposal, a.answer == "yes"),
    "connect": lambda a, f: q.Connect(getattr(a, "host:port")),
    "doctor": lambda a, f: q.Diagnose(),
    "search": lambda a, f: q.Search(a.text, a.circle, a.limit),
    "pictures": lambda a, f: q.ListPictures(a.circle, a.limit, a.before),
    "export": _export,
    "save": _save,
    "storage": _storage,
    "lock": _lock,
    "unlock": _unlock,
    "stop": lambda a, f: q.Stop(),
}
