"""The operator ends sign-ins: one person's, or everybody's."""

import pytest
from sqlmodel import select

from vov_app.domain.claims import Claims
from vov_app.models import AuditEntry, Person
from vov_app.operating import privacy
from vov_app.operating.commands import Unusable
from vov_app.services.signing_in import SignInStanding, recognise, sign_in
from vov_app.services.work import work
from vov_app.services.worlds import World


@pytest.fixture
def tokens(world: World) -> dict[str, str]:
    """An in two browsers, and Bart in one."""
    with work(world) as w:
        return {
            name: sign_in(w, Claims(f"sub-{name[:4]}", name[:4], "x", None, (), ()))
            for name in ("an__1", "an__2", "bart")
        }


def standing(world: World, tokens: dict[str, str]) -> dict[str, SignInStanding]:
    return {name: recognise(world, token).standing for name, token in tokens.items()}


def test_one_person_is_signed_out_everywhere(world: World, tokens: dict[str, str]) -> None:
    with work(world) as w:
        an = w.session.exec(select(Person).where(Person.given_name == "an__")).one()
    assert privacy.sign_out(world, an.key) == ["2 sign-ins ended"]
    ended, active = SignInStanding.REVOKED, SignInStanding.ACTIVE
    assert standing(world, tokens) == {"an__1": ended, "an__2": ended, "bart": active}
    with work(world) as w:
        entry = w.session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.subject_id, entry.role) == ("person:sign_out", an.id, "operator")


def test_everybody_is_signed_out_once(world: World, tokens: dict[str, str]) -> None:
    assert privacy.sign_out(world, "") == ["3 sign-ins ended"]
    assert privacy.sign_out(world, "") == ["0 sign-ins ended"]
    assert set(standing(world, tokens).values()) == {SignInStanding.REVOKED}


def test_nobody_is_signed_out_by_mistake(world: World, tokens: dict[str, str]) -> None:
    with pytest.raises(Unusable, match="Nobody is known"):
        privacy.sign_out(world, "somebody@else.example")
    assert set(standing(world, tokens).values()) == {SignInStanding.ACTIVE}
