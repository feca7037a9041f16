"""Walking the steps: nothing opens before its time, and what has to be mended is said in words."""

from itertools import pairwise

import pytest

from tests import answers
from vov_app import routes
from vov_app.services import checking, drafts, journey, refunds
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World


@pytest.fixture
def draft(world: World, an: Actor) -> str:
    with work(world, an) as w:
        return drafts.start(w)


def save(world: World, an: Actor, draft: str, step: str, **changed: object) -> journey.StepView:
    with work(world, an) as w:
        return journey.save(w, draft, step, {**answers.STEPS[step], **changed})


def fill(world: World, an: Actor, draft: str, *steps: str) -> None:
    for step in steps or answers.STEPS:
        assert save(world, an, draft, step).elsewhere


def address(an: Actor, draft: str, step: str) -> str:
    assert an.organisation is not None
    return routes.refund_step(an.organisation.key, draft, step)


def test_each_sound_step_leads_to_the_next(world: World, an: Actor, draft: str) -> None:
    order = [*answers.STEPS, "check"]
    for step, following in pairwise(order):
        assert save(world, an, draft, step).elsewhere == address(an, draft, following)


def test_an_unsound_step_stays_and_says_why(world: World, an: Actor, draft: str) -> None:
    view = save(world, an, draft, "begin", start_date="gisteren")
    assert view.elsewhere == ""
    assert list(view.faults) == ["start_date"]
    assert "27/9/2025" in view.faults["start_date"]
    assert view.answers["start_date"] == "gisteren"


def test_a_later_step_leads_back_to_the_first_unsound_one(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft, "begin")
    with work(world, an, writes=False) as w:
        assert journey.show(w, draft, "training").elsewhere == address(an, draft, "contact")
        assert checking.show(w, draft).elsewhere == address(an, draft, "contact")


def test_a_step_shows_its_own_answers_and_no_others(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft)
    with work(world, an, writes=False) as w:
        shown = journey.show(w, draft, "contact")
    assert set(shown.answers) == set(answers.CONTACT)
    assert shown.shown == f"{draft}/contact"


def test_the_start_date_is_asked_once(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft, "begin", "contact", "employee")
    with work(world, an, writes=False) as w:
        assert journey.show(w, draft, "training").answers["start_date"] == "15/9/2025"


def test_only_steps_that_may_be_opened_are_links(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft, "begin", "contact")
    with work(world, an, writes=False) as w:
        links = journey.show(w, draft, "contact").steps
    assert [bool(link.address) for link in links] == [True, True, True, False, False, False]
    assert [link.name for link in links if link.current] == ["contact"]


def test_a_change_comes_straight_back_to_the_overview(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft)
    with work(world, an) as w:
        view = journey.save(w, draft, "contact", answers.CONTACT, back_to_check=True)
    assert view.elsewhere == address(an, draft, "check")


def test_noting_one_answer_keeps_it_and_judges_nothing(world: World, an: Actor, draft: str) -> None:
    with work(world, an) as w:
        view = journey.note(w, draft, "begin", {"start_date": "99/99/2025"})
    assert view.faults == {}
    with work(world, an, writes=False) as w:
        assert drafts.read(w, draft).answers["start_date"] == "99/99/2025"


def test_the_window_is_told_as_soon_as_the_dates_are_known(world: World, an: Actor, draft: str) -> None:
    told = {}
    for start in ("15/9/2025", "1/3/2025", "1/3/2026", "30/11/2025"):
        with work(world, an) as w:
            journey.note(w, draft, "begin", {"joined_later": "nee"})
            told[start] = journey.note(w, draft, "begin", {"start_date": start}).notes["start_date"]
    assert "14 december 2025" in told["15/9/2025"]
    assert "62" in told["15/9/2025"]
    assert "voorbij" in told["1/3/2025"]
    assert "1 december 2025" in told["1/3/2026"]
    assert "niet bevestigd" in told["30/11/2025"]


def test_the_register_fills_in_the_training(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft, "begin", "contact", "employee")
    with work(world, an) as w:
        view = journey.note(w, draft, "training", {"odb": "odb 1000123"})
    assert "Basis boekhouden" in view.notes["odb"]
    assert "Avondschool De Lindeboom" in view.notes["odb"]


def test_a_question_that_depends_on_another_comes_and_goes(world: World, an: Actor, draft: str) -> None:
    with work(world, an) as w:
        assert "entry_date" in journey.note(w, draft, "begin", {"joined_later": "ja"}).asked
        assert "entry_date" not in journey.note(w, draft, "begin", {"joined_later": "nee"}).asked


@pytest.mark.parametrize("step", ["", "check", "nonsense", "../begin"])
def test_an_unknown_step_is_refused(world: World, an: Actor, draft: str, step: str) -> None:
    fill(world, an, draft)
    with work(world, an) as w, pytest.raises(Refused, match="no_draft"):
        journey.save(w, draft, step, {})


def test_the_overview_tells_each_answer_once(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft)
    with work(world, an, writes=False) as w:
        view = checking.show(w, draft)
    labels = [row.label for section in view.sections for row in section.rows]
    assert len(labels) == len(set(labels))
    assert all(section.change.endswith("?terug=overzicht") for section in view.sections)
    assert {"15 september 2025", "80 %", "30,4", "BE43 0000 0000 0101"} <= {
        row.answer for section in view.sections for row in section.rows
    }


def test_confirming_without_the_declaration_says_so(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft)
    with work(world, an) as w:
        view = checking.confirm(w, draft, {}, drafts.read(w, draft).version)
    assert list(view.faults) == ["declaration"]


def test_confirming_leads_to_the_receipt(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft)
    with work(world, an) as w:
        view = checking.confirm(w, draft, {"declaration": True}, drafts.read(w, draft).version)
        reference = refunds.latest(w)[0].reference
    assert view.elsewhere.endswith(reference)
    with work(world, an) as w:
        assert journey.save(w, draft, "contact", {}).elsewhere == view.elsewhere
        assert journey.show(w, draft, "contact").elsewhere == view.elsewhere
        assert (
            checking.confirm(w, draft, {"declaration": True}, drafts.read(w, draft).version).elsewhere
            == view.elsewhere
        )


def test_confirming_an_unfinished_draft_leads_to_what_is_missing(world: World, an: Actor, draft: str) -> None:
    fill(world, an, draft, "begin")
    with work(world, an) as w:
        view = checking.confirm(w, draft, {"declaration": True}, drafts.read(w, draft).version)
    assert view.elsewhere == address(an, draft, "contact")


def test_a_year_without_figures_says_niet_bevestigd(world: World, an: Actor, draft: str) -> None:
    from datetime import timedelta

    world.clock.move(timedelta(days=330))  # type: ignore[attr-defined]
    dates = {"start_date": "15/9/2026", "end_date": "19/6/2027"}
    for step, given in answers.STEPS.items():
        with work(world, an) as w:
            journey.save(w, draft, step, {**given, **dates})
    with work(world, an, writes=False) as w:
        view = checking.show(w, draft)
    told = {line.label: line.value for line in view.estimate}
    assert told["Geschat bedrag"] == "niet bevestigd"
    assert any("niet bevestigd" in remark for remark in view.remarks)
