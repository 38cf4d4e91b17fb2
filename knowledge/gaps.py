"""What the knowledge base does not answer yet: open questions gathered by what they are about, most asked first."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.asked import Asked
from knowledge.features import Floats, Ints, pieces
from knowledge.text import STOP_WORDS, sentences, stem, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST = 3_000  # questions looked at, the newest first; every pair of them is compared
APART = 0.78  # mean cosine distance from which two groups are about different things
PIECES, TOPICS = 0.7, 0.4  # what pieces of words and the topics that were near count beside whole words
BLOCK = 250  # rows of the table of likenesses made at once
CENTRAL = 3  # questions that name a gap
TITLE = 70  # characters
WORDY = 6  # words that a sentence may have before each further one counts against it as a title
PHRASING = 160  # characters; of a longer post the sentence that asks is a phrasing
MOST_PHRASINGS = 20
_REDACTED = re.compile(r"\((?:number|address)\)|[#~]*#[#x.,:/%-]*")
_BESIDE = STOP_WORDS | {"someone", "number", "address"}
_EITHER_SIDE = {"left": "leftright", "right": "leftright"}  # a mirrored question asks the same


@dataclass(frozen=True, slots=True)
class Gap:
    """Open questions about one thing, titled in their askers' own words."""

    id: str  # numbers of its most central questions; finds it again when others have joined
    title: str
    count: int
    examples: tuple[str, ...]  # distinct, the most central first
    questions: tuple[int, ...]  # ids, in order
    missing: tuple[str, ...]  # what people said who were answered and not helped
    kinds: tuple[tuple[str, int], ...]
    newest: float
    oldest: float


@dataclass(frozen=True, slots=True)
class _Text:
    """One wording with all who used it, the earliest first."""

    stems: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def text(self) -> str:
        return self.asked[0].text


def clusters(asked: Sequence[Asked]) -> tuple[Gap, ...]:
    """Gaps by count and then the newest; of more than `MOST` questions the newest, see `beyond`."""
    texts = _collapsed(sorted(asked, key=lambda one: (-one.at, -one.id))[:MOST])
    if not texts:
        return ()
    likeness = _likeness(_vectors(texts))
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(_labels(likeness)):
        groups.setdefault(int(label), []).append(row)
    found = [_gap([texts[row] for row in rows], likeness[np.ix_(rows, rows)]) for rows in groups.values()]
    return tuple(sorted(found, key=lambda gap: (-gap.count, -gap.newest, gap.id)))


def beyond(asked: Sequence[Asked]) -> int:
    """How many questions are too many to be looked at; they are the oldest ones."""
    return max(0, len(asked) - MOST)


def find(gaps: Sequence[Gap], id_: str) -> Gap | None:
    """The gap that holds most of the questions an id names, if any; numbers of single questions do too."""
    named = {int(part) for part in id_.split("-") if part.isdecimal()}
    held = [(len(named & set(gap.questions)), gap) for gap in gaps]
    most, gap = max(held, key=lambda pair: pair[0], default=(0, None))
    return gap if most else None


def phrasings(gap: Gap) -> tuple[str, ...]:
    """Distinct phrasings to start an answer with, as people wrote them, without the marks of what was taken out."""
    tidied = (_shorter(tidy(text), PHRASING) for text in gap.examples)
    distinct = {tuple(words(text)): text for text in reversed(list(tidied)) if len(words(text)) > 1}
    return tuple(reversed(distinct.values()))[:MOST_PHRASINGS]


def tidy(text: str) -> str:
    """A redacted text as a sentence to read: no marks, no gaps where numbers stood."""
    plain = re.sub(r"\s+([?.,!;:])", r"\1", " ".join(_REDACTED.sub(" ", text).split()))
    return plain.strip(" ,;:-")


def _shorter(text: str, most: int) -> str:
    """A text that is short enough, or its last sentence that asks, cut at a word."""
    if len(text) > most:
        parts = sentences(text)
        text = next((part for part in reversed(parts) if part.endswith("?")), parts[0])
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0]


