"""The check of all checks counts tests rightly, and lets CI fail when it proved nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import check
from tests.check import Check, Outcome, Tally

REPORT = """<testsuites>
<testsuite tests="7" failures="2" errors="1" skipped="1"><testcase/></testsuite>
<testsuite tests="3" failures="0" errors="0" skipped="0"><testcase/></testsuite>
</testsuites>"""


def lan_with(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.setattr(check, "run_pytest", lambda *_: Outcome("", tally))
    return next(one for one in check.CHECKS if one.name == "lan").run(0)


def checks(*troubles: str) -> tuple[Check, ...]:
    def runs(trouble: str) -> Callable[[int], Outcome]:
        return lambda seed: Outcome(trouble, Tally(passed=seed))

    return tuple(Check(f"c{n}", f"check {n}", runs(trouble)) for n, trouble in enumerate(troubles))


def test_the_tests_in_a_report_are_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    assert check.counted(tmp_path / "report.xml") == Tally(passed=6, failed=3, skipped=1)


def test_a_skipped_lan_test_is_a_failure_in_ci_and_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert lan_with(Tally(passed=5, skipped=1), monkeypatch).trouble == ""
    monkeypatch.setenv("CI", "true")
    assert "1 skipped" in lan_with(Tally(passed=5, skipped=1), monkeypatch).trouble
    assert lan_with(Tally(passed=5), monkeypatch).trouble == ""


def test_all_checks_run_even_after_one_has_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "CHECKS", checks("", "it leaks", ""))
    assert check.main(["--seed", "4"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[-4:-1]] == ["ok", "FAILED", "ok"]
    assert "it leaks" in said[-3]
    assert said[-1] == "12 passed, 0 failed, 0 skipped"


def test_only_the_checks_that_were_asked_for_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "CHECKS", checks("", "it leaks"))
    assert check.main(["--seed", "1", "c0"]) == 0
    assert "check 1" not in capsys.readouterr().out


def test_a_check_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SystemExit):
        check.main(["typos"])


def test_a_run_without_any_test_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "test_none.py").write_text("")
    assert check.run_pytest([], [str(tmp_path), "-p", "no:cacheprovider"], seed=0).trouble
