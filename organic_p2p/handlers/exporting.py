"""What an engine does when somebody takes everything along."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.errors import BadInputError, OrganicError
from organic_p2p.exporting.exporter import Exported, Exporter
from organic_p2p.exporting.speech import Speech
from organic_p2p.services.events import ExportMoved

_KIND: Final = "export"

logger = logging.getLogger("organic.export")


async def _export(engine: Engine, request: q.Export) -> r.ExportReply:
    engine.core.me  # noqa: B018 — says that nobody lives here, if so
    if engine.errands.is_under_way(_KIND):
        raise BadInputError("exporting", "An export is being made already. Wait for it, or stop it.")
    folder = Path(request.folder)
    if not request.folder or not folder.is_absolute():
        raise BadInputError("no-folder", "Please say in which folder the export is to be put.")

    def moved(done: int, of: int) -> None:
        engine.tell(ExportMoved("going", done, of))

    exporter = Exporter(engine, folder, Speech(request.words), moved)
    if request.wait:
        done = await asyncio.shield(engine.errands.send(_KIND, exporter.run(), exporter.stop))
        return r.ExportReply(str(done.path), done.posts, done.files, done.missing)
    task = engine.errands.send(_KIND, exporter.run(), exporter.stop)
    # Called after the errand is over: whoever hears of it can begin another one.
    task.add_done_callback(lambda ended: engine.tell(_how_it_ended(ended)))
    return r.ExportReply("", 0, 0, 0)


async def _stop_export(engine: Engine, request: q.StopExport) -> r.Done:
    del request
    engine.errands.stop(_KIND)
    return r.Done()


def _how_it_ended(task: "asyncio.Task[Exported]") -> ExportMoved:
    trouble = None if task.cancelled() else task.exception()
    if isinstance(trouble, OrganicError):
        state = "stopped" if trouble.kind == "stopped" else "failed"
        return ExportMoved(state, error=trouble.kind, sentence=trouble.sentence)
    if task.cancelled() or trouble is not None:
        logger.error("a mistake of this program while exporting", exc_info=trouble)
        return ExportMoved(
            "failed",
            error="internal",
            sentence="Something went wrong inside Organic; that is our mistake, not yours.",
        )
    done = task.result()
    return ExportMoved("done", done.posts, done.posts, str(done.path), done.files, done.missing)


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.Export: _export,
    q.StopExport: _stop_export,
}
