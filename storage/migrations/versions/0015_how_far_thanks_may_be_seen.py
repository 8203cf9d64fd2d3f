"""How far thanks may be seen by everybody, as each of the two said."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """From the version before to this one: nobody was asked yet, so nobody else sees any."""
    with op.batch_alter_table("note") as note:
        for each in ("giver_shows", "receiver_shows"):
            note.add_column(sa.Column(each, sa.String(length=32), nullable=False, server_default="private"))
            note.alter_column(each, server_default=None)
