"""Each kind of record goes when its time is over, and not a day before; the record stays a chain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from vov_app.adapters.clock import StoppedClock
from vov_app.domain.requests import RequestStatus
from vov_app.domain.rights import Context, Right
from vov_app.models import (
    AuditEntry,
    AuditHead,
    CalendarFeed,
    Draft,
    Invitation,
    Letter,
    LetterKind,
    LetterStatus,
    RightRequest,
    SignIn,
)
from vov_app.services import audit, duties, keeping
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]


def gone(world: World) -> dict[str, int]:
    with work(world) as w:
        return {kind: count for kind, count in keeping.purge(w).items() if count}


def count(world: World, table: Any) -> int:
    with Session(world.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def place(bart: Actor) -> int:
    return bart.organisation.id if bart.organisation else 0


def everything(world: World, bart: Actor) -> Callable[[Session], None]:
    now, soon = world.clock.now(), world.clock.now() + timedelta(hours=1)
    mine: dict[str, Any] = {"person_id": bart.person_id}
    here = {**mine, "organisation_id": place(bart)}

    def fill(session: Session) -> None:
        common: dict[str, Any] = {**mine, "started_at": now, "seen_at": now}
        far = now + timedelta(days=99)
        session.add(SignIn(token_hash="ended", ends_at=now, **common))
        session.add(SignIn(token_hash="left", ends_at=far, revoked_at=now, **common))
        session.add(SignIn(token_hash="live", ends_at=far, **common))
        session.add(Draft(started_at=now, saved_at=now, deleted_at=now, **here))
        session.add(Draft(started_at=now, saved_at=now, answers={"x": "y"}, **here))
        for status in LetterStatus:
            session.add(letter(status, now))
        for asked in ("open", "accepted", "revoked"):
            ended = {f"{asked}_at": now} if asked != "open" else {}
            session.add(invitation(asked, bart, now, soon, ended))
        session.add(request(here, RequestStatus.REFUSED, now, decided_at=now, reason="te vroeg"))
        session.add(request({**here, "context": Context.INDIVIDUEEL_MAATWERK}, RequestStatus.REQUESTED, now))
        session.add(CalendarFeed(token_hash="revoked", made_at=now, revoked_at=now, **here))
        session.add(CalendarFeed(token_hash="used", made_at=now, **here))

    return fill


def letter(status: LetterStatus, now: Any) -> Letter:
    return Letter(
        once=str(status), kind=LetterKind.INVITATION, status=status, written_at=now, about="VOV",
        recipient="an@korenbloem.example", recipient_name="An", subject="Voor An", body="Dag An",
    )  # fmt: skip


def invitation(key: str, bart: Actor, now: Any, soon: Any, ended: dict[str, Any]) -> Invitation:
    return Invitation(
        key=key, organisation_id=place(bart), insz_digest="x", name="Tom", email="tom@post.example",
        invited_by_id=bart.person_id, invited_at=now, expires_at=soon, valid_until=now.date(), **ended,
    )  # fmt: skip


def request(here: dict[str, Any], status: RequestStatus, now: Any, **more: Any) -> RightRequest:
    told = {"right": Right.RESPONSIBLE, "context": Context.OPLEIDINGSVERLOF, **here, **more}
    return RightRequest(status=status, motive="omdat", asked_at=now, promised_on=now.date(), **told)


def test_each_kind_goes_in_its_own_time(world: World, bart: Actor, seed: Seed, clock: StoppedClock) -> None:
    seed(everything(world, bart))
    assert gone(world) == {}
    clock.move(timedelta(days=30))
    assert gone(world) == {}
    clock.move(timedelta(hours=2))
    assert gone(world) == {"sign_ins": 2, "drafts": 1, "invitations": 3, "feeds": 1}
    assert (count(world, SignIn), count(world, Draft), count(world, CalendarFeed)) == (1, 1, 1)
    clock.move(timedelta(days=335))
    assert gone(world) == {"sign_ins": 1, "letters": 2, "requests": 1}
    assert gone(world) == {}


def test_of_a_letter_stays_that_it_went_out_and_about_what(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(everything(world, bart))
    clock.move(timedelta(days=366))
    gone(world)
    with Session(world.engine) as session:
        sent, waiting = (
            session.exec(select(Letter).where(Letter.status == status)).one()
            for status in (LetterStatus.SENT, LetterStatus.WAITING)
        )
    assert (sent.recipient, sent.recipient_name, sent.subject, sent.body) == ("", "", "", "")
    assert (sent.kind, sent.about, sent.once) == (LetterKind.INVITATION, "VOV", f"kept:{sent.key}")
    assert waiting.body == "Dag An"


def test_of_a_request_stays_that_it_was_made_and_refused(
    world: World, bart: Actor, seed: Seed, clock: StoppedClock
) -> None:
    seed(everything(world, bart))
    clock.move(timedelta(days=366))
    gone(world)
    with Session(world.engine) as session:
        told = {r.status: (r.motive, r.reason) for r in session.exec(select(RightRequest))}
    assert told == {RequestStatus.REFUSED: ("", ""), RequestStatus.REQUESTED: ("omdat", "")}


def test_it_is_done_every_night(world: World, bart: Actor, seed: Seed, clock: StoppedClock) -> None:
    seed(everything(world, bart))
    clock.move(timedelta(days=31))
    duties.run(world)
    assert count(world, SignIn) == 1


def broken(world: World) -> int | None:
    with Session(world.engine) as session:
        return audit.first_broken(session)


@pytest.fixture
def old(world: World, bart: Actor, clock: StoppedClock) -> World:
    """Three entries of long ago, and two of today."""
    for days in (0, 0, 3653, 0, 0):
        with work(world, bart) as w:
            audit.record(w, "right:grant", about=str(days))
        clock.move(timedelta(days=days))
    return world


def test_the_beginning_of_the_record_goes_and_the_rest_stays_a_chain(old: World) -> None:
    assert gone(old) == {"record": 3}
    assert broken(old) is None
    with Session(old.engine) as session:
        entries = list(session.exec(select(AuditEntry).order_by(col(AuditEntry.number))))
    assert [e.number for e in entries] == [4, 5, 6]
    assert (entries[-1].action, entries[-1].role) == ("record:shorten", "system")
    assert entries[-1].after == {"through": 3, "fingerprint": entries[0].previous}
    assert gone(old) == {}


def test_it_can_go_as_a_whole_but_for_the_entry_that_says_so(old: World, clock: StoppedClock) -> None:
    clock.move(timedelta(days=4000))
    assert gone(old) == {"record": 5}
    assert broken(old) is None
    clock.move(timedelta(days=4000))
    assert gone(old) == {"record": 1}
    assert broken(old) is None


def test_a_beginning_that_nobody_let_go_of_is_missed(old: World, seed: Seed) -> None:
    gone(old)
    seed(lambda s: s.execute(delete(AuditEntry).where(col(AuditEntry.number) == 4)))
    assert broken(old) == 4


def test_a_forged_beginning_is_found(old: World, seed: Seed) -> None:
    with Session(old.engine) as session:
        fourth = session.exec(select(AuditEntry).where(AuditEntry.number == 4)).one()
        forged = {"begins_after": 4, "begins_hash": fourth.hash}
    seed(lambda s: s.execute(delete(AuditEntry).where(col(AuditEntry.number) <= 4)))
    seed(lambda s: s.execute(update(AuditHead).values(**forged)))
    assert broken(old) == 4


def test_the_times_are_those_of_the_world(world: World, bart: Actor, seed: Seed, clock: StoppedClock) -> None:
    brief = replace(world, keeping=replace(world.keeping, letter_days=1))
    seed(everything(world, bart))
    clock.move(timedelta(days=2))
    assert gone(brief) == {"letters": 2}
