"""What must hold for any question: the mirror image gets the mirrored reply, and harmless changes change nothing."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.contract import to_json
from bot.engine import Engine, open_engine
from intents.examples import QUESTIONS

ASKED = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
SIDE = re.compile(r"\b(left|right)\b", re.I)
ACROSS = {"left": "right", "right": "left"}
# "right" the word and "left" the verb have no mirror image
NO_SIDE = re.compile(
    r"\bright (?:now|away|after|before|thing|way|form|weight|there|here|above|below|under|between|next|at|on top)\b"
    r"|\b(?:that|all|is it|do it|do this|it|not) right\b|right\?|\bleft (?:over|out|with|me|it|alone|off|in|the gym)\b",
    re.I,
)

SAID = ("kind", "entry", "urgency", "understood", "exercises", "caveats", "sources", "text")

MIRRORED = [
    "right erector bigger than left",
    "left erector is smaller than the right one, how do i fix it",
    "my right lat is wider than my left",
    "left lat lags behind, more sets on the left?",
    "Right trap sits higher than the left trap",
    "left rhomboid weaker, what exercise",
    "my left arm gives out first on pull ups",
    "right arm gives up first when i row",
    "bar tilts to the right when i do pulldowns",
    "my left lower back burns on deadlifts and the right does nothing",
    "only the right side of my lower back gets pumped",
    "right side of my back aches after rowing",
    "i tweaked the left side of my back lifting yesterday",
    "left shoulder higher than the right",
    "right shoulder sits lower in the mirror",
    "my hips shift to the left in squats",
    "i stand on my right leg all the time and my hip is higher on the right",
    "scoliosis, the right side of my back sticks out",
    "left side of my lower back is thicker, is that normal",
    "right shoulder blade sticks out more than the left",
    "my left shoulder blade wings",
    "knot between my right shoulder blade and spine",
    "right ql always tight",
    "my left ql is tight and my right is fine, stretch it or strengthen it",
    "can't feel my left lat when i row",
    "left erector wont switch on",
    "do i start with the left if my left is weaker",
    "should i stop training my right side until the left catches up",
    "will my stronger right side shrink",
    "my right lat inserts lower than the left",
    "tennis player, right side more muscular than the left",
    "golf made my left side stronger",
    "i carry my bag on the right shoulder, is that why my right trap is bigger",
    "hurt my left side last year and now it is smaller than the right",
    "since my injury the right erector is thinner",
    "mixed grip with the left hand under, is that why my left lat is bigger",
    "right trap takes over on rows",
    "left trap always tight, right one fine",
    "si joint pain on the left, can i squat",
    "right si joint hurts when i deadlift",
    "sciatica down the left leg, can i still train",
    "sore only on the left the day after",
    "one arm rows: 12 on the right, only 8 on the left",
    "left isn't as strong as the right",
    "my non-dominant side (left) does nothing",
    "how do i get my left lat bigger",
    "tight right low back, dead right glute, psoas?",
    "always carry the baby on the left hip, does it make that side of my back stronger",
    "left side smaller all over, am i overreacting",
    "right lat bigger, only dumbbells at home",
    "left lat smaller, no cable machine",
    "im 16 and my left lat is smaller than my right",
    "LEFT ERECTOR BIGGER THAN RIGHT HELP",
    "my rigth lat is biger then the left",
    "how long until my left side catches up with the right",
    "how many sets for the left if the right is bigger",
    "is it bad that my right erector is bigger than my left",
    "numb down my left leg and the right erector is bigger",
    "pain in my lower right back when i bend, is it serious",
    "left, sorry",
    "the right one",
    "left",
    "left or right first",
]


def mirror(text: str) -> str:
    """A text with left and right swapped, capitals kept; a typo of one is a typo of the other."""

    def across(found: re.Match[str]) -> str:
        word = found[0]
        other = ACROSS[word.lower()]
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other

    return SIDE.sub(across, text.replace("rigth", "right"))


def straight(text: str) -> str:
    return text.replace("rigth", "right")


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """Where a reply is not the mirror image of another; texts may differ in left and right alone."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other})
        return [d for key in keys for d in differences(one.get(key), other.get(key), f"{place}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for at, pair in enumerate(zip(one, other, strict=True)) for d in differences(*pair, f"{place}/{at}")]
    if place.startswith("/understood/sides/") or place.endswith("/side"):
        return [] if ACROSS.get(one, one) == other else [f"{place}: {one} and {other}"]
    if isinstance(one, str) and isinstance(other, str):
        same = SIDE.sub("side", one) == SIDE.sub("side", other)
        return [] if same else [f"{place}: {one[:80]!r} and {other[:80]!r}"]
    return [] if one == other else [f"{place}: {one} and {other}"]


def mirrored(engine: Engine, text: str) -> list[str]:
    """How the reply to a question differs from the mirrored reply to its mirror image."""
    one, other = (to_json(engine.ask(asked)) for asked in (straight(text), mirror(text)))
    return [found for key in SAID for found in differences(one[key], other[key], f"/{key}")]


@pytest.mark.parametrize("text", MIRRORED)
def test_the_mirror_image_gets_the_mirrored_reply(engine: Engine, text: str) -> None:
    assert mirrored(engine, text) == []


def test_mirrored_words_stand_in_the_reply(engine: Engine) -> None:
    one = to_json(engine.ask("left lat smaller than the right"))
    other = to_json(engine.ask("right lat smaller than the left"))
    assert "start with your left" in one["text"]
    assert "start with your right" in other["text"]
    assert "start with your right" not in one["text"]
    assert "I read your right as the stronger side and your left as the weaker one." in one["text"]
    assert "I read your left as the stronger side and your right as the weaker one." in other["text"]


def test_every_labelled_question_mirrors(engine: Engine) -> None:
    sided = [text for text in ASKED if SIDE.search(text) and not NO_SIDE.search(text)]
    found = {text: differing for text in sided if (differing := mirrored(engine, text))}
    print(f"mirrored: {len(sided) - len(found)} of {len(sided)}")
    assert len(sided) > 60
    assert found == {}


_MUSCLES = ("erector", "lat", "trap", "rhomboid", "ql", "side of my lower back", "shoulder", "side", "mid back")
_MORE = ("bigger", "stronger", "tighter", "thicker", "smaller", "weaker", "more sore", "higher")
_ENDS = ("", ", what do i do", " and it hurts", ", only bands at home", ". is that normal?", " on rows")


@settings(max_examples=100, phases=[Phase.generate])
@given(st.sampled_from(["left", "right"]), st.sampled_from(_MUSCLES), st.sampled_from(_MORE), st.sampled_from(_ENDS))
def test_made_up_questions_mirror(home: object, side: str, muscle: str, more: str, end: str) -> None:  # noqa: ARG001
    assert mirrored(_engine(), f"my {side} {muscle} is {more} than the {ACROSS[side]}{end}") == []


def _engine() -> Engine:
    """The engine once more, for tests whose examples are made while they run."""
    if not _OPENED:
        _OPENED.append(open_engine())
    return _OPENED[0]


_OPENED: list[Engine] = []

HARMLESS: dict[str, Callable[[str], str]] = {
    "a greeting": lambda text: f"hey everyone, {text}",
    "capitals": str.upper,
    "no punctuation": lambda text: re.sub(r"[.,;:!?()\"]+", " ", text),
    "thanks in advance": lambda text: f"{text} thanks in advance",
    "doubled spaces": lambda text: text.replace(" ", "  "),
}


def outcome(engine: Engine, text: str) -> tuple[str, str | None]:
    reply = engine.ask(text)
    return reply.kind, reply.answer.id if reply.answer else None


def test_harmless_changes_change_nothing(engine: Engine) -> None:
    """At least 97 in 100 of the labelled questions, each changed in five ways, keep their kind of reply and entry."""
    before = {text: outcome(engine, text) for text in ASKED}
    kept = {
        name: sum(outcome(engine, change(text)) == found for text, found in before.items())
        for name, change in HARMLESS.items()
    }
    share = sum(kept.values()) / (len(before) * len(HARMLESS))
    print(f"unchanged: {share:.4f}; of {len(before)}: {kept}")
    assert share >= 0.97


@pytest.mark.parametrize("name", ["capitals", "doubled spaces"])
def test_what_reading_drops_never_matters(engine: Engine, name: str) -> None:
    changed = [text for text in ASKED if outcome(engine, HARMLESS[name](text)) != outcome(engine, text)]
    assert changed == []


def test_the_same_question_gets_the_same_reply(engine: Engine) -> None:
    other = _engine()
    for text in ASKED[::10]:
        assert json.dumps(to_json(engine.ask(text))) == json.dumps(to_json(other.ask(text)))
