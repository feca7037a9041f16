from dataclasses import dataclass

import pytest

from tests.ui.markup import drawn, pressed, told, typed
from vov_app.texts import t
from vov_app.ui import links
from vov_app.ui.alert import alert
from vov_app.ui.buttons import actions, button, print_button, submit
from vov_app.ui.card import card, cards
from vov_app.ui.disclosure import disclosure
from vov_app.ui.error_summary import FOCUS, error_summary
from vov_app.ui.kinds import Tone
from vov_app.ui.menu import menu, menu_link
from vov_app.ui.panel import receipt_panel
from vov_app.ui.progress import progress
from vov_app.ui.search import search
from vov_app.ui.summary import answers
from vov_app.ui.table import figures
from vov_app.ui.tile import TileWords, tile
from vov_app.ui.words import (
    bullets,
    bullets_of,
    code,
    hint,
    letter,
    numbered,
    paragraph,
    section,
    status,
    when,
)


@dataclass(frozen=True)
class Line:
    label: str
    value: str
    answer: str


@dataclass(frozen=True)
class Section:
    title: str
    change: str
    rows: list[Line]


@dataclass(frozen=True)
class Place:
    title: str
    address: str
    current: bool


def test_the_error_summary_is_there_before_there_are_faults() -> None:
    found = drawn(error_summary(told("faults", dict[str, str]))).children[0]
    assert (found["id"], found["tabIndex"], found["ref"]) == (FOCUS, "-1", "ref_error_summary")


def test_the_error_summary_takes_the_focus_and_is_no_alert_too() -> None:
    found = drawn(error_summary(told("faults", dict[str, str])))
    assert [node for node in found.all() if "role" in node.attributes] == []


def test_each_fault_is_a_link_to_its_field() -> None:
    found = drawn(error_summary(told("faults", dict[str, str])))
    assert found.one("h2").text == t("common.errors.title")
    link = found.one("ul").one("li").one("a")
    assert link["href"].startswith('("#"+')


def test_the_title_of_the_tab_starts_with_the_fault() -> None:
    title = drawn(error_summary(told("faults", dict[str, str]))).one("FaultTitle")
    assert title["prefix"] == t("ui.fault.prefix")
    assert "faults" in title["active"]


def test_only_steps_that_can_be_opened_are_links() -> None:
    found = drawn(progress("Stap 2 van 5: Opleiding", "Stappen", told("steps", list[Place])))
    assert found.one("nav")["aria-label"] == "Stappen"
    assert found.one("nav").all("p")[0].text == "Stap 2 van 5: Opleiding"
    item = found.one("ol").one("li")
    assert item.one("ReactRouterLink")["to"].endswith('?.["address"]')
    assert "step" in item.one("ReactRouterLink")["aria-current"]
    assert item.all("span")[-2]["className"] == "steps__link"
    assert "to" not in item.all("span")[-2].attributes


def test_answers_name_the_section_that_a_change_link_is_for() -> None:
    found = drawn(answers(told("sections", list[Section])))
    link = found.one("ReactRouterLink")
    assert link.text.startswith(t("common.change"))
    assert link.one("span")["className"] == "hidden"
    assert link["to"].endswith('?.["change"]')


def test_answers_of_a_receipt_can_not_be_changed() -> None:
    found = drawn(answers(told("sections", list[Section]), changeable=False))
    assert found.all("ReactRouterLink") == []
    assert found.one("h2").text.endswith('?.["title"]')


def test_a_blank_answer_says_so() -> None:
    answer = drawn(answers(told("sections", list[Section]))).one("dl").one("dd")
    assert answer.one("span").text == t("common.not_filled")


def test_figures_have_a_caption_and_named_rows() -> None:
    found = drawn(figures("Schatting", told("lines", list[Line]))).one("table")
    assert found.one("caption").text == "Schatting"
    assert found.one("th")["scope"] == "row"
    assert found.one("td").text.endswith('?.["value"]')


def test_the_tile_tells_its_state_in_words_before_its_action() -> None:
    words = TileWords(told("tone"), told("state"), told("explanation"), told("who"))
    found = drawn(tile("Terugbetaling", words, button("Aanvragen", pressed())))
    assert found.one("section")["aria-labelledby"] == found.one("h2")["id"]
    state = found.where("id", "tile-status")
    assert (state.text, state["tabIndex"]) == ("state", "-1")
    assert found.text.index("explanation") < found.text.index("who") < found.text.index("Aanvragen")


