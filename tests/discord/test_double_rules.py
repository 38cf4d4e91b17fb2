"""Every strict rule of the double fires: a bad body is refused as Discord refuses it, and recorded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.discord.double import Double, Kind, Message, NotPossible, Permission, text_of
from tests.discord.double.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Pending

Json = dict[str, Any]
V2 = 1 << 15


def text(content: str = "x") -> Json:
    return {"type": 10, "content": content}


def button(**fields: Any) -> Json:
    return {"type": 2, "style": 1, "label": "b", "custom_id": "b", **fields}


def row(*parts: Json) -> Json:
    return {"type": 1, "components": list(parts)}


def select(count: int = 1, **fields: Any) -> Json:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "s", "options": options, **fields}


def option(**fields: Any) -> Json:
    return row(select(options=[{"label": "l", "value": "v", **fields}]))


def card(*parts: Json, **fields: Any) -> Json:
    return {"flags": V2, "components": list(parts), **fields}


def embed(**fields: Any) -> Json:
    return {"embeds": [{"description": "d", **fields}]}


MESSAGES: list[tuple[str, Json]] = [
    ("content-length", {"content": "x" * 2001}),
    ("empty-message", {"content": ""}),
    ("v2-legacy-fields", card(text(), content="x")),
    ("v2-legacy-fields", card(text(), embeds=[{"title": "x"}])),
    ("component-type", {"content": "x", "components": [text()]}),
    ("component-type", card(row(text()))),
    ("component-type", card({"type": 17, "components": [{"type": 17, "components": [text()]}]})),
    ("component-count", card(*[text()] * 41)),
    ("component-count", card({"type": 17, "components": [text()] * 40})),
    ("component-text", card(text("x" * 2001), text("x" * 2000))),
    ("component-id-unique", card(text() | {"id": 3}, text() | {"id": 3})),
    ("rows", {"content": "x", "components": [row(button(custom_id=str(n))) for n in range(6)]}),
    ("row-width", card(row(*[button(custom_id=str(n)) for n in range(6)]))),
    ("row-width", card(row(select(), button()))),
    ("row-width", card(row())),
    ("custom-id", card(row(button(custom_id="")))),
    ("custom-id", card(row(button(custom_id="x" * 101)))),
    ("custom-id-unique", card(row(button()), row(button()))),
    ("button-label", card(row(button(label="x" * 81)))),
    ("button-label", card(row(button(label="")))),
    ("button-style", card(row(button(style=9)))),
    ("button-url", card(row(button(style=5, url="https://x.org")))),
    ("select-options", card(row(select(26)))),
    ("select-options", card(row(select(0)))),
    ("select-range", card(row(select(3, min_values=3, max_values=2)))),
    ("select-placeholder", card(row(select(placeholder="x" * 151)))),
    ("option-label", card(option(label="x" * 101))),
    ("option-value", card(option(value="x" * 101))),
    ("option-description", card(option(description="x" * 101))),
    ("option-unique", card(row(select(options=[{"label": "l", "value": "v"}] * 2)))),
    ("option-default", card(row(select(options=[{"label": n, "value": n, "default": True} for n in "ab"])))),
    ("section-texts", card({"type": 9, "components": [text()] * 4, "accessory": button()})),
    ("component-type", card({"type": 9, "components": [text()], "accessory": text()})),
    ("text-length", card(text(""))),
    ("gallery-items", card({"type": 12, "items": []})),
    ("media-description", card({"type": 12, "items": [{"media": {"url": "u"}, "description": "x" * 1025}]})),
    ("attachment-url", card({"type": 13, "file": {"url": "attachment://none.png"}})),
    ("separator-spacing", card({"type": 14, "spacing": 3})),
    ("accent-colour", card({"type": 17, "accent_color": 1 << 24, "components": [text()]})),
    ("embed-count", {"embeds": [{"title": "x"}] * 11}),
    ("embed-title", embed(title="x" * 257)),
    ("embed-description", embed(description="x" * 4097)),
    ("embed-fields", embed(fields=[{"name": "x", "value": "y"}] * 26)),
    ("embed-field", embed(fields=[{"name": "", "value": "y"}])),
    ("embed-footer", embed(footer={"text": "x" * 2049})),
    ("embed-total", {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}),
    ("allowed-mentions", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("allowed-mentions", {"content": "x", "allowed_mentions": {"parse": ["all"]}}),
    ("flags", {"content": "x", "flags": 64}),
    ("attachment", {"content": "x", "attachments": [{"id": 0, "filename": "a"}]}),
    ("nonce", {"content": "x", "nonce": "n" * 26}),
    ("unknown-reference", {"content": "x", "message_reference": {"message_id": "1"}}),
]


def labelled(component: Json, **fields: Any) -> Json:
    return {"type": 18, "label": "l", "component": component, **fields}


def field(**fields: Any) -> Json:
    return labelled({"type": 4, "custom_id": "t", "style": 1, **fields})


def modal(*parts: Json, **fields: Any) -> Json:
    return {"type": 9, "data": {"title": "t", "custom_id": "m", "components": list(parts), **fields}}


def choices(*found: Json) -> Json:
    return {"type": 8, "data": {"choices": list(found)}}


CALLBACKS: list[tuple[str, int, Json]] = [
    ("modal-title", COMMAND, modal(field(), title="x" * 46)),
    ("modal-parts", COMMAND, modal()),
    ("modal-parts", COMMAND, modal(*[field(custom_id=str(n)) for n in range(6)])),
    ("modal-part-type", COMMAND, modal(row(button()) | {"type": 17})),
    ("modal-part-type", COMMAND, modal(labelled(button()))),
    ("custom-id", COMMAND, modal(field(), custom_id="x" * 101)),
    ("custom-id-unique", COMMAND, modal(field(), field())),
    ("label-text", COMMAND, modal(field() | {"label": "x" * 46})),
    ("label-description", COMMAND, modal(field() | {"description": "x" * 101})),
    ("input-label", COMMAND, modal(row({"type": 4, "custom_id": "t", "style": 1, "label": "x" * 46}))),
    ("input-style", COMMAND, modal(field(style=3))),
    ("input-placeholder", COMMAND, modal(field(placeholder="x" * 101))),
    ("input-length", COMMAND, modal(field(max_length=4001))),
    ("input-value", COMMAND, modal(field(max_length=3, value="four"))),
    ("select-options", COMMAND, modal(labelled(select(26)))),
    ("radio-options", COMMAND, modal(labelled(select(1) | {"type": 21}))),
    ("checkbox-options", COMMAND, modal(labelled(select(11) | {"type": 22}))),
    ("upload-range", COMMAND, modal(labelled({"type": 19, "custom_id": "u", "max_values": 11}))),
    ("choice-count", AUTOCOMPLETE, choices(*[{"name": "n", "value": "v"}] * 26)),
    ("choice-name", AUTOCOMPLETE, choices({"name": "x" * 101, "value": "v"})),
    ("choice-value", AUTOCOMPLETE, choices({"name": "n", "value": "x" * 101})),
    ("callback-type", AUTOCOMPLETE, {"type": 4, "data": {"content": "x"}}),
    ("callback-type", MODAL_SUBMIT, modal(field())),
    ("callback-type", COMMAND, {"type": 7, "data": {"content": "x"}}),
    ("defer-flags", COMMAND, {"type": 5, "data": {"flags": 64 | V2}}),
    ("defer-flags", COMMAND, {"type": 5, "data": {"content": "x"}}),
    ("content-length", COMMAND, {"type": 4, "data": {"content": "x" * 2001}}),
    ("empty-message", COMPONENT, {"type": 4, "data": {}}),
]


def command(**fields: Any) -> list[Json]:
    return [{"name": "ask", "description": "d", **fields}]


def with_option(**fields: Any) -> list[Json]:
    return command(options=[{"type": 3, "name": "o", "description": "d", **fields}])


MANY = [{"type": 3, "name": f"o{n}", "description": "d", "choices": []} for n in range(26)]
LONG = [{"name": "n" * 100, "value": "v" * 100}] * 25
COMMANDS: list[tuple[str, list[Json]]] = [
    ("command-name", command(name="Ask")),
    ("command-name", command(name="a" * 33)),
    ("command-name", command(name="a b")),
    ("command-name", command(name_localizations={"de": "Frage"})),
    ("command-description", command(description="x" * 101)),
    ("command-description", command(description="")),
    ("command-description", command(description_localizations={"de": "x" * 101})),
    ("command-description", command(type=3)),
    ("command-unique", command() + command()),
    ("locale", command(name_localizations={"xx": "ask"})),
    ("option-count", command(options=MANY)),
    ("option-name", with_option(name="Option")),
    ("option-name", with_option(name_localizations={"de": "x" * 33})),
    ("option-description", with_option(description="x" * 101)),
    ("option-description", with_option(description_localizations={"fr": "x" * 101})),
    ("option-type", with_option(type=12)),
    ("option-unique", command(options=MANY[:1] * 2)),
    ("option-order", command(options=[MANY[0], MANY[1] | {"required": True}])),
    ("choice-count", with_option(choices=[{"name": "n", "value": "v"}] * 26)),
    ("choice-name", with_option(choices=[{"name": "x" * 101, "value": "v"}])),
    ("choice-autocomplete", with_option(choices=LONG[:1], autocomplete=True)),
    ("command-size", command(options=[one | {"choices": LONG} for one in MANY[:2]])),
    ("too-many-commands", [{"name": f"a{n}", "type": 2} for n in range(16)]),
]


class Raw:
    """A client without manners: sends what it is told and returns the status and the body."""

    def __init__(self, double: Double, session: aiohttp.ClientSession) -> None:
        self.double, self.session = double, session
        self.guild = double.world.guild("Gym")
        self.channel = double.world.channel(self.guild, "help")
        self.ada = double.person("Ada", self.channel)
        self.app = double.world.bot.id

    async def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self.double.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body)
        async with self.session.request(method, self.double.base + path, data=data, headers=headers) as response:
            raw = await response.text()
            return response.status, json.loads(raw) if raw else None

    async def post(self, body: Any) -> tuple[int, Any]:
        return await self.send("POST", f"/channels/{self.channel.id}/messages", body)

    def pending(self, kind: int, source: Message | None = None) -> Pending:
        data = {"name": "ask", "custom_id": "m", "options": [{"name": "o", "type": 3, "value": "", "focused": True}]}
        one = Pending(self.double.world.snowflake(), kind, self.ada.user, self.channel, data, source)
        self.double.pending[one.token] = one
        return one

    async def answer(self, one: Pending, body: Any) -> tuple[int, Any]:
        return await self.send("POST", f"/interactions/{one.id}/{one.token}/callback?with_response=1", body)

    def hook(self, one: Pending, message: str = "") -> str:
        return f"/webhooks/{self.app}/{one.token}" + (f"/messages/{message}" if message else "?wait=1")


@asynccontextmanager
async def raw() -> AsyncIterator[Raw]:
    async with Double() as double, aiohttp.ClientSession() as session:
        yield Raw(double, session)


def assert_refused(client: Raw, rule: str, status: int, body: Any) -> None:
    assert status == 400
    assert rule in client.double.recorder.rules()
    if rule not in ("empty-message", "too-many-commands"):
        assert (body["code"], body["message"]) == (50035, "Invalid Form Body")
        assert '"_errors": [{"code": ' in json.dumps(body["errors"])


async def test_bad_messages() -> None:
    async with raw() as client:
        for rule, body in MESSAGES:
            assert_refused(client, rule, *await client.post(body))
            client.double.forget()
        assert not client.channel.messages


async def test_bad_callbacks() -> None:
    async with raw() as client:
        for rule, kind, body in CALLBACKS:
            one = client.pending(kind)
            assert_refused(client, rule, *await client.answer(one, body))
            assert one.ack is None
            client.double.forget()


async def test_bad_commands() -> None:
    async with raw() as client:
        for rule, body in COMMANDS:
            assert_refused(client, rule, *await client.send("PUT", f"/applications/{client.app}/commands", body))
            client.double.forget()
        assert not client.double.commands


async def test_what_is_right_passes() -> None:
    async with raw() as client:
        cards = [
            card(*[text()] * 40),
            card(text("x" * 4000)),
            card(row(*[button(custom_id=str(n) * 100, label="x" * 80) for n in range(5)])),
            card(row(select(25, min_values=0, max_values=25))),
            {"content": "x" * 2000, "components": [row(button(custom_id=str(n))) for n in range(5)]},
        ]
        for body in cards:
            assert (await client.post(body))[0] == 200
        for kind, body in (
            (COMMAND, modal(*[field(custom_id=str(n)) for n in range(5)], title="x" * 45)),
            (AUTOCOMPLETE, choices(*[{"name": "n" * 100, "value": "v"}] * 25)),
        ):
            assert (await client.answer(client.pending(kind), body))[0] == 200
        commands = command(name="größe", name_localizations={"de": "größe"}, options=MANY[:25])
        assert (await client.send("PUT", f"/applications/{client.app}/commands", commands))[0] == 200
        client.double.recorder.assert_clean()


async def test_the_life_of_an_interaction() -> None:
    async with raw() as client:
        one = client.pending(COMMAND)
        ephemeral = {"type": 5, "data": {"flags": 64}}
        assert (await client.send("POST", client.hook(one), {"content": "too early"}))[1]["code"] == 10015
        assert (await client.answer(one, ephemeral))[1]["interaction"]["response_message_ephemeral"] is True
        assert (await client.answer(one, ephemeral))[1]["code"] == 40060
        status, first = await client.send("PATCH", client.hook(one, "@original"), card(text("done")))
        assert (status, first["flags"]) == (200, V2 | 64)
        assert (await client.send("PATCH", client.hook(one, "@original"), {"content": "x"}))[1]["code"] == 50035
        assert (await client.send("GET", f"/channels/{client.channel.id}/messages/{first['id']}"))[1]["code"] == 10008
        assert (await client.send("DELETE", client.hook(one, "@original")))[0] == 204
        assert (await client.send("GET", client.hook(one, "@original")))[1]["code"] == 10008
        client.double.token_life = 0.0
        assert (await client.send("POST", client.hook(one), {"content": "x"}))[1]["code"] == 50027
        late, client.double.ack_limit = client.pending(COMMAND), 0.01
        await asyncio.sleep(0.02)
        assert (await client.answer(late, ephemeral))[1]["code"] == 10062
        assert client.double.recorder.rules()[-2:] == ["token-expired", "late-ack"]


async def test_the_first_followup_fills_a_deferred_answer() -> None:
    async with raw() as client:
        one = client.pending(COMMAND)
        await client.answer(one, {"type": 5})
        first = (await client.send("POST", client.hook(one), {"content": "a"}))[1]
        second = (await client.send("POST", client.hook(one), {"content": "b", "flags": 64}))[1]
        assert one.original is not None
        assert (first["id"], second["flags"]) == (str(one.original.id), 64)
        assert [text_of(m) for m in (one.original, *one.followups)] == ["a", "(private)\nb"]


@pytest.mark.parametrize(
    ("denied", "code"),
    [(Permission.SEND_MESSAGES, 50013), (Permission.VIEW_CHANNEL, 50001), (Permission.READ_MESSAGE_HISTORY, 160002)],
)
async def test_permissions(denied: int, code: int) -> None:
    async with raw() as client:
        asked = await client.ada.say(client.channel, "hello")
        client.channel.permit(client.double.world.bot, deny=denied)
        status, body = await client.post({"content": "x", "message_reference": {"message_id": str(asked.id)}})
        assert (status, body["code"]) == (403, code)


async def test_places_that_refuse() -> None:
    async with raw() as client:
        world, ada = client.double.world, client.ada
        forum = world.forum(client.guild, "questions")
        message = await ada.post(forum, "t", "x")
        thread, dm = message.channel, world.dm(ada.user)
        thread.locked, ada.user.dms_open = True, False
        with pytest.raises(NotPossible):
            await ada.say(thread, "locked")
        for channel, code in ((thread, 160005), (dm, 50007), (forum, 50024)):
            assert (await client.send("POST", f"/channels/{channel.id}/messages", {"content": "x"}))[1]["code"] == code
        theirs = f"/channels/{thread.id}/messages/{message.id}"
        assert (await client.send("PATCH", theirs, {"content": "x"}))[1]["code"] == 50005
        assert (await client.send("DELETE", theirs))[1]["code"] == 50013
        assert (await client.send("GET", theirs))[1]["content"] == ""


@pytest.mark.parametrize(
    ("path", "code"),
    [("channels/1", 10003), ("guilds/1", 10004), ("users/1", 10013), ("webhooks/1/x/messages/1", 10015), ("voice", 0)],
)
async def test_unknown_things(path: str, code: int) -> None:
    async with raw() as client:
        status, body = await client.send("GET", f"/{path}")
        assert (status, body["code"]) == (404, code)
        assert len(client.double.recorder.violations) == 1


async def test_threads_members_and_direct_messages() -> None:
    async with raw() as client:
        channel, ada, world = client.channel, client.ada, client.double.world
        message = await ada.say(channel, "hello")
        path = f"/channels/{channel.id}/messages/{message.id}/threads"
        assert (await client.send("POST", path, {"name": "x" * 101}))[0] == 400
        assert (await client.send("POST", path, {"name": "Your back"}))[1]["id"] == str(message.id)
        assert (await client.send("POST", path, {"name": "Again"}))[1]["code"] == 160004
        body = {"name": "Post", "message": {"content": "x"}}
        forum = world.forum(client.guild, "questions")
        made = (await client.send("POST", f"/channels/{forum.id}/threads", body))[1]
        assert made["message"]["id"] == made["id"]
        assert (await client.send("PATCH", f"/channels/{made['id']}", {"archived": True}))[0] == 200
        assert world.channels[int(made["id"])].archived
        dm = (await client.send("POST", "/users/@me/channels", {"recipient_id": str(ada.user.id)}))[1]
        assert (dm["id"], dm["type"]) == (str(world.dm(ada.user).id), Kind.DM)
        assert (await client.send("GET", f"/guilds/{client.guild.id}/members/1"))[1]["code"] == 10007


@pytest.mark.parametrize(
    ("allowed", "mass"), [(None, True), ({"parse": ["everyone"]}, True), ({"parse": []}, False), ({"users": []}, False)]
)
async def test_mass_pings_are_sent_but_noted(allowed: Json | None, mass: bool) -> None:
    async with raw() as client:
        body = {"content": f"@everyone {client.ada.user.mention}", "allowed_mentions": allowed}
        status, sent = await client.post({k: v for k, v in body.items() if v is not None})
        assert (status, sent["mention_everyone"]) == (200, mass)
        assert client.double.recorder.rules() == (["mass-ping"] if mass else [])
        found = next(iter(client.channel.messages.values()))
        assert found.allowed_mentions == allowed


async def test_text_of_shows_everything_that_is_read() -> None:
    async with raw() as client:
        fields = [{"name": "Dose", "value": "3 × 8"}]
        await client.post({"content": "Hi", "embeds": [{"title": "T", "fields": fields, "footer": {"text": "f"}}]})
        gallery = {"type": 12, "items": [{"media": {"url": "https://x.org/a.png"}, "description": "a back"}]}
        off = select(2, placeholder="Pick", disabled=True)
        await client.post(card(gallery, row(button(emoji={"name": "💪"}, disabled=True)), row(off)))
        embedded, shown = client.channel.messages.values()
        assert text_of(embedded) == "Hi\n# T\nDose: 3 × 8\n(f)"
        assert text_of(shown) == "(image: a back)\n[💪 b ✗]\n▾ Pick ✗\n  ○ 0\n  ○ 1"
