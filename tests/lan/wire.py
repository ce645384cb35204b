"""Cables whose faults the test chooses: the near side of the `relay` process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.lan.namespaces import HarnessError
from tests.lan.shape import Shape

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cable:
    """One cable to lay: from the host behind the namespace descriptor `net` to the switch's `port`."""

    net: int
    port: str
    mac: str


@dataclass(frozen=True, slots=True)
class Traffic:
    """Frames that one direction of a cable carried, and those it lost."""

    sent: int
    dropped: int


class Wire:
    """The relay process of one LAN. `close()` ends it and with it all cables."""

    def __init__(self, switch: int, cables: Sequence[Cable], seed: int) -> None:
        self._lock = threading.Lock()
        fds = [switch, *(cable.net for cable in cables)]
        for fd in fds:
            os.set_inheritable(fd, True)
        try:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", "tests.lan.relay"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=fds,
                cwd=ROOT,
                text=True,
                bufsize=1,
            )
        finally:
            for fd in fds:
                os.set_inheritable(fd, False)
        hosts = [[cable.net, cable.port, cable.mac] for cable in cables]
        try:
            self._tell({"seed": seed, "switch": switch, "hosts": hosts})
        except BaseException:
            self.close()
            raise

    def shape(self, port: str, shape: Shape, *, both: bool) -> None:
        """Give what the host at `port` sends, and with `both` also what it receives, these faults."""
        self._tell({"port": port, "both": both, "shape": asdict(shape)})

    def traffic(self) -> dict[str, tuple[Traffic, Traffic]]:
        """Return for each port what its host sent and what it received."""
        answer = self._tell({})
        return {port: (Traffic(*out), Traffic(*back)) for port, (out, back) in answer.items()}

    def close(self) -> None:
        """End the relay; safe to call twice."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _tell(self, message: Mapping[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        with self._lock:
            stdin.write(json.dumps(message) + "\n")
            line = stdout.readline()
        if not line:
            raise HarnessError("the relay of the cables ended")
        answer = json.loads(line)
        assert isinstance(answer, dict)
        return answer
