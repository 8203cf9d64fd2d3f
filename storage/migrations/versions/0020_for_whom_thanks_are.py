"""What members said for good about who may see their thanks; and thanks that are for the two alone.

Those from before are: nobody was asked about them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """From the version before to this one."""
    op.create_table(
        "wishes",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_wishes_community"),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name="fk_wishes_member"),
        sa.PrimaryKeyConstraint("member", name="pk_wishes"),
    )
    before = {"hides_receiver": sa.false(), "quiet": sa.true(), "unheard": sa.false()}
    with op.batch_alter_table("note") as note:
        for name, usual in before.items():
            note.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=usual))
    with op.batch_alter_table("note") as note:
        for name in before:
            note.alter_column(name, existing_type=sa.Boolean(), server_default=None)
    op.create_index("ix_note_receiver_given_at", "note", ["receiver", "given_at"])
