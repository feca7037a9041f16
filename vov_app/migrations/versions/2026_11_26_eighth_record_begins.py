"""Where the record begins, once its oldest entries were let go of

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit_head") as table:
        table.add_column(sa.Column("begins_after", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("begins_hash", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("audit_head") as table:
        table.drop_column("begins_hash")
        table.drop_column("begins_after")
