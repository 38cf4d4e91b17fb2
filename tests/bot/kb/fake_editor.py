"""Stands in for a person in their editor: replaces texts of the file as FAKE_EDITS says, one list a session."""

import json
import os
import sys
from pathlib import Path

path, sessions = Path(sys.argv[-1]), Path(os.environ["FAKE_EDITS"])
edits, *later = json.loads(sessions.read_text(encoding="utf-8"))
sessions.write_text(json.dumps(later or [[]]), encoding="utf-8")
text = path.read_bytes().decode()
for old, new in edits:
    assert old in text, f"{old!r} is not in the file:\n{text}"
    text = text.replace(old, new, 1)
path.write_bytes(text.encode())
sys.exit(int(os.environ.get("FAKE_STATUS", "0")))
