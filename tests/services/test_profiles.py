"""Why somebody sees what they see, and what is kept about them: their own, and nobody else's."""

from datetime import date

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import deciding, people
from tests.services.deciding import Seed
from vov_app.domain.requests import Desk
from vov_app.models import AuditEntry, Grant, Person, Source
from vov_app.services import audit, decisions, explanations, looks, profiles, request_views, right_requests
from vov_app.services.work import STRANGER, Actor, Refused, work
from vov_app.services.worlds import World


def told(world: World, actor: Actor) -> dict[str, str]:
    with work(world, actor, writes=False) as w:
        return {row.label: row.answer for row in explanations.why(w)}


def test_a_right_that_is_held_tells_its_dates_and_where_it_comes_from(
    world: World, an: Actor, seed: Seed
) -> None:
    seed(deciding.carine)
    why = told(world, an)
    assert why["Data"] == "Van 1 januari 2025 tot en met 31 december 2026"
    assert "gebruikersbeheer" in why["Waar dit vandaan komt"]
    assert why["Wie dit kan veranderen"] == "Carine De Smet"

    def claims(session: Session) -> None:
        grant = session.exec(select(Grant)).one()
        grant.source, grant.valid_until = Source.CLAIMS, None

    seed(claims)
    why = told(world, an)
    assert "ACM" in why["Waar dit vandaan komt"]
    assert "zonder einddatum" in why["Data"]


def test_without_a_right_it_tells_who_can_change_that(world: World, bart: Actor, seed: Seed) -> None:
    assert told(world, bart)["Wie dit kan veranderen"] == "het team gebruikersbeheer van het loket"
    seed(deciding.geert)
    assert told(world, bart)["Wie dit kan veranderen"] == "Geert Jacobs"
    assert told(world, bart)["Data"] == "Geen"


def test_a_request_and_a_revoked_right_tell_their_dates(world: World, bart: Actor, seed: Seed) -> None:
    key = deciding.asked(world, bart)
    assert told(world, bart)["Data"] == "Gevraagd op 13 oktober 2025"
    carine: Actor = seed(deciding.carine)
    with work(world, carine) as w:
        decisions.decide(w, key, {"decision": "refuse", "reason": "Neen."})
    assert "beslist op 13 oktober 2025" in told(world, bart)["Data"]

    def revoked(session: Session) -> None:
        who = session.get_one(type(factories.person(session, "X Y")), bart.person_id)
        factories.grant(session, who, people.korenbloem(session), revoked_on=date(2025, 10, 14))

    seed(revoked)
    with work(world, bart, writes=False) as w:
        assert explanations.at(w, "elsewhere") == []
        assert explanations.at(w, w.organisation.key)


def test_the_profile_is_ones_own(world: World, bart: Actor, seed: Seed) -> None:
    carine: Actor = seed(deciding.carine)
    key = deciding.asked(world, bart)
    for _ in range(2):
        with work(world, carine) as w:
            looks.at_request(w, key)
    with work(world, carine) as w:
        decisions.decide(w, key, {"decision": "grant", "until": "30/6/2026"})
    with work(world, bart, writes=False) as w:
        mine = profiles.mine(w)
    assert "tot en met 30 juni 2026" in mine.places[0].standing
    assert mine.places[0].administrators == "Carine De Smet"
    assert mine.requests[0].standing == "Toegekend"
    assert len(mine.history) == 3
    assert (mine.history[-1].title, mine.history[-1].by) == (
        "Recht gevraagd",
        "Bart Claes (aanvrager van het recht)",
    )
    [seen] = mine.looks
    assert (seen.title, seen.by) == ("Vraag bekeken", "Carine De Smet (lokale beheerder)")
    assert seen.text == "Bakkerij De Korenbloem bv"
    with work(world, carine, writes=False) as w:
        theirs = profiles.mine(w)
    assert theirs.looks == []
    assert "Over Bart Claes" in theirs.history[0].text
    assert theirs.requests == []
    with work(world, STRANGER, writes=False) as w, pytest.raises(Refused, match="signed_out"):
        profiles.mine(w)


