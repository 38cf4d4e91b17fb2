"""The first schema: servers, answers, questions, feedback, conversations, marks.

Databases in the field have it without a word about its version, and perhaps in part; only what is missing is made.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _table("servers", _id("server_id"), sa.Column("settings", sa.Text, nullable=False), sa.Column("left_at", sa.Float))
    _table(
        "answers",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("server_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("asker", sa.String(32), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
    )
    _table(
        "questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("server_id", sa.BigInteger),
        sa.Column("asker", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("topics", sa.String(400), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
    )
    _about_people()
    for table, column in (
        ("answers", "asker"),
        ("answers", "author"),
        ("answers", "at"),
        ("questions", "asker"),
        ("questions", "at"),
        ("feedback", "person"),
        ("conversations", "at"),
    ):
        op.create_index(f"{table}_{column}", table, [column], if_not_exists=True)


def _about_people() -> None:
    answer = sa.ForeignKey("answers.id", ondelete="CASCADE")
    _table(
        "feedback",
        sa.Column("answer_id", sa.String(16), answer, primary_key=True),
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
    )
    _table(
        "conversations",
        sa.Column("person", sa.String(32), primary_key=True),
        _id("channel_id"),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    _table(
        "marks",
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(name, *columns, if_not_exists=True)


def _id(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
