"""What shows notifications on this computer, as `notices` needs it. Desktops are in `organic_p2p.desktop`."""

from typing import Protocol

from organic_p2p.domain.notices import Notice


class Notifier(Protocol):
    """Shows notifications on this computer."""

    async def available(self) -> bool:
        """Return whether anything can be shown here now."""
        ...

    async def show(self, place: str, notice: Notice) -> bool:
        """Show a notification in place of the one that is shown at `place`; return whether it was done."""
        ...

    async def take_back(self) -> None:
        """Take all notifications off the screen that are still there."""
        ...

    async def close(self) -> None:
        """Let go of the desktop."""
        ...


class NoNotifier:
    """For a computer, or a moment, without a desktop."""

    async def available(self) -> bool:
        """Return False."""
        return False

    async def show(self, place: str, notice: Notice) -> bool:
        """Show nothing."""
        del place, notice
        return False

    async def take_back(self) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""