@pytest.mark.parametrize("tone", Tone)
def test_an_alert_has_the_class_of_its_tone(tone: Tone) -> None:
    found = drawn(alert(tone, "Tekst", title="Titel"))
    assert {"alert", f"is-{tone}"} <= found.classes()
    assert [p.text for p in found.all("p")] == ["Titel", "Tekst"]


def test_an_alert_without_a_title_has_none() -> None:
    found = drawn(alert(Tone.INFO, bullets("Een", "Twee")))
    assert found.all("p") == []
    assert [item.text for item in found.all("li")] == ["Een", "Twee"]


def test_a_card_is_one_link() -> None:
    found = drawn(cards(card("Bakkerij", "/x", "0001", key="a"), pairs=True))
    item = found.one("ul").one("li")
    assert item.one("ReactRouterLink").text == "Bakkerij"
    assert item.text == "Bakkerij0001"
    assert item["key"] == "a"


def test_a_plain_card_differs_from_its_kin() -> None:
    assert "card--plain" in drawn(card("An", "/x", plain=True)).classes()
    assert "card--plain" not in drawn(card("An", "/x")).classes()


def test_a_card_that_the_server_answers_is_loaded_whole() -> None:
    assert drawn(card("itsme", "/auth", reload=True)).one("ReactRouterLink")["reloadDocument"] == "true"


def test_the_receipt_is_headed_by_what_happened() -> None:
    found = drawn(receipt_panel("Bevestigd", "Referentie", "VOV-2025-000042-K", "Ontvangen"))
    assert found.one("h1").text == "Bevestigd"
    assert [p.text for p in found.all("p")] == ["Referentie", "VOV-2025-000042-K", "Ontvangen"]


def test_the_menu_is_named() -> None:
    found = drawn(menu("Menu", links.black_link("Aanvraag", "/x"), menu_link("Wissel", "/y")))
    assert found.one("nav")["aria-labelledby"] == found.one("h2")["id"]
    assert found.all("li")[0].one("ReactRouterLink")["className"] == "button button--black"


def test_a_search_tells_how_many_it_found() -> None:
    found = drawn(search("Zoek", "Typ een naam", typed(), told("found")))
    assert found.one("label")["htmlFor"] == found.one("input")["id"]
    assert found.one("input")["aria-describedby"] in found.ids()
    assert found.where("role", "status").text == "found"
    assert '["debounce"] : 300' in found.one("input")["onChange"]


def test_an_explanation_opens_without_a_script() -> None:
    found = drawn(disclosure("Waarom?", "Daarom")).one("details")
    assert found.children[0].tag == "summary"


@pytest.mark.parametrize("make", [links.link, links.server_link])
def test_a_link_tells_more_to_a_screen_reader(make: object) -> None:
    found = drawn(make("Verder", "/x", "met An"))  # type: ignore[operator]
    assert found.text == "Verder met An"
    assert found.one("span")["className"] == "hidden"


def test_links_within_the_app_and_to_the_server_differ() -> None:
    assert drawn(links.server_link("x", "/x")).one("ReactRouterLink")["reloadDocument"] == "true"
    assert drawn(links.server_button_link("x", "/x")).one("ReactRouterLink")["reloadDocument"] == "true"
    assert "reloadDocument" not in drawn(links.link("x", "/x")).one("ReactRouterLink").attributes


def test_links_look_as_what_they_are() -> None:
    assert drawn(links.button_link("x", "/x", secondary=True)).classes() == {"button", "button--secondary"}
    assert drawn(links.button_link("x", "/x")).classes() == {"button"}
    assert drawn(links.back_link("x", "/x")).classes() == {"back"}


def test_buttons_say_what_they_are() -> None:
    found = drawn(actions(submit("Volgende"), button("Nee", pressed(), secondary=True), print_button()))
    assert [b["type"] for b in found.all("button")] == ["submit", "button", "button"]
    assert found.all("button")[2]["onClick"] == "() => window.print()"


def test_text_is_what_it_looks_like() -> None:
    assert drawn(numbered("a", "b")).one("ol").text == "ab"
    assert drawn(bullets_of(told("lines", list[str]))).one("ul").all("li") != []
    assert drawn(section("Kop", paragraph("x"))).one("h2").text == "Kop"
    assert [drawn(make("x")).classes() for make in (hint, code, letter)] == [{"hint"}, {"code"}, {"letter"}]
    assert drawn(status("x")).one("p")["role"] == "status"


def test_nothing_is_guessed_before_the_server_has_told() -> None:
    found = drawn(when(told("ready", bool), paragraph("Aanvragen")))
    assert [p.text for p in found.all("p")] == ["Aanvragen", t("common.loading")]
