"""What a message means after an answer, and which thing it points at."""

import pytest

from bot.engine import Engine
from intents.follow_up import NEW, Context, follow_up
from intents.pointing import chosen, pointed_at
from intents.question import Question

SHOWN = ("single-leg-back-extension", "bird-dog", "one-arm-swing")
AFTER = Context(SHOWN, answered=True)
LABELS = ("While I lift or train", "When I sit", "At night or on waking")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how many reps", "dose"),
        ("how many sets of those", "dose"),
        ("why", "why"),
        ("where does that come from", "sources"),
        ("how do i do the second one", "more-on-exercise"),
        ("bird dog?", "more-on-exercise"),
        ("no dumbbells", "swap-kit"),
        ("what about without a cable machine", "swap-kit"),
        ("that hurts", "swap-pain"),
        ("bird dog hurts my wrist", "swap-pain"),
        ("bird dog is a no go for me", "swap-other"),
        ("too easy", "swap-harder"),
        ("too hard for me", "swap-easier"),
        ("left, sorry", "correction"),
        ("sorry i meant the right side", "correction"),
        ("something else", "another"),
        ("no", "another"),
        ("make me a plan for 3 days a week", "plan"),
        ("thanks", "thanks"),
        ("how long until i see a difference", "time"),
        ("is it safe with a disc", "safety"),
        ("how did i get this", "cause"),
        ("is it bad", "matters"),
        ("is it normal to be sore after", "soreness"),
        ("how can i check it", "check"),
        ("6 weeks and no change", "stalled"),
        ("should i train the weak side more", "extra"),
        ("what should i avoid", "avoid"),
        ("should i stop playing", "carry-on"),
        ("so what do i do", "list"),
        ("what else can i do", "others"),
        ("add planks", "add"),
        ("which stretch", "stretch"),
        ("what muscles does that work", "works"),
        ("tldr", "simpler"),
        ("got a video?", "media"),
        ("only 20 min", "time-budget"),
        ("how much time per day", "session"),
        ("i play golf btw", "new-fact"),
        ("its been like this for 3 years", "new-fact"),
        ("same for lats?", "fragment"),
        ("lol ok", "understood"),
        ("forget that", "reset"),
        ("massage ok?", "unlisted"),
        ("how often should i get up", NEW),
        ("are you a real person", NEW),
        ("why does my neck hurt at my desk", NEW),
        ("er none of them, i was asking where you get your info from", "sources"),
        ("ok n whens the left side gonna catch up, ballpark", "time"),
        ("cba, off to the river. cya", "bye"),
        ("my left lat is smaller than the right, what should i do about it", NEW),
        ("how do i fix rounded shoulders", NEW),
    ],
)
def test_kinds(engine: Engine, text: str, kind: str) -> None:
    assert follow_up(engine.reader.understand(text), engine.product.turns, AFTER).likelier == kind


def test_nothing_follows_on_nothing(engine: Engine) -> None:
    assert follow_up(engine.reader.understand("why"), engine.product.turns, Context()).kind == NEW
    assert follow_up(engine.reader.understand("🙂"), engine.product.turns, AFTER).kind == NEW


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how do i do the second one", "bird-dog"),
        ("the 1st", "single-leg-back-extension"),
        ("number 3", "one-arm-swing"),
        ("the last one", "one-arm-swing"),
        ("the fourth", None),
        ("how", None),
    ],
)
def test_pointing(text: str, meant: str | None) -> None:
    assert pointed_at(text, SHOWN, Question(text)) == meant


def test_pointing_by_name(engine: Engine) -> None:
    question = engine.reader.understand("and the bird dog, how many")
    assert pointed_at(question.text, SHOWN, question) == "bird-dog"
    assert pointed_at(question.text, SHOWN[:1], question) is None


def test_pointing_at_nothing_shown() -> None:
    assert pointed_at("the last one", (), Question("")) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1), ("the first", 0), ("last one", 2), ("9", None), ("0", None), ("when i sit down", 1),
        ("at night mostly", 2), ("no idea", None), ("", None),
    ],
)  # fmt: skip
def test_choosing(text: str, place: int | None) -> None:
    assert chosen(text, LABELS) == place
