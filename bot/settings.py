"""The one place for settings: environment variables over a TOML file over defaults."""

from pathlib import Path

from platformdirs import user_config_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from typing_extensions import override

from bot.errors import BacktalkError


def settings_file() -> Path:
    """`settings.toml` in the platform's config folder for backtalk."""
    return user_config_path("backtalk") / "settings.toml"


class Settings(BaseSettings):
    """Every setting is also an environment variable: BACKTALK_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="BACKTALK_", extra="forbid", hide_input_in_errors=True, frozen=True)

    discord_token: SecretStr = Field(
        default=SecretStr(""), description="The bot's token from Discord's developer portal."
    )
    message_content: bool = Field(
        default=False, description="Read messages that do not name the bot (a privileged intent)."
    )
    database_url: SecretStr = Field(
        default=SecretStr(""), description="Where to keep data; empty: SQLite in the platform's data folder."
    )
    country: str = Field(default="", max_length=2, description="Whose emergency numbers to give where no server says.")
    keep_days: int = Field(
        default=90, ge=1, le=3650, description="How many days questions, answers and feedback are kept."
    )
    asks_per_minute: int = Field(default=20, ge=1, description="Questions one person may ask in a minute.")
    channel_per_minute: int = Field(default=20, ge=1, description="Public replies in one channel in a minute.")
    health_host: str = Field(default="127.0.0.1", description="Where the health pages listen.")
    health_port: int = Field(
        default=8642, ge=0, le=65535, description="The port of the health pages; 0 turns them off."
    )
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")

    @override
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def read_settings() -> Settings:
    """The settings of this process.

    :raises BacktalkError: naming the setting and what is wrong with it, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        found = error.errors(include_input=False)
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found)
        raise BacktalkError(f"a setting is wrong ({settings_file()} or BACKTALK_…): {wrong}") from None
    except (OSError, ValueError) as error:
        raise BacktalkError(f"cannot read {settings_file()}: {error}") from None
