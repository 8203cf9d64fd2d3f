"""Answers between yes and no, and askers who take the first yes."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """From the version before to this one."""
    op.add_column("handshake", sa.Column("only_if", sa.String(length=32), nullable=True))
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("first_yes", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("need") as need:
        need.alter_column("first_yes", existing_type=sa.Boolean(), server_default=None)
