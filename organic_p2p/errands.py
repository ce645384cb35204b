"""Long work that goes on while its owner does other things: one of a kind at a time, and none outlives the engine."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


class Errands:
    """What an engine is sent for."""

    def __init__(self) -> None:
        self._under_way: dict[str, tuple[asyncio.Task[Any], Callable[[], None]]] = {}

    def is_under_way(self, kind: str) -> bool:
        """Return whether one of this kind has not come back yet."""
        return kind in self._under_way

    def send(self, kind: str, work: Coroutine[Any, Any, _T], stop: Callable[[], None]) -> "asyncio.Task[_T]":
        """Begin work; `stop` makes it end soon, in order."""
        task = asyncio.create_task(work)
        self._under_way[kind] = task, stop
        task.add_done_callback(lambda _: self._under_way.pop(kind, None))
        return task

    def stop(self, kind: str) -> None:
        """Have the one of this kind end soon, if there is one."""
        if kind in self._under_way:
            self._under_way[kind][1]()

    async def close(self) -> None:
        """Have all of them end, and wait for it."""
        waiting = list(self._under_way.values())
        for _, stop in waiting:
            stop()
        await asyncio.gather(*(task for task, _ in waiting), return_exceptions=True)
