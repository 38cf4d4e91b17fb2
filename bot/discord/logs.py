"""Logs as one JSON object a line: what happened and to which ids, never what anybody wrote, never the token."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime

LOG = logging.getLogger("backtalk.discord")
_SECRET_PATH = re.compile(r"((?:webhooks|interactions)/\d+/)[\w.-]+")


def log(what: str, /, **ids: object) -> None:
    """Write one event; `ids` are numbers and names of ours."""
    LOG.info(what, extra={"ids": ids})


def warn(what: str, error: BaseException | None = None, /, **ids: object) -> None:
    """Write what an operator may want to mend."""
    LOG.warning(what, extra={"ids": ids}, exc_info=error)


def failed(what: str, error: BaseException, /, **ids: object) -> None:
    """Write an error that should not have happened."""
    LOG.error(what, extra={"ids": ids}, exc_info=error)


class Lines(logging.Formatter):
    """Formats a record as a line of JSON; of an exception only its kind and its place in the code."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": _SECRET_PATH.sub(r"\1…", self._message(record)),
        }
        line |= getattr(record, "ids", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= _grounds(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # arguments of an error in a library may be a person's message; its fixed text says enough
        return record.getMessage() if record.levelno < logging.ERROR else str(record.msg)


def _grounds(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    found: dict[str, object] = {"error": type(error).__name__, "places": places}
    found |= {name: getattr(error, name) for name in ("status", "code") if isinstance(getattr(error, name, None), int)}
    if error.__cause__ is not None:
        found["cause"] = type(error.__cause__).__name__
    return found


def start_logging(level: str) -> None:
    """Send every log of this process to stderr in that form; discord.py's own from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    LOG.setLevel(level)
    logging.captureWarnings(True)
    logging.getLogger("discord.client").addFilter(lambda record: "voice will NOT" not in str(record.msg))
