"""The command line as a person or a program uses it, in this process."""

import asyncio
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.__main__ import main
from tests.organic_p2p.household import Home, household, meet


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.err == ""
        assert self.code == 0
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        assert self.out == ""
        assert self.err.count("\n") == 1
        found: dict[str, str] = json.loads(self.err)
        assert set(found) == {"error", "message"}
        return found


class Shell:
    """Runs commands in one home."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._patch = folder, capsys, patch

    def __call__(self, *words: str, stdin: bytes = b"", home: Path | None = None) -> Said:
        """Run one command, as if typed."""
        argv = ["--home", str(home or self.folder), *words]
        self._capsys.readouterr()
        with self._patch.context() as patch:
            patch.setattr(sys, "argv", ["organic", *argv])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            try:
                code = main(argv)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def json(self, *words: str, stdin: bytes = b"") -> Any:
        """Return the document that a command prints."""
        return self("--json", *words, stdin=stdin).json

    def error(self, *words: str, stdin: bytes = b"") -> dict[str, str]:
        """Return the refusal of a command that is expected to be refused."""
        said = self("--json", *words, stdin=stdin)
        assert said.code == 1, said
        return said.error

    def refused(self, *words: str, stdin: bytes = b"") -> str:
        """Return the sentence by which a command is refused, and check that it is one and the same in both forms."""
        plain, document = self(*words, stdin=stdin), self("--json", *words, stdin=stdin)
        assert plain.code == document.code
        assert plain.code in (1, 2)
        assert plain.out == document.out == ""
        assert plain.err.count("\n") == 1, plain.err
        assert plain.err.rstrip("\n") == document.error["message"]
        assert "Traceback" not in plain.err
        return document.error["error"]


def a_family(folder: Path, *names: str, before: Callable[..., Any] | None = None) -> None:
    """Make the closed homes of a family: one folder for each name.

    Args:
        folder: Where the homes are to be.
        names: As for `household`.
        before: Something that the members do before their homes are closed.
    """

    async def live() -> None:
        async with household(folder, *names) as homes:
            if before is not None:
                await before(*homes)
            await meet(*homes)

    asyncio.run(live())


def opened(folder: Path, look: Callable[[Home], Any]) -> Any:
    """Return what can be seen in a home that no command uses now."""
    from tests.fakes import FakeClock

    async def live() -> Any:
        home = await Home.open("", folder, FakeClock())
        try:
            return await look(home)
        finally:
            await home.close()

    return asyncio.run(live())
