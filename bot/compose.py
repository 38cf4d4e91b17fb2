"""Fits an answer to the person: their sides, kit and pains decide what is shown, and what is left out says why."""

import re
from collections.abc import Iterable, Iterator, Set

from bot.kit import misses, other_kit, owned_kit
from bot.reply import Prescribed, Start
from bot.stand_ins import does_work_of, is_mobility, stand_ins
from intents.question import Question
from knowledge.entries import Answer, Caveat, Exercise, Pick, Source
from knowledge.library import Library

MOST_EXERCISES = 3
MOST_CAVEATS = 4
_SEVERITY = {"stop": 0, "caution": 1, "info": 2}
_SLOT = re.compile(r"\{(weak|strong|pain) side\}")
_UNKNOWN = {"weak": "weaker side", "strong": "stronger side", "pain": "sore side"}
# Facts of the person and the cautions of exercises they call for.
_CAUTIONS = {
    "osteoporosis": "osteoporosis", "pregnancy": "pregnancy", "disc": "disc", "teen": "teen-arching",
    "acute": "acute-pain", "surgery": "recent-surgery", "blood-thinners": "blood-thinners",
    "high-blood-pressure": "high-blood-pressure",
}  # fmt: skip


def fill_sides(text: str, question: Question) -> str:
    """A knowledge text with its {weak side} slots filled for this person, natural when the side is unknown."""
    sides = {"weak": question.sides.weak, "strong": question.sides.strong, "pain": question.sides.pain}
    return _SLOT.sub(lambda m: f"{sides[m[1]]} side" if sides[m[1]] else _UNKNOWN[m[1]], text)


def cautions_of(question: Question) -> frozenset[str]:
    """The cautions that rule an exercise out for this person."""
    return frozenset(question.hurts) | {_CAUTIONS[fact] for fact in question.facts if fact in _CAUTIONS}


def cautions_while_sore(question: Question) -> frozenset[str]:
    """Those, and the one on a sore back where it is the back itself that hurts and no joint that was named."""
    sore = question.pain and not question.hurts
    return cautions_of(question) | (frozenset({_CAUTIONS["acute"]}) if sore else frozenset())


def caution_against(exercise: Exercise, cautions: Set[str]) -> str:
    """The first of some cautions that an exercise has; empty where it has none."""
    return next(iter(sorted(cautions & set(exercise.cautions))), "")


def side_of(exercise: Exercise, question: Question) -> Start:
    """Which side to start with: the weaker one where it is known and the movement works one side at a time."""
    if exercise.sides == "alternating":
        return "alternate"
    one = exercise.sides == "one" and not is_mobility(exercise)
    return (question.sides.weak or "both") if one else "both"


