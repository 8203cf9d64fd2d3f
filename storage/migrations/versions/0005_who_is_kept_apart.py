"""Who is kept apart."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "apart",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name=op.f("fk_apart_community")),
        sa.ForeignKeyConstraint(["one"], ["member.id"], name=op.f("fk_apart_one")),
        sa.ForeignKeyConstraint(["other"], ["member.id"], name=op.f("fk_apart_other")),
        sa.PrimaryKeyConstraint("one", "other", "cause", name=op.f("pk_apart")),
    )
    with op.batch_alter_table("apart", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_apart_other"), ["other"], unique=False)
