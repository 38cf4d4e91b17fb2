"""The rules for application commands, and the two routes that list and replace them."""

from __future__ import annotations

import json
import re
from typing import Any

from .call import Call, route
from .errors import Problems, refuse

Json = dict[str, Any]
SLASH, USER, MESSAGE = 1, 2, 3
LIMITS = {SLASH: 100, USER: 15, MESSAGE: 15}
MAX_OPTIONS, MAX_CHOICES, MAX_LETTERS = 25, 25, 8000
LOCALES = (
    *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR"),
    *("ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"),
)
SUBCOMMANDS = (1, 2)


def check_commands(commands: list[Json]) -> None:
    problems = Problems()
    for index, command in enumerate(commands):
        check_command(problems.at(index), command)
    for kind, limit in LIMITS.items():
        names = [c.get("name") for c in commands if (c.get("type") or SLASH) == kind]
        if len(names) > limit:
            refuse("too-many-commands")
        problems.unique(names, "command-unique")
    problems.refuse()


def check_command(here: Problems, command: Json) -> None:
    kind = command.get("type") or SLASH
    here.at("type").choice(kind, (SLASH, USER, MESSAGE), "command-type")
    if kind == SLASH:
        check_names(here, command, "command", slash=True)
        check_options(here, command.get("options") or [])
    else:
        check_names(here, command, "command", slash=False)
        if command.get("description"):
            here.at("description").add(
                "command-description", "APPLICATION_COMMAND_NO_DESCRIPTION", "Context menus have none"
            )
    if letters(command) > MAX_LETTERS:
        here.add("command-size", "APPLICATION_COMMAND_TOO_LARGE", f"{letters(command)} characters, 8000 allowed")


def check_names(here: Problems, thing: Json, what: str, *, slash: bool) -> None:
    for name_path, name in texts(thing, "name"):
        spot = here.at(*name_path)
        spot.length(name, 1, 32, f"{what}-name")
        if slash and isinstance(name, str) and (not re.fullmatch(r"[-_'\w]+", name) or name != name.lower()):
            spot.add(f"{what}-name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if slash:
        for path, description in texts(thing, "description"):
            here.at(*path).length(description, 1, 100, f"{what}-description")
    for key in ("name_localizations", "description_localizations"):
        for locale in thing.get(key) or {}:
            here.at(key).choice(locale, LOCALES, "locale")


def texts(thing: Json, key: str) -> list[tuple[tuple[str, ...], Any]]:
    """The text itself and its translations, each with its place."""
    translations = thing.get(f"{key}_localizations") or {}
    return [((key,), thing.get(key)), *(((f"{key}_localizations", at), text) for at, text in translations.items())]


def check_options(here: Problems, options: list[Json]) -> None:
    here.at("options").length(options, 0, MAX_OPTIONS, "option-count")
    here.at("options").unique([option.get("name") for option in options], "option-unique")
    optional_seen = False
    for index, option in enumerate(options):
        spot = here.at("options", index)
        spot.at("type").choice(option.get("type"), range(1, 12), "option-type")
        check_names(spot, option, "option", slash=True)
        if option.get("required") and optional_seen:
            spot.add("option-order", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first")
        optional_seen = optional_seen or not option.get("required")
        if option.get("type") in SUBCOMMANDS:
            check_options(spot, option.get("options") or [])
        check_choices(spot, option)


def check_choices(here: Problems, option: Json) -> None:
    choices = option.get("choices") or []
    here.at("choices").length(choices, 0, MAX_CHOICES, "choice-count")
    if choices and option.get("autocomplete"):
        here.add("choice-autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_AND_CHOICES", "Choices exclude autocomplete")
    for index, choice in enumerate(choices):
        for path, name in texts(choice, "name"):
            here.at("choices", index, *path).length(name, 1, 100, "choice-name")
        if option.get("type") == 3:
            here.at("choices", index, "value").length(choice.get("value"), 1, 100, "choice-value")


def letters(thing: Json) -> int:
    """Characters that count towards 8000: the longest translation of each name, description and value."""

    def longest(node: Json, key: str) -> int:
        return max((len(text) for _, text in texts(node, key) if isinstance(text, str)), default=0)

    total = longest(thing, "name") + longest(thing, "description")
    for choice in thing.get("choices") or []:
        total += longest(choice, "name") + len(str(choice.get("value")))
    return total + sum(letters(option) for option in thing.get("options") or [])


@route("GET", "/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands")
async def listed(call: Call) -> list[Json]:
    return list(call.double.commands.get(call.optional("guild"), ()))


@route("PUT", "/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands")
async def replaced(call: Call) -> list[Json]:
    if not isinstance(call.body, list):
        refuse("bad-json")
    check_commands(call.body)
    guild_id = call.optional("guild")
    if guild_id is not None and guild_id not in call.world.guilds:
        refuse("unknown-guild")
    made = [complete(call, json.loads(json.dumps(command)), guild_id) for command in call.body]
    call.double.commands[guild_id] = made
    call.double.syncs += 1
    call.double.pulse()
    return made


def complete(call: Call, command: Json, guild_id: int | None) -> Json:
    old = call.double.commands.get(guild_id, ())
    same = next((c for c in old if (c["name"], c["type"]) == (command["name"], command.get("type") or SLASH)), None)
    id_ = same["id"] if same else str(call.world.snowflake())
    command |= {"id": id_, "application_id": str(call.world.bot.id), "version": str(call.world.snowflake())}
    command.setdefault("type", SLASH)
    command.setdefault("description", "")
    if command.get("default_member_permissions") is not None:
        command["default_member_permissions"] = str(command["default_member_permissions"])
    return command | ({"guild_id": str(guild_id)} if guild_id else {})
