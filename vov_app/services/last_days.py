"""Write ahead of the last day of a draft: fourteen days and three days before, once each."""

from typing import Final

from sqlmodel import col, select

from vov_app.models import Draft, Letter, LetterKind, Person
from vov_app.services import terms
from vov_app.services.letters import Addressee, write
from vov_app.services.places import on_behalf
from vov_app.services.terms import Term
from vov_app.services.work import Work

AHEAD: Final = (3, 14)


def remind(w: Work) -> None:
    """Write to who saved a draft last, and to who began it, when its last day comes near.

    A night that was missed is made up for: whoever is nearer than three days gets that letter alone.
    """
    waiting = select(Draft).where(
        col(Draft.confirmed_at).is_(None), col(Draft.deleted_at).is_(None), col(Draft.corrects_id).is_(None)
    )
    for draft in w.session.exec(waiting.order_by(col(Draft.id))):
        here = on_behalf(w, draft.organisation_id)
        for term in terms.of_drafts(here, [draft]):
            _remind(here, draft, term)


def _remind(w: Work, draft: Draft, term: Term) -> None:
    left = (term.window.last_day - w.today).days
    ahead = next((days for days in AHEAD if 0 <= left <= days), None)
    if ahead is None:
        return
    cause = f"{draft.key}:{term.window.last_day}:{ahead}"
    if _written(w, cause):
        return
    for to in whom(w, draft):
        write(
            w,
            LetterKind.LAST_DAY_NEARS,
            cause,
            to,
            organisation=w.organisation.name,
            what=term.what,
            saved=draft.saved_at,
            last_day=term.window.last_day,
            address=w.world.address(term.address),
        )


def _written(w: Work, cause: str) -> bool:
    once = f"{LetterKind.LAST_DAY_NEARS}:{cause}:"
    return w.session.exec(select(Letter.id).where(col(Letter.once).startswith(once))).first() is not None


def whom(w: Work, draft: Draft) -> list[Addressee]:
    """Who saved a draft last and who began it: each once, if they have an address."""
    people = dict.fromkeys((draft.saved_by_id, draft.person_id))
    found = (w.session.get(Person, number) for number in people if number)
    return [Addressee(person.name, person.email) for person in found if person and person.email]
