"""What the forms of gebruikersbeheer carry out: for the users that were ticked, or for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vov_app.forms.spec import Step
from vov_app.forms.user import END, EVERYBODY, GIVE, SEVERAL, TICKED, USERS
from vov_app.forms.values import date_of
from vov_app.services import drafts, newcomers, offices, users
from vov_app.services.work import Work
from vov_app.texts import t


@dataclass(frozen=True)
class ChangeView:
    """A form as it stands; `done` tells what happened, after which the form is empty again."""

    shown: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    done: str = ""


def blank(w: Work, *, done: str = "") -> ChangeView:
    """The empty form, with the usual end.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    answers = {"until": newcomers.usual_end(w)}
    return ChangeView(w.now.isoformat(), answers, {}, _asked(w, answers), done)


def note(w: Work, before: ChangeView, typed: Mapping[str, object]) -> ChangeView:
    """The form with an answer that other questions follow from; nothing is carried out.

    Raises:
        Refused: the actor holds no office.
    """
    offices.require(w)
    answers = {**before.answers, **USERS.clean(SEVERAL, {**before.answers, **typed})}
    return ChangeView(before.shown, answers, before.faults, _asked(w, answers))


def several(w: Work, here: list[str], typed: Mapping[str, object]) -> ChangeView:
    """Change the right of everybody who was ticked; `here` are the keys on the page.

    Raises:
        Refused: the actor holds no office, or somebody is no user here; then nothing changes.
    """
    offices.require(w)
    keys = _ticked(here, typed)
    answers, faults = _judged(w, SEVERAL, typed)
    if not keys:
        faults = {EVERYBODY: t("users.several.nobody"), **faults}
    if faults:
        return ChangeView(w.now.isoformat(), answers, faults, _asked(w, answers))
    if answers["act"] == GIVE:
        until = date_of(answers["until"])
        count = users.give(w, keys, until)
        return blank(w, done=t("users.several.given", count=count, until=until))
    return blank(w, done=t("users.several.revoked", count=users.revoke(w, keys)))


def one(w: Work, key: str, typed: Mapping[str, object]) -> ChangeView:
    """Give one user the right until a day, or that last day when they hold it.

    Raises:
        Refused: the actor holds no office, or there is no such user.
    """
    offices.require(w)
    answers, faults = _judged(w, END, typed)
    if faults:
        return ChangeView(w.now.isoformat(), answers, faults)
    until = date_of(answers["until"])
    users.give(w, [key], until)
    return blank(w, done=t("users.one.given", until=until))


def _judged(w: Work, step: Step, typed: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    answers = USERS.clean(step, typed)
    return answers, newcomers.worded(USERS.faults(answers, drafts.facts(w), step))


def _asked(w: Work, answers: Mapping[str, str]) -> list[str]:
    return [f.name for f in SEVERAL.fields if f.asked(answers, drafts.facts(w))]


def _ticked(here: list[str], typed: Mapping[str, object]) -> list[str]:
    """The keys that were ticked; the box for everybody means those on the page."""
    if typed.get(EVERYBODY):
        return here
    return [name.removeprefix(TICKED) for name in typed if name.startswith(TICKED) and typed[name]]
