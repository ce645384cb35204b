"""What an engine does with the requests of a guest: codes that are being typed, and joins under way."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.errors import BadInputError
from organic_p2p.qr import QrError, read_code
from organic_p2p.services.arriving import Checked, Way


async def _check_code(engine: Engine, request: q.CheckCode) -> r.CodeReply:
    return _code(engine.arriving.check(request.text))


async def _read_code_picture(engine: Engine, request: q.ReadCodePicture) -> r.CodeTextReply:
    source = Path(request.path) if request.path else request.data
    try:
        # Whoever sends an invitation may send anything: a worker reads it, and only a text comes in here.
        return r.CodeTextReply(await read_code(engine.attaching.darkroom, source))
    except QrError as cause:
        raise BadInputError(cause.kind, cause.sentence) from cause


async def _forget_join(engine: Engine, request: q.ForgetJoin) -> r.Done:
    await engine.arriving.forget(request.join)
    if engine.network is not None:
        engine.network.roster_changed()
    return r.Done()


def joins(engine: Engine) -> tuple[r.JoinView, ...]:
    """Show the codes that have not led into their circles yet, oldest first."""
    return tuple(_join(way) for way in engine.arriving.ways())


def _join(way: Way) -> r.JoinView:
    return r.JoinView(
        id=way.join.id,
        state=way.state,
        circle=way.join.circle,
        name=way.name,
        inviter=way.inviter,
        expires_ms=way.code.expires_ms,
        error="" if way.fault is None else way.fault.kind,
        sentence="" if way.fault is None else way.fault.sentence,
    )


def _code(checked: Checked) -> r.CodeReply:
    so_far, code = checked.progress, checked.code
    if checked.fault is not None:
        # A code that was read and cannot be used is refused; any other is to be compared with what was given.
        state = "wrong" if code is None else "refused"
    else:
        state = "whole" if code is not None else "part" if so_far.groups else "empty"
    return r.CodeReply(
        state=state,
        error="" if checked.fault is None else checked.fault.kind,
        sentence="" if checked.fault is None else checked.fault.sentence,
        groups=tuple(r.CodeGroup(group.text, group.state.value) for group in so_far.groups),
        count=so_far.count,
        expires_ms=0 if code is None else code.expires_ms,
        ask=code is not None and not code.auto_approve,
        inviter=checked.inviter,
    )


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.CheckCode: _check_code,
    q.ReadCodePicture: _read_code_picture,
    q.ForgetJoin: _forget_join,
}
