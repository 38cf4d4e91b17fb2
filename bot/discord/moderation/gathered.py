"""The gaps of servers as they were gathered last; gathering is left to a process of its own."""

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from bot.discord.logs import warn
from bot.moderation.desk import Desk
from knowledge.gaps import Gap, clusters, find, phrasings, tidy
from knowledge.store import Asked

FRESH = 600.0  # seconds that gathered gaps are gone on from before they are gathered anew
LONGEST = 60.0  # seconds that gathering may take


class Gathered:
    """The gaps of every server; callable from any thread."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._known: dict[int, tuple[float, tuple[Gap, ...]]] = {}

    def of(self, server_id: int, *, anew: bool = False) -> tuple[Gap, ...]:
        """The gaps of a server, most asked first."""
        at, found = self._known.get(server_id, (-FRESH, ()))
        if anew or time.monotonic() - at > FRESH:
            found = gathered(self.desk.gaps(server_id))
            self._known[server_id] = (time.monotonic(), found)
        return found

    def phrasings(self, server_id: int, id_: str) -> tuple[str, ...]:
        """How a gap was put, at once: of one that is not in memory, the questions that its id names."""
        _, found = self._known.get(server_id, (0.0, ()))
        if gap := find(found, id_):
            return phrasings(gap)
        named = {int(part) for part in id_.split("-") if part.isdecimal()}
        return tuple(dict.fromkeys(tidy(one.text) for one in self.desk.gaps(server_id) if one.id in named))


def gathered(asked: Sequence[Asked]) -> tuple[Gap, ...]:
    """Gaps worked out in a process that ends with them; scikit-learn would keep eighty megabytes of this one."""
    if not asked:
        return ()
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            return pool.submit(clusters, asked).result(LONGEST)
    except (BrokenProcessPool, OSError) as error:
        warn("gaps are gathered in the bot's own process", error)
        return clusters(asked)
