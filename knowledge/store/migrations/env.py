"""What Alembic runs: its steps, on the connection and in the transaction that `knowledge.store.schema` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
