"""Which topics a question is about, by a linear model fitted beforehand; answering needs numpy alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Floats, Phrase, Weigher

OUTSIDE = "out-of-scope"


@dataclass(frozen=True, slots=True)
class Classifier:
    """One weight per feature and topic; probabilities by softmax of the scaled scores."""

    topics_known: tuple[str, ...]
    weigher: Weigher
    weights: NDArray[Any]  # features × topics, as whole numbers where `scale` gives their unit
    bias: Floats
    sharpness: float = 1.0
    scale: Floats | float = 1.0

    def scores(self, phrase: Phrase) -> Floats:
        """The linear score of each known topic, in the order of `topics_known`."""
        at, values = self.weigher.vector(phrase)
        return np.asarray(values @ self.weights[at].astype(np.float32) * self.scale + self.bias, np.float32)

    def topics(self, phrase: Phrase, most: int = 8) -> tuple[tuple[str, float], ...]:
        """The likeliest topics with their probabilities, best first, ties by name."""
        return self.ranked(self.scores(phrase), most)

    def ranked(self, scores: Floats, most: int = 8) -> tuple[tuple[str, float], ...]:
        """Scores made into probabilities by a softmax, the likeliest topics first."""
        sharp = scores * self.sharpness
        exps = np.exp(sharp - sharp.max())
        chances = exps / exps.sum()
        order = np.argsort(-chances, kind="stable")[:most]
        return tuple((self.topics_known[i], round(float(chances[i]), 4)) for i in order)

    def margin(self, scores: Floats) -> float:
        """How far the best topic about backs is above "out of scope"; below 0 a question is more likely outside."""
        if OUTSIDE not in self.topics_known or len(scores) < 2:
            return 0.0
        at = self.topics_known.index(OUTSIDE)
        return round(float(np.delete(scores, at).max() - scores[at]), 4)
