"""Programs that do less than an engine, as something to compare it with. Each is told what by its arguments.

find COUNT ADDRESS      announce this host by zeroconf and look for COUNT others; begins when told to
keep FILE PORT          write each kilobyte that comes into an encrypted database, and say when it is safe
say PORT ADDRESS…       send a kilobyte to each address, and say how long until all of it was safe
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zeroconf
from sqlcipher3 import dbapi2
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from tests.lan.host import Host
from tests.lan.waiting import Lines

MESSAGE_BYTES = 1024
_TYPE = "_rival._tcp.local."
_ROUNDS = 20
_PORT = "4711"
_SELF = [sys.executable, "-m", "tests.bench.rivals"]
_ROOT = Path(__file__).parents[2]


async def find(count: int, address: str) -> None:
    """Say "ready"; after a line on standard input, say "all" when the addresses of `count` others are known."""
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    front = AsyncZeroconf(interfaces=[address])
    names: asyncio.Queue[str] = asyncio.Queue()

    def heard(
        zeroconf: zeroconf.Zeroconf, service_type: str, name: str, state_change: zeroconf.ServiceStateChange
    ) -> None:
        del zeroconf, service_type, state_change
        names.put_nowait(name)

    own = f"{os.urandom(6).hex()}.{_TYPE}"
    packed = socket.inet_aton(address)
    info = AsyncServiceInfo(_TYPE, own, 4711, addresses=[packed], server=f"{os.urandom(6).hex()}.local.")
    await (await front.async_register_service(info))
    AsyncServiceBrowser(front.zeroconf, [_TYPE], handlers=[heard])
    found: set[str] = set()
    while len(found) < count:
        name = await names.get()
        if name != own and await AsyncServiceInfo(_TYPE, name).async_request(front.zeroconf, 3000):
            found.add(name)
    print("all", flush=True)
    await asyncio.sleep(30)


async def keep(path: Path, port: int) -> None:
    """Answer each message with one byte when it is on the disk."""
    database = encrypted(path)
    database.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, data BLOB NOT NULL)")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                data = await reader.readexactly(MESSAGE_BYTES)
                database.execute("INSERT INTO kept (data) VALUES (?)", (data,))
                writer.write(b"!")
        writer.close()

    server = await asyncio.start_server(serve, "0.0.0.0", port)
    print("ready", flush=True)
    await server.serve_forever()


async def say(port: int, addresses: list[str]) -> None:
    """Print the longest of several times, in seconds, until a message was safe at all addresses."""
    streams = [await asyncio.open_connection(address, port) for address in addresses]
    times = []
    for _ in range(_ROUNDS):
        started_s = time.perf_counter()
        for _, writer in streams:
            writer.write(os.urandom(MESSAGE_BYTES))
        for reader, _ in streams:
            await reader.readexactly(1)
        times.append(time.perf_counter() - started_s)
    print(max(times))


def encrypted(path: Path) -> dbapi2.Connection:
    """Return a new database with the pragmas that make a commit safe, and each statement a commit."""
    database = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    database.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "cache_size = -8192"):
        database.execute(f"PRAGMA {pragma}")
    return database


def found_s(hosts: Sequence[Host]) -> float:
    """Return how long `find` takes on these hosts until all know all others."""
    others = str(len(hosts) - 1)
    pipe = subprocess.PIPE
    programs = [
        host.popen([*_SELF, "find", others, host.ip], cwd=_ROOT, stdin=pipe, stdout=pipe) for host in hosts
    ]
    said = [Lines(program.stdout) for program in programs]
    for lines in said:
        lines.wait_for("ready")
    started_s = time.monotonic()
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for lines in said:
        lines.wait_for("all")
    spent_s = time.monotonic() - started_s
    _end(programs)
    return spent_s


def told_s(hosts: Sequence[Host]) -> float:
    """Return how long, at worst, the first of these hosts takes to `say` something that all others `keep`."""
    speaker, *others = hosts
    keepers = [
        host.popen([*_SELF, "keep", str(host.home / "kept.db"), _PORT], cwd=_ROOT, stdout=subprocess.PIPE)
        for host in others
    ]
    for keeper in keepers:
        Lines(keeper.stdout).wait_for("ready")
    said = speaker.run([*_SELF, "say", _PORT, *(host.ip for host in others)], cwd=_ROOT).stdout
    _end(keepers)
    return float(said)


def tls_bytes() -> tuple[int, int]:
    """Return how many bytes each way a TLS 1.3 handshake takes in which both sides show a small certificate."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "both.pem")
        path.write_bytes(_certificate())
        contexts = [ssl.SSLContext(p) for p in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER)]
        for context in contexts:
            context.minimum_version = ssl.TLSVersion.TLSv1_3
            context.check_hostname = False
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_cert_chain(path)
            context.load_verify_locations(path)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = contexts[0].wrap_bio(to_client, to_server)
    server = contexts[1].wrap_bio(to_server, to_client, server_side=True)
    sent = [0, 0]
    shaking = [client, server]
    while shaking:
        side = shaking.pop(0)
        before = to_server.pending, to_client.pending
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            shaking.append(side)
        sent[0] += max(0, to_server.pending - before[0])
        sent[1] += max(0, to_client.pending - before[1])
    return sent[0], sent[1]


def _end(programs: Sequence[subprocess.Popen[str]]) -> None:
    for program in programs:
        program.terminate()
        program.wait()


def _certificate() -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key, now = Ed25519PrivateKey.generate(), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(
        key, None
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret + made.public_bytes(Encoding.PEM)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["find", count, address]:
            asyncio.run(find(int(count), address))
        case ["keep", path, port]:
            asyncio.run(keep(Path(path), int(port)))
        case ["say", port, *addresses]:
            asyncio.run(say(int(port), addresses))
        case _:
            sys.exit(__doc__)
