"""Since when posts are over."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """From the version before to this one. What is over already is found over in the next night."""
    for name in ("need", "offer"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("over_since", sa.DateTime(timezone=True), nullable=True))
            table.add_column(sa.Column("emptied", sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table(name) as table:
            table.alter_column("emptied", existing_type=sa.Boolean(), server_default=None)
