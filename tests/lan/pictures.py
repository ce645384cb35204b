"""What the tests of pictures and files ask again and again: what is where, what came over a cable, what is in a file.

The photographs of `tests.organic_p2p.imaging.planted` are full of strings that must not be sent. All but one of these
begin alike, so a search for the beginning, in every form, is a search for all of them; `traces` does it, and also looks
into what is packed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from sync.omp1 import decode
from tests.lan.capture import Capture
from tests.lan.family import CIRCLE, Home, Json
from tests.lan.host import Host
from tests.lan.leaks import places
from tests.lan.namespaces import HarnessError
from tests.organic_p2p.imaging.planted import PLANTED, TIME, holds

# A connection over which nothing comes is given up after 20 seconds; whatever had to wait for that has this long.
LONG_S = 120.0
_MARK = b"PLANTED-"
SECRETS: Mapping[str, bytes] = {"planted": _MARK, "time": TIME}
assert all(secret.startswith(_MARK) or secret == TIME for secret in PLANTED)


def a_file(folder: Path, name: str, size: int) -> Path:
    """Return a file that nothing can make smaller; its name decides what is in it."""
    path = folder / name
    path.write_bytes(random.Random(name).randbytes(size))
    return path


def post_with(home: Home, text: str, *words: str | Path) -> str:
    """Post for the circle with what the words after the text name; return the id."""
    return str(home.ok("post", CIRCLE, text, *map(str, words))["post"])


def carried(home: Home, post: str) -> list[Json]:
    """Return what is known here of the pictures, as they are shown, and files of a post, in their order."""
    (found,) = (each for each in home.ok("pictures", CIRCLE)["posts"] if each["id"] == post)
    return _files(found)


def shown(home: Home) -> dict[str, list[str]]:
    """Return where the pictures and files of each post are, by its text, the oldest first."""
    posts = reversed(home.ok("pictures", CIRCLE)["posts"])
    return {post["text"]: [file["state"] for file in _files(post)] for post in posts}


def held(home: Home) -> list[int]:
    """Return on how many computers the only file of each post is known to be, the oldest first."""
    posts = reversed(home.ok("pictures", CIRCLE)["posts"])
    return [_files(post)[0]["held"] for post in posts]


def until_shown(home: Home, *wanted: str) -> None:
    """Wait until these posts, each with one file, have it where it should be, the oldest first."""
    home.until(
        lambda: [*shown(home).values()] == [[state] for state in wanted], f"does not say {wanted}", LONG_S
    )


def states(home: Home, post: str) -> list[str]:
    """Return where the pictures and files of a post are, seen from here."""
    return [file["state"] for file in carried(home, post)]


def until_states(home: Home, post: str, *wanted: str, limit_s: float = LONG_S) -> None:
    """Wait until the pictures and files of a post, which is here, are where they should be."""
    home.until(lambda: states(home, post) == [*wanted], f"does not say {wanted} of {post}", limit_s)


def until_held(home: Home, count: int, limit_s: float = LONG_S) -> None:
    """Wait until just so many files are here and nothing is on its way."""
    home.until(lambda: _held(home) == (count, 0), f"does not hold {count} files", limit_s)


def until_some(home: Home, count: int) -> int:
    """Wait until at least so many files are here; return how many they are."""
    seen = 0

    def look() -> bool:
        nonlocal seen
        seen = _held(home)[0]
        return seen >= count

    home.until(look, f"does not hold {count} files", LONG_S)
    return seen


def until_percent(home: Home, post: str, percent: int, limit_s: float = LONG_S) -> int:
    """Wait until so much of the only file of a post is here, which is not yet whole; return how much it is."""
    seen = 0

    def look() -> bool:
        nonlocal seen
        (file,) = carried(home, post)
        seen = file["percent"]
        return bool(seen >= percent)

    home.until(look, f"has not received {percent} % of {post}", limit_s)
    assert seen < 100, "it is over before it could be interrupted"
    return seen


def saved(home: Home, post: str, folder: Path, *words: str) -> dict[str, bytes]:
    """Save all of a post into an empty folder; return what is there, by name, in the order of the post."""
    got = home.ok("save", post, str(folder), *words)
    assert got["missing"] == []
    paths = [Path(each["path"]) for each in got["saved"]]
    assert sorted(paths) == sorted(folder.iterdir())
    return {path.name: path.read_bytes() for path in paths}


def refusal(home: Home, *words: str) -> tuple[str, str]:
    """Run a command that must be refused; return the kind and the sentence."""
    got = home.run(*words)
    assert got.returncode == 1, got
    told = json.loads(got.stderr)
    return told["error"], told["message"]


def stored(home: Home) -> dict[str, Path]:
    """Return what is in the folder of encrypted files, by name."""
    folder = home.folder / "files"
    return {path.name: path for path in folder.iterdir()} if folder.exists() else {}


def flip(path: Path, at: int) -> None:
    """Damage one byte of a file in place, as a disk does."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def promised(home: Home) -> int:
    """Return how many files this home has promised to keep for others; its key lies beside the database."""
    key_file = decode((home.folder / "key").read_bytes(), max_bytes=4096)
    assert isinstance(key_file, dict)
    key = key_file["secret"]
    assert isinstance(key, bytes)
    with closing(dbapi2.connect(str(home.folder / "organic.db"))) as database:
        database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return int(database.execute("SELECT count(*) FROM files WHERE keep_ms > 0").fetchone()[0])


