"""Needs without a name and private ones, and what the two of a handshake write to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From the version before to this one. What is there already was posted with its asker's name."""
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("audience", sa.String(length=32), nullable=False, server_default="named"))
    with op.batch_alter_table("need") as need:
        need.alter_column("audience", existing_type=sa.String(length=32), server_default=None)
    with op.batch_alter_table("handshake") as handshake:
        handshake.add_column(sa.Column("told_name", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("handshake") as handshake:
        handshake.alter_column("told_name", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("note") as note:
        note.add_column(sa.Column("veiled_by", sa.String(), nullable=True))
        note.create_foreign_key("fk_note_veiled_by", "need", ["veiled_by"], ["id"])
    op.create_table(
        "message",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("handshake", sa.String(), nullable=False),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("veiled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_message_community"),
        sa.ForeignKeyConstraint(["handshake"], ["handshake.id"], name="fk_message_handshake"),
        sa.ForeignKeyConstraint(["need"], ["need.id"], name="fk_message_need"),
        sa.ForeignKeyConstraint(["writer"], ["member.id"], name="fk_message_writer"),
        sa.PrimaryKeyConstraint("seq", name="pk_message"),
        sa.UniqueConstraint("id", name="uq_message_id"),
    )
    op.create_index("ix_message_need_seq", "message", ["need", "seq"])
