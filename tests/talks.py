"""Talks to the engine as a person does, one message after the other."""

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.reply import Reply
from bot.words import plain, reply_text


def replied(engine: Engine, *messages: str) -> str:
    """The reply to the last of these messages, in small letters and without marks."""
    return plain(reply_text(talk(engine, *messages)[1])).lower().replace("**", "")


def talk(engine: Engine, *messages: str) -> tuple[Conversation, Reply]:
    """The conversation after these messages, and the reply to the last."""
    conversation, reply = Conversation(), None
    for message in messages:
        conversation, reply = turn(engine, conversation, message)
    assert reply is not None
    return conversation, reply
