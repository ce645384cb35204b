"""The key of the database, and what protects it.

    keyring     the system's keyring holds the key; the file only says so
    passphrase  the file holds the key wrapped by Argon2id of a passphrase
    file        the file holds the key itself, mode 0600: `status` says plainly that this disk is not locked

The key itself never changes; `set_passphrase` wraps it anew, so the database need not be rewritten.
"""

import hashlib
import logging
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crypto.errors import WrongPassphraseError
from crypto.passphrase import DEFAULT_MEM_BYTES, DEFAULT_OPS, new_salt, stretch, unwrap, wrap
from organic_p2p.errors import BadInputError, HomeError
from organic_p2p.records.fields import get_bytes, get_int, get_text
from organic_p2p.store.home import KEY_FILE, write_private
from sync.errors import MalformedError
from sync.omp1 import Value, decode, encode

KEY_BYTES = 32
MIN_PASSPHRASE_CHARACTERS = 8
MAX_PASSPHRASE_BYTES = 1024

_FORMAT = 1
_MAX_FILE_BYTES = 4096
_SERVICE = "organic"

logger = logging.getLogger("organic.store")


class Protection(StrEnum):
    """What stands between a thief of the disk and the database."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 — the name of a kind of protection
    FILE = "file"


@dataclass(frozen=True, slots=True)
class _KeyFile:
    """The content of the file `key`.

    Attributes:
        secret: The key itself (file), the wrapped key (passphrase), or nothing (keyring).
    """

    protection: Protection
    secret: bytes = field(repr=False)
    salt: bytes = b""
    ops: int = 0
    mem_bytes: int = 0


def exists(home: Path) -> bool:
    """Return whether this home has a key: it was set up before."""
    return (home / KEY_FILE).exists()


def protection(home: Path) -> Protection:
    """Return how the key of this home is protected."""
    return _load(home).protection


def create(home: Path, key: bytes) -> Protection:
    """Protect a new home's key by the keyring, or by a file where there is none; return which."""
    if _keyring_set(home, key):
        _save(home, _KeyFile(Protection.KEYRING, b""))
        return Protection.KEYRING
    _save(home, _KeyFile(Protection.FILE, key))
    return Protection.FILE


def load(home: Path, passphrase: str | None) -> bytes:
    """Return the 32-byte key.

    Args:
        home: The home folder.
        passphrase: What the user gave, or None. Needed only where a passphrase protects the key.

    Raises:
        HomeError: Kind "locked" when a passphrase is needed or wrong, "damaged" when the key is lost.
    """
    file = _load(home)
    match file.protection:
        case Protection.FILE:
            if len(file.secret) != KEY_BYTES:
                raise _damaged(home)
            return file.secret
        case Protection.KEYRING:
            key = _keyring_get(home)
            if key is None:
                raise HomeError(
                    "locked",
                    "The system's keyring does not give the key of this home. Unlock the keyring (log in to the "
                    "desktop, for example) and try again.",
                )
            return key
        case Protection.PASSPHRASE:
            if passphrase is None:
                raise HomeError(
                    "locked",
                    "This home is locked. Give its passphrase at a terminal, or to the engine with: organic unlock",
                )
            return _unwrap(file, passphrase)


def set_passphrase(home: Path, key: bytes, passphrase: str) -> None:
    """Protect the key by `passphrase` from now on, in place of what protected it before."""
    if len(passphrase) < MIN_PASSPHRASE_CHARACTERS:
        raise BadInputError(
            "short-passphrase",
            f"A passphrase needs at least {MIN_PASSPHRASE_CHARACTERS} characters. A few words are easy to remember.",
        )
    if len(passphrase.encode()) > MAX_PASSPHRASE_BYTES:
        raise BadInputError("long-passphrase", f"A passphrase has at most {MAX_PASSPHRASE_BYTES} bytes.")
    ops, mem_bytes = _cost()
    salt = new_salt()
    wrapped = wrap(key, stretch(passphrase, salt, ops, mem_bytes))
    was = _load(home).protection
    _save(home, _KeyFile(Protection.PASSPHRASE, wrapped, salt, ops, mem_bytes))
    if was is Protection.KEYRING:
        _keyring_forget(home)


def check_passphrase(home: Path, passphrase: str) -> None:
    """Return quietly if `passphrase` opens this home.

    Raises:
        HomeError: It does not.
        BadInputError: No passphrase protects this home.
    """
    file = _load(home)
    if file.protection is not Protection.PASSPHRASE:
        raise BadInputError("no-passphrase", "This home has no passphrase. Set one with: organic lock")
    _unwrap(file, passphrase)


def _unwrap(file: _KeyFile, passphrase: str) -> bytes:
    try:
        return unwrap(file.secret, stretch(passphrase, file.salt, file.ops, file.mem_bytes))
    except WrongPassphraseError as cause:
        raise HomeError("wrong-passphrase", "That is not the passphrase of this home.") from cause


def _cost() -> tuple[int, int]:
    # Tests and small machines may choose less; the file remembers what was used.
    mem_mib = int(os.environ.get("ORGANIC_PASSPHRASE_MIB", DEFAULT_MEM_BYTES >> 20))
    return DEFAULT_OPS, max(8, mem_mib) << 20


