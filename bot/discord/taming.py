"""What moderators wrote, made safe for everybody: it formats little, pings nobody and links nowhere."""

import re
from dataclasses import replace

from bot.reply import Reply
from knowledge.entries import Exercise

_LINK = re.compile(r"\[([^\]\n]*)\]\(<?[a-z][a-z0-9+.-]*:[^)\s]*\)", re.I)
_ADDRESS = re.compile(r"\b(?:https?://|discord(?:app)?\.(?:gg|com)/)[^\s<>`]+", re.I)
_MARKUP = re.compile(r"(<(?=[@#:/at])|`|\|\||~~|\[(?=[^\]\n]*\]\()|^(?:-# |#{1,3} |>{1,3} )|@(?=everyone|here))", re.M)


def tame(text: str) -> str:
    """What a moderator wrote, for everybody: bold and lists stay, links are no links, and nothing else is markup."""
    parts = _ADDRESS.split(_LINK.sub(r"\1", text))
    addresses = [*_ADDRESS.findall(_LINK.sub(r"\1", text)), ""]
    return "".join(
        _MARKUP.sub(r"\\\1", part) + (f"`{address}`" if address else "")
        for part, address in zip(parts, addresses, strict=True)
    )


def links_in(text: str) -> tuple[str, ...]:
    """Every address in a text, once; those who decide about the text are shown them, everybody else is not."""
    return tuple(dict.fromkeys(re.findall(r"https?://[^\s<>`)\]]+", text)))


def tamed(reply: Reply) -> Reply:
    """A reply all of whose texts are tame."""
    answer = reply.answer and replace(
        reply.answer, title=tame(reply.answer.title), certainty=tame(reply.answer.certainty)
    )
    return replace(
        reply,
        answer=answer,
        body=tame(reply.body),
        exercises=tuple(replace(item, exercise=_exercise(item.exercise)) for item in reply.exercises),
        left_out=tuple((tame(name), why) for name, why in reply.left_out),
        taught=reply.taught and _exercise(reply.taught),
        caveats=tuple(replace(caveat, text=tame(caveat.text)) for caveat in reply.caveats),
        beside=tuple(replace(one, heading=tame(one.heading), body=tame(one.body)) for one in reply.beside),
        follow_ups=tuple(replace(one, title=tame(one.title)) for one in reply.follow_ups),
    )


def _exercise(exercise: Exercise) -> Exercise:
    return replace(
        exercise,
        name=tame(exercise.name),
        summary=tame(exercise.summary),
        steps=tuple(map(tame, exercise.steps)),
        cues=tuple(map(tame, exercise.cues)),
        faults=tuple(map(tame, exercise.faults)),
        why=tuple(map(tame, exercise.why)),
        load=tuple(map(tame, exercise.load)),
        feel=tuple(map(tame, exercise.feel)),
    )
