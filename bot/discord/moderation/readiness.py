"""What people are told today, worked out while a moderator writes: so the preview of the new text is there sooner."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from bot.discord.logs import log
from bot.moderation.desk import Desk


class Readiness:
    """Prepares previews in one thread of its own, beside the desks' work and never ahead of it.

    However many forms are opened in a server, one preparation waits or runs for it.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self._under_way: set[int] = set()
        self._lock = threading.Lock()

    def prepare(self, server_id: int) -> None:
        """See to it that the next preview of a server is quick; returns at once."""
        with self._lock:
            if server_id in self._under_way:
                return
            self._under_way.add(server_id)
        # a form may still be opened while the bot closes
        with suppress(RuntimeError):
            self._pool.submit(self._prepare, server_id)

    def _prepare(self, server_id: int) -> None:
        # where it fails, the preview itself will tell
        with suppress(Exception):
            self.desk.get_ready(server_id)
            log("ready for a preview", server=server_id)
        with self._lock:
            self._under_way.discard(server_id)

    def close(self) -> None:
        """Leave what has not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)
