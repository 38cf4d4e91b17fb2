"""Moderators' work: revisions, versions, acts, watchers; questions know their answer and the entry that closed them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("questions", sa.Column("answer_id", sa.String(16)))
    op.add_column("questions", sa.Column("closed_by", sa.Text))
    op.create_index("questions_server", "questions", ["server_id", "at"])
    op.create_index("questions_answer", "questions", ["answer_id"])
    _revisions()
    op.create_table(
        "versions",
        sa.Column("server_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    _acts()
    _watchers()


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("server_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("base", sa.String(16), nullable=False),
        sa.Column("of", sa.BigInteger),
        sa.UniqueConstraint("server_id", "kind", "entry", "number", name="revisions_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("revisions_server", "revisions", ["server_id", "id"])
    op.create_index("revisions_by", "revisions", ["by"])


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("server_id", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("revision", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("acts_server", "acts", ["server_id", "id"])
    op.create_index("acts_by", "acts", ["by"])


def _watchers() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    question = sa.ForeignKey("questions.id", ondelete="CASCADE")
    op.create_table(
        "watchers",
        sa.Column("question_id", number, question, primary_key=True),
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("watchers_person", "watchers", ["person"])
