"""Indexes by which what was done lately is found, and room for members' zones to be sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """From the version before to this one."""
    op.add_column("member", sa.Column("clocks", sa.LargeBinary(), nullable=True))
    op.create_index("ix_need_community_written_at", "need", ["community", "written_at"])
    op.create_index("ix_offer_community_written_at", "offer", ["community", "written_at"])
    op.create_index("ix_note_giver_given_at", "note", ["giver", "given_at"])
    op.create_index("ix_note_community_given_at", "note", ["community", "given_at"])
    op.create_index("ix_message_writer_written_at", "message", ["writer", "written_at"])
    op.create_index("ix_message_community_written_at", "message", ["community", "written_at"])
