"""Whatever is not the annex knows nothing of it: no table, no rule and no question tells doors apart."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel
from starlette.routing import Route

from vov_app import routes
from vov_app.doors import open_real
from vov_app.prototype.annex import open_annex
from vov_app.prototype.control import annex_routes
from vov_app.prototype.worlds import Worlds
from vov_app.settings import ROOT, Door, Settings

ROOMS = [
    file for room in ("models", "domain", "forms") for file in sorted((ROOT / "vov_app" / room).glob("*.py"))
]
SAYS_ANNEX = re.compile(
    r"world|wereld|prototype|demo|persona(?!l)|visitor|generation|template", re.IGNORECASE
)


def where(file: Path) -> str:
    return str(file.relative_to(ROOT))


def names(module: ast.Module) -> Iterator[str]:
    """Every name and every value of text in a module; prose in docstrings is left out."""
    prose = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value
        for part in ("id", "name", "attr", "arg", "module"):
            if isinstance(found := getattr(node, part, None), str):
                yield found


@pytest.mark.parametrize("file", ROOMS, ids=where)
def test_tables_rules_and_questions_know_no_world(file: Path) -> None:
    told = sorted({name for name in names(ast.parse(file.read_text("utf-8"))) if SAYS_ANNEX.search(name)})
    assert told == [], f"{where(file)} tells doors apart: what differs between worlds belongs in World"


def test_the_guard_sees_a_column_a_table_and_a_word() -> None:
    code = 'class T:\n    """A world."""\n    world_id: int\n    __tablename__ = "demo_person"\n'
    assert {name for name in names(ast.parse(code)) if SAYS_ANNEX.search(name)} == {"world_id", "demo_person"}


def test_the_annex_keeps_no_table_of_its_own() -> None:
    homes = {mapper.class_.__module__ for mapper in SQLModel._sa_registry.mappers}
    assert homes
    assert [home for home in homes if not home.startswith("vov_app.models.")] == []


def test_every_address_of_the_annex_is_below_its_own_and_none_is_a_page_of_the_loket(worlds: Worlds) -> None:
    paths = {route.path for route in annex_routes(worlds, worlds.settings) if isinstance(route, Route)}
    assert paths == {
        routes.WORLD, routes.WORLD_JOIN, routes.WORLD_RESET, routes.INBOX, f"{routes.INBOX}/{{key}}",
        routes.WORLD_CLOCK, routes.HELPDESK, routes.AUTHORITY, routes.AUTHORITY_DOSSIER,
    }  # fmt: skip
    assert [path for path in paths if path != routes.WORLD and not path.startswith(f"{routes.WORLD}/")] == []
    assert paths.isdisjoint(routes.PAGES)


def test_the_real_door_brings_none_of_it(settings: Settings) -> None:
    real = settings.model_copy(update={"door": Door.REAL, "oidc_issuer": "https://acm.example"})
    assert (open_real(real).routes, open_real(real).wrappers) == ([], [])
    caretakers = [caretaker.__name__ for caretaker in open_real(real).caretakers]
    assert caretakers == ["do_duties", "read_files", "see_whether_closed"]
    assert open_annex(settings).routes
    assert open_annex(settings).wrappers
