"""Names and descriptions of commands in other languages: a TOML file each in `wording/commands`."""

import tomllib

import discord
from discord import app_commands
from typing_extensions import override

from bot.words import FOLDER


class Catalogue(app_commands.Translator):
    """Looks up a text in the file of a locale; what is not there stays English."""

    def __init__(self) -> None:
        files = sorted((FOLDER / "commands").glob("*.toml"))
        self.texts = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        del context
        found = self.texts.get(locale.value, {}).get(string.message)
        return str(found) if found else None