class Composer:
    """Chooses exercises, caveats and sources out of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def exercises(
        self, answer: Answer, question: Question, without: frozenset[str] = frozenset()
    ) -> tuple[tuple[Prescribed, ...], tuple[tuple[str, str], ...]]:
        """The exercises of an answer for this person, at most three, and what was left out with the reason.

        An exercise that needs missing kit or meets a caution is replaced by one that can stand in for it.
        """
        shown: list[Prescribed] = []
        left_out: list[tuple[str, str]] = []
        for pick in self._picks(answer, question):
            exercise = self.library.exercises[pick.id]
            reason = self._against(exercise, question, without)
            if not reason:
                shown.append(self.prescribe(exercise, question, pick.why))
                continue
            left_out.append((exercise.name, reason))
            other = self._stand_in(exercise, question, without | {item.exercise.id for item in shown} | _ids(answer))
            if other:
                shown.append(self.prescribe(other, question, other.summary, exercise.name))
        unique = {item.exercise.id: item for item in reversed(shown)}
        ordered = sorted(unique.values(), key=lambda item: (bool(item.stands_for), shown.index(item)))
        return self._with_kit(answer, question, tuple(ordered[:MOST_EXERCISES]), without), tuple(left_out)

    def in_place(
        self, ids: tuple[str, ...], answer: Answer, question: Question, without: frozenset[str] = frozenset()
    ) -> tuple[tuple[Prescribed, ...], tuple[tuple[str, str], ...]]:
        """What was shown, in its order, and where one does not suit any more what does its work; and what was left out.

        Of what can do its work the other exercises of the answer come first.
        """
        why = {pick.id: pick.why for pick in answer.exercises}
        items: list[Prescribed] = []
        left_out: list[tuple[str, str]] = []
        for exercise in (self.library.exercises[id_] for id_ in ids):
            reason = self._against(exercise, question, without)
            if not reason:
                items.append(self.prescribe(exercise, question, why.get(exercise.id, exercise.summary)))
                continue
            left_out.append((exercise.name, reason))
            taken = without | set(ids) | {item.exercise.id for item in items}
            own = (self.library.exercises[id_] for id_ in why if id_ in self.library.exercises and id_ not in taken)
            able = (other for other in own if does_work_of(other, exercise))
            suits = (other for other in able if not self._against(other, question, taken))
            other = next(suits, None) or self._stand_in(exercise, question, taken)
            if other:
                line = why.get(other.id, other.summary)
                items.append(self.prescribe(other, question, line, exercise.name))
        return tuple(items), tuple(left_out)

    def _with_kit(
        self, answer: Answer, question: Question, shown: tuple[Prescribed, ...], without: frozenset[str]
    ) -> tuple[Prescribed, ...]:
        """Exercises for somebody who named their kit: one that uses it in place of the last, where none does."""
        owned = owned_kit(question)
        strength = any(not is_mobility(item.exercise) for item in shown)
        if not owned or not strength or question.pain or any(self._uses(item.exercise.id, owned) for item in shown):
            return shown
        found = self.using_kit(answer, question, without | _ids(answer) | {item.exercise.id for item in shown})
        return (*shown[: MOST_EXERCISES - 1], self.prescribe(found, question, found.summary)) if found else shown

    def using_kit(self, answer: Answer, question: Question, taken: frozenset[str]) -> Exercise | None:
        """An exercise for an answer's muscles with kit that this person named; one-sided and plain ones first."""
        owned = owned_kit(question)
        muscles = {*answer.muscles, *question.named("muscle")}
        able = [x for x in self.library.pack.exercises if x.id not in taken and muscles & set(x.primary[:2])]
        able = [x for x in able if owned and self._uses(x.id, owned) and self.suits(x, question) and not is_mobility(x)]
        return min(able, key=lambda x: (x.level == "advanced", x.sides == "both"), default=None)

    def fitting(self, id_: str, question: Question, taken: frozenset[str]) -> Prescribed | None:
        """One exercise for this person, or what can stand in for it; None where nothing fits or it is taken."""
        exercise = self.library.exercises.get(id_)
        if exercise is None:
            return None
        fits = id_ not in taken and not self._against(exercise, question, taken)
        found = exercise if fits else self._stand_in(exercise, question, taken | {id_})
        return self.prescribe(found, question, found.summary) if found else None

    def _picks(self, answer: Answer, question: Question) -> list[Pick]:
        """An answer's exercises, those for this person's case first; what is for pain-free days is left for them."""
        case = {"home"} if "home" in question.facts or question.kit.only else set()
        case |= {"pain"} if question.pain else set()
        case |= {"beginner"} if "beginner" in question.facts else set()
        known = [pick for pick in answer.exercises if pick.id in self.library.exercises]
        if question.pain:
            known = [pick for pick in known if "no-pain" not in pick.when]
        owned = owned_kit(question)
        return sorted(known, key=lambda pick: (not set(pick.when) & case, not self._uses(pick.id, owned)))

    def _uses(self, id_: str, owned: set[str]) -> bool:
        """Whether an exercise is done with kit that the person named as theirs; so are all, where they named none."""
        return not owned or any(needs & owned for needs in self.library.exercises[id_].equipment)

    def _against(self, exercise: Exercise, question: Question, without: frozenset[str]) -> str:
        """Why an exercise is not for this person: "kit:bench+dumbbell", "caution:disc", "asked"; empty where it is."""
        if missing := misses(exercise, question):
            return "kit:" + "+".join(missing)
        if caution := caution_against(exercise, cautions_of(question)):
            return f"caution:{caution}"
        return "asked" if exercise.id in without else ""

    def _stand_in(self, exercise: Exercise, question: Question, taken: frozenset[str]) -> Exercise | None:
        free = (other for other in stand_ins(self.library, exercise, question) if other.id not in taken)
        return next((other for other in free if not self._against(other, question, taken)), None)

    def suits(self, exercise: Exercise, question: Question) -> bool:
        """Whether this person has the kit for an exercise and nothing speaks against it."""
        return not self._against(exercise, question, frozenset())

    @staticmethod
    def prescribe(exercise: Exercise, question: Question, why: str, stands_for: str = "") -> Prescribed:
        """One exercise with this person's side and the line of why."""
        side, kit = side_of(exercise, question), other_kit(exercise, question)
        return Prescribed(exercise, side, fill_sides(why, question), stands_for, kit)

    def taught(self, answer: Answer) -> Exercise | None:
        """The movement an answer teaches, if it is a how-to."""
        return self.library.exercises.get(answer.teaches)

    def caveats(self, answer: Answer, question: Question, shown: Iterable[Exercise]) -> tuple[Caveat, ...]:
        """What to watch for: of the answer, its topic, its exercises and this person, the most serious first."""
        shown = tuple(shown)
        about = _About(answer, question, shown)
        found = [(about.reason(caveat), caveat) for caveat in self.library.pack.caveats]
        named = [(place, caveat) for place, caveat in found if place is not None]
        named.sort(key=lambda pair: (pair[0], _SEVERITY[pair[1].severity], pair[1].id))
        kept = sorted(named[:MOST_CAVEATS], key=lambda pair: (_SEVERITY[pair[1].severity], pair[0], pair[1].id))
        return tuple(caveat for _, caveat in kept)

    def sources(self, answer: Answer) -> tuple[Source, ...]:
        return tuple(self.library.sources[id_] for id_ in answer.sources if id_ in self.library.sources)

    def follow_ups(self, answer: Answer) -> tuple[Answer, ...]:
        return tuple(self.library.answers[id_] for id_ in answer.follow_ups if id_ in self.library.answers)


class _About:
    """What a caveat's attach rules are held against."""

    def __init__(self, answer: Answer, question: Question, shown: tuple[Exercise, ...]) -> None:
        self.answer, self.facts = answer, set(self._facts(question, shown))
        self.exercises = {exercise.id for exercise in shown}
        self.muscles = set(answer.muscles) | set(question.named("muscle"))

    @staticmethod
    def _facts(question: Question, shown: tuple[Exercise, ...]) -> Iterator[str]:
        yield from question.facts
        if shown:
            yield "any-exercise"
        if question.pain:
            yield "pain-named"
        if question.sides.strong or question.sides.weak:
            yield "side-named"

    def reason(self, caveat: Caveat) -> int | None:
        """How closely a caveat belongs here, 0 closest; None where it does not."""
        if self.facts & set(caveat.when):
            return 1 if set(caveat.when) & self.facts <= {"any-exercise", "side-named", "pain-named"} else 0
        if caveat.id in self.answer.caveats or self.exercises & set(caveat.exercises):
            return 1
        if self.answer.topics[0] in caveat.topics:
            return 2
        return 3 if self.muscles & set(caveat.muscles) else None


def _ids(answer: Answer) -> frozenset[str]:
    return frozenset(pick.id for pick in answer.exercises)
