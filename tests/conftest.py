"""What holds for every test: nobody waits, and what is logged is kept, to be searched at the end."""

import copy
import logging
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tools.logs import FOLDER, NAMES
from vov_app.adapters.logs import Tracked
from vov_app.models import Application, Person
from vov_app.services import limits

# Ours and those of what we stand on; not those of the mail server and the provider that tests bring along.
LOGGED = ("vov", "reflex", "granian", "sqlalchemy", "alembic", "engineio", "socketio", "starlette", "asyncio")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class Kept(logging.FileHandler):
    """Keeps what a server would write: of a fault its kind and place alone."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a copy: tests look at the record as it was."""
        told = copy.copy(record)
        Tracked().filter(told)
        super().emit(told)


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is held to limits that importing the app set, unless it sets its own."""
    monkeypatch.setattr(limits, "_limits", [])


def pytest_configure() -> None:
    """Keep what is logged here and by the servers that tests start, and note who was made up."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("SERVER_LOG", str(FOLDER / f"server-{WORKER}.log"))
    handler = Kept(FOLDER / f"tests-{WORKER}.log", delay=True)
    handler.addFilter(lambda record: record.name.split(".")[0].startswith(LOGGED))
    logging.getLogger().addHandler(handler)
    _note_names(FOLDER / f"{NAMES}-{WORKER}.txt")


def _note_names(file: Path) -> None:
    known: set[str] = set()

    def note(name: str) -> None:
        if name not in known:
            known.add(name)
            with file.open("a", encoding="utf-8") as kept:
                kept.write(f"{name}\n")

    def person(_mapper: Any, _connection: Any, made: Person) -> None:
        note(made.name)

    def employee(_mapper: Any, _connection: Any, made: Application) -> None:
        note(made.employee_name)

    event.listen(Person, "before_insert", person)
    event.listen(Application, "before_insert", employee)
