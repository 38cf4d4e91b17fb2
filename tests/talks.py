"""Talks to the engine as a person does, one message after the other."""

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import Engine
from bot.reply import Reply


def talk(engine: Engine, *messages: str) -> tuple[Conversation, Reply]:
    """The conversation after these messages, and the reply to the last."""
    conversation, reply = Conversation(), None
    for message in messages:
        conversation, reply = turn(engine, conversation, message)
    assert reply is not None
    return conversation, reply
