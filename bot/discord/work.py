"""Counts the replies under way, so that closing can wait for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Work:
    """How many replies are being worked on, and whether new ones are still taken."""

    def __init__(self) -> None:
        self.count, self.closing = 0, False
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One reply, from its question to its sending."""
        self.count += 1
        self._idle.clear()
        try:
            yield
        finally:
            self.count -= 1
            if not self.count:
                self._idle.set()

    async def finish(self, within: float) -> int:
        """Take no more, wait for what is under way, and return how many did not get done in time."""
        self.closing = True
        try:
            await asyncio.wait_for(self._idle.wait(), within)
        except TimeoutError:
            return self.count
        return 0
