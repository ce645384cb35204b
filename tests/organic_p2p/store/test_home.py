"""The folder of one person: open to nobody else, and to one engine at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from organic_p2p.errors import HomeError, OrganicError
from organic_p2p.store import home
from organic_p2p.store.home import HomeLock, default_home, prepare, write_private


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_folder_is_made_and_closed_to_other_users(tmp_path: Path) -> None:
    prepare(tmp_path / "deep" / "home")
    assert mode(tmp_path / "deep" / "home") == 0o700


def test_a_folder_that_is_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o777)
    (tmp_path / "home").chmod(0o777)
    prepare(tmp_path / "home")
    assert mode(tmp_path / "home") == 0o700


@pytest.mark.parametrize("where", ["file", "file/beneath", "loop"])
def test_a_place_that_can_be_no_folder_is_a_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(HomeError) as caught:
        prepare(tmp_path / where)
    assert caught.value.kind == "no-home"
    assert str(tmp_path) in caught.value.sentence


def test_a_private_file_is_for_its_owner_only_whatever_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("old")
    path.chmod(0o666)
    old = os.umask(0)
    try:
        write_private(path, b"new")
    finally:
        os.umask(old)
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


def test_a_private_file_that_cannot_be_written_whole_is_not_written_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"
    write_private(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OrganicError) as caught:
        write_private(path, b"new")
    assert caught.value.kind == "disk-full"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


def test_one_engine_at_a_time(tmp_path: Path) -> None:
    first, second = HomeLock(tmp_path), HomeLock(tmp_path)
    with first:
        assert first.try_acquire()
        assert not second.try_acquire()
        with pytest.raises(HomeError) as caught:
            second.acquire(0.0)
        assert caught.value.kind == "in-use"
    assert second.try_acquire()
    second.release()
    second.release()
    assert mode(tmp_path / home.LOCK_FILE) == 0o600


def test_a_killed_engine_holds_no_lock(tmp_path: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from organic_p2p.store.home import HomeLock
assert HomeLock(Path({str(tmp_path)!r})).try_acquire()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -9
    with HomeLock(tmp_path) as lock:
        assert lock.try_acquire()


def test_a_lock_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / home.LOCK_FILE).mkdir()
    with pytest.raises(HomeError):
        HomeLock(tmp_path).try_acquire()


def test_the_usual_place_can_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORGANIC_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.setenv("ORGANIC_HOME", "")
    assert default_home().name == "organic"
    monkeypatch.delenv("ORGANIC_HOME")
    assert default_home().name == "organic"
