"""Bad input gets a clear reply: never a traceback, nothing of it evaluated, no control character shown."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.contract import to_json
from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine, open_engine
from bot.explain import explain
from bot.words import plain

ERECTOR = "right erector bigger than left"
BAD = {
    "empty": "",
    "spaces": "   \t  ",
    "blank lines": "\n\r\n\n",
    "5,000 characters": (ERECTOR + ", " + "i row and pull a lot " * 300)[:5000],
    "100 kB": "my back " * 12_500,
    "one word of 100 kB": "x" * 100_000,
    "one letter spaced": "a " * 5_000,
    "5,000 question marks": "?" * 5000,
    "emoji": "🙂🙃💪🏽👩‍👩‍👧",
    "German": "Mein rechter Rückenstrecker ist größer als der linke, was tun?",
    "Spanish": "mi espalda derecha es más grande que la izquierda",
    "Russian": "правая сторона спины больше левой",
    "Chinese": "我的右背比左背大怎么办",
    "Arabic": "الجانب الأيمن من ظهري أكبر",
    "control characters": "\x00\x01\x02\x07\x08\x0b\x0c\x1f\x7f\x85\x9b",
    "NUL in a question": "right\x00 erector\x00 bigger than left",
    "template": "{{ 1337*3 }}",
    "template block": "{% raw %}{% for x in [1] %}{{ x }}{% endfor %}",
    "template attack": "{{ ''.__class__.__mro__[1].__subclasses__() }} {{ config }}",
    "shell": "${HOME} `id` $(id) ; rm -rf /",
    "format": "%s %d {0} {weak side} {strong side} {reply}",
    "markup": "**bold** __under__ ~~gone~~ ||spoiler|| [x](https://a.example) # head",
    "code block": "```py\nprint(1337*3)\n```",
    "mentions": "<@123> <@!123> <@&5> <#9> <:x:1> @everyone @here",
    "script": "<script>alert(1337*3)</script><img src=x onerror=alert(1)>",
    "links": "https://a.example/left?x={{1337*3}} www.b.example",
    "colours": "\x1b[31mright erector bigger\x1b[0m \x1b]0;title\x07 \x1b[2J",
    "lone surrogates": "left lat \ud800 \udfff smaller",
    "right to left": "\u202eleft lat smaller\u202c \u200f\u061c",
    "invisible": "l\u200be\u200bf\u200bt \ufeff\u2060 lat",
    "style marks": "\ue001left\ue000 \ue002lat\ue003 \ue004smaller\ue000",
    "combining": "l" + "\u0301" * 500 + "at",
    "full width": "ｒｉｇｈｔ ｅｒｅｃｔｏｒ",
    "numbers": "9" * 5000,
    "json": '{"kind": "answer", "entry": "x"}',
    "path": "../../etc/passwd C:\\Users\\x",
    "command": "/why /quit",
}
NEVER = re.compile(r"\b4011\b|__class__|subclasses|uid=\d|Traceback|Undefined|<script|@everyone|\{\{|\{%")


def unsafe(text: str) -> list[str]:
    """Characters that must not reach a terminal."""
    return [hex(ord(c)) for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")]


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", BAD)
def test_a_clear_reply(engine: Engine, name: str) -> None:
    found = to_json(engine.ask(BAD[name]))
    assert found["kind"] in ("answer", "clarify", "unsure", "urgent", "smalltalk")
    assert len(found["text"].split()) >= 10
    assert unsafe(found["text"]) == []
    assert NEVER.findall(found["text"]) == []
    assert [text for text in strings(found) if unsafe(text)] == []


@pytest.mark.parametrize("name", BAD)
def test_its_grounds_are_safe_too(engine: Engine, name: str) -> None:
    shown = plain(explain(engine, engine.ask(BAD[name])))
    assert unsafe(shown) == []
    assert re.search(r"\b4011\b|uid=\d|Traceback|Undefined", shown) is None


@pytest.mark.parametrize("name", BAD)
def test_in_a_conversation(engine: Engine, name: str) -> None:
    conversation, _ = turn(engine, Conversation(), ERECTOR)
    after, reply = turn(engine, conversation, BAD[name])
    assert unsafe(to_json(reply)["text"]) == []
    assert Conversation.from_json(after.to_json().encode("utf-8", "replace").decode()).entry == after.entry
    _, again = turn(engine, after, "why")
    assert to_json(again)["text"]


@pytest.mark.parametrize(
    "name",
    ["empty", "spaces", "blank lines", "emoji", "control characters", "Russian", "Chinese", "Arabic"],
)
def test_no_question_is_said_so(engine: Engine, name: str) -> None:
    reply = engine.ask(BAD[name])
    assert (reply.kind, reply.answer, reply.confidence < 0.45) == ("unsure", None, True)


@pytest.mark.parametrize(
    "name",
    ["template", "template block", "shell", "code block", "script", "json", "5,000 question marks", "German", "Spanish",
     "one word of 100 kB", "numbers", "path", "mentions"],
)  # fmt: skip
def test_nothing_is_answered_that_was_not_asked(engine: Engine, name: str) -> None:
    assert engine.ask(BAD[name]).kind != "answer"


@pytest.mark.parametrize("name", ["NUL in a question", "full width", "style marks", "right to left", "lone surrogates"])
def test_a_question_in_disguise_is_still_read(engine: Engine, name: str) -> None:
    assert engine.reader.understand(BAD[name]).named("muscle") != ()


@pytest.mark.parametrize("wrap", ["{}", "<@123> {}", "@everyone {}", "{} https://a.example", "**{}**"])
def test_wrapping_changes_nothing(engine: Engine, wrap: str) -> None:
    reply = engine.ask(wrap.format(ERECTOR))
    assert reply.answer == engine.ask(ERECTOR).answer
    assert (reply.question.sides.strong, reply.question.sides.weak) == ("right", "left")


def test_a_warning_sign_is_quoted_safely(engine: Engine) -> None:
    text = "cant feel \x1b[31mbetween\ue001 my legs\x00 {{ 1337*3 }} <@123> since this morning"
    found = to_json(engine.ask(text))
    assert unsafe(found["text"]) == []
    assert NEVER.findall(found["text"]) == []


def test_lines_of_anything_through_the_command(backtalk: Callable[..., Any]) -> None:
    lines = [text.replace("\n", " ").replace("\r", " ") for name, text in BAD.items() if "100 kB" not in name]
    done = backtalk("ask", "-", input="\n".join(lines).encode("utf-8", "surrogatepass"))
    assert (done.returncode, done.stderr) == (0, "")
    assert unsafe(done.stdout) == []
    assert NEVER.findall(done.stdout) == []


@pytest.mark.parametrize("text", ["\udcff left lat", "{{ 1337*3 }}", "\x1b[31m", ""])
def test_a_strange_argument_is_no_traceback(backtalk: Callable[..., Any], text: str) -> None:
    for words in (["ask", "--json"], ["explain"], ["exercise"]):
        done = backtalk(*words, text)
        assert "Traceback" not in done.stderr
        assert unsafe(done.stdout) == []


@settings(max_examples=100, phases=[Phase.explicit, Phase.generate])
@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_gets_a_safe_reply(home: object, text: str) -> None:  # noqa: ARG001 - the pack is kept there
    found = to_json(_engine().ask(text))
    assert [shown for shown in strings(found) if unsafe(shown)] == []
    assert found["text"]


def _engine() -> Engine:
    """The engine once more, for tests whose examples are made while they run."""
    if not _OPENED:
        _OPENED.append(open_engine())
    return _OPENED[0]


_OPENED: list[Engine] = []
