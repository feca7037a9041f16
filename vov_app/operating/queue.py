"""The operator and the requests that nobody in the organisation decided about."""

from collections.abc import Sequence

from vov_app.forms.decision import GRANT, REFUSE
from vov_app.operating.commands import Unusable
from vov_app.services import operator_desk
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World


def show(world: World, arguments: Sequence[str]) -> list[str]:
    """One line for each request that waits at the operator's desk.

    Raises:
        Unusable: it was told more than it takes.
    """
    if arguments:
        raise Unusable("queue takes nothing more")
    with work(world, writes=False) as w:
        found = operator_desk.queue(w)
    lines = [f"{q.key}  {q.promised_on}  {q.asked_on}  {q.person}  {q.organisation}" for q in found]
    return ["key  promised  asked  person  organisation", *lines] if lines else ["Nothing waits."]


def grant(world: World, arguments: Sequence[str]) -> list[str]:
    """Grant a request until a day: grant KEY D/M/YYYY.

    Raises:
        Unusable: it was told something else, or the day can't be.
    """
    if len(arguments) != 2:
        raise Unusable("grant takes the key of a request and a last day, such as 30/6/2026")
    return _decided(world, arguments[0], {"decision": GRANT, "until": arguments[1]})


def refuse(world: World, arguments: Sequence[str]) -> list[str]:
    """Refuse a request with a reason: refuse KEY words of the reason.

    Raises:
        Unusable: it was told something else.
    """
    if len(arguments) < 2:
        raise Unusable("refuse takes the key of a request and the reason, which who asked will read")
    return _decided(world, arguments[0], {"decision": REFUSE, "reason": " ".join(arguments[1:])})


def _decided(world: World, key: str, typed: dict[str, str]) -> list[str]:
    try:
        with work(world) as w:
            faults = operator_desk.decide(w, key, typed)
    except Refused as refused:
        left = refused.reason == "no_user"
        why = (
            f"who made request {key} left the organisation"
            if left
            else f"no request {key} waits at this desk"
        )
        raise Unusable(why) from None
    if faults:
        raise Unusable("; ".join(f"{fault.field}: {fault.key}" for fault in faults))
    return [f"{key}  decided"]
