"""The folder as a whole: package names, locks, and import contracts that really catch what they forbid."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("crypto", "organic_p2p", "sync", "ui")
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wishes(lock: str) -> list[Requirement]:
    groups = project()["dependency-groups"]
    build = [Requirement(wish) for wish in groups["build"]]
    run = [Requirement(wish) for wish in project()["project"]["dependencies"]]
    dev = [Requirement(wish) for wish in groups["dev"] if isinstance(wish, str)]
    return {LOCKS[0]: run, LOCKS[1]: build, LOCKS[2]: [*run, *build, *dev]}[lock]


def pins(lock: str) -> dict[str, str]:
    """Return version by name; every pin must be exact and have a hash."""
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    entries = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    found = {}
    for entry in entries:
        pinned = re.match(r"([a-z0-9.-]+)==(\S+) ", entry)
        assert pinned, f"not pinned: {entry}"
        assert " --hash=sha256:" in entry, f"without a hash: {entry}"
        found[str(canonicalize_name(pinned[1]))] = pinned[2]
    return found


@pytest.mark.parametrize("name", PACKAGES)
def test_the_names_of_our_packages_mean_ours(name: str) -> None:
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin == str(ROOT / name / "__init__.py")


def test_no_library_brings_a_package_by_one_of_our_names() -> None:
    # On disks that do not tell "Crypto" from "crypto" one would hide the other.
    brought = {top.lower(): whose for top, whose in packages_distributions().items()}
    assert all(set(brought.get(name, [])) <= {"organic-p2p"} for name in PACKAGES)


def test_packaging_means_the_library_and_not_our_folder() -> None:
    found = importlib.util.find_spec("packaging")
    assert found is not None
    assert found.origin is not None
    assert ROOT / "packaging" not in Path(found.origin).parents


def test_every_folder_of_tests_is_a_package_so_that_names_do_not_clash() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_lock_pins_what_the_project_asks_for(lock: str) -> None:
    pinned = pins(lock)
    unmet = [
        wish
        for wish in wishes(lock)
        if not wish.specifier.contains(pinned.get(canonicalize_name(wish.name), "0"))
    ]
    assert unmet == [], "run: make lock"


def test_the_locks_agree_with_one_another() -> None:
    run, build, dev = (pins(lock) for lock in LOCKS)
    assert dev | run | build == dev


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    assert re.findall(r"--(?:extra-)?index-url|--find-links|--trusted-host|\w+://|@ ", text) == []


def test_the_runtime_lock_is_for_linux_windows_and_macos() -> None:
    text = (ROOT / "packaging" / LOCKS[0]).read_text(encoding="utf-8")
    assert re.search(r"^secretstorage==.* sys_platform == 'linux'", text, flags=re.MULTILINE)
    assert re.search(r"^pywin32-ctypes==.* sys_platform == 'win32'", text, flags=re.MULTILINE)
    # The compiled ones come in a wheel for each system and processor, so one pin has many hashes.
    compiled = re.search(r"^cryptography==(?:.*\\\n)+", text, flags=re.MULTILINE)
    assert compiled
    assert compiled[0].count("--hash=") > 10


# What a module must not contain, and the contract that says so.
PLANTED = {
    "sync/planted.py": ("import organic_p2p.domain", "ui over organic_p2p over sync over crypto"),
    "crypto/planted.py": ("import sync", "ui over organic_p2p over sync over crypto"),
    "organic_p2p/engine.py": ("import ui.feed", "ui over organic_p2p over sync over crypto"),
    "ui/planted.py": ("import organic_p2p.services", "The window knows the engine by organic_p2p.api alone"),
    "ui/feed.py": ("import crypto", "The window knows the engine by organic_p2p.api alone"),
    "organic_p2p/services/planted.py": ("import PySide6", "Qt is the window's alone"),
    "organic_p2p/imaging/planted.py": (
        "import av",
        "FFmpeg runs in a worker, and where a demonstration makes its film",
    ),
    "organic_p2p/domain/planted.py": (
        "import organic_p2p.store",
        "services over store and records over domain",
    ),
    "organic_p2p/store/planted.py": ("import organic_p2p.api", "services over store and records over domain"),
    "crypto/planted_io.py": ("import socket", "Protocol machines and rules do no I/O and read no clock"),
    "sync/session.py": ("import time", "Protocol machines and rules do no I/O and read no clock"),
}


def contracts_kept(folder: Path, modules: dict[str, str]) -> str:
    """Lint a copy of the package tree with our contracts, in which all modules are empty but these."""
    empty = {str(path.relative_to(ROOT)): "" for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    for name, text in {**empty, "ui/feed.py": "", **modules}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", lint, "--no-logo", "--no-cache"]
    got = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "KEPT" in got.stdout, got.stdout + got.stderr
    return got.stdout


@pytest.mark.parametrize("place", PLANTED)
def test_an_import_that_points_outward_breaks_its_contract(tmp_path: Path, place: str) -> None:
    statement, contract = PLANTED[place]
    assert f"{contract} BROKEN" in contracts_kept(tmp_path, {place: f"{statement}\n"})


def test_the_imports_that_the_contracts_are_meant_to_allow_break_none(tmp_path: Path) -> None:
    allowed = {
        "ui/feed.py": "import PySide6\nimport organic_p2p.api\nfrom organic_p2p.api import requests\n",
        "organic_p2p/__main__.py": "import ui.feed\n",
        "organic_p2p/services/planted.py": "import organic_p2p.store, sync, crypto, asyncio\n",
        "sync/planted.py": "import crypto\nimport socket\n",
        "organic_p2p/imaging/stills.py": "import av\n",
    }
    assert "BROKEN" not in contracts_kept(tmp_path, allowed)
