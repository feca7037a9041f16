"""What the larger services lean on: cookies, words for answers, the register, threads for slow databases."""

import threading

import pytest

from tests.postgres import fresh_postgres
from tests.services.conftest import make_world
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.database import make_engine
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Field
from vov_app.services import estimates, wording
from vov_app.services.cookies import cookie
from vov_app.services.work import work
from vov_app.services.worlds import World


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("vov_session=abc; other=1", "abc"),
        ("other=1", ""),
        ("", ""),
        ("bad\x00name=1; vov_session=abc", "abc"),
        ("ü@/=1; vov_session=abc", "abc"),
        ("vov_session", ""),
        ("another_vov_session=abc", ""),
    ],
)
def test_a_cookie_is_read_or_it_is_not_there(header: str, value: str) -> None:
    assert cookie(header, "vov_session") == value


def field(name: str) -> Field:
    return next(f for step in REFUND.steps for f in step.fields if f.name == name)


def test_what_was_not_answered_has_no_words() -> None:
    assert wording.in_words(field("weekly_hours"), "") == ""


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("start_date", "27/9/2025", "27 september 2025"),
        ("weekly_hours", "30,4", "30,4"),
        ("fraction", "80", "80%"),
        ("contact_name", "An Peeters", "An Peeters"),
    ],
)
def test_an_answer_is_told_as_a_person_would_write_it(name: str, typed: str, words: str) -> None:
    told = wording.in_words(field(name), typed).replace("\N{NO-BREAK SPACE}", " ")
    assert told.replace(" %", "%") == words


def test_a_training_that_is_not_registered_has_no_estimate(world: World) -> None:
    with work(world, writes=False) as w, pytest.raises(LookupError):
        estimates.registered(w, "ODB-P99999")


async def test_a_database_server_never_holds_up_the_event_loop(clock: StoppedClock) -> None:
    with fresh_postgres() as url:
        engine = make_engine(url)
        assert await make_world(engine, clock).run(threading.get_ident) != threading.get_ident()
        engine.dispose()
