"""Histories: appended to, read by their ends, and never a lost update."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.revisions import HOME, Act, Change, Conflict, Revision, served
from knowledge.store import SqlStore
from knowledge.store.texts import BrokenText

COUNT = itertools.count()
NEW = Change(7, "answer", "tight-lats", "draft", "---\nid: tight-lats\n---\nText.\n", "ada", "Ada", "why not")


def after(revision: Revision, state: Any, **more: Any) -> Change:
    """The next change of an entry."""
    return replace(NEW, entry=revision.entry, state=state, expected=revision.number, **more)


def test_a_revision_is_what_was_asked_for(store: SqlStore) -> None:
    (first,) = store.append([NEW])
    (second,) = store.append([after(first, "published", text="new", base="0" * 16, of=first.id)])
    assert first == Revision(
        first.id, 7, "answer", "tight-lats", 1, "draft", NEW.text, "ada", "Ada", "why not", first.at
    )
    assert (second.number, second.text, second.base, second.of) == (2, "new", "0" * 16, first.id)
    assert second.id > first.id
    assert store.history(7, "answer", "tight-lats") == (first, second)
    assert [store.revision(id_) for id_ in (first.id, second.id, 999)] == [first, second, None]
    assert store.history(8, "answer", "tight-lats") == store.history(7, "caveat", "tight-lats") == ()


def test_heads_and_what_is_served(store: SqlStore) -> None:
    a, b, c = store.append([replace(NEW, entry=entry, state="published") for entry in ("a", "b", "c")])
    drafted, retired, _ = store.append([after(a, "draft"), after(b, "retired"), replace(NEW, server_id=HOME)])
    (discarded,) = store.append([after(drafted, "discarded")])
    assert store.heads(7) == (c, retired, discarded)
    assert store.served(7) == (a, c, retired)
    assert set(store.served(7)) == set(served((a, b, c, drafted, retired, discarded)).values())
    assert store.changes_since(7, b.id) == (c, retired)
    assert (store.heads(9), store.served(HOME)) == ((), ())


def test_only_what_is_served_counts_up_the_version(store: SqlStore) -> None:
    (first,) = store.append([NEW])
    assert store.versions() == {}
    (second,) = store.append([after(first, "published")])
    (third,) = store.append([after(second, "draft")])
    store.append([after(third, "retired"), replace(NEW, server_id=HOME, state="published")])
    assert store.versions() == {7: 2, HOME: 1}


def test_a_conflict_carries_what_is_there_now_and_writes_nothing(store: SqlStore) -> None:
    (first,) = store.append([NEW])
    (theirs,) = store.append([after(first, "draft", text="theirs")])
    mine = after(first, "published", text="mine")
    with pytest.raises(Conflict) as found:
        store.append([replace(NEW, entry="other", state="published"), mine], [Act(1.0, 7, "ada", "Ada", "publish")])
    assert (found.value.change, found.value.head) == (mine, theirs)
    with pytest.raises(Conflict) as found:
        store.append([replace(NEW, entry="never-there", expected=3)])
    assert found.value.head is None
    assert (store.heads(7), store.acts(7), store.versions()) == ((theirs,), (), {})


def test_several_changes_of_one_entry_follow_each_other(store: SqlStore) -> None:
    both = store.append([NEW, replace(NEW, state="published", expected=1)])
    assert [revision.number for revision in both] == [1, 2]


def test_acts_are_written_with_their_changes_and_without(store: SqlStore) -> None:
    publish = Act(5.0, 7, "ada", "Ada", "publish", "answer", "tight-lats", reason="why not")
    (made,) = store.append([NEW], [publish, Act(5.0, 7, "ada", "Ada", "import")])
    store.record_act(Act(6.0, 7, "bea", "Bea", "export"))
    store.record_act(Act(6.0, 8, "bea", "Bea", "export"))
    assert store.acts(7) == (
        Act(6.0, 7, "bea", "Bea", "export"),
        Act(5.0, 7, "ada", "Ada", "import"),
        replace(publish, revision=made.id),
    )
    assert [act.action for act in store.acts(7, limit=1)] == ["export"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    where=st.sampled_from(["text", "name"]),
)
def test_any_text_is_read_back_byte_for_byte(store: SqlStore, text: str, where: str) -> None:
    made = store.append([replace(NEW, entry=f"entry-{next(COUNT)}", **{where: text})])
    assert store.history(7, "answer", made[0].entry) == made
    assert getattr(made[0], where) == text


@pytest.mark.parametrize(("text", "said"), [("a\0", "a NUL character at place 2"), ("\udc00", "half a character")])
def test_what_no_database_can_hold_is_refused(store: SqlStore, text: str, said: str) -> None:
    for change in (replace(NEW, text=text), replace(NEW, reason=text)):
        with pytest.raises(BrokenText, match=said):
            store.append([change])
    with pytest.raises(BrokenText, match="the reason holds"):
        store.record_act(Act(1.0, 7, "ada", "Ada", "export", reason=text))
    assert (store.heads(7), store.acts(7)) == ((), ())


def test_fifty_moderators_at_once_lose_nothing(store: SqlStore) -> None:
    """Half of them edit one entry, and read it again whenever somebody was quicker."""
    done: list[Revision] = []
    start = threading.Barrier(50)

    def edit(entry: str, who: int) -> None:
        start.wait()
        for turn in range(2):
            change = replace(NEW, entry=entry, state="published", text=f"{who} {turn}")
            while True:
                try:
                    done.extend(store.append([change]))
                    break
                except Conflict as conflict:
                    change = replace(change, expected=conflict.head.number if conflict.head else 0)

    threads = [threading.Thread(target=edit, args=("same" if n % 2 else f"own-{n}", n)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == len({revision.id for revision in done}) == 100
    shared = store.history(7, "answer", "same")
    assert [revision.number for revision in shared] == list(range(1, 51))
    assert {revision.text for revision in shared} == {f"{who} {turn}" for who in range(1, 50, 2) for turn in range(2)}
    assert all(len(store.history(7, "answer", f"own-{n}")) == 2 for n in range(0, 50, 2))
    assert store.versions() == {7: 100}
