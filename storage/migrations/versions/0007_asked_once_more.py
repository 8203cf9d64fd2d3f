"""Whoever had no chance to answer is asked once more."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From the version before to this one."""
    with op.batch_alter_table("handshake", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_before", sa.DateTime(timezone=True), nullable=True))
