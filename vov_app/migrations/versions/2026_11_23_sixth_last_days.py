"""Trainings that may still be filed for are found without a look at every dossier

Revision: 0006, after 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("dossiers_by_last_day", "refund_application", ["organisation_id", "last_day"])


def downgrade() -> None:
    op.drop_index("dossiers_by_last_day", "refund_application")
