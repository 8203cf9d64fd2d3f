"""Members block each other, also under a made-up name; and offers that reach nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """From the version before to this one. Whom moderators keep apart stays apart."""
    with op.batch_alter_table("apart", recreate="always") as apart:
        apart.add_column(sa.Column("veiled_by", sa.String(), nullable=False, server_default=""))
        apart.drop_constraint("pk_apart", type_="primary")
        apart.create_primary_key("pk_apart", ["one", "other", "cause", "veiled_by"])
    with op.batch_alter_table("apart") as apart:
        apart.alter_column("veiled_by", existing_type=sa.String(), server_default=None)
    with op.batch_alter_table("handshake") as handshake:
        handshake.add_column(sa.Column("known_as", sa.String(length=32), nullable=True))
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("unheard", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("message") as message:
        message.alter_column("unheard", existing_type=sa.Boolean(), server_default=None)
