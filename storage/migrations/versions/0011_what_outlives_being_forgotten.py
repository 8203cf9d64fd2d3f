"""What outlives being forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "surviving",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_case", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name=op.f("fk_surviving_member")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_surviving")),
        sa.UniqueConstraint("mark", "member", name=op.f("uq_surviving_mark_member")),
    )
