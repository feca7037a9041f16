"""The command `vov`: what the operator of the real door may do; each ends in lines and an exit code."""

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.exc import SQLAlchemyError

from vov_app.operating import backups, installation, letters, maintenance, people, privacy, queue, record
from vov_app.operating.commands import Exit, Unusable, chosen_settings, real_world
from vov_app.settings import ROOT

app: Final = typer.Typer(
    name="vov",
    help="Run the WSE-loket: serve it, keep its database, and decide what nobody else decides. "
    "Ends with 0 when done, 1 when refused or broken, 2 when not understood, 3 when a setting is unsound, "
    "4 when the database can't be used.",
    no_args_is_help=True,
    context_settings={"max_content_width": 110},
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

closing: Final = typer.Typer(help="Close the loket for maintenance, and open it again.", no_args_is_help=True)
app.add_typer(closing, name="maintenance")

Names = Annotated[bool, typer.Option("--names", help="Print the names of people too.")]


@app.command()
def serve(port: Annotated[int, typer.Option(help="The port to serve on.", envvar="PORT")] = 3000) -> None:
    """Build what is missing, migrate the database, and serve; as make run does."""
    _become("tools.serve", {"PORT": str(port)})


@app.command()
def bench(words: Annotated[list[str] | None, typer.Argument(help="Passed on.")] = None) -> None:
    """Measure what the loket costs, next to a bare Reflex app; needs the development packages."""
    _become("bench", {}, *(words or ()))


@app.command("check-config")
def check_config(
    connect: Annotated[bool, typer.Option("--connect", help="Also reach what the settings name.")] = False,
) -> None:
    """Check every VOV_ setting, one line for each fault; values are not printed."""
    _say(installation.check(chosen_settings(), connect=connect))


@app.command()
def migrate() -> None:
    """Bring the database to the newest version of the tables."""
    _say(installation.migrate(chosen_settings()))


@app.command()
def seed() -> None:
    """Fill an empty database with the demo people and organisations, to try an installation out."""
    _say(installation.seed(real_world()))


@app.command()
def backup(
    place: Annotated[Path, typer.Argument(help="The folder in which the backup's own is made.")],
) -> None:
    """Copy the database while it is in use, with a manifest of what is in it."""
    world = real_world()
    url = world.engine.url.render_as_string(hide_password=False)
    folder, made = backups.backup(url, place, world.clock.now())
    _say([f"{folder}  {backups.summary(made)}"])
    if made.contents.audit_broken_at is not None:
        raise Unusable(f"The record is broken at entry {made.contents.audit_broken_at}.")


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="The folder that backup made.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a database that isn't empty.")
    ] = False,
) -> None:
    """Put a backup in the place of the database, and compare what arrived with its manifest."""
    url = real_world().engine.url.render_as_string(hide_password=False)
    made = backups.restore(folder, url, overwrite=overwrite)
    _say([f"restored  {backups.summary(made)}"])
    if not backups.is_current(made):
        _say(["Its tables are older than this software: run vov migrate."])


@app.command("verify-audit")
def verify_audit() -> None:
    """Check the chain of the record; keep the line that it prints somewhere else."""
    _say(record.verify(real_world()))


@app.command()
def outbox() -> None:
    """Show the letters that are stuck: no name, no address and no word of them."""
    _say(letters.show(real_world()))


@app.command()
def again(keys: Annotated[list[str], typer.Argument(help="Keys of letters, as outbox shows them.")]) -> None:
    """Have stuck letters sent again."""
    _say(letters.again(real_world(), keys))


@app.command("queue")
def show_queue(names: Names = False) -> None:
    """Show the requests for a right that nobody in the organisation decides about."""
    _say(queue.show(real_world(), names=names))


@app.command()
def grant(
    key: Annotated[str, typer.Argument(help="The key of a request, as queue shows it.")],
    until: Annotated[str, typer.Argument(help="The last day, such as 30/6/2026.")],
) -> None:
    """Grant a request in the queue."""
    _say(queue.grant(real_world(), key, until))


@app.command()
def refuse(
    key: Annotated[str, typer.Argument(help="The key of a request, as queue shows it.")],
    reason: Annotated[list[str], typer.Argument(help="Why; who asked reads these words.")],
) -> None:
    """Refuse a request in the queue."""
    _say(queue.refuse(real_world(), key, " ".join(reason)))


@app.command()
def users(
    number: Annotated[str, typer.Argument(help="The KBO number of an organisation; all when left out.")] = "",
    names: Names = False,
) -> None:
    """Show the organisations, or who may act for one of them."""
    world = real_world()
    _say(people.users(world, number, names=names) if number else people.organisations(world))


Whose = Annotated[str, typer.Argument(help="The key, INSZ or mail address of a person.")]


@app.command("export-person")
def export_person(wanted: Whose) -> None:
    """Print all that is held of somebody as JSON; make sure first that it is they who ask."""
    _say(privacy.export_person(real_world(), wanted))


@app.command("erase-person")
def erase_person(
    wanted: Whose, sure: Annotated[bool, typer.Option("--sure", help="Do it; there is no way back.")] = False
) -> None:
    """Let go of somebody: names, addresses, sign-ins and rights; dossiers and the record stay."""
    if not sure:
        raise Unusable("Nothing is erased without --sure")
    _say(privacy.erase_person(real_world(), wanted))


@app.command("sign-out")
def sign_out(
    wanted: Annotated[str, typer.Argument(help="The key, INSZ or mail address of a person.")] = "",
    everybody: Annotated[bool, typer.Option("--everybody", help="End every sign-in.")] = False,
) -> None:
    """End the sign-ins of a person, or of everybody; drafts are kept."""
    if bool(wanted) == everybody:
        raise Unusable("sign-out takes a person, or --everybody")
    _say(privacy.sign_out(real_world(), wanted))


@app.command()
def purge() -> None:
    """Let go of what is past its time, as every night; one line for each kind."""
    _say(privacy.purge(real_world()))


@closing.command("on")
def close_loket(
    message: Annotated[str, typer.Argument(help="What people read, in Dutch.")],
    until: Annotated[
        datetime | None,
        typer.Option(help="When it may be open again, in Brussels.", formats=["%Y-%m-%d %H:%M"]),
    ] = None,
) -> None:
    """Close it: nothing is done any more, what people typed stays; prints the address that lets you in."""
    _say(maintenance.close(real_world(), message, until))


@closing.command("off")
def reopen_loket() -> None:
    """Open it."""
    _say(maintenance.reopen(real_world()))


@closing.command("show")
def show_closing() -> None:
    """Show whether it is closed."""
    _say(maintenance.show(real_world()))


def main(words: list[str] | None = None) -> None:
    """Run one command; a fault is one line on stderr.

    Raises:
        SystemExit: always, with how it ended.
    """
    try:
        app(args=words, prog_name="vov")
    except Unusable as fault:
        _stop(str(fault), fault.code)
    except SQLAlchemyError as fault:
        # The first line alone, of the driver: below it stand statements and values.
        said = str(getattr(fault, "orig", None) or type(fault).__name__).strip().splitlines()[0]
        _stop(f"The database can't be used: {said}", Exit.DATABASE)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _stop(line: str, code: Exit) -> None:
    typer.echo(line, err=True)
    raise SystemExit(code)


def _become(module: str, more: dict[str, str], *words: str) -> None:
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", module, *words], {**os.environ, **more})  # noqa: S606 - our own modules