def test_what_the_system_does_and_what_was_refused_is_told_too(world: World, bart: Actor) -> None:
    audit.denied(world, bart, "users:load", "no_office")
    audit.denied(world, bart, "users:load", "of a kind without words")
    with work(world) as w:
        audit.record(w, "request:expire", subject_id=bart.person_id, role=audit.SYSTEM)
        audit.record(w, "right:grant", subject_id=bart.person_id, role=audit.OPERATOR)
    with work(world, bart, writes=False) as w:
        granted, lapsed, wordless, refused = profiles.mine(w).history
    assert (lapsed.by, lapsed.title) == ("het loket", "Vraag vervallen")
    assert (granted.by, granted.title) == ("team gebruikersbeheer", "Recht gegeven")
    assert refused.title.startswith("Geweigerde poging")
    assert "Bart Claes" in refused.by
    assert "of a kind without words" in wordless.title


def test_looking_at_ones_own_request_is_no_entry(world: World, seed: Seed) -> None:
    carine: Actor = seed(deciding.carine)
    key = deciding.asked(world, carine)
    with work(world, carine) as w:
        looks.at_request(w, key)
        with pytest.raises(Refused, match="no_request"):
            looks.at_request(w, "elsewhere")
    with Session(world.engine) as session:
        assert [e.action for e in session.exec(select(AuditEntry))] == ["request:ask", "request:escalate"]


def test_who_looked_at_a_user_is_told_to_them_once_a_day(world: World, bart: Actor, seed: Seed) -> None:
    carine: Actor = seed(deciding.carine)
    keys: dict[str, str] = seed(lambda session: {p.given_name: p.key for p in session.exec(select(Person))})
    for _ in range(2):
        with work(world, carine) as w:
            looks.at_user(w, keys["Bart"])
            looks.at_user(w, keys["Carine"])
    with work(world, bart, writes=False) as w:
        assert [seen.title for seen in profiles.mine(w).looks] == ["Gebruiker bekeken"]
    with work(world, carine, writes=False) as w:
        assert profiles.mine(w).looks == []


def test_before_asking_one_sees_who_decides(world: World, bart: Actor, an: Actor, seed: Seed) -> None:
    with work(world, bart, writes=False) as w:
        assert right_requests.prospect(w).desk is Desk.OPERATOR
        assert "heeft een mailadres" in request_views.to_ask(w).who
    seed(deciding.geert)
    with work(world, bart, writes=False) as w:
        assert "wettelijk vertegenwoordiger" in request_views.to_ask(w).who
    seed(deciding.carine)
    with work(world, bart, writes=False) as w:
        view = request_views.to_ask(w)
    assert view.who == "Carine De Smet, lokale beheerder van uw organisatie."
    assert "20 oktober 2025" in view.when
    with work(world, an, writes=False) as w, pytest.raises(Refused, match="held"):
        request_views.to_ask(w)
    with work(world, bart) as w, pytest.raises(right_requests.Unsound):
        right_requests.ask(w, {"reason": "www.voorbeeld.be"})


def test_in_the_chooser_each_organisation_has_its_own_reasons(world: World, an: Actor, bart: Actor) -> None:
    with work(world, an, writes=False) as w:
        (place,) = explanations.everywhere(w)
        assert explanations.everywhere(w, "elders") == []
        assert place.rows == explanations.why(w)
    assert place.name == "Bakkerij De Korenbloem bv"
    with work(world, STRANGER, writes=False) as w, pytest.raises(Refused, match="signed_out"):
        explanations.everywhere(w)


def test_who_holds_an_office_learns_why_a_user_may_or_may_not(
    world: World, an: Actor, bart: Actor, seed: Seed
) -> None:
    carine: Actor = seed(deciding.carine)
    keys: dict[str, str] = seed(lambda session: {p.given_name: p.key for p in session.exec(select(Person))})
    deciding.asked(world, bart)

    def stand(actor: Actor, name: str) -> str:
        with work(world, actor, writes=False) as w:
            told = {row.label: row.answer for row in explanations.of_user(w, keys[name])}
        return told["Hoe het ermee staat"]

    assert stand(carine, "An") == "Heeft het juiste recht"
    assert stand(carine, "Bart") == "Heeft het recht gevraagd, nog geen beslissing"
    assert stand(carine, "Carine") == "Heeft het recht niet"
    with pytest.raises(Refused, match="no_office"):
        stand(bart, "An")
    with pytest.raises(Refused, match="no_user"), work(world, carine, writes=False) as w:
        explanations.of_user(w, "elsewhere")
