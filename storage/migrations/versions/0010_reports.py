"""What members tell the moderators."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "report",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reporter_mark", sa.LargeBinary(), nullable=False),
        sa.Column("subject_mark", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_report_community"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    op.create_index("ix_report_community_at", "report", ["community", "at"])
    op.create_index("ix_report_reporter_mark", "report", ["reporter_mark"])
    op.create_index("ix_report_subject_mark", "report", ["subject_mark"])
