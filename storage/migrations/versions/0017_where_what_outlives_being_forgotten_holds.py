"""In which communities it holds what outlives being forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """From the version before to this one: it held where the forgotten member was."""
    with op.batch_alter_table("surviving") as surviving:
        surviving.add_column(sa.Column("community", sa.String(), nullable=True))
        surviving.alter_column("open_case", new_column_name="reported")
    op.execute(
        "UPDATE surviving SET community = "
        "(SELECT member.community FROM member WHERE member.id = surviving.member)"
    )
    with op.batch_alter_table("surviving") as surviving:
        surviving.alter_column("community", existing_type=sa.String(), nullable=False)
        surviving.create_foreign_key(op.f("fk_surviving_community"), "community", ["community"], ["id"])
        surviving.drop_constraint(op.f("uq_surviving_mark_member"), type_="unique")
        surviving.create_unique_constraint(
            op.f("uq_surviving_mark_member_community"), ["mark", "member", "community"]
        )
