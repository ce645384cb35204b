"""Recording what passes an interface of a host.

tcpdump where it can be used; else `sniffer`, because in a user namespace tcpdump cannot change user and gives
up. Unicast between two hosts is not seen at a third one's port: for the whole picture, capture on every host.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.lan.namespaces import HarnessError
from tests.lan.pcap import Pcap
from tests.lan.wire import ROOT

_READY = b"listening on"
_DROPPED = re.compile(r"(\d+) packets dropped by kernel")


class Capture:
    """A running recording; `stop()` gives the frames."""

    def __init__(
        self, argv: Callable[[Sequence[str]], list[str]], interface: str, path: Path, only: str = ""
    ) -> None:
        """Start recording; from the return on, no frame is missed.

        Args:
            argv: Turns a command into one that runs on the host (`Host.argv`).
            interface: Which of the host's interfaces.
            path: The pcap file to write.
            only: A filter in tcpdump's language.
        """
        self.path = path
        self._pcap: Pcap | None = None
        command = _recorder(interface, path, only)
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(argv(command), stderr=pipe, stdout=null, cwd=ROOT)
        assert self._process.stderr is not None
        line = b""
        while _READY not in line:
            line = self._process.stderr.readline()
            if not line:
                self._process.stderr.close()
                self._process.wait()
                raise HarnessError(f"no capture of {interface}: {' '.join(command)}")

    def stop(self, settle_s: float = 0.1) -> Pcap:
        """End the recording after `settle_s` more seconds and return it; later calls return the same."""
        if self._pcap is None:
            time.sleep(settle_s)
            self._process.send_signal(signal.SIGINT)
            _, said = self._process.communicate(timeout=10)
            dropped = _DROPPED.search(said.decode(errors="replace"))
            self._pcap = Pcap.read(self.path, dropped=int(dropped[1]) if dropped else 0)
        return self._pcap


def _recorder(interface: str, path: Path, only: str) -> list[str]:
    if shutil.which("tcpdump") and _is_real_root():
        # -Z root: Debian's tcpdump changes to a user that may not write here. --immediate-mode: or the last
        # frames are still in the kernel when it is told to stop.
        how = ["-n", "-s", "0", "-U", "--immediate-mode", "-B", "65536", "-Z", "root"]
        return ["tcpdump", "-i", interface, *how, "-w", str(path), *only.split()]
    if only:
        raise HarnessError("a filtered capture needs tcpdump and real root")
    return [sys.executable, "-m", "tests.lan.sniffer", interface, str(path)]


def _is_real_root() -> bool:
    return Path("/proc/self/uid_map").read_text().split() == ["0", "0", "4294967295"]
