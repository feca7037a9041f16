"""The operator and the requests that nobody in the organisation decided about."""

from collections.abc import Mapping

from vov_app.forms.decision import GRANT, REFUSE
from vov_app.operating.commands import Unusable
from vov_app.services import operator_desk
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World


def show(world: World, *, names: bool = False) -> list[str]:
    """One line for each request that waits at the operator's desk; who asked only with `names`."""
    with work(world, writes=False) as w:
        found = operator_desk.queue(w)
    lines = [
        "  ".join((q.key, str(q.promised_on), str(q.asked_on), *((q.person,) * names), q.organisation))
        for q in found
    ]
    heading = f"key  promised  asked  {'person  ' * names}organisation"
    return [heading, *lines] if lines else ["Nothing waits."]


def grant(world: World, key: str, until: str) -> list[str]:
    """Grant a request up to and including a day, such as 30/6/2026.

    Raises:
        Unusable: no such request waits, or the day can't be.
    """
    return _decided(world, key, {"decision": GRANT, "until": until})


def refuse(world: World, key: str, reason: str) -> list[str]:
    """Refuse a request with a reason, which who asked will read.

    Raises:
        Unusable: no such request waits, or the reason can't be.
    """
    return _decided(world, key, {"decision": REFUSE, "reason": reason})


def _decided(world: World, key: str, typed: Mapping[str, str]) -> list[str]:
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
