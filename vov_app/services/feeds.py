"""Calendar feeds: a secret address per organisation and person, under which a calendar program reads dates.

Only the hash of the secret is kept; the address is shown once. It stops when it is revoked, and whenever who
made it doesn't hold the right any more.
"""

from dataclasses import replace

from sqlmodel import col, select

from vov_app import routes
from vov_app.domain.brussels import brussels_day
from vov_app.models import CalendarFeed, Organisation, Person
from vov_app.services import audit, rights, terms
from vov_app.services.terms import Term
from vov_app.services.tokens import hashed, new_token
from vov_app.services.work import Actor, OrganisationRef, Refused, Work
from vov_app.texts import t


def make(w: Work) -> str:
    """A new address, whole; an earlier one of the actor stops.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    _end(w)
    token = new_token()
    w.session.add(
        CalendarFeed(
            organisation_id=w.organisation.id,
            person_id=w.actor.person_id,
            token_hash=hashed(token),
            made_at=w.now,
        )
    )
    audit.record(w, "feed:make")
    return w.world.address(routes.feed(token))


def revoke(w: Work) -> None:
    """Stop the actor's address; without one nothing changes.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    if _end(w):
        audit.record(w, "feed:revoke")


def standing(w: Work) -> str:
    """Since when the actor has an address, in words; empty without one.

    Raises:
        Refused: the right isn't held.
    """
    rights.require(w)
    found = _mine(w)
    return t("terms.feed.since", day=brussels_day(found.made_at)) if found else ""


def read(w: Work, token: str) -> tuple[OrganisationRef, list[Term]]:
    """What a calendar program with this secret may read now.

    Raises:
        Refused: nobody has this address, or who made it may not read any more.
    """
    feed = w.session.exec(
        select(CalendarFeed).where(
            CalendarFeed.token_hash == hashed(token), col(CalendarFeed.revoked_at).is_(None)
        )
    ).first()
    if feed is None:
        raise Refused("no_feed")
    place = w.session.get_one(Organisation, feed.organisation_id)
    person = w.session.get_one(Person, feed.person_id)
    ref = OrganisationRef(feed.organisation_id, place.key, place.name, place.kbo, place.place)
    theirs = replace(w, actor=Actor(person_id=feed.person_id, name=person.name, organisation=ref))
    return ref, terms.everything(theirs)


def _mine(w: Work) -> CalendarFeed | None:
    return w.session.exec(
        select(CalendarFeed).where(
            CalendarFeed.organisation_id == w.organisation.id,
            CalendarFeed.person_id == w.actor.person_id,
            col(CalendarFeed.revoked_at).is_(None),
        )
    ).first()


def _end(w: Work) -> bool:
    """Whether there was an address to stop."""
    found = _mine(w)
    if found is not None:
        found.revoked_at = w.now
        w.session.flush()
    return found is not None
