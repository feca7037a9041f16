"""How Alembic reaches the database: the caller's address, else that of the settings."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from vov_app.adapters.database import database_url, make_engine

URL = context.config.attributes.get("url") or database_url()


def migrate(connection: Connection) -> None:
    """Run the steps in one transaction."""
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


engine = make_engine(URL)
with engine.connect() as opened:
    migrate(opened)
engine.dispose()
