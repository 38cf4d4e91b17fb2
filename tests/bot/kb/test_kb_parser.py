"""Mistakes at the shell are told in one line, with status 2; what would do harm to a database never reaches it."""

import pytest

from knowledge.store import SqlStore
from tests.bot.kb.conftest import Shell


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["burn"], "invalid choice: 'burn'"),
        (["publish"], "the following arguments are required: ID"),
        (["publish", "nothing-like-it"], "no entry called 'nothing-like-it'"),
        (["edit", "lat-gop"], "no entry called 'lat-gop'; did you mean lat-gap?"),
        (["restore", "two"], "must be a revision's number: 'two'"),
        (["restore", "99"], "no revision #99 here; `backtalk kb history ID` shows them with their numbers"),
        (["stats", "--days", "0"], "must be a number of days: '0'"),
        (["publish", "lat-gap", "--by", ""], "must be a name of at most 60 characters"),
        (["publish", "lat-gap", "--by", "a\x1bb"], "must be a name of at most 60 characters"),
        (["publish", "lat-gap", "--reason", "caf\udce9"], "must be UTF-8 text"),
        (["preview", "lat-gap"], "answers/lat-gap.md has no open draft; `backtalk kb edit` makes one, or give a file"),
        (["new", "--kind", "poem"], "invalid choice: 'poem'"),
        (["import", "/nowhere"], "cannot read /nowhere: it must be a folder as `backtalk kb export` writes it"),
        (["list", "bananas"], "no kind of entry called 'bananas'; did you mean answers, exercises"),
    ],
)
def test_mistakes(shell: Shell, words: list[str], said: str) -> None:
    done = shell.run(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err.splitlines()[-1]


def test_a_database_that_cannot_be_reached_is_named_without_its_password(shell: Shell) -> None:
    shell.patch.setenv("BACKTALK_DATABASE_URL", "postgresql+psycopg://me:secret@127.0.0.1:1/none")
    done = shell.run("publish", "lat-gap")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "me:***@127.0.0.1:1/none" in done.err
    assert "secret" not in done.err


def test_a_database_that_goes_away_is_told_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def gone(*_: object) -> None:
        raise OperationalError("select", {}, Exception("server closed the connection"))

    monkeypatch.setattr(SqlStore, "append", gone)
    shell.editing([("title: One lat", "title: Either lat")])
    done = shell.run("edit", "lat-gap")
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0] == "Your text is kept in HOME/state/backtalk/texts/lat-gap-….md"
    assert done.err.splitlines()[1].startswith("backtalk: cannot open the database ")
    assert len(shell.kept) == 1
