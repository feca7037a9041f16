"""Decisions about rights, the record of them, and letters that are really sent

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ADDED = {
    "appointment": ("source",),
    "right_grant": ("warned_for",),
    "right_request": ("desk", "motive"),
    "letter": ("attempts", "next_try_at", "held_until", "fault"),
}
MADE = ("invitation", "audit_entry", "audit_head", "duty")


def text(name: str, length: int, *, default: str | None = "", **more: bool) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default, **more)


def moment(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def person(name: str, *, index: bool = True) -> sa.Column:
    """The number of a person; an entry stays when the person goes."""
    return sa.Column(name, sa.Integer(), nullable=True, index=index)


def upgrade() -> None:
    op.add_column("appointment", text("source", 60, default="register"))
    op.add_column("right_grant", sa.Column("warned_for", sa.Date(), nullable=True))
    op.add_column("right_request", text("desk", 60, default="administrators"))
    op.add_column("right_request", text("motive", 1000))
    op.add_column("letter", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("letter", moment("next_try_at", null=True))
    op.create_index("ix_letter_next_try_at", "letter", ["next_try_at"])
    op.add_column("letter", moment("held_until", null=True))
    op.add_column("letter", text("fault", 60))
    invitations()
    record()


def downgrade() -> None:
    for table in reversed(MADE):
        op.drop_table(table)
    op.drop_index("ix_letter_next_try_at", "letter")
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)


def invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), primary_key=True),
        text("key", 32, default=None, unique=True, index=True),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisation.id"), nullable=False, index=True
        ),
        text("insz_digest", 64, default=None, index=True),
        text("name", 200),
        text("email", 254, default=None),
        sa.Column("invited_by_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        moment("invited_at"),
        moment("expires_at"),
        sa.Column("valid_until", sa.Date(), nullable=False),
        moment("accepted_at", null=True),
        moment("revoked_at", null=True),
    )


def record() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, unique=True, index=True),
        moment("at"),
        text("action", 60, default=None),
        text("denied", 60),
        text("role", 60),
        person("actor_id"),
        person("subject_id"),
        person("organisation_id"),
        text("about", 60),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        text("previous", 64, default=None),
        text("hash", 64, default=None),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        text("hash", 64, default=None),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": ""}])
    op.create_table(
        "duty",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("ran_for", sa.Date(), nullable=True),
    )
