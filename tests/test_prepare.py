"""Setting up says precisely what is missing, and does nothing where nothing is to do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "packaging" / "prepare.py"


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script, aimed at a folder that has no environment yet and in which nothing may be started."""
    spec = importlib.util.spec_from_file_location("prepare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "_run", lambda command: pytest.fail(f"it ran {command}"))
    monkeypatch.setattr(module, "_apt_install", lambda packages: None)
    monkeypatch.setattr(module.ctypes.util, "find_library", lambda name: f"lib{name}.so")
    return module


def test_an_old_python_is_told_what_is_needed(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "OLDEST_PYTHON", (99, 0))
    assert prepare.main(["run"]) == 1
    assert "PYTHON=" in capsys.readouterr().err


def test_a_debian_python_without_ensurepip_is_told_the_package(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert prepare.main(["run"]) == 1
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tools are Linux's")
def test_missing_test_tools_are_named_and_stop_nothing(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        prepare.shutil, "which", lambda tool, path=None: None if tool in {"ip", "nft"} else tool
    )
    monkeypatch.setattr(prepare, "_prepare_environment", lambda purpose: 0)
    assert prepare.main(["test"]) == 0
    assert "sudo apt install iproute2 nftables" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are Linux's")
@pytest.mark.parametrize(
    ("purpose", "screen", "named"),
    [
        ("run", "", "libegl1 libxkbcommon0\n"),
        ("run", ":0", "libegl1 libxcb-cursor0 libxkbcommon0\n"),
        ("test", ":0", "libegl1 libxkbcommon0\n"),
    ],
)
def test_missing_libraries_of_the_window_are_named_and_stop_nothing(
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    purpose: str,
    screen: str,
    named: str,
) -> None:
    missing = {"EGL", "xkbcommon", "xcb-cursor"}
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(
        prepare.ctypes.util, "find_library", lambda name: None if name in missing else f"lib{name}.so"
    )
    monkeypatch.setattr(prepare, "_missing_tools", list)
    monkeypatch.setattr(prepare, "_prepare_environment", lambda _: 0)
    assert prepare.main([purpose]) == 0
    assert f"sudo apt install {named}" in capsys.readouterr().out


def test_a_second_call_does_nothing_until_what_decides_has_changed(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str]) -> None:
        ran.append(command)
        prepare.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "_run", run)
    assert prepare.main(["run"]) == 0
    assert [command[2] for command in ran] == ["venv", "pip", "pip"]
    assert prepare.main(["run"]) == 0
    assert len(ran) == 3
    monkeypatch.setattr(prepare, "LOCKS", {"run": ("packaging/requirements.lock",)})
    assert prepare.main(["run"]) == 0
    assert len(ran) > 3


def test_packages_are_installed_by_hash_and_the_folder_itself_without_fetching_anything(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str]) -> None:
        ran.append(command)
        prepare.VENV.mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "_run", run)
    monkeypatch.setattr(prepare, "_missing_tools", list)
    prepare.main(["test"])
    _, locked, itself = ran
    assert "--require-hashes" in locked
    assert {"--no-deps", "--no-build-isolation"} <= set(itself)


def test_an_unknown_purpose_is_refused(prepare: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main(["fly"]) == 1
    assert "usage" in capsys.readouterr().err
