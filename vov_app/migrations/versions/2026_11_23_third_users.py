"""The users of an organisation are listed without a look at every row of theirs

Revision: 0003, after 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("current_members", "membership", ["organisation_id", "ended_at", "person_id"])
    op.create_index(
        "rights_of_members",
        "right_grant",
        ["organisation_id", "person_id", "right", "context", "revoked_on", "valid_until"],
    )


def downgrade() -> None:
    op.drop_index("rights_of_members", "right_grant")
    op.drop_index("current_members", "membership")
