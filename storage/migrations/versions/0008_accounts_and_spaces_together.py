"""One-time codes, who and what was brought together by them, and which of one's accounts is a moderator's."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_COLUMNS = (
    ("community", "parted", sa.Integer(), "0"),
    ("space", "name", sa.String(), ""),
    ("identity", "moderator", sa.Boolean(), sa.false()),
)


def upgrade() -> None:
    """From the version before to this one. So far each community has one space, and each member one account:
    what is known of the one is so of the other.
    """
    for table, column, kind, usual in _COLUMNS:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(column, kind, nullable=False, server_default=usual))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, existing_type=kind, server_default=None)
    op.execute("UPDATE space SET name = (SELECT name FROM community WHERE community.id = space.community)")
    op.execute(
        "UPDATE identity SET moderator = (SELECT moderator FROM member WHERE member.id = identity.member)"
    )
    op.create_table(
        "code",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("taken_reason", sa.LargeBinary(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_code_community"),
        sa.ForeignKeyConstraint(["maker"], ["member.id"], name="fk_code_maker"),
        sa.ForeignKeyConstraint(["space"], ["space.id"], name="fk_code_space"),
        sa.ForeignKeyConstraint(["taken_by"], ["member.id"], name="fk_code_taken_by"),
        sa.PrimaryKeyConstraint("id", name="pk_code"),
    )
    op.create_index("ix_code_mark", "code", ["mark"])
    op.create_index("ix_code_maker", "code", ["maker"])
    op.create_table(
        "wrongcode",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["member.id"], name="fk_wrongcode_member"),
        sa.PrimaryKeyConstraint("seq", name="pk_wrongcode"),
    )
    op.create_index("ix_wrongcode_member", "wrongcode", ["member"])
    op.create_table(
        "formermember",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_formermember"),
    )
    op.create_table(
        "formercommunity",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_formercommunity"),
    )
    op.create_index("ix_formercommunity_community", "formercommunity", ["community"])
