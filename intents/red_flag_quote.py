"""A person's own words said back to them: the whole clause that holds a sign, not a piece cut out of its middle."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from intents.red_flag_concepts import Hit
from intents.red_flag_text import TABLE, Words

LEAST = 4  # words; a shorter clause says too little alone
MOST = 22  # words
LONGEST = 200  # characters, for floods of letters
_IN_BRACES = re.compile(r"\{[^{}]*\}|[{}]")  # nothing that anybody says
_ADDING = frozenset(TABLE["adding"].split())  # where a clause without commas goes on, itself said for nothing
_HANGING = frozenset(TABLE["hanging"].split())  # where it goes on with what still needs that word


def quoted(words: Words, start: int, end: int) -> str:
    """The asker's own words from kept word start up to end, made whole."""
    first, last = _clauses(words, start, end)
    begin, stop = _parts(words, (first, last), (start, end))
    said = _IN_BRACES.sub("", words.text[words.spans[begin][0] : words.spans[stop - 1][1]])
    if len(said) > LONGEST:
        return said[:LONGEST].rsplit(" ", 1)[0] + " \u2026"
    return f"{said} \u2026" if stop - begin == MOST and stop < last else said


def _clauses(words: Words, start: int, end: int) -> Hit:
    """The clauses that a span lies in; of a short one also those beside it in its sentence."""
    clauses, sentences = words.clauses, words.sentences
    first, last = bisect_left(clauses, clauses[start]), bisect_right(clauses, clauses[end - 1])
    while last - first < LEAST:
        if last < len(clauses) and sentences[last] == sentences[first]:
            last = bisect_right(clauses, clauses[last])
        elif first and sentences[first - 1] == sentences[first]:
            first = bisect_left(clauses, clauses[first - 1])
        else:
            break
    return first, last


def _parts(words: Words, clause: Hit, span: Hit) -> Hit:
    """As much of a clause as can be said back, cut where its parts join and only where it must be in between."""
    first, last = clause
    starts = (i for i in range(first + 1, last) if _joins(words, i))
    bounds = [first, *starts, last]
    left, right = bisect_right(bounds, span[0]) - 1, bisect_left(bounds, span[1])
    ends = (i for i in range(right, len(bounds)) if bounds[i] == last or words.raws[bounds[i]] not in _HANGING)
    right = max((i for i in ends if bounds[i] - bounds[left] <= MOST), default=right)
    while left and bounds[right] - bounds[left - 1] <= MOST:
        left -= 1
    begin, stop = bounds[left], bounds[right]
    if begin < span[0] and words.raws[begin] in _ADDING:
        begin += 1
    if stop - begin > MOST:
        begin = max(begin, min(span[0], stop - MOST))
    return begin, min(stop, begin + MOST)


def _joins(words: Words, at: int) -> bool:
    return words.clauses[at] != words.clauses[at - 1] or words.raws[at] in _ADDING or words.raws[at] in _HANGING
