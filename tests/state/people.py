"""Four kinds of people before one draft: who may, who may not, who is elsewhere, and a stranger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from tests import answers, factories
from tests.services import batch_files
from vov_app import routes
from vov_app.forms.refund import REFUND
from vov_app.models import Grant, Organisation, Person
from vov_app.services import dossiers, drafts, right_requests
from vov_app.services.dossiers import Filing
from vov_app.services.signing_in import recognise
from vov_app.services.work import work
from vov_app.services.worlds import World


@dataclass(frozen=True)
class Scene:
    """The cookies of each, the keys of De Korenbloem, An's draft and grant, Dirk's request, and of Van Loo,
    the reference of An's dossier and the key of her file, in which row 3 has a fault."""

    filer: str
    colleague: str
    outsider: str
    key: str
    draft: str
    request: str
    grant: str
    elsewhere: str
    reference: str
    batch: str

    def step(self, name: str) -> str:
        """A step of An's draft."""
        return routes.refund_step(self.key, self.draft, name)


Seed = Callable[[Callable[[Session], Any]], Any]


def scene(world: World, cookie_of: Callable[..., str], seed: Seed) -> Scene:
    """An may file for De Korenbloem and has a filled draft; Bart works there; Geert may file elsewhere."""
    an = cookie_of("An Peeters", factories.KORENBLOEM)
    bart = cookie_of("Bart Claes", factories.KORENBLOEM)
    geert = cookie_of("Geert Jacobs", factories.VAN_LOO)

    def grant(session: Session) -> tuple[str, str]:
        places = {o.kbo: o for o in session.exec(select(Organisation))}
        for name, kbo in (("An", factories.KORENBLOEM), ("Geert", factories.VAN_LOO)):
            who = session.exec(select(Person).where(Person.given_name == name)).one()
            factories.grant(session, who, places[kbo])
        return places[factories.KORENBLOEM].key, places[factories.VAN_LOO].key

    key, elsewhere = seed(grant)
    token = an.split("=", 1)[1]
    with work(world, recognise(world, token, key).actor) as w:
        draft = drafts.start(w)
        for step in REFUND.steps[:-1]:
            drafts.save(w, draft, step, answers.SOUND)
        (dossier,) = dossiers.begin(w, [Filing(answers.SOUND)])
        filer = w.actor
    batch = batch_files.sent(world, filer, batch_files.rows({}, {"iban": ""}))
    request = _request(world, cookie_of, key)
    return Scene(an, bart, geert, key, draft, request, seed(_grant), elsewhere, dossier.reference, batch)


def _request(world: World, cookie_of: Callable[..., str], key: str) -> str:
    """Dirk, who works at De Korenbloem too, asks for the right."""
    token = cookie_of("Dirk Maes", factories.KORENBLOEM).split("=", 1)[1]
    with work(world, recognise(world, token, key).actor) as w:
        return right_requests.ask(w).key


def _grant(session: Session) -> str:
    return session.exec(select(Grant).join(Person).where(Person.given_name == "An")).one().key
