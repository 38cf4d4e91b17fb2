"""What is kept of a person, forgetting it, and taking a name out of histories."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from knowledge.revisions import Act, Change, Revision
from knowledge.store import AFTER_LEAVING, DAY, Logged, Record, Server, SqlStore
from knowledge.store.credit import uncredited

NOW = 1_700_000_000.0
RECORD = Record("0" * 12, NOW, 7, 8, "ada", "bea", "{}", "left lat smaller", "unsure")
TEXT = "---\nid: lats\nauthor: Ada\n---\nAda says:\nauthor: Ada\n"
CHANGE = Change(7, "answer", "lats", "published", TEXT, "ada", "Ada")


def written(store: SqlStore) -> Revision:
    """An entry that Ada wrote and Bea changed, with a line each in the audit trail."""
    (first,) = store.append([CHANGE], [Act(NOW, 7, "ada", "Ada", "publish", "answer", "lats")])
    theirs = replace(CHANGE, by="bea", name="Bea", text=TEXT.replace("says", "said"), expected=1)
    store.append([theirs], [Act(NOW, 7, "bea", "Bea", "publish", "answer", "lats")])
    store.append([replace(CHANGE, server_id=8, by="cy", name="Cy")])
    return first


def test_the_writer_of_an_answered_message_can_have_its_line_in_the_log_deleted(store: SqlStore) -> None:
    store.answered(RECORD, Logged(RECORD.text))
    assert {name: len(rows) for name, rows in store.about("bea").items() if rows} == {"answers": 1, "questions": 1}
    assert store.forget("bea") == 2
    assert not any(store.about("ada").values())


def test_histories_outlast_a_person_who_is_forgotten(store: SqlStore) -> None:
    first = written(store)
    assert store.forget("ada") == 0
    assert store.history(7, "answer", "lats")[0] == first
    about = store.about("ada")
    assert [(row["number"], row["name"], "text" in row) for row in about["revisions"]] == [(1, "Ada", False)]
    assert [row["action"] for row in about["acts"]] == ["publish"]


def test_a_credit_goes_on_request_wherever_it_stands(store: SqlStore) -> None:
    written(store)
    assert store.forget("ada", credit=True) == 4
    found = store.history(7, "answer", "lats")
    assert [(one.by, one.name) for one in found] == [("", ""), ("bea", "Bea")]
    assert found[0].text == "---\nid: lats\nauthor: a member of this community\n---\nAda says:\nauthor: Ada\n"
    assert "author: a member of this community\n---" in found[1].text
    assert store.history(8, "answer", "lats")[0].text == TEXT
    assert [(act.action, act.name) for act in store.acts(7)] == [("forget", ""), ("publish", "Bea"), ("publish", "")]
    assert store.versions() == {7: 3, 8: 1}
    assert not any(store.about("ada").values())
    assert store.forget("ada", credit=True) == 0


def test_whose_words_were_taken_can_have_their_name_taken_out(store: SqlStore) -> None:
    change = replace(CHANGE, text=TEXT.replace("Ada", "Mira (Discord)"), credit="mira")
    store.append([change])
    store.append([replace(change, text=change.text.replace("says", "said"), by="bea", credit="", expected=1)])
    store.append([replace(change, entry="traps", credit="")])
    (row,) = store.about("mira")["revisions"]
    assert (row["entry"], row["credit"], "by" in row, "name" in row) == ("lats", "mira", False, False)
    assert store.forget("mira", credit=True) == 2
    assert all("author: a member of this community\n---" in one.text for one in store.history(7, "answer", "lats"))
    assert all(one.credit == "" and one.by for one in store.history(7, "answer", "lats"))
    assert "Mira" in store.history(7, "answer", "traps")[0].text
    assert store.forget("mira", credit=True) == 0


def test_somebody_who_was_only_quoted_names_the_server_and_the_name(store: SqlStore) -> None:
    written(store)
    assert store.forget("cited", credit=True, names={8: "Ada"}) == 1
    assert "author: a member" in store.served(8)[0].text
    assert store.served(7)[0].text == TEXT.replace("says", "said")


@pytest.mark.parametrize(
    ("kind", "text", "after"),
    [
        ("answer", "---\r\nauthor: 'Ada'\r\n---\r\n", "---\r\nauthor: a member of this community\r\n---\r\n"),
        ("answer", '---\nauthor: "A\\u0064a"\n---\n', "---\nauthor: a member of this community\n---\n"),
        ("answer", "---\nauthor: Adalbert\n---\n", "---\nauthor: Adalbert\n---\n"),
        ("answer", "---\nauthor: [Ada\n---\n", "---\nauthor: [Ada\n---\n"),
        ("answer", "author: Ada\n", "author: Ada\n"),
        ("source", '[[source]]\nauthor = "Ada"\n', '[[source]]\nauthor = "a member of this community"\n'),
        ("source", "[[source]]\nauthor = Ada\n", "[[source]]\nauthor = Ada\n"),
    ],
)
def test_only_the_line_that_credits_is_changed(kind: str, text: str, after: str) -> None:
    assert uncredited(kind, text, {"Ada"}) == after


def test_histories_go_when_the_bot_left_long_ago_and_not_before(store: SqlStore) -> None:
    written(store)
    store.save_server(Server(7))
    now = time.time()
    store.servers_present([], now)
    store.purge(now + AFTER_LEAVING - DAY, 1)
    assert len(store.history(7, "answer", "lats")) == 2
    store.purge(now + AFTER_LEAVING + DAY, 1)
    assert (store.heads(7), store.acts(7), store.versions()) == ((), (), {8: 1})
    (again,) = store.append([CHANGE])
    assert again.id > max(revision.id for revision in store.heads(8))
