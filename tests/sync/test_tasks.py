"""Work whose failure must not end the work beside it."""

import asyncio
import logging

import pytest

from sync.errors import UnreachableError
from sync.tasks import quietly


async def fail(cause: BaseException) -> None:
    raise cause


@pytest.mark.parametrize("cause", [UnreachableError("secret"), OSError("secret")])
def test_an_ordinary_failure_is_named_and_no_more(cause: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "organic.sync"):
        asyncio.run(quietly(fail(cause)))
    assert type(cause).__name__ in caplog.text
    assert "secret" not in caplog.text


def test_a_mistake_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    asyncio.run(quietly(fail(ZeroDivisionError())))
    assert "Traceback" in caplog.text


def test_to_be_cancelled_is_no_failure() -> None:
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(quietly(fail(asyncio.CancelledError())))