def _collapsed(asked: Sequence[Asked]) -> list[_Text]:
    """The same words, whatever their endings and small words, count as one text."""
    same: dict[tuple[str, ...], list[Asked]] = {}
    for one in sorted(asked, key=lambda one: (one.at, one.id)):
        same.setdefault(_stems(one.text), []).append(one)
    return [_Text(stems, tuple(listed)) for stems, listed in same.items()]


def _telling(text: str) -> list[str]:
    """The words of a text that say what it is about; all of them where it has no other."""
    told = [word for word in words(_REDACTED.sub(" ", text)) if word not in _BESIDE]
    return [_EITHER_SIDE.get(word, word) for word in told] or words(text)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, _telling(text)))


def _vectors(texts: Sequence[_Text]) -> "csr_matrix":
    """Unit rows of stems, pieces of words and the topics that were near, each family weighed as a whole."""
    # scikit-learn costs most of a second, and only moderators ever ask for gaps
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    def weighed(documents: Sequence[Sequence[str]]) -> Any:
        if not any(documents):
            return csr_matrix((len(documents), 1), dtype=np.float32)
        return TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32).fit_transform(documents)

    stems = weighed([text.stems for text in texts])
    cut = weighed([[piece for word in _telling(text.text) for piece in pieces(word)] for text in texts])
    near = weighed([_near(text) for text in texts])
    return normalize(hstack([stems, cut * PIECES, near * TOPICS]).tocsr())


def _near(text: _Text) -> list[str]:
    """Topics that the replies named, the first one thrice, the second twice."""
    topics = text.asked[-1].topics[:3]
    return [topic for place, topic in enumerate(topics) for _ in range(3 - place)]


def _likeness(vectors: "csr_matrix") -> Floats:
    """The cosine of every pair, a block of rows at a time; all at once would take three times the room."""
    turned = vectors.T.tocsc()
    found = np.empty((vectors.shape[0],) * 2, np.float32)
    for at in range(0, len(found), BLOCK):
        found[at : at + BLOCK] = (vectors[at : at + BLOCK] @ turned).toarray()
    return found


def _labels(likeness: Floats) -> Ints:
    """Which group each text belongs to: groups are joined while they are nearer than `APART` on average."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(likeness) < 2:
        return np.zeros(len(likeness), np.int32)
    apart = 1 - squareform(likeness, checks=False)
    return np.asarray(fcluster(linkage(np.maximum(apart, 0), "average"), APART, "distance"), np.int32)


def _gap(texts: Sequence[_Text], likeness: Floats) -> Gap:
    often = np.array([len(text.asked) for text in texts])
    middle = (likeness @ often).round(5)
    ranked = [texts[row] for row in sorted(range(len(texts)), key=lambda row: (-middle[row], texts[row].asked[0].id))]
    everyone = sorted((one for text in texts for one in text.asked), key=lambda one: one.id)
    return Gap(
        id="-".join(str(text.asked[0].id) for text in ranked[:CENTRAL]),
        title=_title(ranked),
        count=len(everyone),
        examples=tuple(text.text for text in ranked),
        questions=tuple(one.id for one in everyone),
        missing=tuple(dict.fromkeys(one.missing for one in reversed(everyone) if one.missing)),
        kinds=tuple(sorted(Counter(one.kind for one in everyone).items())),
        newest=max(one.at for one in everyone),
        oldest=min(one.at for one in everyone),
    )


def _title(ranked: Sequence[_Text]) -> str:
    """The most central question that is short; of long ones the sentence that says most of what they share."""
    central = [tidy(text.text) for text in ranked[:CENTRAL]]
    short = next((text for text in central if len(text) <= TITLE and len(words(text)) > 1), "")
    return (short or _telling_sentence(ranked)).rstrip("?.!, ")


def _telling_sentence(ranked: Sequence[_Text]) -> str:
    shares = Counter(stem_ for text in ranked for stem_ in set(text.stems))
    parts = [part for text in ranked[:CENTRAL] for part in sentences(tidy(text.text))]

    def told(part: str) -> tuple[bool, float]:
        said = sum(shares[stem_] for stem_ in set(_stems(part)))
        return part.endswith("?"), said / (len(words(part)) + WORDY)

    return _shorter(max(parts, key=told, default=ranked[0].text), TITLE)
