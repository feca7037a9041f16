"""Do the migrations lead to the tables of today? A fresh database goes up to head and is compared."""

import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError

from tools.stop import ROOT, Stop, obey
from vov_app.adapters.database import sqlite_url


def main() -> None:
    """Compare a fresh SQLite database with the models.

    Raises:
        Stop: a migration is missing, or can't run.
    """
    with tempfile.TemporaryDirectory() as folder:
        config = Config(str(ROOT / "alembic.ini"))
        config.attributes["url"] = sqlite_url(Path(folder) / "fresh.sqlite")
        try:
            command.upgrade(config, "head")
            command.check(config)
        except CommandError as fault:
            raise Stop(f"The migrations are behind the models: {fault}") from None


if __name__ == "__main__":
    obey(main)
