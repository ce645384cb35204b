"""What a decoder that was taken over can still do: the same acts within the fence, and without it."""

import errno
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from organic_p2p.imaging import landlock, syscalls
from organic_p2p.imaging.process import usual_command

pytestmark = pytest.mark.skipif(not syscalls.machine(), reason="the fence is Linux's")

# It becomes a worker as `worker.py` does, and then does what it should not. A refusal is the name of its reason.
_TAKEN_OVER = """
import sys; sys.path += sys.argv[4:]
from organic_p2p.imaging import confinement, developing
import ctypes, errno, json, os, select, signal, socket, subprocess, threading, _posixsubprocess
parent, folder, libc = os.getppid(), sys.argv[1] + "/", ctypes.CDLL(None, use_errno=True)
confinement.confine(2**30)
developing.warm_up()
if sys.argv[3] == "sealed":
    confinement.seal()

def tcp():
    with socket.socket() as line:
        line.connect(("127.0.0.1", int(sys.argv[2])))

def unix():
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(folder + "engine.sock")

def fork():
    if os.fork() == 0:
        os.setsid()
        os._exit(0)
    os.wait()

def thread():
    done = []
    one = threading.Thread(target=done.append, args=(1,))
    one.start()
    one.join()
    assert done

def raw(number):
    if libc.syscall(number, ctypes.c_long(-1), None, ctypes.c_long(-1), None, None) < 0:
        raise OSError(ctypes.get_errno(), "")

def changes(name):
    return folder + "victim." + name

acts = {
    "read": lambda: open(folder + "engine").read(),
    "list": lambda: os.listdir(folder),
    "tcp": tcp,
    "unix": unix,
    "socketpair": socket.socketpair,
    "fork": fork,
    "run": lambda: subprocess.run(["/bin/sh", "-c", "true"], check=True),
    "spawn": lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {}),
    "signal": lambda: os.kill(parent, 0),
    "pidfd": lambda: os.pidfd_open(os.getpid()),
    "memfd": lambda: os.memfd_create("program"),
    "nice": lambda: os.nice(1),
    "create": lambda: os.open(folder + "created", os.O_CREAT),
    "open to write": lambda: os.open(changes("write"), os.O_WRONLY),
    "open to change": lambda: os.open(changes("change"), os.O_RDWR),
    "empty": lambda: os.open(changes("empty"), os.O_TRUNC),
    "truncate": lambda: os.truncate(changes("truncate"), 0),
    "unlink": lambda: os.unlink(changes("unlink")),
    "rename": lambda: os.rename(changes("rename"), folder + "renamed"),
    "link": lambda: os.link(changes("link"), folder + "linked"),
    "symlink": lambda: os.symlink("/", folder + "symlinked"),
    "mkdir": lambda: os.mkdir(folder + "made"),
    "rmdir": lambda: os.rmdir(changes("folder")),
    "mkfifo": lambda: os.mkfifo(folder + "pipe"),
    "chmod": lambda: os.chmod(changes("chmod"), 0o777),
    "chown": lambda: os.chown(changes("chown"), os.getuid(), os.getgid()),
    "utime": lambda: os.utime(changes("utime")),
    "setxattr": lambda: os.setxattr(changes("xattr"), "user.a", b"b"),
    "thread": thread,
    "late library": lambda: __import__("pi_heif"),
    **{name: lambda number=number: raw(number) for name, number in json.loads(sys.stdin.readline()).items()},
}
said = {}
for name, act in acts.items():
    try:
        act()
        said[name] = "done"
    except subprocess.CalledProcessError:
        said[name] = "EPERM"
    except OSError as refusal:
        said[name] = errno.errorcode.get(refusal.errno, str(refusal.errno))
os.write(1, json.dumps(said).encode())
os._exit(0)
"""

