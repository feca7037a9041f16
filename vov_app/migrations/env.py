"""How Alembic reaches the database: the caller's address, else that of the settings."""

from alembic import context
from sqlmodel import SQLModel

import vov_app.models  # noqa: F401 - registers the tables
from vov_app.adapters.database import database_url, make_engine


def migrate(url: str) -> None:
    """Run the steps in one transaction."""
    engine = make_engine(url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


migrate(context.config.attributes.get("url") or database_url())
