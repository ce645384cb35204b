"""From replies to lines for a person. Whatever somebody else wrote is made harmless for a terminal first."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.domain.text import for_display

SHORT_ID = 12

_DISKS = {
    "keyring": "locked; the system's keyring holds the key",
    "passphrase": "locked by a passphrase",
    "file": "NOT locked: whoever has this disk can read everything. Lock it with: organic lock",
}
_NOTES = {
    "exposed": "may be readable by somebody who was removed",
    "removed": "its author was removed",
}
_JOINS = {
    "member": "You are in.",
    "asked": "A steward has been asked to let you in. Keep the engine running; it goes on by itself.",
    "looking": "Nobody who can let you in was found yet. Keep the engine running near theirs: organic node",
    "admitted": "You were let in; the circle is on its way. Keep the engine running: organic node",
    "joining": "The circle is on its way.",
}


def show(reply: object) -> str:
    """Return what a person reads for `reply`: lines without the last line end; empty if there is nothing to say."""
    shower = _SHOWERS.get(type(reply))
    # Names and texts are made harmless one by one, so that a line end in one does not look like the next line; the
    # whole once more, so that nothing was forgotten.
    return "" if shower is None else for_display(shower(reply), multiline=True)


def _name(text: str) -> str:
    return for_display(text, multiline=False)


def _short(raw: bytes) -> str:
    return raw.hex()[:SHORT_ID]


def _when(ms: int) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(ms / 1000))
    except (OverflowError, ValueError, OSError):
        return "some other time"


def _status(reply: r.StatusReply) -> str:
    if reply.person is None:
        return "Nobody lives in this home yet. Start a circle or join one: organic --help"
    lines = [f"{_name(reply.name or '')}, on computer {_short(reply.device or b'')}"]
    lines += _circle_lines(reply.circles)
    lines += [_way(join) for join in reply.joins]
    if not reply.running:
        lines.append(
            "The engine is not running: what you write waits on this computer. Start it with: organic node"
        )
    elif not reply.neighbours:
        lines.append("Nobody's computer is connected now. What you write waits and is sent by itself.")
    for neighbour in reply.neighbours:
        lines.append(
            f"{_name(neighbour.name)}: connected, {'up to date' if neighbour.in_step else 'catching up'}"
        )
    lines.append(f"This disk is {_DISKS[reply.disk]}")
    lines.append(f"Organic {reply.version}")
    return "\n".join(lines)


def _way(join: r.JoinView) -> str:
    said = join.sentence or _JOINS[join.state]
    return f"Invitation {_short(join.id)}{f' to {_name(join.name)}' if join.name else ''}: {said}"


def _code(reply: r.CodeReply) -> str:
    if reply.sentence:
        return reply.sentence
    if reply.state == "whole":
        by = f" by {_name(reply.inviter)}" if reply.inviter else ""
        asks = " A steward has to say yes." if reply.ask else ""
        return f"An invitation{by}, good until {_when(reply.expires_ms)}.{asks}"
    if not reply.count:
        return "There is nothing of a code here yet."
    return f"Right so far: {len(reply.groups)} of {reply.count} groups are here."


def _circle_lines(circles: tuple[r.CircleSummary, ...]) -> list[str]:
    lines = []
    for circle in circles:
        people = "1 person" if circle.members == 1 else f"{circle.members} people"
        stand = {"member": people, "joining": "on its way"}.get(
            circle.state, f"you {circle.state}" if circle.state == "left" else "you were removed"
        )
        muted = ", muted" if circle.muted else ""
        lines.append(f"{_name(circle.name)} ({_short(circle.circle)}): {stand}{muted}")
    return lines


def _circles(reply: r.CirclesReply) -> str:
    return (
        "\n".join(_circle_lines(reply.circles))
        or "No circles yet. Start one: organic start-circle NAME --as MY_NAME"
    )


def _circle(reply: r.CircleReply) -> str:
    said = _JOINS.get(reply.state, reply.state)
    return said if reply.circle is None else f"{said} ({_short(reply.circle)})"


def _invite(reply: r.InviteReply) -> str:
    return (
        f"{reply.code}\n\n{reply.uri}\n\n"
        f"For one person, until {_when(reply.expires_ms)}. Whoever has this code can come in: give it to nobody else.\n"
        f"To take it back: organic revoke-invitation {_short(reply.id)}"
    )


def _invitations(reply: r.InvitationsReply) -> str:
    lines = []
    for i in reply.invitations:
        used = f" by {_name(i.used_by)}" if i.used_by else ""
        asks = ", must be approved" if i.ask else ""
        lines.append(
            f"{_short(i.id)}  {i.state}{used}, from {_name(i.by)}, until {_when(i.expires_ms)}{asks}"
        )
    return "\n".join(lines) or "No invitations."


def _requests(reply: r.RequestsReply) -> str:
    lines = [
        f"{_short(q.id)}  {_name(q.name)}, invited by {_name(q.invited_by)}, asked {_when(q.asked_ms)}: {q.state}"
        for q in reply.requests
    ]
    return "\n".join(lines) or "Nobody asks to come in."


def _members(reply: r.MembersReply) -> str:
    names = {m.person: m.name for m in reply.members} | {f.person: f.name for f in reply.former}
    lines = []
    for m in reply.members:
        by = f", invited by {_name(names.get(m.invited_by, _short(m.invited_by)))}" if m.invited_by else ""
        met = f", last met {_when(m.met_ms)}" if m.met_ms else ""
        lines.append(f"{_short(m.person)}  {_name(m.name)}, {m.role} since {_when(m.since_ms)}{by}{met}")
    for former in reply.former:
        if former.by is None:
            lines.append(f"{_short(former.person)}  {_name(former.name)}, went")
        else:
            by = _name(names.get(former.by, _short(former.by)))
            lines.append(
                f"{_short(former.person)}  {_name(former.name)}, removed by {by}: {_name(former.reason or '')}"
            )
    for proposal in reply.proposals:
        by = _name(names.get(proposal.by, _short(proposal.by)))
        lines.append(
            f"{_short(proposal.motion)}  {by} proposes to {proposal.what} {_name(proposal.name or 'the rules')}: "
            f"{_needed(proposal.needed)}{f', saying: {_name(proposal.reason)}' if proposal.reason else ''}"
        )
    return "\n".join(lines)


def _needed(more: int) -> str:
    return "it takes one more steward to agree" if more == 1 else f"it takes {more} more stewards to agree"


def _posts(reply: r.PostsReply) -> str:
    if not reply.posts:
        return "Nothing here yet."
    return "\n\n".join(_post(post, "") for post in reply.posts)


def _conversations(reply: r.ConversationsReply) -> str:
    lines = []
    for one in reply.conversations:
        said = _name(one.text) or "pictures or files"
        new = (", new" if one.unread else "") + (", muted" if one.muted else "")
        people = _listed(tuple(p.name for p in one.people), "and")
        lines.append(f"{people}{new}: {_name(one.author.name)}, {_when(one.created_ms)}: {said}")
    return "\n".join(lines) or "No letters yet. Write one: organic message PERSON TEXT"


def _post(post: r.PostView, indent: str) -> str:
    extras = (
        []
        if post.audience.circle or indent
        else [f"for {_listed(tuple(p.name for p in post.audience.people), 'and')}"]
    )
    extras += [f"on {post.copies.held} of {post.copies.of} computers"]
    if post.edited:
        extras.append("edited")
    if post.note:
        extras.append(_NOTES.get(post.note, post.note))
    lines = [
        f"{indent}{_name(post.author.name)}, {_when(post.created_ms)} ({_short(post.id)}; {', '.join(extras)})"
    ]
    if post.text:
        lines += [f"{indent}  {line}" for line in for_display(post.text, multiline=True).split("\n")]
    lines += [f"{indent}  {line}" for line in _carried(post)]
    if post.reactions:
        lines.append(f"{indent}  " + " ".join(_name(reaction.emoji) for reaction in post.reactions))
    lines += [_post(comment, indent + "    ") for comment in post.comments]
    return "\n".join(lines)


def _carried(post: r.PostView) -> list[str]:
    """Return a line for each picture and file, in the order in which they were posted."""
    lines = {p.number: _picture(p) for p in post.pictures}
    lines |= {d.number: f"“{_name(d.name)}”, {_where(d.file)}" for d in post.files}
    return [f"[{number}] {line}" for number, line in sorted(lines.items())]


def _picture(picture: r.PictureView) -> str:
    shown, original = picture.shown, picture.original
    what = "moving picture" if picture.frames > 1 else "picture"
    line = f"{what} {shown.width} × {shown.height}, {_where(shown.file)}"
    if original is not None:
        line += f"; original {original.width} × {original.height}, {_where(original.file)}"
    return line


def _where(file: r.FileView) -> str:
    size = _size(file.size)
    if file.state == "here":
        return f"{size}, on {file.held} of {file.of} computers"
    owners = f"on the computer of {_listed(file.on)}" if file.on else "on nobody's computer that is known"
    if file.state == "coming":
        so_far = f", {file.percent} % here" if file.percent else ""
        return f"{size}, {owners}: it comes by itself when that is on{so_far}"
    return f"{size}, {owners}; organic save fetches it"


def _listed(names: tuple[str, ...], joined: str = "or") -> str:
    shown = [_name(name) for name in names]
    return "".join(shown) if len(shown) < 2 else f"{', '.join(shown[:-1])} {joined} {shown[-1]}"


def _size(size: int) -> str:
    for unit, bytes_ in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if size >= bytes_:
            return f"{size / bytes_:.3g} {unit}"
    return f"{size} bytes"


def _written(reply: r.PostReply | r.MessageReply) -> str:
    lines = [_short(reply.post)]
    for one in reply.attached:
        name = _name(one.name) or "standard input"
        if one.as_is:
            lines.append(f"{name}: sent as it is; it may tell where, when and with what it was made")
        elif one.removed:
            lines.append(f"{name}: taken out: {', '.join(one.removed)}")
        if one.cut:
            lines.append(f"{name}: too long for a moving picture, so it ends earlier")
    if reply.gave_way:
        lines.append(
            f"{reply.gave_way} older files made room for this. Two other computers keep each of them: "
            "organic save fetches one back."
        )
    return "\n".join(lines)


def _saved(reply: r.SaveReply) -> str:
    lines = [_name(saved.path) for saved in reply.saved]
    for missing in reply.missing:
        owners = f"the computer of {_listed(missing.on)}" if missing.on else "nobody's computer that is known"
        lines.append(f"{_name(missing.name)} is not here yet: it is on {owners}, and comes when that is on.")
    return "\n".join(lines)


def _exported(reply: r.ExportReply) -> str:
    lines = [
        f"{_name(reply.path)}: {reply.posts} posts and letters, {reply.files} pictures and files.",
        "The folder is not locked: whoever has it can read it.",
    ]
    if reply.missing:
        lines.insert(
            1, f"{reply.missing} pictures and files are not on this computer; the pages say who has them."
        )
    return "\n".join(lines)


def _storage(reply: r.StorageReply) -> str:
    lines = [
        f"Pictures and files take {_size(reply.used_bytes)} of at most {_size(reply.limit_bytes)} on this computer.",
        f"Those of one person may take {_size(reply.share_bytes)} of it.",
        f"The disk has {_size(reply.free_bytes)} free; {_size(reply.reserve_bytes)} of it always stays so.",
    ]
    lines += [f"  {_name(person.name)}: {_size(person.size)}" for person in reply.people]
    for count, what in (
        (reply.waiting, "on their way, or without room here"),
        (
            reply.gave_way,
            "made room for others; two other computers keep each of them, organic save fetches one back",
        ),
        (reply.elsewhere, "are fetched only when somebody asks (originals)"),
    ):
        if count.files:
            lines.append(f"{count.files} files ({_size(count.size)}) {what}.")
    kept = "are fetched like pictures" if reply.keep_originals else "are fetched only when somebody asks"
    lines.append(f"Originals of pictures {kept}.")
    return "\n".join(lines)


def _motion(reply: r.MotionReply) -> str:
    if reply.passed:
        return "It is decided."
    return f"Noted: {_needed(reply.needed)}." if reply.needed else "Noted. It can no longer pass."


def _connect(reply: r.ConnectReply) -> str:
    return f"{_name(reply.name)} answered." if reply.name else "Whoever invited you answered."


_CAUSES = {
    "alone": "Nobody but you is in your circles yet: invite somebody.",
    "no-network": "This computer has no network.",
    "vpn": "A VPN on this computer takes what is meant for your home network.",
    "firewall": "A firewall on this computer holds back what others send.",
    "firewall-both": "Firewalls on both computers hold back what the other sends; one that lets Organic in is enough.",
    "clock": "The clock of this computer is wrong",
    "clock-other": "Another computer's clock is wrong",
    "clocks-differ": "Two clocks differ",
    "other-version": "Another version of Organic runs there, which this one does not understand.",
    "isolation": "This network keeps its computers apart, as networks for guests do.",
    "no-multicast": "This network does not let computers find each other (it passes on no multicast).",
    "nobody-on": "No computer of theirs is on, or it is in another network.",
    "well": "Everything works.",
}
_SURE = {"certain": "", "likely": "Probably: ", "possible": "Perhaps: "}
_CHECKS = {
    "network": "network",
    "vpn": "no VPN in the way",
    "echo": "this computer hears itself",
    "others": "other computers are heard",
    "door": "others get in",
    "clock": "the clocks agree",
    "version": "the versions agree",
    "people": "everybody is reached",
}
_RESULTS = {"good": "yes", "bad": "NO", "unknown": "not known"}


def _diagnosis(reply: r.DiagnoseReply) -> str:
    lines = []
    for finding in reply.findings:
        line = _SURE.get(finding.sure, "") + _CAUSES.get(finding.cause, finding.cause)
        if finding.cause.startswith("clock"):
            hours = abs(finding.seconds) / 3600
            line += (
                f": they are {hours:.1f} hours apart."
                if hours < 48
                else f": they are {hours / 24:.0f} days apart."
            )
        people = ", ".join(_name(person.name) for person in finding.people)
        lines.append(f"{line} ({people})" if people else line)
    lines.append("")
    lines += [
        f"  {_CHECKS.get(check.what, check.what)}: {_RESULTS.get(check.result, check.result)}"
        for check in reply.checks
    ]
    for one in reply.people:
        heard = "heard just now" if one.heard else "not heard"
        met = "connected" if one.here else f"met {_when(one.met_ms)}" if one.met_ms else "not met yet"
        lines.append(f"  {_name(one.name)}: {met}, {heard}")
    for attempt in reply.attempts:
        who = ", ".join(map(_name, attempt.people))
        lines.append(f"  tried {_name(attempt.address)} ({who or 'whoever invited you'}): {attempt.outcome}")
    lines.append(f"  this computer: {', '.join(reply.addresses) or 'no address'}, port {reply.port}")
    return "\n".join(lines)


_SHOWERS: Mapping[type, Callable[[Any], str]] = {
    r.StatusReply: _status,
    r.CirclesReply: _circles,
    r.CircleReply: _circle,
    r.CodeReply: _code,
    r.InviteReply: _invite,
    r.InvitationsReply: _invitations,
    r.RequestsReply: _requests,
    r.MembersReply: _members,
    r.PostsReply: _posts,
    r.PostReply: _written,
    r.MessageReply: _written,
    r.ConversationsReply: _conversations,
    r.SaveReply: _saved,
    r.ExportReply: _exported,
    r.StorageReply: _storage,
    r.MotionReply: _motion,
    r.ConnectReply: _connect,
    r.DiagnoseReply: _diagnosis,
    r.DiskReply: lambda reply: f"This disk is {_DISKS[reply.disk]}",
}
