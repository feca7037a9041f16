"""The operator closes the loket for maintenance, and opens it again."""

from datetime import datetime

from vov_app import routes
from vov_app.domain.brussels import BRUSSELS
from vov_app.operating.commands import Unusable
from vov_app.operating.look_out import standing
from vov_app.services import maintenance
from vov_app.services.work import work
from vov_app.services.worlds import World


def close(world: World, message: str, until: datetime | None) -> list[str]:
    """Close the loket; the lines tell the address that lets the operator in.

    Raises:
        Unusable: the message is too long, or the end is over already.
    """
    ends = until.replace(tzinfo=BRUSSELS) if until else None
    if not message.strip() or len(message) > maintenance.LONGEST:
        raise Unusable(f"The message takes 1 to {maintenance.LONGEST} characters")
    if ends and ends <= world.clock.now():
        raise Unusable("The end is over already")
    with work(world) as w:
        notice = maintenance.close(w, message, ends)
    return ["closed", f"you come in by {world.address(routes.maintenance_pass(notice.key))}"]


def reopen(world: World) -> list[str]:
    """Open the loket."""
    with work(world) as w:
        return ["open" if maintenance.reopen(w) else "It wasn't closed."]


def show(world: World) -> list[str]:
    """Whether it is closed, why, and until when."""
    notice = standing(world)
    if notice is None:
        return ["The loket is open."]
    until = f"{notice.until.astimezone(BRUSSELS):%d/%m/%Y %H:%M}" if notice.until else "further notice"
    return [f"closed until {until}: {notice.message}"]
