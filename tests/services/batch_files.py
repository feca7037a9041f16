"""Files of applications for tests: rows, a reader that hands them out, and workers who read and file."""

from collections.abc import Sequence
from itertools import count
from typing import Any, Final

from sqlmodel import Session, col, select

from tests import answers
from vov_app.models import Batch, BatchRow, RowStatus
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_steps import Contents
from vov_app.services import batch_filing, batches
from vov_app.services.batch_judging import Given
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

GOOD: Final = {name: value for name, value in answers.SOUND.items() if name != "declaration"}
DECLARED: Final = {"declaration": "ja"}
_numbers = count(1)


def insz(number: int) -> str:
    """A sound INSZ number, another one for each number."""
    born = f"{60 + number % 39}{1 + number // 39 % 12:02d}{1 + number // 468 % 28:02d}"
    body = f"{born}{1 + number // 13104:03d}"
    return f"{body}{97 - int(body) % 97:02d}"


def rows(*changes: dict[str, str]) -> list[Given]:
    """Sound rows of as many employees, each with its changes; numbered from 2, as below a head."""
    return [
        Given(number, {**GOOD, "insz": insz(number), "first_name": f"Tom{number}", **change})
        for number, change in enumerate(changes, start=2)
    ]


def some(size: int) -> list[Given]:
    """So many sound rows."""
    return rows(*({} for _ in range(size)))


def desk(given: Sequence[Given], mends: str = "") -> Desk:
    """A worker who finds these rows in every file."""
    return Desk(lambda _data, _name: Contents(given, mends))


def work_through(world: World, at: Desk) -> None:
    """Take turns for as long as there is something to do."""
    while at.take_turn(world):
        pass


def sent(world: World, actor: Actor, given: Sequence[Given], mends: str = "") -> str:
    """Send a file with these rows and have it read; gives the key of its batch."""
    with work(world, actor) as w:
        key = batches.take(w, "aanvragen.csv", f"file {next(_numbers)}".encode())
    work_through(world, desk(given, mends))
    return key


def confirm(world: World, actor: Actor, key: str, seen: int) -> dict[str, str]:
    """Declare and confirm; nothing is filed yet."""
    with work(world, actor) as w:
        return batch_filing.confirm(w, key, DECLARED, seen)


def filed(world: World, actor: Actor, key: str, seen: int) -> None:
    """Declare, confirm and have all of it filed."""
    assert confirm(world, actor, key, seen) == {}
    work_through(world, desk(()))


def batch(world: World, key: str) -> Batch:
    """A batch as its row has it."""
    with Session(world.engine) as session:
        return session.exec(select(Batch).where(Batch.key == key)).one()


def statuses(world: World, key: str) -> dict[int, RowStatus]:
    """How each row stands, by its number."""
    return {row.number: row.status for row in kept(world, key)}


def kept(world: World, key: str) -> list[BatchRow]:
    """The rows of a batch, in order."""
    with Session(world.engine) as session:
        wanted = select(BatchRow).join(Batch).where(Batch.key == key).order_by(col(BatchRow.number))
        return list(session.exec(wanted))


def row(world: World, key: str, number: int) -> BatchRow:
    """One row of a batch."""
    return next(found for found in kept(world, key) if found.number == number)


def everything(world: World, table: type[Any]) -> list[Any]:
    """Every row of a table."""
    with Session(world.engine) as session:
        return list(session.exec(select(table)))
