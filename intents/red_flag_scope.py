"""Which words of a post are denied, long past, or only asked about: clause by clause, for the red-flag gate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from intents.red_flag_concepts import Hit, Hits
from intents.red_flag_files import sign_names
from intents.red_flag_fine import said_to_be_fine
from intents.red_flag_others import said_of_others
from intents.red_flag_text import ASKING, TABLE, Words

SOMEBODY = ("SOMEBODY", "CUE_NOW", "CUE_RECENT", "CUE_EVENT")
PRESENT = frozenset(TABLE["present"].split())
PAST_TENSE = frozenset(TABLE["past_tense"].split())
MANY = 30  # cues of one kind that are followed up; a flood of them must not cost seconds
REACH = 11  # words that one "no" denies at most


@dataclass(frozen=True, slots=True)
class Scope:
    """Per kept word: denied, past, only asked about; and the places where something is said to be over."""

    denied: list[int]  # where the "not" stands that denies this word, or -1
    past: list[bool]
    asked: list[bool]  # or said of an animal, or of a film
    over: list[Hit]

    def lives(self, hit: Hit, past_too: bool, asked_too: bool) -> bool:
        """Whether what is said at this place is said to be so, now."""
        start, end = hit
        if self.denied[start] >= 0 or (self.asked[start] and not asked_too):
            return False
        return past_too or not all(self.past[start:end])


def scope_of(words: Words, hits: Hits) -> Scope:
    """Mark the reach of each cue that a longer phrase has not taken for itself."""
    taken = _taken(hits)
    return Scope(_denied(words, hits, taken), _past(words, hits), _asked(words, hits), hits.get("CUE_OVER", []))


def _taken(hits: Hits) -> set[int]:
    """Places of "no" and "not" that belong to a longer phrase, such as "no feeling" or "not sure"."""
    cues = dict(hits.get("CUE_NO", ()))
    signs = sign_names()
    return {
        start
        for name, found in hits.items()
        if name in signs
        for s, e in found
        for start in range(s, e)
        if start in cues and e > cues[start]
    }


def _denied(words: Words, hits: Hits, taken: set[int]) -> list[int]:
    denied = [-1] * len(words.stems)
    stops = {start for start, _ in hits.get("CUE_STOP", ())}
    excepts = {start for start, _ in hits.get("CUE_EXCEPT", ())}
    ors = {i for i, word in enumerate(words.stems) if word in {"or", "nor"}}
    for cue, after in hits.get("CUE_NO", ()):
        if cue in taken:
            continue
        end = _reach(words, after, stops, ors)
        if end < len(denied) and end in excepts and words.sentences[end] == words.sentences[cue]:
            continue  # "no numbness except here": the exception says that it is there
        for i in range(after, end):
            denied[i] = cue
    for start, end in said_to_be_fine(words, hits, denied):
        denied[start:end] = [start] * (end - start)
    for sentence in words.questions:
        _answered_no(words, sentence, denied)
    return denied


def _reach(words: Words, start: int, stops: set[int], ors: set[int]) -> int:
    """The end of a denial: its clause, or the list it opens when an "or" closes that list."""
    end = start
    while end < len(words.stems) and end - start < REACH and end not in stops:
        if words.sentences[end] != words.sentences[start - 1]:
            break
        if words.clauses[end] != words.clauses[max(end - 1, start - 1)] and not _list_goes_on(words, end, stops, ors):
            break
        end += 1
    return end


def _list_goes_on(words: Words, at: int, stops: set[int], ors: set[int]) -> bool:
    for i in range(at, min(at + 6, len(words.stems))):
        if i in stops or words.sentences[i] != words.sentences[at]:
            return False
        if i in ors:
            return True
    return False


def _answered_no(words: Words, sentence: int, denied: list[int]) -> None:
    """ "Numbness? No." denies the question before it."""
    answer = next((i for i, s in enumerate(words.sentences) if s > sentence), None)
    if answer is None or words.stems[answer] not in {"no", "nope", "none", "nah"}:
        return
    if answer + 1 < len(words.stems) and words.clauses[answer + 1] == words.clauses[answer]:
        return
    last = words.clauses[answer - 1]
    for i in range(answer):
        if words.clauses[i] == last:
            denied[i] = answer


def _past(words: Words, hits: Hits) -> list[bool]:
    """Words of clauses that speak of long ago, and of the clauses beside them that stay in the past tense."""
    past = [False] * len(words.stems)
    now_at = sorted(start for start, _ in hits.get("CUE_NOW", ()))
    over_at = [start for start, _ in hits.get("CUE_OVER", ())]
    for cue, cue_end in hits.get("CUE_PAST", ())[:MANY]:
        if cue and words.stems[cue - 1] in {"since", "than"}:
            continue
        start, end = _past_part(words, hits, (cue, cue_end), now_at)
        past[start:end] = [True] * (end - start)
        for clause_start, clause_end in _neighbours(words, cue):
            said = words.raws[clause_start:clause_end]
            if (
                not PRESENT.isdisjoint(said)
                or PAST_TENSE.isdisjoint(said)
                or any(clause_start <= i < clause_end for i in now_at)
            ):
                continue
            past[clause_start:clause_end] = [True] * (clause_end - clause_start)
        _until_over(words, cue, over_at, now_at, past)
    return past


def _past_part(words: Words, hits: Hits, cue: Hit, now_at: list[int]) -> Hit:
    """What of its own clause a cue such as "in 2015" puts into the past."""
    start, end = _clause(words, cue[0])
    compared = [i for i, _ in hits.get("CUE_COMPARE", ()) if start <= i < cue[0]]
    if compared or words.stems[cue[0]] == "used":
        start = max(compared, default=cue[0])
    for now in now_at:
        if cue[1] <= now < end:
            joint = next((i for i in range(cue[1], now) if words.stems[i] in {"and", "but", "then"}), now)
            return start, joint
        if start <= now < cue[0]:
            start = cue[0]
    return start, _till_today(words, cue[1], end)


def _till_today(words: Words, start: int, end: int) -> int:
    """Where the past of a clause ends: at an "and" after which all is present ("in 2015 and my back aches")."""
    for i in range(start, end):
        rest = words.raws[i + 1 : end]
        if words.stems[i] in {"and", "but"} and not PRESENT.isdisjoint(rest) and PAST_TENSE.isdisjoint(rest):
            return i
    return end


def _neighbours(words: Words, at: int) -> list[Hit]:
    """The other clauses of a sentence."""
    sentence, own = _sentence(words, at), _clause(words, at)
    found: list[Hit] = []
    i = sentence[0]
    while i < sentence[1]:
        clause = _clause(words, i)
        if clause != own:
            found.append(clause)
        i = clause[1]
    return found


def _until_over(words: Words, cue: int, over_at: list[int], now_at: list[int], past: list[bool]) -> None:
    """From "in 2015" to "all fine now" everything is past, but for sentences that speak of today."""
    later = [i for i in over_at if i > cue]
    if not later:
        return
    fresh = {words.sentences[i] for i in now_at if i not in over_at}
    for i in range(cue, min(later)):
        past[i] = past[i] or words.sentences[i] not in fresh


def _clause(words: Words, at: int) -> Hit:
    return _same(words.clauses, at)


def _sentence(words: Words, at: int) -> Hit:
    return _same(words.sentences, at)


def _same(column: list[int], at: int) -> Hit:
    """The run of words that share the clause or sentence of this one; both columns only ever rise."""
    return bisect_left(column, column[at]), bisect_right(column, column[at])


def _asked(words: Words, hits: Hits) -> list[bool]:
    """Sentences that ask in general ("what does numbness mean") or suppose ("if you cannot pee") about nobody."""
    asked = [False] * len(words.stems)
    for cue, _ in hits.get("CUE_GENERAL", ())[:MANY] if "mine" not in words.raws else ():
        start, end = _sentence(words, cue)
        if not _somebody(words, hits, start, end):
            asked[start:end] = [True] * (end - start)
    for cue, _ in hits.get("CUE_META", ())[:MANY]:
        start, end = _sentence(words, cue)
        asks = any(start <= i <= start + 1 for i, _ in hits.get("CUE_ASKS", ()))
        if asks and not _somebody(words, hits, start, end, ("CUE_RECENT", "SOMEBODY")):
            asked[start:end] = [True] * (end - start)
    for cue, after in hits.get("CUE_IF", ()):
        end = after
        while end < len(asked) and words.sentences[end] == words.sentences[cue] and end - after < 14:
            asked[end] = True
            end += 1
    for start, end in said_of_others(words, hits):
        asked[start:end] = [True] * (end - start)
    return asked


def _somebody(words: Words, hits: Hits, start: int, end: int, names: tuple[str, ...] = SOMEBODY) -> bool:
    """Whether a sentence is about a person or an event: "my leg", "since Tuesday", "after squats"."""
    if any(start <= i < end and _real(words, i) for i in words.own_at):
        return True
    return any(start <= i < end for name in names for i, _ in hits.get(name, ()))


def _real(words: Words, i: int) -> bool:
    """An "I" that only asks ("when should I see a doctor", "how do I know") is nobody's symptom."""
    following = words.stems[i + 1 : i + 3]
    return not (
        {"need", "know", "tell", "worry", "see", "should", "get", "avoid", "check", "do", "ask"}
        & set(following) - ASKING
    )
