"""The tables of the database; the same on SQLite and PostgreSQL."""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()
PERSON = String(32)  # a salted hash; no table holds a user's id or name

servers = Table(
    "servers",
    METADATA,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Text, nullable=False),
    Column("left_at", Float),
)

answers = Table(
    "answers",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("at", Float, nullable=False),
    Column("server_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker", PERSON, nullable=False),
    Column("author", PERSON, nullable=False),
    Column("before", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry", String(200), nullable=False),
    Index("answers_asker", "asker"),
    Index("answers_author", "author"),
    Index("answers_at", "at"),
)

questions = Table(
    "questions",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Float, nullable=False),
    Column("server_id", BigInteger),
    Column("asker", PERSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry", String(200), nullable=False),
    Column("topics", String(400), nullable=False),
    Column("confidence", Float, nullable=False),
    Index("questions_asker", "asker"),
    Index("questions_at", "at"),
)

feedback = Table(
    "feedback",
    METADATA,
    Column("answer_id", String(16), ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("person", PERSON, primary_key=True),
    Column("at", Float, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("missing", Text, nullable=False),
    Index("feedback_person", "person"),
)

conversations = Table(
    "conversations",
    METADATA,
    Column("person", PERSON, primary_key=True),
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("state", Text, nullable=False),
    Index("conversations_at", "at"),
)

marks = Table(
    "marks",
    METADATA,
    Column("key", String(120), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Float, nullable=False),
)
