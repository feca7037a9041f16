"""A dossier begins with a version, an event and its words; its row is the fold of its events."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from tests import answers
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.dossiers import DossierEventKind as Kind
from vov_app.domain.dossiers import (
    DossierStatus,
    Happened,
    ImpossibleEvent,
    NotCalculated,
    fold,
)
from vov_app.models import Application, ApplicationVersion, DossierEvent, DossierWord
from vov_app.services import dossier_words, dossiers, estimates, folding
from vov_app.services.audit import Facts
from vov_app.services.dossiers import Filing
from vov_app.services.work import Actor, Work, work
from vov_app.services.worlds import World


def begun(w: Work, **changed: str) -> Application:
    (made,) = dossiers.begin(w, [Filing({**answers.SOUND, **changed})])
    return made


def events_of(w: Work, application: Application) -> list[DossierEvent]:
    wanted = select(DossierEvent).where(DossierEvent.application_id == application.id)
    return sorted(w.session.exec(wanted), key=lambda e: e.number)


def test_it_begins_with_one_version_that_holds_the_rules(world: World, an: Actor) -> None:
    with work(world, an) as w:
        made = begun(w)
        (version,) = w.session.exec(select(ApplicationVersion)).all()
        assert (version.number, version.answers, version.person_id) == (1, made.answers, an.person_id)
        assert version.rules["school_year"] == made.school_year == made.estimate["school_year"]
        assert version.rules["figures"]["refund_per_hour"]["value"] == made.estimate["rate"]
        assert version.rules["figures"]["refund_per_hour"]["sources"]


def test_a_year_without_figures_has_no_rules() -> None:
    assert estimates.rules(date(1999, 9, 1)) == {}


def test_many_at_once_get_numbers_in_their_order(world: World, an: Actor) -> None:
    with work(world, an) as w:
        made = dossiers.begin(w, [Filing({**answers.SOUND, "first_name": n}) for n in ("Tom", "Lien", "Jef")])
        assert [(a.reference[9:15], a.answers["first_name"]) for a in made] == [
            ("000001", "Tom"),
            ("000002", "Lien"),
            ("000003", "Jef"),
        ]
        assert begun(w).reference[9:15] == "000004"


def test_nothing_begins_with_nothing(world: World, an: Actor) -> None:
    with work(world, an) as w:
        assert dossiers.begin(w, []) == []
        assert begun(w).reference[9:15] == "000001"


def test_its_row_is_the_fold_of_its_events(world: World, an: Actor, clock: StoppedClock) -> None:
    story: list[tuple[Kind, Facts]] = [
        (Kind.TAKEN_UP, {}),
        (Kind.NOT_CALCULATED, {"reason": NotCalculated.NO_ATTEST}),
        (Kind.APPROVED, {}),
        (Kind.CALCULATED, {"hours": "30"}),
        (Kind.PAID, {"amount": "447.30"}),
    ]
    with work(world, an) as w:
        made = begun(w)
    for kind, facts in story:
        clock.move(timedelta(days=1))
        with work(world, an) as w:
            row = w.session.get_one(Application, made.id)
            dossiers.happen(w, row, kind, role=dossiers.AUTHORITY, facts=facts)
    with work(world, an) as w:
        row, events = w.session.get_one(Application, made.id), events_of(w, made)
        reasons = [e.facts.get("reason") for e in events]
        state = fold(
            Happened(e.kind, NotCalculated(r) if r else None) for e, r in zip(events, reasons, strict=True)
        )
        assert [e.number for e in events] == [1, 2, 3, 4, 5, 6]
        assert (row.status, row.version, row.calculated) == (state.status, state.version, state.calculated)
        assert row.status is DossierStatus.APPROVED
        assert events[-1].facts == {"amount": "447.30"}
        assert row.changed_at == events[-1].at


def test_what_can_t_happen_changes_nothing(world: World, an: Actor) -> None:
    with work(world, an) as w:
        made = begun(w)
    with pytest.raises(ImpossibleEvent), work(world, an) as w:
        dossiers.happen(w, w.session.get_one(Application, made.id), Kind.PAID, role=dossiers.AUTHORITY)
    with Session(world.engine) as session:
        assert len(session.exec(select(DossierEvent)).all()) == 1


def test_it_is_found_by_beginnings_without_accents(world: World, an: Actor) -> None:
    with work(world, an) as w:
        made = begun(w, first_name="Zoë", last_name="Van den Bergh-Émile")
        words = set(w.session.exec(select(DossierWord.word).where(DossierWord.application_id == made.id)))
    assert {"zo", "zoe", "va", "van", "den", "bergh", "emile", "000001"} <= words
    assert not {"z", "zoë", "vov", "odb", "2025"} & words


def test_long_words_are_kept_by_their_first_letters() -> None:
    assert "vandenbe" in dossier_words.beginnings("An", "Vandenberghe", "VOV-2025-000001-K", "ODB-1")
    assert max(map(len, dossier_words.beginnings("An", "Vandenberghe", "VOV-2025-000001-K", "ODB-1"))) == 8


def test_family_names_sort_first_and_accents_don_t_count() -> None:
    assert folding.sort_key("Zoë", "Émile") == "emile zoe"
