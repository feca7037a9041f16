"""Add somebody to an organisation: at once when their INSZ is known here, else by an invitation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.forms.spec import Answers, Fault
from vov_app.forms.user import ADD, USERS
from vov_app.forms.values import date_of
from vov_app.models import Invitation, LetterKind, Person
from vov_app.services import audit, drafts, grants, memberships, offices, rights
from vov_app.services.invitations import still_open
from vov_app.services.letters import Addressee, write
from vov_app.services.tokens import digest
from vov_app.services.work import Work
from vov_app.texts import t

LASTS = timedelta(days=30)


@dataclass(frozen=True)
class AddView:
    """The form as it stands; `done` tells what happened, after which the form is empty again."""

    shown: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    done: str = ""


def blank(w: Work) -> AddView:
    """The empty form, with the usual end.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    return AddView(shown=w.now.isoformat(), answers={"until": usual_end(w)})


def add(w: Work, typed: Mapping[str, object]) -> AddView:
    """Add who is described, or say what has to be mended.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    answers = USERS.clean(ADD, typed)
    faults = USERS.faults(answers, drafts.facts(w), ADD)
    if faults:
        return AddView(w.now.isoformat(), answers, worded(faults))
    known = admit(w, answers)
    name = f"{answers['first_name']} {answers['last_name']}"
    done = t("users.added.at_once" if known else "users.added.invited", name=name, email=answers["email"])
    return AddView(w.now.isoformat(), {"until": usual_end(w)}, {}, done)


def admit(w: Work, answers: Answers) -> bool:
    """Let somebody in by sound answers, with the right and a letter. Whether they were known here.

    Raises:
        Refused: the actor holds no office.
    """
    role = offices.require(w)
    mark = digest(w.world.secret, identifiers.compact(Identifier.INSZ, answers["insz"]))
    same = select(Person).where(Person.insz_digest == mark).order_by(col(Person.id).desc())
    known = w.session.exec(same).first()
    if known is None:
        _invite(w, answers, mark, role)
        return False
    until = date_of(answers["until"])
    memberships.join(w, known.id or 0, role=role)
    grant = grants.give(w, known.id or 0, until, role=role)
    if known.email:
        grants.tell_given(w, grant, until)
    else:
        # They chose no address yet: this letter goes to the one that was given, which isn't kept.
        to, cause = Addressee(known.name, answers["email"]), f"{grant.key}:{w.now:%y%m%d%H%M%S%f}"
        address = routes.application(w.organisation.key)
        _write(w, LetterKind.RIGHT_GRANTED, cause, to, address, until=until)
    return True


def worded(faults: tuple[Fault, ...]) -> dict[str, str]:
    """Faults of the form in words, by field."""
    return {f.field: t(f"users.field.{f.field}.fault.{f.key}", **f.values) for f in faults}


def usual_end(w: Work) -> str:
    """The last day that is proposed, as people type it."""
    end = grants.usual_end(w.today)
    return f"{end.day}/{end.month}/{end.year}"


def _invite(w: Work, answers: Answers, mark: str, role: str) -> None:
    """Write to somebody; an earlier invitation with the same INSZ makes room for this one."""
    same = (Invitation.organisation_id == w.organisation.id, Invitation.insz_digest == mark)
    for earlier in w.session.exec(select(Invitation).where(*same, *still_open(w)).with_for_update()):
        earlier.revoked_at = w.now
    made = Invitation(
        organisation_id=w.organisation.id,
        insz_digest=mark,
        name=f"{answers['first_name']} {answers['last_name']}",
        email=answers["email"],
        invited_by_id=w.actor.person_id,
        invited_at=w.now,
        expires_at=w.now + LASTS,
        valid_until=date_of(answers["until"]),
    )
    w.session.add(made)
    w.session.flush()
    audit.record(w, "invitation:send", about=made.key, after={"until": made.valid_until}, role=role)
    to, address = Addressee(made.name, made.email), routes.invitation(made.key)
    _write(w, LetterKind.INVITATION, made.key, to, address, until=made.valid_until, expires=made.expires_at)


def _write(w: Work, kind: LetterKind, cause: str, to: Addressee, address: str, **values: object) -> None:
    write(
        w,
        kind,
        cause,
        to,
        organisation=w.organisation.name,
        right=str(rights.RIGHT),
        context=str(rights.CONTEXT),
        address=w.world.address(address),
        **values,
    )