def received_bytes(host: Host) -> int:
    """Return how many bytes have come in at a host's cable: all frames with their headers, also what came twice."""
    return _counted(host, "rx")


def sent_bytes(host: Host) -> int:
    """Return how many bytes a host has put on its cable, also what was lost there and sent again."""
    return _counted(host, "tx")


def pull(home: Home, segment: str = "home") -> None:
    """Pull the cable of a host until its engine has noticed, and put it back."""
    home.host.unplug()
    home.until(lambda: not home.neighbours(), "has not noticed that the cable is out", LONG_S)
    home.host.plug(segment)


def watched(hosts: Iterable[Host]) -> list[tuple[Host, Capture]]:
    """Begin to record everything on these hosts, whose cables are shaped: no frame on them is longer than 1514 bytes.

    To each frame tcpdump gives as much of its buffer as the longest could take, which is 64 KiB if it is not told
    otherwise; then there is room for 128 frames, and on a busy machine some are lost.
    """

    def capture(host: Host) -> Capture:
        try:
            return host.capture(only="-s 2048 -B 32768")
        except HarnessError:  # without real root there is a recorder of our own, which has the room
            return host.capture()

    return [(host, capture(host)) for host in hosts]


def traces(hay: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return where any planted string is: in every usual encoding, or packed."""
    pieces = list(hay)
    found = {
        f"packed in {where}" for where, piece in pieces if any(holds(piece, s) for s in SECRETS.values())
    }
    return sorted(found | set(places(SECRETS, pieces)))


def files_below(*folders: Path) -> list[tuple[str, bytes]]:
    """Return every file below these folders: its path and its bytes."""
    return [
        (str(path), path.read_bytes())
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def _files(post: Json) -> list[Json]:
    numbered = {picture["number"]: picture["shown"]["file"] for picture in post["pictures"]}
    numbered |= {document["number"]: document["file"] for document in post["files"]}
    return [numbered[number] for number in sorted(numbered)]


def _held(home: Home) -> tuple[int, int]:
    storage = home.ok("storage")
    return storage["here"]["files"], storage["waiting"]["files"]


def _counted(host: Host, way: str) -> int:
    (link,) = json.loads(host.run(["ip", "-json", "-s", "link", "show", "dev", "eth0"]).stdout)
    return int(link["stats64"][way]["bytes"])
