"""Play the behandelaar: the authority's side of a dossier, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vov_app import routes
from vov_app.forms.spec import Field, Kind, Step
from vov_app.prototype.pages import render
from vov_app.services import treatments
from vov_app.services.treatments import Treated
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World, world_for
from vov_app.texts import keys, t

WORDS = "treatment.field"


@dataclass(frozen=True)
class Asked:
    """One question of a step: its words, what was typed, and what is wrong with that."""

    id: str
    name: str
    label: str
    hint: str
    value: str
    fault: str
    long: bool
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Typed:
    """What was sent for a step, and the faults in it by field."""

    step: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


async def desk(request: Request) -> Response:
    """The dossiers of every organisation of the world.

    Raises:
        NoWorld: the browser is in none.
    """
    with work(world_for(request.headers.get("cookie", "")), writes=False) as w:
        return render("authority.html", dossiers=treatments.desk(w))


async def show(request: Request) -> Response:
    """One dossier, with a form for each step that may be taken.

    Raises:
        NoWorld: the browser is in none.
    """
    return _page(world_for(request.headers.get("cookie", "")), request.path_params["reference"], Typed())


async def act(request: Request) -> Response:
    """Take a step; what isn't sound is told at its question.

    Raises:
        NoWorld: the browser is in none.
    """
    world = world_for(request.headers.get("cookie", ""))
    reference = request.path_params["reference"]
    sent = {name: str(value) for name, value in (await request.form()).items()}
    step = sent.pop("step", "")
    try:
        with work(world) as w:
            found = treatments.act(w, reference, step, sent)
    except Refused:
        return RedirectResponse(routes.AUTHORITY, 303)
    if not found:
        return RedirectResponse(routes.authority_dossier(reference), 303)
    faults = {f.field: t(f"{WORDS}.{f.field}.fault.{f.key}", **f.values) for f in found}
    return _page(world, reference, Typed(step, sent, faults))


def _page(world: World, reference: str, typed: Typed) -> Response:
    try:
        with work(world, writes=False) as w:
            dossier = treatments.show(w, reference)
    except Refused:
        return RedirectResponse(routes.AUTHORITY, 303)
    steps = [(step, _asked(dossier, step, typed)) for step in dossier.steps]
    return render("authority_dossier.html", dossier=dossier, steps=steps)


def _asked(dossier: Treated, step: Step, typed: Typed) -> list[Asked]:
    mine = typed if typed.step == step.name else Typed(values={"maximum": dossier.maximum.replace(".", ",")})
    return [_question(step, one, mine) for one in step.fields]


def _question(step: Step, one: Field, typed: Typed) -> Asked:
    hint = f"{WORDS}.{one.name}.hint"
    return Asked(
        id=f"{step.name}-{one.name}",
        name=one.name,
        label=t(f"{WORDS}.{one.name}.label"),
        hint=t(hint) if hint in keys() else "",
        value=typed.values.get(one.name, ""),
        fault=typed.faults.get(one.name, ""),
        long=one.kind is Kind.PROSE,
        choices=tuple((choice, t(f"{WORDS}.{one.name}.choice.{choice}")) for choice in one.choices),
    )
