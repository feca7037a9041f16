"""The operator and the record: is the chain of entries whole?"""

from vov_app.operating.commands import Unusable
from vov_app.services import audit
from vov_app.services.work import work
from vov_app.services.worlds import World


def verify(world: World) -> list[str]:
    """How many entries there are and the fingerprint of the last, when all are sound.

    Keep what it prints somewhere else: who can write to the database could make a whole new chain, but not
    one with the same fingerprint.

    Raises:
        Unusable: an entry was changed, removed, put in or moved; the message names the first.
    """
    with work(world, writes=False) as w:
        broken = audit.first_broken(w.session)
        count, fingerprint = audit.end_of(w.session)
    if broken is not None:
        raise Unusable(f"The record is broken at entry {broken}.")
    return [f"{count} entries, all sound; the last is {fingerprint or 'none'}"]
