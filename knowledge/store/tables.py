"""The tables of the database; the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
PERSON = String(32)  # a salted hash; ids stand only where somebody asked to be told, names only of moderators
COUNTED = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only what it calls an integer

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
    Column("id", COUNTED, primary_key=True),
    Column("at", Float, nullable=False),
    Column("server_id", BigInteger),
    Column("asker", PERSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry", String(200), nullable=False),
    Column("topics", String(400), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("answer_id", String(16)),  # no foreign key: a line outlives its answer
    Column("closed_by", Text),  # the entry that was written for it
    Index("questions_asker", "asker"),
    Index("questions_at", "at"),
    Index("questions_server", "server_id", "at"),
    Index("questions_answer", "answer_id"),
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

# Append-only: a row is an act, and what holds now follows from the rows. Its columns are in the order of `Revision`.
revisions = Table(
    "revisions",
    METADATA,
    Column("id", COUNTED, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("base", String(16), nullable=False),
    Column("of", BigInteger),
    Column("credit", Text, nullable=False, server_default=""),
    UniqueConstraint("server_id", "kind", "entry", "number", name="revisions_number"),
    Index("revisions_server", "server_id", "id"),
    Index("revisions_by", "by"),
    Index("revisions_credit", "credit"),
    sqlite_autoincrement=True,  # an id is never given twice, so that "after this one" always means later
)

# Counts up whenever what a server serves has changed; its row is also the lock that writers of a server take in turn.
versions = Table(
    "versions",
    METADATA,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
)

acts = Table(
    "acts",
    METADATA,
    Column("id", COUNTED, primary_key=True),
    Column("at", Float, nullable=False),
    Column("server_id", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry", Text, nullable=False),
    Column("revision", BigInteger),
    Column("reason", Text, nullable=False),
    Index("acts_server", "server_id", "id"),
    Index("acts_by", "by"),
)

# The one table with ids of users: of those who asked to be told, until they are.
watchers = Table(
    "watchers",
    METADATA,
    Column("question_id", COUNTED, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("person", PERSON, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Float, nullable=False),
    Index("watchers_person", "person"),
)
