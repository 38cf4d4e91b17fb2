"""What would change? Earlier questions are asked again of the engine as it would be, and the difference is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.engine import Engine
from bot.moderation.replay import Said, said
from knowledge.asked import Asked
from knowledge.golden import Golden, first_phrasing
from knowledge.revisions import Key


@dataclass(frozen=True, slots=True)
class Shift:
    """Real questions that had one answer and would get another; an empty id stands for no answer."""

    was: str
    now: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A golden question that is answered rightly today and would not be any more."""

    question: str
    was: str
    now: str
    kind: str  # of the reply it would get


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does to the golden questions, the recent ones and the open gaps of a server."""

    shifts: tuple[Shift, ...] = ()  # the most questions first
    lost: tuple[Lost, ...] = ()
    gained: tuple[str, ...] = ()  # golden questions that are answered wrongly today and would be rightly
    filled: tuple[int, ...] = ()  # ids of open questions that get one of the changed answers
    again: tuple[int, ...] = ()  # ids of open questions that keep an answer that was changed
    missed: tuple[str, ...] = ()  # first phrasings of changed answers that would not lead to them
    asked: int = 0  # distinct questions that were tried
    unchanged: int = 0  # of those, the ones with the same kind of reply and the same answer
    changed: frozenset[str] = frozenset()  # ids of the answers that were changed
    titles: Mapping[str, str] = field(default_factory=dict)  # of every answer named here

    @property
    def blocked(self) -> bool:
        """Whether publishing needs an admin's word, because a golden question would be lost."""
        return bool(self.lost)

    @property
    def newly(self) -> tuple[Shift, ...]:
        """Questions that nothing answers today."""
        return tuple(shift for shift in self.shifts if not shift.was)

    @property
    def dropped(self) -> tuple[Shift, ...]:
        """Questions that would be left without an answer."""
        return tuple(shift for shift in self.shifts if not shift.now)

    @property
    def taken(self) -> tuple[Shift, ...]:
        """Questions that another answer serves today and a changed one would."""
        return tuple(shift for shift in self.shifts if shift.was and shift.now in self.changed)

    @property
    def passed(self) -> tuple[Shift, ...]:
        """Questions that would go to an answer which is not itself changed."""
        return tuple(shift for shift in self.shifts if shift.was and shift.now and shift.now not in self.changed)


def preview(
    before: Engine,
    after: Engine,
    changed: frozenset[Key],
    golden: Sequence[Golden],
    recent: Sequence[Asked],
    gaps: Sequence[Asked],
) -> Preview:
    """What people would be told differently, were `after` served instead of `before`.

    A server's own golden questions bind everybody but the change of that very answer.
    """
    answers = changed_answers(changed)
    binding = [row for row in golden if not (row.own and row.entries <= answers)]
    real = list(dict.fromkeys(one.text for one in (*gaps, *recent)))
    replay = _replayed(before, after, answers, [*real, *(row.question for row in binding)])
    moved = {text: pair for text, pair in replay.items() if pair[0].entry != pair[1].entry}
    shifts = _shifts([text for text in real if text in moved], moved, _let_down(gaps), answers)
    lost = tuple(_lost(row, *replay[row.question]) for row in binding if _breaks(row, *replay[row.question]))
    named = {id_ for shift in shifts for id_ in (shift.was, shift.now)} | {id_ for x in lost for id_ in (x.was, x.now)}
    return Preview(
        shifts=shifts,
        lost=lost,
        gained=tuple(row.question for row in binding if _breaks(row, *replay[row.question][::-1])),
        filled=tuple(one.id for one in gaps if one.text in moved and moved[one.text][1].entry in answers),
        again=tuple(one.id for one in gaps if one.text not in moved and replay[one.text][1].entry in answers),
        missed=_missed(after, answers),
        asked=len(replay),
        unchanged=sum(was.outcome == now.outcome for was, now in replay.values()),
        changed=answers,
        titles=_titles(before, after, named | answers),
    )


def changed_answers(changed: Iterable[Key]) -> frozenset[str]:
    """Ids of the answers that a change touches: those it names, and the how-tos made of exercises it names."""
    kinds = {"answer": "", "exercise": "how-to-"}
    return frozenset(kinds[kind] + id_ for kind, id_ in changed if kind in kinds)


def _replayed(
    before: Engine, after: Engine, answers: frozenset[str], texts: Iterable[str]
) -> dict[str, tuple[Said, Said]]:
    """Each distinct text with what is said today and what would be."""
    found = {}
    for text in dict.fromkeys(texts):
        was, now = said(before, text), said(after, text)
        # no entry has a part in red flags: where both say the same anyway, it makes no difference whether there are any
        if (was.outcome != now.outcome or now.entry in answers) and before.reader.understand(text).red_flags:
            was = now = Said(was.question, "urgent", "")
        found[text] = was, now
    return found


def _let_down(gaps: Iterable[Asked]) -> frozenset[str]:
    """Texts whose askers got an answer and said that it did not help."""
    return frozenset(one.text for one in gaps if one.kind == "answer")


def _shifts(
    texts: Iterable[str], moved: Mapping[str, tuple[Said, Said]], let_down: frozenset[str], answers: frozenset[str]
) -> tuple[Shift, ...]:
    """Moved questions by where from and where to; what was of no help counts as no answer."""
    groups: dict[tuple[str, str], list[str]] = {}
    for text in texts:
        was, now = (one.entry for one in moved[text])
        if text in let_down and now in answers:
            was = ""
        groups.setdefault((was, now), []).append(text)
    shifts = [Shift(was, now, tuple(listed)) for (was, now), listed in groups.items()]
    return tuple(sorted(shifts, key=lambda shift: (-len(shift.questions), shift.was, shift.now)))


def _breaks(row: Golden, was: Said, now: Said) -> bool:
    return row.accepts(*was.outcome) and not row.accepts(*now.outcome)


def _lost(row: Golden, was: Said, now: Said) -> Lost:
    return Lost(row.question, was.entry, now.entry, now.kind)


def _missed(after: Engine, answers: frozenset[str]) -> tuple[str, ...]:
    """First phrasings that do not lead to their own answer: whoever asks in those words gets something else."""
    own = [after.library.answers[id_] for id_ in sorted(answers) if id_ in after.library.answers]
    asked = {answer.id: first_phrasing(answer) for answer in own}
    return tuple(
        text for id_, text in asked.items() if said(after, text).entry != id_ or after.reader.understand(text).red_flags
    )


def _titles(before: Engine, after: Engine, ids: Iterable[str]) -> dict[str, str]:
    known = {id_: after.library.answers.get(id_) or before.library.answers.get(id_) for id_ in sorted(ids)}
    return {id_: answer.title for id_, answer in known.items() if answer}
