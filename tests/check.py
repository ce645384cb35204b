"""Every check of the project, cheapest first: ``python -m tests.check [--seed N] [name ...]``.

Without names all of them run, also after one has failed, so that one run tells everything. A summary closes
the output, below it a line with the number of tests. In CI (CI=true in the environment) a LAN test that was
skipped is a failure: a machine that cannot make networks would prove nothing and look green.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
# One for each core of the smallest machine; the LAN tests wait more than they work.
UNIT_WORKERS, LAN_WORKERS = 2, 4
# import-linter cannot be started with -m, and its script breaks when the folder of the environment is moved.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True, slots=True)
class Tally:
    """How the tests of a run came out; a test whose set-up failed counts as failed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found: `trouble` is "" when it is content."""

    trouble: str
    tests: Tally = Tally()


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a name to ask for it by, what it is, and how it is done with a seed for all chance."""

    name: str
    title: str
    run: Callable[[int], Outcome]


def _tool(*command: str) -> Callable[[int], Outcome]:
    """Return a check that a program with these arguments is content."""

    def run(_: int) -> Outcome:
        code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        return Outcome(f"{Path(command[0]).name} ended with {code}" if code else "")

    return run


def _unit(seed: int) -> Outcome:
    return run_pytest([], ["tests", "--ignore=tests/lan", f"-n{UNIT_WORKERS}"], seed)


def _lan(seed: int) -> Outcome:
    outcome = run_pytest(_as_root(), ["tests/lan", f"-n{LAN_WORKERS}", "-rs"], seed)
    if outcome.tests.skipped and os.environ.get("CI") == "true":
        trouble = f"{outcome.tests.skipped} skipped, and CI must run them all"
        return Outcome(outcome.trouble or trouble, outcome.tests)
    return outcome


def _as_root() -> list[str]:
    """Return the prefix that lets an ordinary user make networks, where the machine permits it."""
    prefix = ["unshare", "--user", "--map-root-user", "--net", "--mount", "--"]
    if not hasattr(os, "geteuid") or os.geteuid() == 0 or not shutil.which("unshare"):
        return []
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return [] if tried.returncode else prefix


def run_pytest(prefix: Sequence[str], arguments: Sequence[str], seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = [f"--hypothesis-seed={seed}", f"--junit-xml={report}"]
        outcome = _tool(*prefix, PYTHON, "-m", "pytest", *arguments, *options)(seed)
        if not report.exists():
            return Outcome(outcome.trouble or "no report")
        tests = counted(report)
    if not outcome.trouble and not tests.passed:
        return Outcome("no test ran", tests)
    return Outcome(outcome.trouble and f"{tests.failed} failed, or see above", tests)


def counted(report: Path) -> Tally:
    tests = Tally()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        total, failures, errors, skipped = (
            int(suite.get(word, 0)) for word in ("tests", "failures", "errors", "skipped")
        )
        tests += Tally(max(0, total - failures - errors - skipped), failures + errors, skipped)
    return tests


CHECKS = (
    Check(
        "format",
        "ruff format",
        _tool(PYTHON, "-m", "ruff", "format", "--check", "--output-format=concise", "."),
    ),
    Check("lint", "ruff check", _tool(PYTHON, "-m", "ruff", "check", "--output-format=concise", ".")),
    Check("imports", "import contracts", _tool(PYTHON, "-c", LINT_IMPORTS, "--no-logo")),
    Check("types", "mypy --strict", _tool(PYTHON, "-m", "mypy", "--no-error-summary")),
    Check("unit", "tests of one process", _unit),
    Check("lan", "tests on several computers", _lan),
)


def main(words: Sequence[str]) -> int:
    """Run the checks that `words` name and return the exit status: 0 when all are content."""
    known = [check.name for check in CHECKS]
    parser = argparse.ArgumentParser(prog="python -m tests.check", description="Every check of the project.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of: {', '.join(known)}; all otherwise")
    parser.add_argument("--seed", type=int, help="repeat the chance of an earlier run")
    asked = parser.parse_args(words)
    if unknown := [name for name in asked.names if name not in known]:
        parser.error(f"there is no check called {', '.join(unknown)}")
    seed = random.randrange(2**32) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    chosen = [check for check in CHECKS if not asked.names or check.name in asked.names]
    return _summary([(check, *_timed(check, seed)) for check in chosen])


def _timed(check: Check, seed: int) -> tuple[Outcome, float]:
    print(f"\n=== {check.title} ({check.name})", flush=True)
    started_s = time.monotonic()
    return check.run(seed), time.monotonic() - started_s


def _summary(results: Sequence[tuple[Check, Outcome, float]]) -> int:
    print("\n=== summary")
    for check, outcome, seconds in results:
        verdict = "FAILED" if outcome.trouble else "ok"
        print(f"{verdict:<7} {check.title:<28} {seconds:6.1f} s  {outcome.trouble}".rstrip())
    tests = sum((outcome.tests for _, outcome, _ in results), Tally())
    if tests != Tally():
        print(f"{tests.passed} passed, {tests.failed} failed, {tests.skipped} skipped")
    return 1 if any(outcome.trouble for _, outcome, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
