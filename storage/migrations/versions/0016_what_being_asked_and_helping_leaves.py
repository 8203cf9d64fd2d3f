"""What being asked, helping and being helped leaves with a member for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "trace",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("amounts", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name=op.f("fk_trace_community")),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_trace_member")),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_trace")),
    )
    op.create_index("ix_trace_community", "trace", ["community"])
