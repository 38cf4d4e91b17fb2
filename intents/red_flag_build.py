"""Compile the red-flag gate's data after a change to it: python -m intents.red_flag_build."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from intents.red_flag_files import COMPILED, sign_names, stamp, table
from intents.red_flag_lexicon import build
from intents.red_flag_rules import parse_rules


def compile_all() -> dict[str, Any]:
    """Everything that the gate needs at run time, from its sources."""
    built = build()
    signs = {flag: [told["urgency"], told["sign"]] for flag, told in table("signs.toml").items()}
    return {
        "stamp": stamp(),
        "words": table("words.toml"),
        "tree": built.tree,
        "spelling": built.spelling.as_table(),
        "rules": [astuple(rule) for rule in parse_rules()],
        "signs": signs,
        "sign_names": sorted(sign_names()),
    }


if __name__ == "__main__":
    COMPILED.unlink(missing_ok=True)
    COMPILED.write_text(json.dumps(compile_all(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{COMPILED}: {COMPILED.stat().st_size // 1024} KB")
