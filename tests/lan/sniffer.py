"""A small recorder of all frames of an interface, for where tcpdump cannot run.

Run as ``python -m tests.lan.sniffer INTERFACE FILE``; it says ``listening on`` when it misses nothing more,
writes a classic pcap file, and ends at an interrupt, saying how many frames the kernel dropped.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import struct
import sys
import time
from pathlib import Path

_ALL_PROTOCOLS = 3
_SO_RCVBUFFORCE = 33
_SOL_PACKET, _PACKET_STATISTICS = 263, 6
_BUFFER_BYTES = 1 << 25
_LONGEST_FRAME_BYTES = 1 << 17
_MAGIC, _ETHERNET = 0xA1B2C3D4, 1


def record(interface: str, path: Path) -> int:
    """Record until interrupted; return how many frames the kernel dropped for want of room."""
    with (
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ALL_PROTOCOLS)) as frames,
        path.open("wb", buffering=0) as out,
    ):
        with contextlib.suppress(OSError):  # without the privilege the usual buffer must do
            frames.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _BUFFER_BYTES)
        frames.bind((interface, _ALL_PROTOCOLS))
        out.write(struct.pack("<IHHiIII", _MAGIC, 2, 4, 0, 0, _LONGEST_FRAME_BYTES, _ETHERNET))
        print(f"listening on {interface}", file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                frame = frames.recv(_LONGEST_FRAME_BYTES)
                now_us = time.time_ns() // 1000
                size = len(frame)
                out.write(struct.pack("<IIII", now_us // 10**6, now_us % 10**6, size, size) + frame)
        _, dropped = struct.unpack("II", frames.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8))
        return int(dropped)


if __name__ == "__main__":
    # A shell that starts programs in the background lets them ignore the interrupt that ends a capture.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    lost = record(sys.argv[1], Path(sys.argv[2]))
    print(f"{lost} packets dropped by kernel", file=sys.stderr)
