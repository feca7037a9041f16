"""First tables

Revision: 0001, after none
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# In the order in which they are made.
TABLES = (
    "organisation", "person", "membership", "appointment", "sign_in", "right_grant", "right_request",
    "right_request_event", "draft", "refund_application", "counter", "letter",
)  # fmt: skip
OPEN_ONLY = sa.text("status IN ('escalated', 'reminded', 'requested')")


def number() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def key() -> sa.Column:
    return sa.Column("key", sa.String(32), nullable=False, unique=True, index=True)


def text(name: str, length: int | None, *, null: bool = False, **more: bool) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=null, **more)


def word(name: str, *, null: bool = False, **more: bool) -> sa.Column:
    """One of a fixed set of words, kept as it reads."""
    return text(name, 60, null=null, **more)


def moment(name: str, *, null: bool = False, **more: bool) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null, **more)


def day(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=null)


def json(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def of(
    table: str, name: str = "", *, null: bool = False, index: bool = True, unique: bool = False
) -> sa.Column:
    """A row of another table."""
    points = sa.ForeignKey(f"{table}.id")
    return sa.Column(name or f"{table}_id", sa.Integer(), points, nullable=null, index=index, unique=unique)


def upgrade() -> None:
    people()
    rights()
    refunds()
    letters()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def people() -> None:
    op.create_table(
        "organisation",
        number(),
        key(),
        text("kbo", 10, unique=True, index=True),
        text("name", 200),
        text("place", 100),
    )
    op.create_table(
        "person",
        number(),
        key(),
        text("subject", 200, unique=True, index=True),
        text("given_name", 100),
        text("family_name", 100),
        text("insz_digest", 64, null=True, index=True),
        text("email", 254, null=True),
    )
    op.create_table(
        "membership",
        number(),
        of("person"),
        of("organisation"),
        word("source"),
        moment("ended_at", null=True),
        sa.UniqueConstraint("person_id", "organisation_id"),
    )
    op.create_table(
        "appointment",
        number(),
        of("person"),
        of("organisation"),
        word("office"),
        text("email", 254, null=True),
        moment("ended_at", null=True),
        sa.UniqueConstraint("person_id", "organisation_id", "office"),
    )
    op.create_table(
        "sign_in",
        number(),
        text("token_hash", 64, unique=True, index=True),
        of("person"),
        text("digital_key", 40),
        moment("started_at"),
        moment("seen_at"),
        moment("ends_at"),
        moment("revoked_at", null=True),
    )


def rights() -> None:
    op.create_table(
        "right_grant",
        number(),
        key(),
        of("person"),
        of("organisation"),
        word("right"),
        word("context"),
        day("valid_from"),
        day("valid_until", null=True),
        day("revoked_on", null=True),
        word("source"),
    )
    op.create_table(
        "right_request",
        number(),
        key(),
        of("person"),
        of("organisation"),
        word("right"),
        word("context"),
        word("status", index=True),
        moment("asked_at"),
        day("promised_on"),
        moment("decided_at", null=True),
        text("reason", 1000),
    )
    op.create_index(
        "one_open_request",
        "right_request",
        ["person_id", "organisation_id", "right", "context"],
        unique=True,
        sqlite_where=OPEN_ONLY,
        postgresql_where=OPEN_ONLY,
    )
    op.create_table(
        "right_request_event",
        number(),
        of("right_request", "request_id"),
        word("action", null=True),
        word("status"),
        of("person", null=True, index=False),
        moment("at"),
    )


def refunds() -> None:
    op.create_table(
        "draft",
        number(),
        key(),
        of("organisation"),
        of("person"),
        json("answers"),
        text("last_step", 40),
        sa.Column("version", sa.Integer(), nullable=False),
        moment("started_at"),
        moment("saved_at"),
        moment("confirmed_at", null=True, index=True),
    )
    op.create_table(
        "refund_application",
        number(),
        text("reference", 32, unique=True, index=True),
        of("draft", index=False, unique=True),
        of("organisation"),
        of("person", index=False),
        text("employee_insz", 11),
        text("odb", 20),
        day("start_date"),
        day("end_date"),
        json("answers"),
        json("estimate"),
        moment("confirmed_at"),
    )
    op.create_index("same_training", "refund_application", ["organisation_id", "employee_insz", "odb"])
    op.create_table(
        "counter",
        sa.Column("series", sa.String(40), primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
    )


def letters() -> None:
    op.create_table(
        "letter",
        number(),
        key(),
        text("once", 120, unique=True),
        word("kind"),
        word("status", index=True),
        of("organisation", null=True),
        text("recipient", 254),
        text("recipient_name", 200),
        text("subject", 200),
        text("body", None),
        moment("written_at"),
        moment("sent_at", null=True),
    )
