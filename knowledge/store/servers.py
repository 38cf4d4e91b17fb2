"""The servers the bot is in, and what their admins chose."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update

from knowledge.store import tables as t
from knowledge.store.database import Part, add_missing, put
from knowledge.store.protocol import everywhere
from knowledge.store.records import Server


class Servers(Part):
    """Settings of servers, and which of them the bot left."""

    def server(self, server_id: int) -> Server:
        with self.database.reading() as db:
            found = db.scalar(select(t.servers.c.settings).where(t.servers.c.server_id == server_id))
        return _server(json.loads(found)) if found else Server(server_id)

    def save_server(self, server: Server) -> None:
        with self.database.writing() as db:
            values = {"settings": json.dumps(asdict(server)), "left_at": None}
            put(db, t.servers, {"server_id": server.server_id}, values)

    def servers_present(self, present: Iterable[int], now: float, mine: Callable[[int], bool] = everywhere) -> None:
        """The servers the bot is in; of the others those that this process would see count as left from now on.

        A server that comes back keeps its settings. `mine` tells which servers this process would see if the bot were
        in them, so that one shard does not take another's servers for left.
        """
        here = {id_ for id_ in present if mine(id_)}
        with self.database.writing() as db:
            rows = db.execute(select(t.servers.c.server_id, t.servers.c.left_at)).all()
            known = {row.server_id: row.left_at for row in rows if mine(row.server_id)}
            gone = [id_ for id_, left in known.items() if left is None and id_ not in here]
            back = [id_ for id_, left in known.items() if left is not None and id_ in here]
            db.execute(update(t.servers).where(t.servers.c.server_id.in_(gone)).values(left_at=now))
            db.execute(update(t.servers).where(t.servers.c.server_id.in_(back)).values(left_at=None))
            new = [{"server_id": id_, "settings": json.dumps(asdict(Server(id_)))} for id_ in here - set(known)]
            add_missing(db, t.servers, new)


def _server(data: dict[str, Any]) -> Server:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Server(**known)
