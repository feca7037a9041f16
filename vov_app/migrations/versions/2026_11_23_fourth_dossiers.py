"""Dossiers with versions and events, drafts of the organisation, files of applications

Revision: 0004, after 0003
"""

import json
import unicodedata
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MADE = (
    "batch", "batch_file", "batch_row", "calendar_feed",
    "application_version", "dossier_event", "dossier_word",
)  # fmt: skip
OF_DRAFTS = (
    "saved_by_id", "leased_by_id", "leased_tab", "leased_until", "deleted_at", "deleted_by_id",
    "warned_at", "copied_from_id", "corrects_id", "corrects_version",
)  # fmt: skip
OF_APPLICATIONS = (
    "batch_row_id", "employee_name", "employee_sort", "last_day", "school_year", "status", "version",
    "calculated", "reason", "payments", "changed_at",
)  # fmt: skip
ORDERS = {"newest": (), "by_status": ("status",), "by_school_year": ("school_year",),
          "by_employee": ("employee_sort",), "by_start": ("start_date",)}  # fmt: skip
WAITING, PAID = sa.text("status = 'information_asked'"), sa.text("payments > 0")
SHORTEST, LONGEST = 2, 8


def text(name: str, length: int, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def number(name: str, default: str | None = None, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=null, server_default=default)


def moment(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def facts(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def key_of(name: str, table: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=null)


def identity() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def upgrade() -> None:
    batches()
    feeds()
    drafts()
    applications()
    histories()
    letters()
    fill()


def batches() -> None:
    op.create_table(
        "batch",
        identity(), text("key", 32), key_of("organisation_id", "organisation"), key_of("person_id", "person"),
        text("name", 200), text("digest", 64), text("status", 60), text("fault", 60), facts("fault_values"),
        facts("common"), facts("columns"),
        number("total"), number("done"), number("faulty"), number("filed"),
        moment("uploaded_at"), moment("began_at", null=True), moment("confirmed_at", null=True),
        moment("finished_at", null=True), text("held_by", 64), moment("held_until", null=True),
    )  # fmt: skip
    op.create_index("ix_batch_key", "batch", ["key"], unique=True)
    op.create_index("batches_newest", "batch", ["organisation_id", "id"])
    for column in ("organisation_id", "person_id", "digest", "status"):
        op.create_index(f"ix_batch_{column}", "batch", [column])
    op.create_table(
        "batch_file",
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batch.id"), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "batch_row",
        identity(), key_of("batch_id", "batch"), number("number"), text("status", 60), facts("answers"),
        facts("other"), facts("faults"), text("fingerprint", 64), number("version"),
        sa.UniqueConstraint("batch_id", "number"),
    )  # fmt: skip
    op.create_index("ix_batch_row_batch_id", "batch_row", ["batch_id"])
    op.create_index("rows_by_status", "batch_row", ["batch_id", "status", "number"])
    op.create_index("rows_alike", "batch_row", ["batch_id", "fingerprint"])


def feeds() -> None:
    op.create_table(
        "calendar_feed",
        identity(), key_of("organisation_id", "organisation"), key_of("person_id", "person"),
        text("token_hash", 64), moment("made_at"), moment("revoked_at", null=True),
    )  # fmt: skip
    op.create_index("ix_calendar_feed_organisation_id", "calendar_feed", ["organisation_id"])
    op.create_index("ix_calendar_feed_person_id", "calendar_feed", ["person_id"])
    op.create_index("ix_calendar_feed_token_hash", "calendar_feed", ["token_hash"], unique=True)


def drafts() -> None:
    for column in ("saved_by_id", "leased_by_id", "deleted_by_id", "copied_from_id", "corrects_id",
                   "corrects_version"):  # fmt: skip
        op.add_column("draft", number(column, null=True))
    for column in ("leased_until", "deleted_at", "warned_at"):
        op.add_column("draft", moment(column, null=True))
    op.add_column("draft", text("leased_tab", 64, ""))
    for column in ("copied_from_id", "corrects_id", "deleted_at"):
        op.create_index(f"ix_draft_{column}", "draft", [column])
    op.create_index("open_drafts", "draft", ["organisation_id", "confirmed_at", "deleted_at", "saved_at"])


def applications() -> None:
    table = "refund_application"
    with op.batch_alter_table(table) as batch:
        batch.alter_column("draft_id", existing_type=sa.Integer(), nullable=True)
    for column in (
        number("batch_row_id", null=True), text("employee_name", 200, ""), text("employee_sort", 200, ""),
        sa.Column("last_day", sa.Date(), nullable=True), text("school_year", 9, ""),
        text("status", 60, "filed"), number("version", "1"),
        sa.Column("calculated", sa.Boolean(), nullable=True), moment("changed_at", null=True),
        sa.Column("reason", sa.String(60), nullable=True), number("payments", "0"),
    ):  # fmt: skip
        op.add_column(table, column)
    op.create_index(f"ix_{table}_batch_row_id", table, ["batch_row_id"], unique=True)
    for name, columns in ORDERS.items():
        op.create_index(f"dossiers_{name}", table, ["organisation_id", *columns, "id"])
    op.create_index("dossiers_waiting", table, ["id"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(
        "dossiers_paid", table, ["organisation_id", "id"], sqlite_where=PAID, postgresql_where=PAID
    )


def histories() -> None:
    op.create_table(
        "application_version",
        identity(), key_of("application_id", "refund_application"), number("number"), facts("answers"),
        facts("estimate"), facts("rules"), key_of("person_id", "person"), moment("made_at"),
        sa.UniqueConstraint("application_id", "number"),
    )  # fmt: skip
    op.create_index("ix_application_version_application_id", "application_version", ["application_id"])
    op.create_table(
        "dossier_event",
        identity(), key_of("application_id", "refund_application"), number("number"), text("kind", 60),
        moment("at"), key_of("person_id", "person", null=True), text("role", 60), number("version"),
        facts("facts"), sa.UniqueConstraint("application_id", "number"),
    )  # fmt: skip
    op.create_index("ix_dossier_event_application_id", "dossier_event", ["application_id"])
    op.create_table(
        "dossier_word",
        sa.Column("organisation_id", sa.Integer(), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("word", sa.String(32), primary_key=True),
        sa.Column("application_id", sa.Integer(), sa.ForeignKey("refund_application.id"), primary_key=True),
        sqlite_with_rowid=False,
    )


def letters() -> None:
    """Each letter about a dossier names it; so far those were receipts, with the reference in `once`."""
    op.add_column("letter", text("about", 32, ""))
    op.create_index("ix_letter_about", "letter", ["about"])
    connection = op.get_bind()
    receipts = connection.execute(sa.text("SELECT id, once FROM letter WHERE kind LIKE 'receipt%'")).all()
    for letter in receipts:
        connection.execute(
            sa.text("UPDATE letter SET about = :about WHERE id = :id"),
            {"about": letter.once.split(":")[1], "id": letter.id},
        )


def fill() -> None:
    """What was confirmed before has one version, one event, and is found by its words."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT id, organisation_id, reference, odb, person_id, answers, estimate, confirmed_at"
            " FROM refund_application ORDER BY id"
        )
    ).all()
    for row in rows:
        fill_one(connection, row)


def fill_one(connection: sa.Connection, row: sa.Row) -> None:
    answers, estimate = plain(row.answers), plain(row.estimate)
    given, family = answers.get("first_name", ""), answers.get("last_name", "")
    connection.execute(
        sa.text(
            "UPDATE refund_application SET employee_name = :name, employee_sort = :sort, school_year = :year"
            " WHERE id = :id"
        ),
        {
            "name": f"{given} {family}".strip(), "sort": folded(f"{family} {given}"),
            "year": estimate.get("school_year") or "", "id": row.id,
        },
    )  # fmt: skip
    common = {"id": row.id, "person": row.person_id, "at": aware(row.confirmed_at), "none": "{}"}
    connection.execute(
        sa.text(
            "INSERT INTO application_version"
            " (application_id, number, answers, estimate, rules, person_id, made_at)"
            " VALUES (:id, 1, :answers, :estimate, :none, :person, :at)"
        ),
        {**common, "answers": json.dumps(answers), "estimate": json.dumps(estimate)},
    )
    connection.execute(
        sa.text(
            "INSERT INTO dossier_event (application_id, number, kind, at, person_id, role, version, facts)"
            " VALUES (:id, 1, 'filed', :at, :person, '', 1, :none)"
        ),
        common,
    )
    spoken = row.reference.split("-")[-2]
    for word in beginnings(f"{given} {family} {spoken} {row.odb.removeprefix('ODB-')}"):
        connection.execute(
            sa.text("INSERT INTO dossier_word VALUES (:organisation, :word, :id)"),
            {"organisation": row.organisation_id, "word": word, "id": row.id},
        )


def plain(value: str | dict[str, str]) -> dict[str, str]:
    return json.loads(value) if isinstance(value, str) else value


def aware(value: str | datetime) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def folded(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())[:200]


def beginnings(told: str) -> set[str]:
    words = {
        w for w in "".join(c if c.isalnum() else " " for c in folded(told)).split() if len(w) >= SHORTEST
    }
    return {w[:length] for w in words for length in range(SHORTEST, min(len(w), LONGEST) + 1)}


def downgrade() -> None:
    op.drop_index("ix_letter_about", "letter")
    op.drop_column("letter", "about")
    for name in ("waiting", "paid"):
        op.drop_index(f"dossiers_{name}", "refund_application")
    for table in reversed(MADE):
        op.drop_table(table)
    for name in ORDERS:
        op.drop_index(f"dossiers_{name}", "refund_application")
    op.drop_index("ix_refund_application_batch_row_id", "refund_application")
    with op.batch_alter_table("refund_application") as batch:
        batch.alter_column("draft_id", existing_type=sa.Integer(), nullable=False)
        for column in OF_APPLICATIONS:
            batch.drop_column(column)
    op.drop_index("open_drafts", "draft")
    for column in ("copied_from_id", "corrects_id", "deleted_at"):
        op.drop_index(f"ix_draft_{column}", "draft")
    for column in OF_DRAFTS:
        op.drop_column("draft", column)
