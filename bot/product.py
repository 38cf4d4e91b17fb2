"""What `backtalk fit` makes and every answer needs: classifiers, index, thresholds; keyed by what they were made of."""

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bot.decide import Thresholds
from intents import focus, understand
from intents.classify import Classifier
from knowledge import features, golden, text
from knowledge.entries import Answer
from knowledge.features import Weigher
from knowledge.postings import Postings
from knowledge.search import Index

VERSION = 1
SHIPPED = Path(__file__).parent / "fitted"
RECIPE = (text, features, focus, understand)
EXAMPLES = Path(__file__).parent.parent / "intents" / "examples"


@dataclass(frozen=True, slots=True)
class Product:
    """Everything fitted, with the key of what it was fitted on and the figures measured then."""

    key: str
    classifier: Classifier
    turns: Classifier  # kinds of follow-up
    asks: Postings
    bodies: Postings
    search: dict[str, float]
    thresholds: Thresholds
    targets: tuple[str, ...]
    known: tuple[str, ...]
    figures: dict[str, Any]

    def index(self, answers: tuple[Answer, ...]) -> Index:
        """The index over these answers, which must be the ones the product was fitted on."""
        return Index.restore(answers, self.classifier.weigher, self.asks, self.bodies)


def key_of(pack_hash: str) -> str:
    """A fingerprint of what the product is made of: the pack, the examples, the code that makes features of words."""
    digest = hashlib.sha256(f"{VERSION}:{pack_hash}".encode())
    for module in RECIPE:
        digest.update(Path(module.__file__ or "").read_bytes())
    for path in sorted(EXAMPLES.glob("[ti]*/*.txt")) + sorted(EXAMPLES.glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update(golden.FILE.read_bytes())
    return digest.hexdigest()[:16]


def save(product: Product, folder: Path) -> None:
    """Write the product: figures as readable JSON, arrays beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    head = {
        "version": VERSION,
        "key": product.key,
        "topics": product.classifier.topics_known,
        "turns": product.turns.topics_known,
        "sharpness": product.classifier.sharpness,
        "turns_sharpness": product.turns.sharpness,
        "families": dict(product.classifier.weigher.families),
        "search": product.search,
        "thresholds": asdict(product.thresholds),
        "figures": product.figures,
    }
    arrays = {
        "features": _packed(product.classifier.weigher.numbers),
        "targets": _packed(product.targets),
        "known": _packed(product.known),
        "idf": product.classifier.weigher.idf.astype(np.float16),
        **_linear("topics", product.classifier),
        **_linear("turns", product.turns),
    }
    for name, postings in (("asks", product.asks), ("bodies", product.bodies)):
        lengths = np.diff(postings.starts)
        arrays |= {
            f"{name}_lengths": lengths.astype(np.uint16),
            f"{name}_docs": postings.docs.astype(np.uint16),
            f"{name}_weights": postings.weights.astype(np.float16),
            f"{name}_size": np.array(postings.size),
        }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    (folder / "model.npz").write_bytes(buffer.getvalue())
    (folder / "fitted.json").write_text(json.dumps(head, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(folder: Path, key: str | None) -> Product | None:
    """The product in a folder if it was made of exactly this, or of anything where `key` is None; else None."""
    try:
        head = json.loads((folder / "fitted.json").read_text(encoding="utf-8"))
        if head["version"] != VERSION or key not in (None, head["key"]):
            return None
        with np.load(io.BytesIO((folder / "model.npz").read_bytes())) as arrays:
            return _product(head, {name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None


def _product(head: dict[str, Any], arrays: dict[str, Any]) -> Product:
    features = _unpacked(arrays["features"])
    weigher = Weigher(
        {name: number for number, name in enumerate(features)}, arrays["idf"].astype(np.float32), head["families"]
    )
    classifier, turns = (
        Classifier(
            tuple(head[name]),
            weigher,
            arrays[f"{name}_weights"],
            arrays[f"{name}_bias"],
            sharp,
            arrays[f"{name}_scale"],
        )
        for name, sharp in (("topics", head["sharpness"]), ("turns", head["turns_sharpness"]))
    )
    return Product(
        key=head["key"],
        classifier=classifier,
        turns=turns,
        asks=_postings(arrays, "asks"),
        bodies=_postings(arrays, "bodies"),
        search=head["search"],
        thresholds=Thresholds(**head["thresholds"]),
        targets=tuple(_unpacked(arrays["targets"])),
        known=tuple(_unpacked(arrays["known"])),
        figures=head["figures"],
    )


def _linear(name: str, model: Classifier) -> dict[str, Any]:
    """A model's arrays, its weights as whole numbers of a unit per topic: a quarter of the size, the same ranking."""
    weights = model.weights * model.scale
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return {
        f"{name}_weights": np.round(weights / scale).astype(np.int8),
        f"{name}_scale": scale.astype(np.float32),
        f"{name}_bias": model.bias,
    }


def _postings(arrays: dict[str, Any], name: str) -> Postings:
    starts = np.concatenate([[0], np.cumsum(arrays[f"{name}_lengths"], dtype=np.int64)]).astype(np.int32)
    return Postings(
        starts, arrays[f"{name}_docs"], arrays[f"{name}_weights"].astype(np.float32), int(arrays[f"{name}_size"])
    )


def _packed(names: Any) -> Any:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _unpacked(packed: Any) -> list[str]:
    return bytes(packed).decode().split("\n")
