"""The house keeps its own rules: access stated, no stray clock, no query in State, no Dutch in Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vov_app import routes
from vov_app.domain.access import Access
from vov_app.pages import PAGES
from vov_app.settings import ROOT
from vov_app.texts import keys

SOURCE = sorted(f for f in (ROOT / "vov_app").rglob("*.py") if "versions" not in f.parts)
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "time_ns"}
ON_CLOCKS = {"datetime", "date", "time", "dt"}
DUTCH = re.compile(
    r"\b(het|een|van|voor|niet|naar|deze|wij|uw|kunt|moet|wordt|werd|bent|"
    r"gebruikersrecht aanvragen|volgende|vorige)\b",
    re.IGNORECASE,
)
# What the law and ACM call things, and addresses that people see.
DUTCH_ROOMS = ("texts", "domain", "routes")


def where(file: Path) -> str:
    return str(file.relative_to(ROOT))


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def test_every_address_of_a_page_is_in_routes() -> None:
    shown = {page.route for page in PAGES} - {"404"}
    assert shown == set(routes.PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_every_page_states_its_access(page: object) -> None:
    route, access = getattr(page, "route"), getattr(page, "access")  # noqa: B009
    assert isinstance(access, Access)
    if route.startswith("/organisatie/"):
        allowed = (Access.ACTING, Access.FILING, Access.ADMINISTERING)
        assert access in allowed, "a page of an organisation is for who may act for it"


@pytest.mark.parametrize("file", SOURCE, ids=where)
def test_only_the_clock_asks_what_time_it_is(file: Path) -> None:
    if where(file) == "vov_app/adapters/clock.py":
        return
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            called_on = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            assert called_on not in ON_CLOCKS, f"{where(file)}:{node.lineno}: time comes in as an argument"


@pytest.mark.parametrize("file", [f for f in SOURCE if "state" in f.parts], ids=where)
def test_state_asks_no_database(file: Path) -> None:
    assert "select(" not in file.read_text("utf-8"), "a State calls a service; the service has the query"


@pytest.mark.parametrize("file", [f for f in SOURCE if {"ui", "pages"} & set(f.parts)], ids=where)
def test_looks_are_class_names(file: Path) -> None:
    assert not re.search(r"\bstyle=", file.read_text("utf-8")), (
        "give it a class name, and the look in assets/"
    )


@pytest.mark.parametrize("file", [f for f in SOURCE if "services" in f.parts], ids=where)
def test_services_never_commit(file: Path) -> None:
    if where(file) != "vov_app/services/work.py":
        assert ".commit(" not in file.read_text("utf-8"), "one event is one transaction: work() commits"


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    bodies = [
        n
        for n in ast.walk(module)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    docs = {id(n.body[0].value) for n in bodies if n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


@pytest.mark.parametrize("file", SOURCE, ids=where)
def test_no_dutch_outside_texts(file: Path) -> None:
    if set(file.parts) & set(DUTCH_ROOMS):
        return
    for node in literals(tree(file)):
        words = " ".join(re.findall(r"[A-Za-z]+", str(node.value)))
        spoken = " " in str(node.value).strip() and DUTCH.search(words)
        assert not spoken, f"{where(file)}:{node.lineno}: words belong in texts/nl/"


def shape_of(name: str) -> re.Pattern[str]:
    """Which keys an f-string can come to."""
    return re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w .-]+", re.escape(name)))


def used_keys() -> tuple[set[str], list[re.Pattern[str]]]:
    """Keys as they stand in the source, and patterns of those that are put together."""
    exact: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    sources = [*SOURCE, *(ROOT / "vov_app").rglob("templates/*.html")]
    for file in sources:
        text = file.read_text("utf-8")
        exact.update(re.findall(r"""["']([a-z_]+(?:\.[\w-]+)+)["']""", text))
        made = re.findall(r"""f["']((?:[\w{}().\[\]_-]|\.)+)["']""", text)
        shapes.extend(shape_of(name) for name in made if "." in name and "{" in name)
        starts = re.findall(r"""["']([a-z_]+(?:\.[\w-]+)*\.)["']\s*~""", text)
        shapes.extend(re.compile(re.escape(start) + r".+") for start in starts)
    return exact, shapes


NEXT = ("right_request.",)  # the form that comes with the decision about a request


def test_every_text_is_used() -> None:
    exact, shapes = used_keys()
    idle = {k for k in keys() if k not in exact and not any(s.fullmatch(k) for s in shapes)}
    assert sorted(k for k in idle if not k.startswith(NEXT)) == []
