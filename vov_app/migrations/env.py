"""How Alembic reaches the database: the caller's address, else that of the settings."""

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from vov_app.adapters.database import database_url, make_engine

# Any number that nobody else uses on this database.
MIGRATING = 7_286_001


def alone(connection: Connection) -> None:
    """Wait until no other process migrates this database; SQLite has taken its one lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})


def migrate(url: str) -> None:
    """Run the steps in one transaction."""
    engine = make_engine(url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            transactional_ddl=True,  # Alembic believes that SQLite can't; it can, and make_engine lets it
        )
        with context.begin_transaction():
            alone(connection)
            context.run_migrations()
    engine.dispose()


migrate(context.config.attributes.get("url") or database_url())
