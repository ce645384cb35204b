"""The key of the database, and the three ways in which it is protected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring.backend
import keyring.backends.fail
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.errors import BadInputError, HomeError
from organic_p2p.store import diskkey
from organic_p2p.store.diskkey import Protection
from sync.omp1 import decode, encode
from tests.organic_p2p.records.bodies import values
from tests.organic_p2p.store.databases import KEY, digest

FROZEN: dict[str, str] = json.loads((Path(__file__).parents[2] / "vectors" / "keyfile-1.json").read_text())
WORDS = "correct horse battery"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def fields(home: Path) -> dict[str, Any]:
    value = decode((home / "key").read_bytes(), max_bytes=4096)
    assert isinstance(value, dict)
    return value


def put(home: Path, **changes: Any) -> None:
    (home / "key").write_bytes(encode({**fields(home), **changes}))


def locked(home: Path) -> Path:
    diskkey.create(home, KEY)
    diskkey.set_passphrase(home, KEY, WORDS)
    return home


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Stands in for the system's keyring. Its module says that it is one of the system's own."""

    __module__ = "keyring.backends.memory"
    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return None if self.forgets else self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setenv("ORGANIC_KEYRING", "on")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


# -- file ----------------------------------------------------------------------------------------


def test_without_a_keyring_the_key_lies_in_a_file_of_the_owners_own(tmp_path: Path) -> None:
    assert not diskkey.exists(tmp_path)
    assert diskkey.create(tmp_path, KEY) is Protection.FILE
    assert diskkey.exists(tmp_path)
    assert diskkey.protection(tmp_path) is Protection.FILE
    assert diskkey.load(tmp_path, None) == diskkey.load(tmp_path, "whatever") == KEY
    assert mode(tmp_path / "key") == 0o600


# -- passphrase ----------------------------------------------------------------------------------


def test_a_passphrase_takes_the_place_of_the_file(tmp_path: Path) -> None:
    locked(tmp_path)
    assert diskkey.protection(tmp_path) is Protection.PASSPHRASE
    assert KEY not in (tmp_path / "key").read_bytes()
    assert WORDS.encode() not in (tmp_path / "key").read_bytes()
    assert mode(tmp_path / "key") == 0o600
    assert diskkey.load(tmp_path, WORDS) == KEY
    diskkey.check_passphrase(tmp_path, WORDS)


@pytest.mark.parametrize("given", [None, "", "correct horse batterz", "Correct horse battery", WORDS + " "])
def test_without_the_passphrase_there_is_no_key(tmp_path: Path, given: str | None) -> None:
    locked(tmp_path)
    with pytest.raises(HomeError) as caught:
        diskkey.load(tmp_path, given)
    assert caught.value.kind == ("locked" if given is None else "wrong-passphrase")


def test_a_new_passphrase_makes_the_old_one_worthless(tmp_path: Path) -> None:
    locked(tmp_path)
    diskkey.set_passphrase(tmp_path, KEY, "another eight")
    assert diskkey.load(tmp_path, "another eight") == KEY
    with pytest.raises(HomeError):
        diskkey.load(tmp_path, WORDS)


@pytest.mark.parametrize(
    ("words", "kind"), [("seven77", "short-passphrase"), ("x" * 1025, "long-passphrase")]
)
def test_a_passphrase_has_a_length(tmp_path: Path, words: str, kind: str) -> None:
    diskkey.create(tmp_path, KEY)
    before = digest(tmp_path)
    with pytest.raises(BadInputError) as caught:
        diskkey.set_passphrase(tmp_path, KEY, words)
    assert caught.value.kind == kind
    assert digest(tmp_path) == before


def test_a_home_without_a_passphrase_has_none_to_check(tmp_path: Path) -> None:
    diskkey.create(tmp_path, KEY)
    with pytest.raises(BadInputError) as caught:
        diskkey.check_passphrase(tmp_path, WORDS)
    assert caught.value.kind == "no-passphrase"


def test_the_file_remembers_what_the_passphrase_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked(tmp_path)
    assert fields(tmp_path)["mem"] == 8 << 20
    monkeypatch.setenv("ORGANIC_PASSPHRASE_MIB", "9")
    assert diskkey.load(tmp_path, WORDS) == KEY


# -- keyring -------------------------------------------------------------------------------------


def test_where_there_is_a_keyring_it_holds_the_key_and_the_file_holds_nothing(
    tmp_path: Path, memory: MemoryKeyring
) -> None:
    assert diskkey.create(tmp_path, KEY) is Protection.KEYRING
    assert list(memory.kept.values()) == [KEY.hex()]
    assert KEY not in (tmp_path / "key").read_bytes()
    assert diskkey.load(tmp_path, None) == KEY
    assert not any(str(tmp_path) in part for account in memory.kept for part in account)


