"""What an engine does with requests about what it does by itself: notifications, and starting with the computer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import fields_of
from organic_p2p.desktop import autostart
from organic_p2p.domain.notices import Wishes, Words
from organic_p2p.engine import Engine
from organic_p2p.errors import BadInputError


async def _read_settings(engine: Engine, request: q.ReadSettings) -> r.SettingsReply:
    del request
    return await _settings(engine)


async def _put_notices(engine: Engine, request: q.PutNotices) -> r.SettingsReply:
    try:
        wishes = Wishes(**fields_of(request))
    except ValueError as cause:
        raise BadInputError("time", "This is no time of a day.") from cause
    await engine.notices.choose(wishes)
    return await _settings(engine)


async def _mute(engine: Engine, request: q.Mute) -> r.Done:
    await engine.muting.choose(request.circle, request.people, on=request.on)
    return r.Done()


async def _put_notice_words(engine: Engine, request: q.PutNoticeWords) -> r.Done:
    await engine.notices.memory.speak(Words(**fields_of(request)))
    return r.Done()


async def _look(engine: Engine, request: q.Look) -> r.Done:
    await engine.notices.look(looking=request.looking)
    return r.Done()


async def _start_with_computer(engine: Engine, request: q.StartWithComputer) -> r.SettingsReply:
    await asyncio.to_thread(autostart.choose, engine.folder, on=request.on)
    return await _settings(engine)


async def _settings(engine: Engine) -> r.SettingsReply:
    # At once with what is known: a desktop that hangs must not keep a window from everything else it asks.
    engine.notices.find_out()
    return r.SettingsReply(
        **asdict(engine.notices.memory.wishes),
        notifies=engine.notices.works,
        autostart=await asyncio.to_thread(autostart.state, engine.folder),
    )


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.ReadSettings: _read_settings,
    q.PutNotices: _put_notices,
    q.Mute: _mute,
    q.PutNoticeWords: _put_notice_words,
    q.Look: _look,
    q.StartWithComputer: _start_with_computer,
}
