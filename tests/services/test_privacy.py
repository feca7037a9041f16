"""One person's data comes out in one piece and goes; what has to stay, stays without their name."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import answers, factories
from tests.services import deciding, filed
from vov_app.adapters.clock import StoppedClock
from vov_app.domain.claims import ClaimedOrganisation, Claims
from vov_app.models import (
    Application,
    AuditEntry,
    Grant,
    Invitation,
    Letter,
    Membership,
    Person,
    RightRequest,
    SignIn,
)
from vov_app.services import audit, duties, privacy, right_requests, rights
from vov_app.services.signing_in import recognise, sign_in
from vov_app.services.tokens import digest
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
TOM = answers.EMPLOYEE["insz"]
HIS = "85.07.30-033.28"


@pytest.fixture
def stage(world: World, an: Actor, bart: Actor, seed: Seed) -> str:
    """An filed for Tom; Bart signed in, asked for the right and was invited once. Gives the reference."""
    reference = filed.file(world, an)
    seed(lambda session: known(session, world, bart))
    with work(world, bart) as w:
        right_requests.ask(w, {"reason": "Ik doe de opleidingen"})
    with work(world) as w:
        place = (ClaimedOrganisation(factories.KORENBLOEM, "De Korenbloem"),)
        sign_in(w, Claims(subject(w.session, bart), "Bart", "Claes", None, place, ()), "itsme")
    return reference


def subject(session: Session, actor: Actor) -> str:
    return session.get_one(Person, actor.person_id).subject


def known(session: Session, world: World, bart: Actor) -> None:
    who = session.get_one(Person, bart.person_id)
    who.email, who.insz_digest = "bart@post.example", digest(world.secret, "85073003328")
    now = world.clock.now()
    session.add(
        Invitation(
            organisation_id=bart.organisation.id if bart.organisation else 0, insz_digest=who.insz_digest,
            name="Bart", email="bart@elders.example", invited_by_id=bart.person_id, invited_at=now,
            expires_at=now, valid_until=now.date(),
        )
    )  # fmt: skip


def export(world: World, wanted: str) -> Any:
    with work(world) as w:
        held = privacy.export(w, wanted)
    return json.loads(json.dumps(held))


def row(world: World, person: int) -> Person:
    with Session(world.engine) as session:
        return session.get_one(Person, person)


def some(world: World, table: Any) -> list[Any]:
    with Session(world.engine) as session:
        return list(session.exec(select(table)))


@pytest.mark.parametrize("by", ["key", "number", "address"])
def test_all_that_is_held_of_somebody_comes_out(world: World, bart: Actor, stage: str, by: str) -> None:
    key = row(world, bart.person_id).key
    held = export(world, {"key": key, "number": HIS, "address": "bart@post.example"}[by])
    assert held["person"][0]["family_name"] == "Claes"
    assert held["organisations"][0]["organisation"] == "Bakkerij De Korenbloem bv"
    assert held["requests"][0]["motive"] == "Ik doe de opleidingen"
    assert held["sign_ins"][0]["digital_key"] == "itsme"
    assert held["invitations"][0]["email"] == "bart@elders.example"
    assert [letter["recipient"] for letter in held["letters"]] == ["bart@post.example"]
    told = [entry["action"] for entry in held["record"]]
    assert told == ["request:ask", "request:escalate", "person:export"]
    assert held["dossiers_about"] == []
    assert "Tom" not in json.dumps(held)


def test_an_employee_hears_what_was_filed_about_them(world: World, stage: str) -> None:
    held = export(world, TOM)
    assert held["person"] == held["letters"] == held["record"] == []
    [about] = held["dossiers_about"]
    assert (about["reference"], about["version"]) == (stage, 1)
    assert about["answers"]["first_name"] == "Tom"


def test_who_filed_finds_their_dossiers(world: World, an: Actor, stage: str) -> None:
    held = export(world, row(world, an.person_id).key)
    assert [dossier["reference"] for dossier in held["dossiers_filed"]] == [stage]
    assert held["rights"][0]["context"] == "opleidingsverlof"
    assert held["drafts"][0]["confirmed_at"] is not None


@pytest.mark.parametrize("wanted", ["", "nobody", "x@y.example", "93.05.18-223.61", "12"])
def test_nobody_is_found_by_something_else(world: World, stage: str, wanted: str) -> None:
    for verb in (privacy.export, privacy.erase):
        with pytest.raises(Refused, match="no_user"), work(world) as w:
            verb(w, wanted)


def test_who_never_signed_in_has_no_number_to_sign_out(world: World, bart: Actor, stage: str) -> None:
    with work(world) as w:
        assert privacy.signed_in(w, "bart@post.example") == bart.person_id
        with pytest.raises(Refused, match="no_user"):
            privacy.signed_in(w, TOM)


def test_somebody_goes_and_what_has_to_stay_has_no_name(world: World, bart: Actor, stage: str) -> None:
    before = len(some(world, AuditEntry))
    with work(world) as w:
        gone = privacy.erase(w, "bart@post.example")
    assert gone == {
        "sign_ins": 1, "calendar_feeds": 0, "invitations": 1, "letters": 1, "requests": 0,
        "organisations": 1, "offices": 0, "rights": 0,
    }  # fmt: skip
    left = row(world, bart.person_id)
    assert (left.name, left.email, left.insz_digest) == ("Gewiste gebruiker", None, None)
    assert left.subject == f"erased:{left.key}"
    tables = (Person, Membership, SignIn, Invitation, Letter, RightRequest, AuditEntry)
    told = "".join(repr(each) for table in tables for each in some(world, table)).casefold()
    for word in ("Bart", "Claes", "bart@", "Ik doe de opleidingen", digest(world.secret, "85073003328")):
        assert word.casefold() not in told
    entries = some(world, AuditEntry)
    assert (len(entries), entries[-1].action, entries[-1].subject_id) == (
        before + 1, "person:erase", bart.person_id,
    )  # fmt: skip
    with Session(world.engine) as session:
        assert audit.first_broken(session) is None


def test_what_they_asked_for_ends_by_itself(
    world: World, bart: Actor, stage: str, clock: StoppedClock
) -> None:
    with work(world) as w:
        privacy.erase(w, row(world, bart.person_id).key)
    clock.move(timedelta(days=1))
    duties.run(world)
    assert [request.status for request in some(world, RightRequest)] == ["expired"]


def test_who_filed_can_go_and_the_dossier_stays(world: World, an: Actor, stage: str, seed: Seed) -> None:
    with work(world) as w:
        gone = privacy.erase(w, row(world, an.person_id).key)
    assert gone["rights"] == 1
    assert some(world, Grant)[0].revoked_on is not None
    [dossier] = some(world, Application)
    assert (dossier.reference, dossier.person_id) == (stage, an.person_id)
    with work(world, an) as w:
        assert not rights.decision(w).allowed


def test_who_was_erased_is_somebody_new_at_the_next_sign_in(world: World, bart: Actor, stage: str) -> None:
    with work(world) as w:
        was = subject(w.session, bart)
        privacy.erase(w, "bart@post.example")
        token = sign_in(w, Claims(was, "Bart", "Claes", None, (), ()))
    found = recognise(world, token).actor
    assert found.signed_in
    assert found.person_id != bart.person_id


def test_the_office_of_somebody_ends_with_its_address(world: World, bart: Actor, seed: Seed) -> None:
    seed(deciding.carine)
    with work(world) as w:
        found = w.session.exec(select(Person).where(Person.given_name == "Carine")).one()
        assert len(privacy.find(w, found.key).addresses) == 1
        assert privacy.erase(w, found.key)["offices"] == 1
        assert privacy.find(w, found.key).addresses == frozenset()


def test_what_is_in_dossiers_alone_stays(world: World, stage: str) -> None:
    with pytest.raises(Refused, match="stays"), work(world) as w:
        privacy.erase(w, TOM)
