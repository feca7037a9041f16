"""The record of one organisation is read newest first without a look at every entry of it

Revision: 0005, after 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("record_of_organisation", "audit_entry", ["organisation_id", "number"])


def downgrade() -> None:
    op.drop_index("record_of_organisation", "audit_entry")
