"""Where a post speaks of each concept of the red-flag gate: pain, saddle, cannot, pee, yesterday, not."""

from __future__ import annotations

from intents.red_flag_lexicon import NAMES, Node, lexicon
from intents.red_flag_text import FILLERS, Words

Hit = tuple[int, int]
Hits = dict[str, list[Hit]]
Ends = list[tuple[int, list[str]]]


def find_concepts(words: Words) -> Hits:
    """Where each concept is spoken of; typing errors are repaired in words.stems on the way."""
    known = lexicon()
    stems, tree, spelling = words.stems, known.tree, known.spelling
    for i, raw in enumerate(words.raws):
        if len(raw) > 3 and stems[i] not in spelling.stems:
            stems[i] = spelling.repair(raw) or stems[i]
    hits: Hits = {}
    for start, first in enumerate(stems):
        node = tree.get(first)
        if node is not None:
            for end, names in _ends(node, words, start + 1):
                for name in names:
                    hits.setdefault(name, []).append((start, end))
    _drop_other_meanings(hits)
    return hits


def _ends(node: Node, words: Words, at: int) -> Ends:
    """Where phrases that begin at this node end; a filler in the text may stand between any two of their words."""
    found: Ends = [(at, node[NAMES])] if NAMES in node else []
    stems, clauses = words.stems, words.clauses
    clause = clauses[at - 1]
    while at < len(stems) and clauses[at] == clause:
        following = node.get(stems[at])
        if stems[at] not in FILLERS:
            if following is None:
                break
            node, at = following, at + 1
            if NAMES in node:
                found.append((at, node[NAMES]))
        else:
            at += 1
            if following is not None:
                found += _ends(following, words, at)
    return found


def _drop_other_meanings(hits: Hits) -> None:
    """A phrase of BUT_BACK, such as "back to the gym", is no BACK."""
    for other in [name for name in hits if name.startswith("BUT_")]:
        spans = hits.pop(other)
        for name in (other[4:], f"{other[4:]}_SURE"):
            kept = [hit for hit in hits.get(name, ()) if not any(s <= hit[0] and hit[1] <= e for s, e in spans)]
            if kept:
                hits[name] = kept
            else:
                hits.pop(name, None)
