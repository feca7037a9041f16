import ast
import re
from pathlib import Path

import pytest
import reflex as rx

from tests.ui import test_form_view, test_shell
from tests.ui.markup import drawn, told
from vov_app.forms.spec import Field
from vov_app.texts import t
from vov_app.ui import app_wraps, behaviour
from vov_app.ui.behaviour import Behaviour, HardRedirect
from vov_app.ui.error_boundary import error_boundary
from vov_app.ui.shell import page_shell

UI = Path(behaviour.__file__).parent
SCRIPTS = sorted((UI / "scripts").glob("*.js"))
KINDS = Behaviour.__subclasses__()
ALLOWED = {
    "Component", "EventHandler", "Var", "cond", "el", "event", "foreach", "fragment", "match", "memo",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_a_behaviour_has_a_script_of_its_name(kind: type[Behaviour]) -> None:
    (script,) = kind.create().add_custom_code()
    assert script.startswith(f"function {kind.__name__}(")


def test_every_script_belongs_to_a_behaviour() -> None:
    assert {script.stem for script in SCRIPTS} == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s.stem)
def test_a_script_imports_the_hooks_that_it_calls(script: Path) -> None:
    kind = next(kind for kind in KINDS if kind.__name__ == script.stem)
    imported = {name for names in kind.create().add_imports().values() for name in names}
    called = set(re.findall(r"\b(use[A-Z]\w+|createElement)\(", script.read_text("utf-8")))
    assert called <= imported


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s.stem)
def test_a_script_writes_no_code_and_no_style(script: Path) -> None:
    assert not re.search(r"\beval\b|innerHTML|new Function|\.style\b|localStorage", script.read_text("utf-8"))


def test_a_redirect_waits_for_an_address() -> None:
    assert drawn(HardRedirect.create(to=told("address"))).one("HardRedirect")["to"] == "address"


def test_a_broken_page_has_a_title_an_explanation_and_ways_on() -> None:
    rendered = str(error_boundary().render())
    for word in (t("ui.broken.title"), t("ui.broken.reload"), t("ui.to_start")):
        assert word in rendered


def test_what_stands_around_pages_takes_the_place_of_reflex_own() -> None:
    assert set(app_wraps.APP_WRAPS) == {(55, "ErrorBoundary"), (5, "PageManners"), (4, "Connection")}
    assert app_wraps.APP_WRAPS[4, "Connection"](False) is None
    assert all(isinstance(wrap(True), rx.Component) for wrap in app_wraps.APP_WRAPS.values())


def test_no_element_gets_a_style_since_the_policy_would_refuse_it() -> None:
    page = page_shell("x", session=test_shell.SESSION)
    assert [node.tag for node in drawn(page).all() if {"css", "style"} & node.attributes.keys()] == []


@pytest.mark.parametrize("field", test_form_view.FIELDS, ids=lambda f: f.name)
def test_no_control_gets_a_style(field: Field) -> None:
    found = test_form_view.view(field)
    assert [node.tag for node in found.all() if {"css", "style"} & node.attributes.keys()] == []


@pytest.mark.parametrize("file", sorted(UI.glob("*.py")), ids=lambda f: f.stem)
def test_furniture_is_made_of_plain_html(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    names = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "rx"
    }
    assert names <= ALLOWED, "other parts of rx bring along a theme of 80 kB"
