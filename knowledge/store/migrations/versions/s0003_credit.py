"""Whose words an entry is made of, as a code of the person, so that they can take their name out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("revisions", sa.Column("credit", sa.Text, nullable=False, server_default=""))
    op.create_index("revisions_credit", "revisions", ["credit"])
