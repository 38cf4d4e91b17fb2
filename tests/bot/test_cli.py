"""The real command in a process of its own: what it prints, and its status."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
ERECTOR = "right erector bigger than left"


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_ask(backtalk: Command) -> None:
    done = backtalk("ask", ERECTOR)
    assert (done.returncode, done.stderr) == (0, "")
    assert "I read your right as the stronger side and your left as the weaker one." in done.stdout
    assert "\x1b" not in done.stdout


def test_words_need_no_quotes(backtalk: Command) -> None:
    assert backtalk("ask", *ERECTOR.split()).stdout == backtalk("ask", ERECTOR).stdout


def test_ask_json(backtalk: Command) -> None:
    done = backtalk("ask", "--json", "left lat smaller, only dumbbells at home")
    (found,) = objects(done.stdout)
    assert (done.returncode, found["kind"], found["understood"]["sides"]["weak"]) == (0, "answer", "left")


def test_each_line_is_a_conversation_of_its_own_in_order(backtalk: Command) -> None:
    lines = [ERECTOR, "", "hi", "how many reps", "what is the capital of france", "cant feel between my legs", "/why"]
    done = backtalk("ask", "--json", "-", input="\n".join(lines) + "\n")
    found = objects(done.stdout)
    alone = [objects(backtalk("ask", "--json", line).stdout)[0] for line in lines[:4]]
    assert done.returncode == 0
    assert len(found) == len(lines)
    assert found[:4] == alone
    assert [reply["kind"] for reply in found[1:3]] == ["unsure", "smalltalk"]
    assert [reply["kind"] for reply in found[4:6]] == ["unsure", "urgent"]


def test_bytes_that_are_no_text_spoil_one_line_only(backtalk: Command) -> None:
    done = backtalk("ask", "--json", "-", input=b"\xff\xfe left lat\nhi\r\n\x00\n")
    assert (done.returncode, len(objects(done.stdout))) == (0, 3)
    assert objects(done.stdout)[1]["kind"] == "smalltalk"


def test_a_piped_chat_answers_each_line_and_ends_well(backtalk: Command) -> None:
    done = backtalk("chat", input=f"{ERECTOR}\nhow do i do the second one\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "How to do it" in done.stdout
    assert "\x1b" not in done.stdout
    assert backtalk(input="hi\n").stdout == backtalk("chat", input="hi\n").stdout != ""


def test_chat_json_with_commands(backtalk: Command) -> None:
    commands = ["/why", "/sources", "/exercise bird dog", "/new", "/why", "/banana", "/help", "/quit"]
    done = backtalk("chat", "--json", input="\n".join([ERECTOR, *commands, "never read"]))
    found = objects(done.stdout)
    assert done.returncode == 0
    assert [reply["kind"] for reply in found[1:]] == ["command"] * 8
    starts = "What I understood", "Sources", "Bird dog", "Starting afresh", "There is no answer", "There is no command"
    assert [reply["text"].startswith(start) for reply, start in zip(found[1:7], starts, strict=True)] == [True] * 6
    assert found[-1]["text"] == "Look after yourself."


def test_new_starts_another_conversation(backtalk: Command) -> None:
    followed, _, afresh = objects(backtalk("chat", "--json", input=f"{ERECTOR}\n/new\nhow many reps\n").stdout)
    alone = objects(backtalk("ask", "--json", "how many reps").stdout)[0]
    assert followed["entry"] is not None
    assert (afresh["kind"], afresh["entry"]) == (alone["kind"], alone["entry"])


@pytest.mark.parametrize("name", ["bird dog", "brid dog", "birddog"])
def test_exercise(backtalk: Command, name: str) -> None:
    done = backtalk("exercise", *name.split())
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Bird dog")


def test_exercise_that_is_not_known(backtalk: Command) -> None:
    done = backtalk("exercise", "zzkrb")
    assert (done.returncode, done.stdout.splitlines()[0]) == (2, "I know no exercise called zzkrb.")


def test_all_exercises(backtalk: Command) -> None:
    done = backtalk("exercise")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Exercises I can show you")


def test_explain(backtalk: Command) -> None:
    done = backtalk("explain", "my rigth erecter is bigger")
    assert done.returncode == 0
    assert "- Typo mended: erecter → erector" in done.stdout
    assert "lead over the next topic" in done.stdout


def test_plan(backtalk: Command, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    done = backtalk("plan", "left lat smaller than right", "--out", str(file))
    assert (done.returncode, done.stdout) == (0, f"wrote {file}\n")
    written = file.read_text(encoding="utf-8")
    assert "Six weeks for your " in written.splitlines()[0]
    assert not re.search("[\ue000-\uf8ff]", written)
    failed = backtalk("plan", "left lat smaller than right", "--out", str(tmp_path / "no" / "plan.md"))
    assert (failed.returncode, failed.stderr.count("\n")) == (2, 1)


def test_lint(backtalk: Command, broken: Path) -> None:
    good, bad = backtalk("kb", "lint"), backtalk("kb", "lint", "--knowledge", str(broken))
    assert (good.returncode, good.stdout.splitlines()[-1].endswith(": no problems")) == (0, True)
    assert bad.returncode == 1
    assert "answers/bad-value.md:19: region = 'sideways': allowed values: upper, mid, lower, whole, other" in bad.stdout
    assert "exercises/orphan.md:2: id = 'orphan': is an orphan: nothing leads to it" in bad.stdout


def test_list(backtalk: Command, small_folder: Path) -> None:
    answers = backtalk("kb", "list", "--knowledge", str(small_folder)).stdout
    assert answers == "erector-gap\tOne erector is bigger\nlat-gap\tOne lat is bigger\n"
    muscles = backtalk("kb", "list", "muscles", "--knowledge", str(small_folder)).stdout
    assert muscles == "erector-spinae\tErector spinae\nlatissimus-dorsi\tLatissimus dorsi\n"


def test_show(backtalk: Command, small_folder: Path) -> None:
    shown = backtalk("kb", "show", "lat-gap", "--knowledge", str(small_folder)).stdout
    assert shown.strip() == (small_folder / "answers" / "lat-gap.md").read_text(encoding="utf-8").strip()


def test_what_is_published_here_answers_here(backtalk: Command, tmp_path: Path) -> None:
    base = tmp_path / "backtalk.db"
    here = {"BACKTALK_DATABASE_URL": f"sqlite:///{base}", "XDG_STATE_HOME": str(tmp_path)}
    text = backtalk("kb", "show", "does-asymmetry-matter").stdout
    changed = text.replace("Usually not.", "Hardly ever, says Mira.")
    saved = backtalk("kb", "edit", "does-asymmetry-matter", "--from", "-", input=changed, **here)
    done = backtalk("kb", "publish", "does-asymmetry-matter", **here)
    assert (saved.returncode, done.returncode, done.stderr) == (0, 0, "")
    assert "Published: answer does-asymmetry-matter." in done.stdout
    assert "Hardly ever, says Mira." in backtalk("ask", "does an uneven back matter", **here).stdout
    assert "Hardly ever" not in backtalk("ask", "does an uneven back matter").stdout


def test_stats(backtalk: Command, small_folder: Path) -> None:
    shown = backtalk("kb", "stats", "--knowledge", str(small_folder)).stdout
    assert "2 answers with 24 phrasings, 2 exercises, 2 caveats, 2 muscles, 1 sources, 4 names" in shown


def test_eval_of_a_tiny_file(backtalk: Command, tmp_path: Path) -> None:
    file = tmp_path / "tiny.jsonl"
    rows = {"how do i do a bird dog": "howto:bird-dog", "pizza?": "scoliosis"}
    lines = [json.dumps({"question": question, "topics": [topic]}) for question, topic in rows.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    (report,) = objects(backtalk("eval", "--json", str(file)).stdout)
    first = next(score for score in report["tiny.jsonl"] if score["name"] == "right topic first")
    assert (first["figure"], first["of"], len(first["misses"])) == (0.5, 2, 1)
    table = backtalk("eval", str(file)).stdout
    assert "right topic first" in table
    assert "pizza" in table
    assert "pizza" not in backtalk("eval", str(file), "--misses", "0").stdout


@pytest.mark.parametrize(
    "row",
    [
        "nope", "[1]", "{}", '{"question": 3}', '{"question": "lat?"}', '{"question": "lat?", "topics": []}',
        '{"text": "numb"}', '{"question": "lat?", "must_match": ["("]}',
        '{"question": "lat?", "topics": ["lr-lat"], "sides": {"strong": "left"}}',
    ],
)  # fmt: skip
def test_eval_names_a_bad_row(backtalk: Command, tmp_path: Path, row: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(row + "\n", encoding="utf-8")
    done = backtalk("eval", str(file))
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"backtalk: {file}:1: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask"], "question"),
        (["banana"], "banana"),
        (["ask", "--nope", "x"], "--nope"),
        (["kb", "burn"], "burn"),
        (["kb", "show", "lat-one-side-biger"], "did you mean lat-one-side-bigger"),
        (["kb", "list", "bananas"], "did you mean answers, exercises"),
        (["eval", "/nowhere.jsonl"], "cannot read /nowhere.jsonl"),
        (["ask", "--knowledge", "/nowhere", "hi"], "cannot read /nowhere"),
        (["kb", "lint", "--knowledge", "/nowhere"], "cannot read /nowhere"),
        (["chat", "--knowledge", "/nowhere"], "cannot read /nowhere"),
    ],
)
def test_mistakes_are_told_in_one_line(backtalk: Command, words: list[str], said: str) -> None:
    done = backtalk(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_broken_pack_warns_and_the_rest_answers(backtalk: Command, broken: Path) -> None:
    done = backtalk("ask", "--json", "right lat bigger than left", "--knowledge", str(broken))
    (found,) = objects(done.stdout)
    assert done.returncode == 0
    assert "lat-gap" in [found["entry"], *(other["entry"] for other in found["alternatives"])]
    assert done.stderr.startswith("! 13 knowledge files could not be read and are left out:\n")
    assert "  answers/bad-value.md:19: region = 'sideways'" in done.stderr
    assert "`backtalk kb lint` lists them" in done.stderr


def test_the_country_gives_the_number(backtalk: Command) -> None:
    urgent = "back pain and i cant control my bladder anymore"
    assert "999" in backtalk("ask", urgent, "--country", "GB").stdout
    assert "911" in backtalk("ask", urgent, BACKTALK_COUNTRY="us").stdout
    assert "112" in backtalk("ask", urgent, "--country", "nowhere").stdout


def test_help_names_every_command(backtalk: Command) -> None:
    shown = backtalk("--help").stdout
    for name in ("chat", "ask", "exercise", "explain", "kb", "fit", "eval"):
        assert f"  {name} " in shown


def test_answering_needs_no_heavy_import(backtalk: Command) -> None:
    from subprocess import run
    from sys import executable

    code = "import sys; from bot.cli import main; main(['ask', 'hi']); print(*sorted(sys.modules), file=sys.stderr)"
    loaded = run([executable, "-c", code], capture_output=True, text=True, check=True).stderr.split()
    assert {"sklearn", "scipy", "prompt_toolkit", "discord", "sqlalchemy"} & set(loaded) == set()
    assert backtalk("ask", "hi").returncode == 0
