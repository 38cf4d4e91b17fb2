"""A whole reply beside retrieval by bm25s and scikit-learn over the same phrasings; a turn beside a question."""

import bm25s
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from bot.conversation import Conversation
from bot.dialogue.talk import turn
from bot.engine import open_engine
from bot.words import plain, reply_text
from tests.benchmarks.questions import questions
from tests.benchmarks.table import milliseconds, show

FOLLOW_UPS = (
    "how many reps",
    "no cables, only dumbbells",
    "that one hurts",
    "why",
    "how do I do the second one",
    "left, sorry",
)


def run() -> None:
    """Print the tables of whole replies and of turns."""
    engine, texts = open_engine(), questions()
    asks = [ask for answer in engine.library.answers.values() for ask in answer.asks]
    whole = milliseconds(lambda text: plain(reply_text(engine.ask(text))), texts)
    searched = milliseconds(lambda text: engine.matches(engine.reader.read(text)), texts)

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectors.fit_transform(asks)
    nearest = milliseconds(lambda text: linear_kernel(vectors.transform([text]), matrix).argmax(), texts)

    bm25 = bm25s.BM25()
    bm25.index(bm25s.tokenize(asks, show_progress=False), show_progress=False)

    def ranked(text: str) -> object:
        return bm25.retrieve(bm25s.tokenize([text], show_progress=False), k=10, show_progress=False)

    show(
        f"{len(texts)} questions of up to 100 words over {len(asks)} phrasings",
        [
            ("Backtalk, the whole reply as text", whole),
            ("Backtalk, understanding and search only", searched),
            ("scikit-learn TF-IDF nearest phrasing, retrieval only", nearest),
            ("bm25s, retrieval only", milliseconds(ranked, texts)),
        ],
        "whole reply p50 ≤ 3 ms, p99 ≤ 10 ms",
    )
    started, _ = turn(engine, Conversation(), "right erector bigger than left")
    first = milliseconds(lambda text: plain(reply_text(turn(engine, Conversation(), text)[1])), texts)
    later = milliseconds(lambda text: plain(reply_text(turn(engine, started, text)[1])), FOLLOW_UPS * 30)
    show("a turn", [("a first question", first), ("a follow-up", later)], "follow-up ≤ 1.5 × a first question")
