"""Who confirmed the rows of a file, which may be another colleague than who sent it

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("batch") as table:
        table.add_column(sa.Column("confirmed_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key("batch_confirmed_by_id_fkey", "person", ["confirmed_by_id"], ["id"])
        table.create_index("ix_batch_confirmed_by_id", ["confirmed_by_id"])


def downgrade() -> None:
    with op.batch_alter_table("batch") as table:
        table.drop_index("ix_batch_confirmed_by_id")
        table.drop_constraint("batch_confirmed_by_id_fkey", type_="foreignkey")
        table.drop_column("confirmed_by_id")
