"""Whatever employer, authority and time do in whatever order: a dossier's row is the fold of its events."""

import contextlib
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from tests import factories
from tests.services import filed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import NotCalculated
from vov_app.models import ApplicationVersion, DossierEvent, DossierWord, Letter
from vov_app.services import dossier_events, dossier_words, information, treatments, withdrawals
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Try = tuple[str, object]
FRACTIONS = st.sampled_from(["50", "80", "90", "100"])
QUARTERS = st.sampled_from(["4/2025", "1/2026"])
HOURS = st.integers(0, 130).map(str)
STEPS = st.one_of(
    st.tuples(st.just("correct"), FRACTIONS),
    st.tuples(st.just("correct"), FRACTIONS),
    st.tuples(st.just("rename"), st.sampled_from(["Bakkers", "Adams", "Zeven"])),
    st.tuples(st.just("withdraw"), st.sampled_from(["", "Niet meer nodig."])),
    st.tuples(st.just("inform"), st.just("Ja.")),
    st.tuples(st.just("pass"), st.sampled_from([1, 25, 40])),
    st.tuples(st.just(Kind.TAKEN_UP), st.just({})),
    st.tuples(st.just(Kind.TAKEN_UP), st.just({})),
    st.tuples(st.just(Kind.INFORMATION_ASKED), st.just({"question": "Klopt het?", "about": "employee"})),
    st.tuples(st.just(Kind.APPROVED), st.just({})),
    st.tuples(st.just(Kind.REFUSED), st.just({"motive": "Te laat."})),
    st.tuples(st.just(Kind.STOPPED), st.just({"motive": "Gestopt."})),
    st.tuples(
        st.just(Kind.CALCULATED),
        st.fixed_dictionaries(
            {"quarter": QUARTERS, "attended": HOURS, "taken": HOURS, "maximum": HOURS}
        ),
    ),
    st.tuples(
        st.just(Kind.NOT_CALCULATED), st.sampled_from(NotCalculated).map(lambda reason: {"why": reason.value})
    ),
    st.tuples(st.just(Kind.PAID), st.just({})),
)  # fmt: skip

TAKEN_UP: Try = (Kind.TAKEN_UP, {})
ASKED: Try = (Kind.INFORMATION_ASKED, {"question": "Klopt het?", "about": "employee"})
APPROVED: Try = (Kind.APPROVED, {})
# Histories begin at different depths: at random few of them would get far.
BEGUN = st.sampled_from([
    [], [TAKEN_UP], [TAKEN_UP, ASKED], [TAKEN_UP, APPROVED],
    [TAKEN_UP, APPROVED, (Kind.CALCULATED, filed.CALCULATED)],
])  # fmt: skip


def do(world: World, an: Actor, clock: StoppedClock, reference: str, name: str, what: object) -> None:
    """One thing that somebody tries; what they may not do is refused."""
    match name, what:
        case "correct", str(fraction):
            filed.correct(world, an, reference, fraction=fraction)
        case "rename", str(family):
            filed.correct(world, an, reference, last_name=family)
        case "withdraw", reason:
            with work(world, an) as w:
                withdrawals.withdraw(w, reference, {"reason": reason})
        case "inform", answer:
            with work(world, an) as w:
                information.inform(w, reference, {"answer": answer})
        case "pass", int(days):
            filed.pass_days(world, clock, days)
        case _, dict(typed):
            with work(world) as w:
                treatments.act(w, reference, name, typed)


def assert_whole(world: World, reference: str) -> None:
    """Row, versions, words and payments tell the same story as the events."""
    row, events = filed.row(world, reference), filed.events(world, reference)
    state = dossier_events.state_of(events)
    assert vars(state) == {name: getattr(row, name) for name in vars(state)}
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    assert row.changed_at == events[-1].at
    with work(world, writes=False) as w:
        wanted = select(ApplicationVersion).where(ApplicationVersion.application_id == row.id)
        versions = list(w.session.exec(wanted.order_by(col(ApplicationVersion.number))))
        words = set(w.session.exec(select(DossierWord.word).where(DossierWord.application_id == row.id)))
        letters = list(w.session.exec(select(Letter).where(Letter.about == reference)))
    assert [version.number for version in versions] == list(range(1, row.version + 1))
    assert versions[-1].answers == row.answers
    first, last = row.answers["first_name"], row.answers["last_name"]
    assert words == dossier_words.beginnings(first, last, reference, row.odb)
    assert row.employee_name == f"{first} {last}"
    assert len({letter.once for letter in letters}) == len(letters)
    assert_paid(events)


def assert_paid(events: list[DossierEvent]) -> None:
    """Each quarter is paid what its calculations come to, and never more than the highest of them."""
    for quarter in ("4/2025", "1/2026"):
        of = [event for event in events if event.facts.get("quarter") == quarter]
        paid = sum((Decimal(e.facts["amount"]) for e in of if e.kind is Kind.PAID), Decimal(0))
        made = [Decimal(e.facts["amount"]) for e in of if e.kind is Kind.CALCULATED]
        assert paid <= max(made, default=Decimal(0))


@given(BEGUN, st.lists(STEPS, max_size=7))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_row_is_the_fold_of_the_events(
    world: World,
    an: Actor,
    clock: StoppedClock,
    begun: list[Try],
    steps: list[Try],
) -> None:
    clock.move(factories.MONDAY - clock.now())
    reference = filed.file(world, an)
    for name, what in [*begun, *steps]:
        with contextlib.suppress(Refused):
            do(world, an, clock, reference, name, what)
        assert_whole(world, reference)
