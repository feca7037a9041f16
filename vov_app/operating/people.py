"""The operator and who may act for whom; names only when they are asked for."""

from datetime import date

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.operating.commands import Unusable
from vov_app.services import operator_lists
from vov_app.services.operator_lists import User
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World


def organisations(world: World) -> list[str]:
    """One line for each organisation: its number, how many may act for it, its name."""
    with work(world, writes=False) as w:
        found = operator_lists.organisations(w)
    lines = [f"{o.kbo}  {o.users}  {o.name}" for o in found]
    return ["number  users  name", *lines] if lines else ["There is no organisation."]


def users(world: World, kbo: str, *, names: bool = False) -> list[str]:
    """One line for each user of an organisation: key, last day of the right, offices, name if asked for.

    Raises:
        Unusable: no organisation has this number.
    """
    try:
        with work(world, writes=False) as w:
            found = operator_lists.users(w, identifiers.compact(Identifier.KBO, kbo))
    except Refused:
        raise Unusable("No organisation has this number") from None
    return [f"key  until  offices{'  name' * names}", *(_line(user, names=names) for user in found)]


def _line(user: User, *, names: bool) -> str:
    until = "no end" if user.until == date.max else str(user.until or "no right")
    parts = (user.key, until, ", ".join(user.offices) or "none", *((user.name,) * names))
    return "  ".join(parts)
