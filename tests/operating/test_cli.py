"""What the operator types, what it answers, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from tests import factories
from tests.operating.conftest import REAL, Vov, put
from vov_app.domain.requests import Desk
from vov_app.domain.rights import Context, Right
from vov_app.models import AuditEntry, Letter, LetterStatus, Organisation, Person, RightRequest
from vov_app.operating.commands import Exit
from vov_app.services import audit
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import ROOT, Settings, settings

STUCK = {"status": LetterStatus.STUCK, "attempts": 8, "fault": "smtp_451"}
SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@SQLITE
def test_stuck_letters_are_told_without_a_name_and_go_out_again(world: World, vov: Vov) -> None:
    assert vov("outbox") == (Exit.DONE, "No letter is stuck.\n", "")
    put(world, 2, **STUCK)
    _, told, _ = vov("outbox")
    head, line, _ = told.splitlines()
    assert head.split() == ["key", "kind", "attempts", "fault", "written"]
    assert line.split() == ["key-1", "right_requested", "8", "smtp_451", "2025-10-13", "08:00", "UTC"]
    assert vov("again", "key-1", "no-such") == (
        Exit.DONE,
        "key-1  goes out again\nno-such  is not stuck\n",
        "",
    )
    with Session(world.engine) as session:
        kept = session.exec(select(Letter.status).where(Letter.key == "key-1")).one()
    assert kept is LetterStatus.WAITING


@SQLITE
def test_a_request_is_decided_and_named_only_when_asked(world: World, vov: Vov) -> None:
    assert vov("queue")[1] == "Nothing waits.\n"
    with Session(world.engine) as session:
        who, where = factories.person(session, "Bart Claes"), factories.organisation(session)
        factories.membership(session, who, where)
        for key in ("first",):
            session.add(asked(key, who, where))
        session.commit()
    assert "Bart" not in vov("queue")[1]
    assert "Bart Claes" in vov("queue", "--names")[1]
    assert vov("grant", "first", "gisteren")[0] == Exit.REFUSED
    assert vov("refuse", "first", "Uw", "organisatie", "bestaat", "niet", "meer.") == (
        Exit.DONE,
        "first  decided\n",
        "",
    )
    assert vov("grant", "first", "30/6/2026") == (
        Exit.REFUSED,
        "",
        "no request first waits at this desk\n",
    )


def asked(key: str, who: Person, where: Organisation) -> RightRequest:
    """A request at the operator's desk."""
    return RightRequest(
        key=key,
        person_id=who.id or 0,
        organisation_id=where.id or 0,
        right=Right.RESPONSIBLE,
        context=Context.OPLEIDINGSVERLOF,
        desk=Desk.OPERATOR,
        asked_at=factories.MONDAY,
        promised_on=factories.MONDAY.date(),
    )


@SQLITE
def test_who_may_act_is_listed_without_names(world: World, vov: Vov) -> None:
    assert vov("users")[1] == "There is no organisation.\n"
    assert vov("seed")[0] == Exit.DONE
    assert vov("seed") == (Exit.REFUSED, "", "The database isn't empty: nothing was put in\n")
    assert f"{factories.KORENBLOEM}  " in vov("users")[1]
    told = vov("users", "0001.234.571")[1]
    assert "lokale beheerder" in told
    assert "Peeters" not in told
    assert "An Peeters" in vov("users", factories.KORENBLOEM, "--names")[1]
    assert vov("users", "0999999922") == (Exit.REFUSED, "", "No organisation has this number\n")


@SQLITE
def test_a_broken_record_is_named(world: World, vov: Vov) -> None:
    assert vov("verify-audit") == (Exit.DONE, "0 entries, all sound; the last is none\n", "")
    with work(world) as w:
        audit.record(w, "test:happened")
    assert vov("verify-audit")[1].startswith("1 entries, all sound; the last is ")
    with Session(world.engine) as session:
        session.execute(update(AuditEntry).values(role="nobody"))
        session.commit()
    assert vov("verify-audit") == (Exit.REFUSED, "", "The record is broken at entry 1.\n")


@pytest.mark.parametrize("words", [["nonsense"], ["again"], ["grant", "key"], ["outbox", "all"]])
def test_what_is_not_understood_is_explained(words: list[str], vov: Vov) -> None:
    code, _, told = vov(*words)
    assert code == Exit.USAGE
    assert "Usage: vov" in told


def test_the_prototype_door_has_no_operator(vov: Vov) -> None:
    settings.cache_clear()
    assert vov("outbox") == (
        Exit.SETTINGS,
        "",
        "These commands are for the real door: give them its VOV_ variables.\n",
    )


def test_each_unsound_setting_is_a_line_and_no_secret_is_told(
    monkeypatch: pytest.MonkeyPatch, vov: Vov
) -> None:
    for name, value in {"VOV_DOOR": "real", "VOV_SECRET": "hush", "VOV_SMTP_URL": "mailto:hush"}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    code, _, told = vov("check-config")
    settings.cache_clear()
    assert (code, "hush" in told) == (Exit.SETTINGS, False)
    assert [line.split()[0] for line in told.splitlines()] == [
        "the",
        "VOV_SECRET",
        "VOV_SMTP_URL",
        "VOV_SMTP_URL",
    ]


@SQLITE
def test_a_database_without_tables_is_one_line(
    tmp_path: Path, real: Settings, monkeypatch: pytest.MonkeyPatch, vov: Vov
) -> None:
    monkeypatch.setenv("VOV_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    settings.cache_clear()
    assert vov("outbox") == (Exit.DATABASE, "", "The database can't be used: no such table: letter\n")


def test_the_script_runs_from_any_folder(tmp_path: Path) -> None:
    env = {**os.environ, **REAL, "VOV_DATABASE_URL": f"sqlite:///{tmp_path}/it.sqlite"}
    done = subprocess.run(
        [ROOT / "vov", "migrate"], cwd=tmp_path, env=env, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The tables went from nothing to ")


@pytest.mark.parametrize(
    ("words", "module"),
    [(["serve", "--port", "3123"], "tools.serve"), (["bench"], "bench")],
)
def test_what_serves_and_what_measures_takes_over(
    words: list[str], module: str, monkeypatch: pytest.MonkeyPatch, vov: Vov
) -> None:
    became: list[tuple[list[str], str]] = []
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(os, "execve", lambda _, line, env: became.append((line, env.get("PORT", ""))))
    vov(*words)
    [(line, port)] = became
    assert line == [sys.executable, "-m", module]
    assert port == ("3123" if module == "tools.serve" else os.environ.get("PORT", ""))