def _load(home: Path) -> _KeyFile:
    try:
        raw = (home / KEY_FILE).read_bytes()
        value = decode(raw, max_bytes=_MAX_FILE_BYTES)
        if not isinstance(value, dict):
            raise MalformedError("a key file that is no map")
        if get_int(value, "format") > _FORMAT:
            raise HomeError("newer", _NEWER)
        how = Protection(get_text(value, "protection", 16))
        match how:
            case Protection.PASSPHRASE:
                return _KeyFile(
                    how,
                    get_bytes(value, "secret", 73),
                    get_bytes(value, "salt", 16),
                    get_int(value, "ops", 1, 100),
                    get_int(value, "mem", 1 << 20, 1 << 33),
                )
            case Protection.FILE:
                return _KeyFile(how, get_bytes(value, "secret", KEY_BYTES))
            case Protection.KEYRING:
                return _KeyFile(how, b"")
    except (OSError, MalformedError, ValueError) as cause:
        raise _damaged(home) from cause


def _save(home: Path, file: _KeyFile) -> None:
    fields: dict[str, Value] = {"format": _FORMAT, "protection": file.protection.value}
    if file.secret:
        fields["secret"] = file.secret
    if file.protection is Protection.PASSPHRASE:
        fields |= {"salt": file.salt, "ops": file.ops, "mem": file.mem_bytes}
    with _forgetting(home / KEY_FILE):
        write_private(home / KEY_FILE, encode(fields))


@contextmanager
def _forgetting(path: Path) -> Generator[None, None, None]:
    """Overwrite what stood in a file, once something else has safely taken its name.

    A key that lay there unprotected would otherwise stay on the disk for whoever looks at its free space. How much
    this helps depends on the disk: one that writes every block to a new place keeps the old one for a while.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        yield  # there was none
        return
    try:
        yield
        size, links = os.fstat(descriptor).st_size, os.fstat(descriptor).st_nlink
        # What has another name as well, as in some backups, is somebody's copy.
        if links == 0:
            with suppress(OSError):  # the new one is safe, which is what was asked for
                os.pwrite(descriptor, bytes(size), 0)
                os.fsync(descriptor)
    finally:
        os.close(descriptor)


_NEWER = "This home was written by a newer Organic. Please update the program; nothing was changed."


def _damaged(home: Path) -> HomeError:
    return HomeError(
        "damaged",
        f"The key file in {home} is missing or damaged, so the database cannot be opened. "
        "Nothing was changed. Put the folder back from a copy if you have one.",
    )


def _account(home: Path) -> str:
    # One keyring serves all homes of a user; the folder's path tells them apart without being written there.
    return hashlib.blake2b(os.fsencode(home.resolve()), digest_size=16).hexdigest()


def _backend() -> object | None:
    """Return the system's own keyring, or None where there is none that protects anything."""
    if os.environ.get("ORGANIC_KEYRING", "on") == "off":
        return None
    if not _desktop_session():
        return None
    try:
        import keyring
        from keyring.backends import chainer, fail, null

        backend = keyring.get_keyring()
        if isinstance(backend, chainer.ChainerBackend):
            backends = list(backend.backends)
            if not backends:
                return None
            backend = backends[0]
        # Third-party back ends may keep plain text in a file: no better than ours, and less plainly said.
        own = type(backend).__module__.startswith("keyring.backends.")
        if not own or isinstance(backend, fail.Keyring | null.Keyring):
            return None
        return backend
    except Exception as cause:
        # A broken desktop session raises anything from ImportError to D-Bus errors; the file is the way out.
        logger.info("no keyring here: %s", type(cause).__name__)
        return None


def _desktop_session() -> bool:
    # On Linux a keyring is a D-Bus service; without a session bus looking for one costs time and finds nothing.
    return os.name == "nt" or os.uname().sysname == "Darwin" or "DBUS_SESSION_BUS_ADDRESS" in os.environ


def _keyring_set(home: Path, key: bytes) -> bool:
    backend = _backend()
    if backend is None:
        return False
    try:
        backend.set_password(_SERVICE, _account(home), key.hex())  # type: ignore[attr-defined]  # checked in _backend
    except Exception as cause:
        logger.info("the keyring refuses to keep the key: %s", type(cause).__name__)
        return False
    return _keyring_get(home) == key


def _keyring_get(home: Path) -> bytes | None:
    backend = _backend()
    if backend is None:
        return None
    try:
        found = backend.get_password(_SERVICE, _account(home))  # type: ignore[attr-defined]  # checked in _backend
        return bytes.fromhex(found) if found else None
    except Exception as cause:
        logger.info("the keyring does not give the key: %s", type(cause).__name__)
        return None


def _keyring_forget(home: Path) -> None:
    backend = _backend()
    if backend is None:
        return
    try:
        backend.delete_password(_SERVICE, _account(home))  # type: ignore[attr-defined]  # checked in _backend
    except Exception as cause:
        logger.info("the keyring keeps the key: %s", type(cause).__name__)
