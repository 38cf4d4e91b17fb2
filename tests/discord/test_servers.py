"""Which servers a process answers for."""

from __future__ import annotations

from bot.discord.servers import seen_by


def test_a_process_answers_for_the_servers_of_its_shards() -> None:
    servers = [shard << 22 for shard in range(4)]
    assert [list(map(seen_by(4, mine), servers)) for mine in (None, [0, 3], [])] == [
        [True, True, True, True],
        [True, False, False, True],
        [False, False, False, False],
    ]