def test_two_homes_have_two_places_in_the_keyring(tmp_path: Path, memory: MemoryKeyring) -> None:
    for name, key in (("one", KEY), ("other", bytes(32))):
        (tmp_path / name).mkdir()
        diskkey.create(tmp_path / name, key)
    assert diskkey.load(tmp_path / "one", None) == KEY
    assert diskkey.load(tmp_path / "other", None) == bytes(32)


def test_a_passphrase_takes_the_key_out_of_the_keyring(tmp_path: Path, memory: MemoryKeyring) -> None:
    diskkey.create(tmp_path, KEY)
    diskkey.set_passphrase(tmp_path, KEY, WORDS)
    assert memory.kept == {}
    assert diskkey.load(tmp_path, WORDS) == KEY


def test_a_keyring_that_does_not_give_the_key_is_a_sentence(tmp_path: Path, memory: MemoryKeyring) -> None:
    diskkey.create(tmp_path, KEY)
    memory.forgets = True
    with pytest.raises(HomeError) as caught:
        diskkey.load(tmp_path, None)
    assert caught.value.kind == "locked"


def test_a_keyring_that_keeps_nothing_is_not_trusted(tmp_path: Path, memory: MemoryKeyring) -> None:
    memory.forgets = True
    assert diskkey.create(tmp_path, KEY) is Protection.FILE
    assert diskkey.load(tmp_path, None) == KEY


def test_a_keyring_with_another_key_is_a_sentence_later_not_a_crash(
    tmp_path: Path, memory: MemoryKeyring
) -> None:
    diskkey.create(tmp_path, KEY)
    for account in memory.kept:
        memory.kept[account] = "no hex"
    with pytest.raises(HomeError):
        diskkey.load(tmp_path, None)


def test_a_keyring_that_fails_is_none(
    tmp_path: Path, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> keyring.backend.KeyringBackend:
        raise RuntimeError("no bus")

    monkeypatch.setattr(keyring, "get_keyring", fail)
    assert diskkey.create(tmp_path, KEY) is Protection.FILE


@pytest.mark.parametrize("foreign", [True, False])
def test_a_keyring_that_may_keep_plain_text_is_none(
    tmp_path: Path, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, foreign: bool
) -> None:
    if foreign:
        monkeypatch.setattr(MemoryKeyring, "__module__", "keyrings.alt.file")
    else:
        monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    assert diskkey.create(tmp_path, KEY) is Protection.FILE
    assert memory.kept == {}


def test_the_keyring_can_be_switched_off(
    tmp_path: Path, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGANIC_KEYRING", "off")
    assert diskkey.create(tmp_path, KEY) is Protection.FILE
    assert memory.kept == {}


# -- damage --------------------------------------------------------------------------------------


def assert_damaged(home: Path, kind: str = "damaged") -> None:
    before = digest(home)
    looks: tuple[Callable[[], object], ...] = (
        lambda: diskkey.load(home, WORDS),
        lambda: diskkey.protection(home),
    )
    for look in looks:
        with pytest.raises(HomeError) as caught:
            look()
        assert caught.value.kind == kind
        assert "othing was changed" in caught.value.sentence
    assert digest(home) == before


def test_a_missing_key_file_is_a_sentence(tmp_path: Path) -> None:
    assert_damaged(tmp_path)


def test_a_key_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    diskkey.create(tmp_path, KEY)
    put(tmp_path, format=2, protection="phone")
    assert_damaged(tmp_path, "newer")


@settings(max_examples=50)
@given(data=st.one_of(st.binary(max_size=100), values.map(encode)))
def test_any_other_content_is_damage(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "key").write_bytes(data)
    assert_damaged(home)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "1"},
        {"protection": "file"},
        {"protection": "phone"},
        {"secret": bytes(72)},
        {"secret": KEY},
        {"salt": bytes(15)},
        {"ops": 0},
        {"ops": 10_000},
        {"mem": 1},
        {"mem": 1 << 50},
    ],
)
def test_a_key_file_with_one_field_wrong_is_damage(tmp_path: Path, change: dict[str, Any]) -> None:
    put(locked(tmp_path), **change)
    assert_damaged(tmp_path)


def test_a_folder_in_the_place_of_the_key_file_is_damage(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()
    with pytest.raises(HomeError):
        diskkey.load(tmp_path, None)


# -- version 1 -----------------------------------------------------------------------------------


@pytest.mark.parametrize("protection", ["file", "passphrase", "keyring"])
def test_key_files_of_version_1(tmp_path: Path, memory: MemoryKeyring, protection: str) -> None:
    diskkey.create(tmp_path, KEY)
    (tmp_path / "key").write_bytes(bytes.fromhex(FROZEN[protection]))
    assert diskkey.protection(tmp_path) is Protection(protection)
    assert diskkey.load(tmp_path, WORDS) == KEY


def test_the_key_file_is_written_as_in_version_1(tmp_path: Path) -> None:
    diskkey.create(tmp_path, KEY)
    assert (tmp_path / "key").read_bytes().hex() == FROZEN["file"]
