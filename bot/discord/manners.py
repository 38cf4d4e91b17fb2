"""Good manners in numbers: how often one person is answered, and how much is said in one channel."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

FORGET = 10_000  # buckets and messages kept in memory at most


class Bucket:
    """Lets so many through in a minute, half of them at once."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.size, self.clock = per_minute / 60, max(1.0, per_minute / 2), clock
        self._levels: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def wait(self, key: int) -> int:
        """Seconds until this key may go again; 0 lets it through now."""
        now = self.clock()
        level, at = self._levels.pop(key, (self.size, now))
        level = min(self.size, level + (now - at) * self.rate)
        passed = level >= 1
        self._levels[key] = (level - 1 if passed else level, now)
        if len(self._levels) > FORGET:
            self._levels.popitem(last=False)
        return 0 if passed else ceil((1 - level) / self.rate)


class Once:
    """Remembers the last keys it met."""

    def __init__(self) -> None:
        self._met: OrderedDict[int, None] = OrderedDict()

    def __contains__(self, key: int) -> bool:
        return key in self._met

    def first(self, key: int) -> bool:
        """Whether this key comes for the first time."""
        if key in self._met:
            return False
        self._met[key] = None
        if len(self._met) > FORGET:
            self._met.popitem(last=False)
        return True


class Manners:
    """What keeps the bot from talking too much."""

    def __init__(self, asks_per_minute: int, channel_per_minute: int) -> None:
        self.people = Bucket(asks_per_minute)
        self.presses = Bucket(4 * asks_per_minute)
        self.channels = Bucket(channel_per_minute)
        self.told = Bucket(1)  # who was told to slow down, or that a reply cannot be read
        self.heard = Once()  # messages dealt with; a resumed gateway may bring one again
