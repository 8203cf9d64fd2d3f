"""Contact details that wait for an introduction, and words that are not sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """From the version before to this one."""
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("kept_back", sa.LargeBinary(), nullable=True))
    op.create_table(
        "unsent",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_unsent_community"),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name="fk_unsent_member"),
        sa.PrimaryKeyConstraint("id", name="pk_unsent"),
    )
    op.create_index("ix_unsent_member", "unsent", ["member"])
