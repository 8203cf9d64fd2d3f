"""What moderators do about posts and people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "deed",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("moderator", sa.String(), nullable=True),
        sa.Column("moderator_mark", sa.LargeBinary(), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("about_mark", sa.LargeBinary(), nullable=False),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("other_mark", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("reason_mark", sa.LargeBinary(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
        sa.UniqueConstraint("community", "number", name=op.f("uq_deed_community_number")),
    )
    for table in ("need", "offer"):
        _add(table, sa.Column("sight", sa.String(length=32), server_default="shown", nullable=False))
    _add("community", sa.Column("policies", sa.String(), server_default="{}", nullable=False))
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True))


def _add(table: str, column: sa.Column[str]) -> None:
    """With a value for the rows that are there; new ones always bring their own."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(column.name, server_default=None)
