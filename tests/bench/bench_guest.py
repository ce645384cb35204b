"""A guest's first minute on a LAN: from the double click to the family's page with the greeting on it.

Two computers of their own namespaces. Ann's engine runs and has a greeting; Ben's has never seen Organic. Ben's
window is a real one, drawn without a screen, with an engine that it starts itself; he follows the link and presses, by
what a screen reader finds, Join, and after his name Come in. What he reads on the way is counted by a test.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator

from tests.bench.engines import ROOT
from tests.bench.figures import Figure, median
from tests.lan.family import CIRCLE, command, family
from tests.lan.lan import Lan
from tests.lan.namespaces import unavailable

GREETING = "Welcome! Here we all are."
TARGET_S = 60.0
_TIMES = 3


def measure() -> Iterator[Figure]:
    """Have guests come in, each to a family of its own."""
    if why := unavailable():
        print(f"no guest: {why}")
        return
    came = [_come() for _ in range(_TIMES)]
    by_hand = median([one["joined_s"] for one in came])
    yield Figure(
        "a guest: from the double click to the greeting on the page",
        median([one["greeting_s"] for one in came]),
        "s",
        TARGET_S,
        beside=f"floor: `organic join` and the post's arrival without a window {by_hand:.2f} s",
    )
    yield Figure("  of which until the first frame", median([one["first_s"] for one in came]), "s")


def _come() -> dict[str, float]:
    with Lan(["ann", "ben", "cleo"]) as lan:
        ben, cleo = lan["ben"], lan["cleo"]
        with family(lan["ann"], cleo) as (ann, by_hand):
            ann.ok("start-circle", CIRCLE, "--as", ann.name)
            ann.post(GREETING)
            uri = ann.ok("invite", CIRCLE)["uri"]
            words = [sys.executable, "-m", "tests.bench.window_probe", str(ben.home / "organic")]
            done = ben.run(
                [*words, str(time.monotonic()), "guest"], cwd=ROOT, stdin=f"{uri}\n{GREETING}\n", limit_s=120
            )
            # A window leaves its engine behind, which here nobody else would end.
            ben.run(command(ben.home / "organic", "stop"), check=False)
            said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
            code = ann.ok("invite", CIRCLE)["code"]
            started_s = time.monotonic()
            by_hand.ok("join", code, "--as", by_hand.name)
            by_hand.until_texts(GREETING)
            return {**said, "joined_s": time.monotonic() - started_s}
