"""The list of users is read in the order of an index, whatever it is sorted by

Revision: 0009, after 0008
"""

import unicodedata
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CURRENT = sa.text("ended_at IS NULL")
ORDERS = {"members_by_name": "sort_name", "members_by_end": "right_until"}
LAST_DAYS = sa.text(
    "UPDATE membership SET right_until = coalesce((SELECT max(coalesce(g.valid_until, :endless))"
    " FROM right_grant g WHERE g.person_id = membership.person_id"
    " AND g.organisation_id = membership.organisation_id AND g.\"right\" = 'DWSE organisatieverantwoordelijke'"
    " AND g.context = 'opleidingsverlof' AND g.revoked_on IS NULL), :never)"
).bindparams(sa.bindparam("endless", type_=sa.Date()), sa.bindparam("never", type_=sa.Date()))


def upgrade() -> None:
    op.add_column("membership", sa.Column("sort_name", sa.String(200), nullable=False, server_default=""))
    op.add_column(
        "membership", sa.Column("right_until", sa.Date(), nullable=False, server_default="9999-12-31")
    )
    named()
    op.get_bind().execute(LAST_DAYS, {"endless": date(9999, 12, 30), "never": date(9999, 12, 31)})
    op.drop_index("current_members", "membership")
    op.drop_index("ix_right_grant_organisation_id", "right_grant")
    for name, column in ORDERS.items():
        op.create_index(
            name,
            "membership",
            ["organisation_id", column, "person_id"],
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        )


def downgrade() -> None:
    for name in ORDERS:
        op.drop_index(name, "membership")
    op.create_index("ix_right_grant_organisation_id", "right_grant", ["organisation_id"])
    op.create_index("current_members", "membership", ["organisation_id", "ended_at", "person_id"])
    with op.batch_alter_table("membership") as table:
        table.drop_column("right_until")
        table.drop_column("sort_name")


def named() -> None:
    """Write the names as they are sorted by."""
    rows = op.get_bind().execute(sa.text("SELECT id, given_name, family_name FROM person")).all()
    told = [{"person": row.id, "sort": folded(f"{row.family_name} {row.given_name}")} for row in rows]
    if told:
        op.get_bind().execute(
            sa.text("UPDATE membership SET sort_name = :sort WHERE person_id = :person"), told
        )


def folded(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())[:200]
