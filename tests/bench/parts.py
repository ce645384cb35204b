"""Where the time goes: chosen functions and SQL statements are timed while the real program runs.

    with Parts() as parts:
        parts.watch("signatures", Op, "check_signature")
        ...
    parts.spent["signatures"]      what it took, without what other parts took that were called from there

Functions on the event loop and statements on the database's threads are counted alike. While a statement runs
the loop may do something else, so the sum can exceed the time on the wall a little.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self
from unittest import mock

from sqlcipher3 import dbapi2

from organic_p2p.store import database

_OURS = {"crypto", "sync", "organic_p2p"}
_STATEMENTS = (
    ("INSERT INTO ops", "SQL: operations"),
    ("INSERT INTO entries", "SQL: entries"),
    ("INSERT OR IGNORE INTO words", "SQL: words for the full-text search"),
    ("COMMIT", "SQL: commit, with full-text index, encryption, fsync"),
)


@dataclass(slots=True)
class Spent:
    """What a part took: seconds on the wall, seconds of a processor, and how often it was called."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    calls: int = 0


class Parts:
    """Timers of named parts. A context manager: at its end the program is as it was."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}
        self._inner = threading.local()
        self._patches: list[Any] = []

    def __enter__(self) -> Self:
        def connect(path: str, **options: Any) -> dbapi2.Connection:
            return dbapi2.connect(path, factory=self._connection(), **options)

        self._patch(
            mock.patch.object(
                database, "dbapi2", mock.Mock(wraps=dbapi2, connect=connect, Error=dbapi2.Error)
            )
        )
        return self

    def __exit__(self, *error: object) -> None:
        for patch in reversed(self._patches):
            patch.stop()

    def watch(self, part: str, owner: object, name: str) -> None:
        """Count what `owner.name`, a function that does not await, takes, wherever our modules have imported it."""
        original = getattr(owner, name)
        timed = self._timed(lambda *_, **__: part, original)
        ours = [module for at, module in list(sys.modules.items()) if at.split(".")[0] in _OURS]
        for holder in {id(h): h for h in [owner, *ours]}.values():
            if vars(holder).get(name) is original:
                self._patch(mock.patch.object(holder, name, timed))

    def _patch(self, patch: Any) -> None:
        patch.start()
        self._patches.append(patch)

    def _timed(self, part_of: Callable[..., str], original: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            stack: list[tuple[float, float]] = self._inner.__dict__.setdefault("stack", [])
            stack.append((0.0, 0.0))
            wall_s, cpu_s = time.perf_counter(), time.thread_time()
            try:
                return original(*args, **options)
            finally:
                wall_s, cpu_s = time.perf_counter() - wall_s, time.thread_time() - cpu_s
                inner_wall_s, inner_cpu_s = stack.pop()
                spent = self.spent.setdefault(part_of(*args, **options), Spent())
                spent.wall_s += wall_s - inner_wall_s
                spent.cpu_s += cpu_s - inner_cpu_s
                spent.calls += 1
                if stack:
                    outer_wall_s, outer_cpu_s = stack[-1]
                    stack[-1] = outer_wall_s + wall_s, outer_cpu_s + cpu_s

        return timed

    def _connection(self) -> type[Any]:
        timed = self._timed

        class Timed(dbapi2.Connection):  # type: ignore[misc]  # sqlcipher3 ships no types
            def execute(self, sql: str, *parameters: Any) -> Any:
                return timed(_statement, super().execute)(sql, *parameters)

            def executemany(self, sql: str, rows: Iterable[Any]) -> Any:
                return timed(_statement, super().executemany)(sql, rows)

        return Timed


def _statement(sql: str, *parameters: object) -> str:
    del parameters
    return next((name for start, name in _STATEMENTS if sql.lstrip().startswith(start)), "SQL: all else")
