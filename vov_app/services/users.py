"""The users of an organisation and what they may do; only for who holds an office there."""

from collections.abc import Iterable
from datetime import date

from vov_app import routes
from vov_app.models import Grant, Office, Person
from vov_app.services import appointments, grants, memberships, offices, rights, user_queries, user_views
from vov_app.services.user_queries import Order, Wanted
from vov_app.services.user_views import UsersView, UserView
from vov_app.services.work import Refused, Work
from vov_app.texts import t

PAGE = 25
LONGEST_SEARCH = 100


def page(
    w: Work, search: str = "", sort: str = Order.NAME, after: str = "", *, soon: bool = False
) -> UsersView:
    """The users that match, from the one that follows the user with the key `after`.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    order = Order.END if sort == Order.END else Order.NAME
    rows = user_queries.slice_of(w, Wanted(search[:LONGEST_SEARCH], order, soon), after, PAGE + 1)
    more = len(rows) > PAGE
    shown = user_views.lines(w, rows[:PAGE])
    announced = t("users.announced.more" if more else "users.announced.all", count=len(shown))
    return UsersView(True, shown, shown[-1].key if more else "", announced)


def show(w: Work, key: str) -> UserView:
    """The user with this key.

    Raises:
        Refused: the actor holds no office, or the organisation has no such user.
    """
    role = offices.require(w)
    person = user_queries.user(w, key)
    held, appointed = _held(w, person), set(user_queries.offices_of(w, [_id(person)]).get(_id(person), []))
    decision = user_views.stand(w, held)
    administers = Office.LOCAL_ADMINISTRATOR in appointed
    represents = Office.LEGAL_REPRESENTATIVE in appointed
    own, first = person.id == w.actor.person_id, role is Office.LEGAL_REPRESENTATIVE
    return UserView(
        key=key,
        name=person.name,
        standing=user_views.worded(decision),
        end=user_views.end_of(decision),
        office=", ".join(sorted(appointed)),
        record=routes.record(w.organisation.key, key),
        own=own,
        revocable=any(not rights.ended(g, w.today) for g in held),
        may_appoint=first and not administers,
        may_dismiss=administers and (own or first),
        may_remove=not represents and (own or first or not administers),
    )


def give(w: Work, keys: Iterable[str], until: date) -> int:
    """Give these users the right up to and including `until`, or that last day when they hold it; each gets
    a letter. How many there were.

    Raises:
        BadEnd: the right can't end then.
        Refused: the actor holds no office, or somebody is no user here; then nobody gets anything.
    """
    role = offices.require(w)
    people = _people(w, keys)
    for person in people:
        held = _today(w, person)
        if held is not None:
            grants.change(w, held.key, until)
        else:
            grants.tell_given(w, grants.give(w, _id(person), until, role=role), until)
    return len(people)


def revoke(w: Work, keys: Iterable[str]) -> int:
    """Take the right away from these users, as of now and for later; who holds none is left alone. How many
    had it.

    Raises:
        Refused: the actor holds no office, or somebody is no user here.
    """
    offices.require(w)
    return sum(_revoke(w, person) for person in _people(w, keys))


def remove(w: Work, key: str) -> None:
    """End that somebody may act for the organisation, with their right and office; claims don't undo it.

    Raises:
        Refused: the actor holds no office or not the one that it takes, there is no such user, or it is the
            last local administrator or a legal representative, whom KBO names.
    """
    role = offices.require(w)
    person = user_queries.user(w, key)
    held = user_queries.offices_of(w, [_id(person)]).get(_id(person), [])
    if Office.LEGAL_REPRESENTATIVE in held:
        raise Refused("representative")
    # The office goes last: who removes themselves takes their own right away by it.
    _revoke(w, person)
    if held:
        appointments.dismiss(w, key)
    memberships.end(w, _id(person), role=role)


def _revoke(w: Work, person: Person) -> bool:
    """Whether there was something to take away."""
    running = [g for g in _held(w, person) if not rights.ended(g, w.today)]
    for grant in running:
        grants.revoke(w, grant.key)
    return bool(running)


def _people(w: Work, keys: Iterable[str]) -> list[Person]:
    return [user_queries.user(w, key) for key in sorted(set(keys))]


def _held(w: Work, person: Person) -> list[Grant]:
    return user_queries.grants_of(w, [_id(person)]).get(_id(person), [])


def _today(w: Work, person: Person) -> Grant | None:
    """The grant that holds today."""
    running = (g for g in _held(w, person) if not rights.ended(g, w.today))
    return next((g for g in running if g.valid_from <= w.today), None)


def _id(person: Person) -> int:
    return person.id or 0
