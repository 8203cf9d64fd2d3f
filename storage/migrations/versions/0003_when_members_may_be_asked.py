"""When members may be asked, and when they were."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "capacity",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name=op.f("fk_capacity_community")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_capacity_member")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_capacity")),
    )
    with op.batch_alter_table("capacity", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_capacity_community_changed"), ["community", "changed"], unique=False
        )

    with op.batch_alter_table("handshake", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_handshake_helper_asked_at"), ["helper", "asked_at"], unique=False
        )
    # Until now only those were asked whose offer fitted, and the moment itself was not kept: the last change
    # of the handshake is never before it, so that nobody is asked sooner than they said.
    op.execute("UPDATE handshake SET asked_at = since WHERE because IS NOT NULL")

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("zone_said", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.alter_column("zone_said", server_default=None)
