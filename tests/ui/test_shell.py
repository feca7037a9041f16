import json

import pytest

from tests.ui.markup import Node, drawn, pressed, told
from vov_app import routes
from vov_app.texts import t
from vov_app.ui.session_vars import SessionVars
from vov_app.ui.shell import columns, page_shell, stack
from vov_app.ui.words import heading, lead

SESSION = SessionVars(
    ready=told("ready", bool),
    person_name=told("person_name"),
    organisation_name=told("organisation_name"),
    organisation_key=told("organisation_key"),
    kbo=told("kbo"),
    demo=told("demo", bool),
    ending=told("ending", bool),
    due_ms=told("due_ms", int),
    on_due=pressed(),
    on_extend=pressed(),
)


@pytest.fixture(scope="module")
def page() -> Node:
    return drawn(page_shell(heading("Titel"), session=SESSION))


def test_landmarks_stand_in_the_same_order_on_every_page(page: Node) -> None:
    tags = [node.tag for node in page.all() if node.tag in ("header", "main", "aside", "footer")]
    assert tags == ["header", "main", "aside", "footer"]


def test_the_keyboard_meets_the_skip_link_first(page: Node) -> None:
    first = next(node for node in page.all() if node.tag in ("a", "ReactRouterLink", "button", "input"))
    assert (first.tag, first["href"], first.text) == ("a", "#main", t("ui.skip"))
    assert page.one("main")["id"] == "main"


def test_every_page_says_that_it_is_a_demo(page: Node) -> None:
    assert page.one("header").text.startswith(t("ui.strip"))


def test_help_tells_whom_to_mail_and_call(page: Node) -> None:
    links = [link["href"] for link in page.one("aside").all("a")]
    assert links == [f"mailto:{t('ui.help.mail')}", "tel:1700"]


def test_signing_out_is_a_real_post(page: Node) -> None:
    forms = page.all("form")
    assert {(form["action"], form["method"]) for form in forms} == {(routes.SIGN_OUT, "post")}
    assert [form for form in forms if "onSubmit" in form.attributes] == []
    assert all(form.one("button")["type"] == "submit" for form in forms)


def test_the_header_leads_to_the_organisations(page: Node) -> None:
    links = [node for node in page.one("header").all() if "session__link" in node.classes()]
    assert [link["to"] for link in links if "to" in link.attributes] == [routes.PROFILE, routes.ORGANISATIONS]


def test_the_product_leads_home(page: Node) -> None:
    home = page.where("className", "brand__name")["to"]
    assert "`/organisatie/${organisation_key}`" in home or '"/organisatie/"+organisation_key' in home


def test_the_demo_pages_are_loaded_whole(page: Node) -> None:
    links = {link["to"]: link["reloadDocument"] for link in page.one("footer").all("ReactRouterLink")}
    assert links[routes.INBOX] == links[routes.WORLD] == "true"
    assert links[routes.ACCESSIBILITY] == links[routes.PRIVACY] == links[routes.HELP_ADMINISTRATOR] == "false"


def test_the_demo_pages_are_shown_in_the_demo_only() -> None:
    assert '"cond_state": "demo"' in json.dumps(page_shell("x", session=SESSION).render(), default=str)


def test_the_dialog_is_named_and_described(page: Node) -> None:
    dialog = page.one("ModalDialog")
    assert dialog["role"] == "alertdialog"
    assert {dialog["aria-labelledby"], dialog["aria-describedby"]} <= set(page.ids())
    assert [button.text for button in dialog.all("button")] == [t("ui.timeout.stay"), t("ui.header.sign_out")]


def test_escape_and_the_button_both_extend(page: Node) -> None:
    dialog = page.one("ModalDialog")
    assert "_press" in dialog["onDismiss"]
    assert "_press" in dialog.all("button")[0]["onClick"]


def test_the_timer_follows_the_session(page: Node) -> None:
    assert page.one("SessionTimer")["dueMs"] == "due_ms"


def test_no_id_is_used_twice(page: Node) -> None:
    assert sorted(set(page.ids())) == sorted(page.ids())


def test_the_column_on_the_right_is_read_after_the_top() -> None:
    found = drawn(columns(stack(heading("Titel")), lead("Menu"), lead("Rest"))).children[0]
    assert [child.text for child in found.children] == ["Titel", "Menu", "Rest"]
    assert found.children[1]["className"] == "columns__aside"
