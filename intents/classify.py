"""Which topics a question is about, by a linear model fitted beforehand; answering needs numpy alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.features import Floats, Phrase, Weigher


@dataclass(frozen=True, slots=True)
class Classifier:
    """One weight per feature and topic; probabilities by softmax of the scaled scores."""

    topics_known: tuple[str, ...]
    weigher: Weigher
    weights: NDArray[Any]  # features × topics, as whole numbers where `scale` gives their unit
    bias: Floats
    sharpness: float = 1.0
    scale: Floats | float = 1.0

    def probabilities(self, phrase: Phrase) -> Floats:
        """A probability per known topic, in the order of `topics_known`."""
        at, values = self.weigher.vector(phrase)
        scores = (values @ self.weights[at].astype(np.float32) * self.scale + self.bias) * self.sharpness
        exps = np.exp(scores - scores.max())
        return np.asarray(exps / exps.sum(), np.float32)

    def topics(self, phrase: Phrase, most: int = 8) -> tuple[tuple[str, float], ...]:
        """The likeliest topics with their probabilities, best first, ties by name."""
        chances = self.probabilities(phrase)
        order = np.argsort(-chances, kind="stable")[:most]
        return tuple((self.topics_known[i], round(float(chances[i]), 4)) for i in order)
