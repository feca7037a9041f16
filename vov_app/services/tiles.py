"""The tile in words: how things stand with the right, who can help, and the one thing to do."""

from dataclasses import dataclass
from enum import StrEnum

from vov_app.domain.rights import Decision, Standing
from vov_app.services import right_requests, rights
from vov_app.services.rights import RightView
from vov_app.services.work import Work
from vov_app.texts import clock, t


class TileAction(StrEnum):
    """The button that the tile carries."""

    APPLY = "apply"
    ASK = "ask"
    WAIT = "wait"


TONES = {
    Standing.HELD: "success",
    Standing.REQUESTED: "ongoing",
    Standing.NOT_YET_VALID: "ongoing",
    Standing.REFUSED: "error",
    Standing.EXPIRED: "warning",
    Standing.REVOKED: "warning",
    Standing.OTHER_CONTEXT: "warning",
    Standing.MISSING: "warning",
}


@dataclass(frozen=True)
class TileView:
    """What the tile shows; empty until the server has decided."""

    standing: str = ""
    tone: str = ""
    status: str = ""
    explanation: str = ""
    who_helps: str = ""
    action: str = ""
    checked: str = ""


def tile(w: Work) -> TileView:
    """The tile for the actor and their organisation.

    Raises:
        Refused: the actor acts for no organisation.
    """
    view = rights.view(w)
    standing = view.decision.standing
    return TileView(
        standing=standing.value,
        tone=TONES[standing],
        status=t(f"tile.{standing}.status"),
        explanation=_explanation(w, view.decision),
        who_helps=_who_helps(view),
        action=_action(w, view.decision).value,
        checked=t("tile.page.checked", clock=clock(w.now)),
    )


def _action(w: Work, decision: Decision) -> TileAction:
    if decision.allowed:
        return TileAction.APPLY
    pausing = right_requests.asks_again_on(w, decision) is not None
    return TileAction.ASK if decision.may_ask and not pausing else TileAction.WAIT


def _explanation(w: Work, decision: Decision) -> str:
    grant, request = decision.grant, decision.request
    facts: dict[str, object] = {
        "organisation": w.organisation.name,
        "right": str(rights.RIGHT),
        "context": str(rights.CONTEXT),
        "other": str(grant.context) if grant else "",
        "valid_from": grant.valid_from if grant else None,
        "valid_until": (grant.revoked_on or grant.valid_until) if grant else None,
        "asked_on": request.asked_on if request else None,
        "decided_on": request.decided_on if request else None,
        "reason": request.reason if request else "",
        "promised_on": request.promised_on if request else None,
        "again_on": right_requests.asks_again_on(w, decision),
    }
    variant = _variant(decision, facts)
    return t(f"tile.{decision.standing}.{variant}", **facts)


def _variant(decision: Decision, facts: dict[str, object]) -> str:
    """Which of the standing's sentences fits the facts."""
    if decision.standing is Standing.HELD:
        return "until" if facts["valid_until"] else "endless"
    if decision.standing is Standing.REFUSED:
        return "paused" if facts["again_on"] else "explanation"
    return "explanation"


def _who_helps(view: RightView) -> str:
    if view.decision.allowed:
        return ""
    if not view.reachable:
        return t("tile.who.nobody")
    people = view.administrators or view.representatives
    key = "tile.who.administrators" if view.administrators else "tile.who.representatives"
    return t(key, names=", ".join(people))