_MAY = ("thread", "late library")
# Of Landlock, which some systems lack.
_READING = ("read", "list")
# Some file systems have no attributes, and some systems none of these calls; so without the fence they may fail too.
_RAW = {
    name: numbers[0 if syscalls.machine() == "x86_64" else 1]
    for name, numbers in {
        "ptrace": (101, 117),
        "process_vm_writev": (311, 271),
        "mount": (165, 40),
        "unshare": (272, 97),
        "setns": (308, 268),
        "bpf": (321, 280),
        "perf_event_open": (298, 241),
        "userfaultfd": (323, 282),
        "io_uring_setup": (425, 425),
        "keyctl": (250, 219),
        "execve": (59, 221),
        "prctl": (157, 167),
        "ioctl": (16, 29),
    }.items()
}
_NOT_THERE = {"clone3": 435, "openat2": 437, "of tomorrow": 4000}


_VICTIMS = (
    *("write", "change", "empty", "truncate", "unlink", "rename"),
    *("link", "chmod", "chown", "utime", "xattr"),
)


def _said(home: Path, how: str) -> dict[str, str]:
    home.mkdir()
    (home / "engine").write_text("token")
    (home / "victim.folder").mkdir()
    for name in _VICTIMS:
        (home / f"victim.{name}").write_text("precious")
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(home / "engine.sock"))
        unix.listen()
        words = [str(home), str(tcp.getsockname()[1]), how, *usual_command()[6:]]
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-c", _TAKEN_OVER, *words],
            input=json.dumps(_RAW | _NOT_THERE).encode(),
            capture_output=True,
            check=True,
        )
    said = json.loads(done.stdout)
    assert isinstance(said, dict)
    return said


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    home = tmp_path_factory.mktemp("sealed") / "h"
    return home, _said(home, "sealed")


def test_without_the_fence_all_of_it_is_done(tmp_path: Path) -> None:
    said = _said(tmp_path / "h", "open")
    may_fail = {"setxattr", *_RAW, *_NOT_THERE}
    assert {name: how for name, how in said.items() if name not in may_fail and how != "done"} == {}
    assert said["openat2"] != "ENOSYS" or landlock.version() == 0


def test_within_the_fence_none_of_it_is_done(sealed: tuple[Path, dict[str, str]]) -> None:
    home, said = sealed
    rest = {name: how for name, how in said.items() if name not in (*_MAY, *_READING, *_NOT_THERE)}
    assert {name: how for name, how in rest.items() if how != errno.errorcode[errno.EPERM]} == {}
    assert sorted(path.name for path in home.iterdir() if not path.name.startswith("victim.")) == [
        "engine",
        "engine.sock",
    ]
    assert {path.read_text() for path in home.glob("victim.*") if path.is_file()} == {"precious"}
    assert {path.name for path in home.glob("victim.*")} == {
        "victim.folder",
        *(f"victim.{name}" for name in _VICTIMS),
    }


def test_within_the_fence_threads_start_and_libraries_are_loaded(sealed: tuple[Path, dict[str, str]]) -> None:
    assert {name: sealed[1][name] for name in _MAY} == dict.fromkeys(_MAY, "done")


def test_calls_that_no_filter_can_judge_are_said_to_be_absent(sealed: tuple[Path, dict[str, str]]) -> None:
    assert {name: sealed[1][name] for name in _NOT_THERE} == dict.fromkeys(_NOT_THERE, "ENOSYS")


@pytest.mark.skipif(not landlock.version(), reason="this system has no Landlock")
def test_within_the_fence_no_file_of_the_users_is_read(sealed: tuple[Path, dict[str, str]]) -> None:
    assert {name: sealed[1][name] for name in _READING} == dict.fromkeys(_READING, "EACCES")


def test_an_engine_keeps_its_memory_private() -> None:
    program = (
        "import ctypes; from organic_p2p.cli.node import keep_memory_private; prctl = ctypes.CDLL(None).prctl\n"
        "before = prctl(3, 0, 0, 0, 0); keep_memory_private(); print(before, prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"1", b"0"]
