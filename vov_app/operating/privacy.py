"""The operator and one person's data: all of it in one piece, erasing it, and what is past its time."""

import json
from collections.abc import Mapping

from vov_app.operating.commands import Unusable
from vov_app.services import keeping, privacy, signing_in
from vov_app.services.work import Refused, work
from vov_app.services.worlds import World


def export_person(world: World, wanted: str) -> list[str]:
    """All that is held of who has this key, INSZ or mail address, as one JSON document.

    Raises:
        Unusable: nobody is known by this.
    """
    try:
        with work(world) as w:
            held = privacy.export(w, wanted)
    except Refused:
        raise Unusable("Nobody is known by this key, number or address") from None
    return [json.dumps(held, ensure_ascii=False, indent=2)]


def erase_person(world: World, wanted: str) -> list[str]:
    """Let go of who has this key, INSZ or mail address; one line for each kind, and what stays.

    Raises:
        Unusable: nobody is known by this, or all that is held of them has to stay.
    """
    try:
        with work(world) as w:
            gone = privacy.erase(w, wanted)
    except Refused as refused:
        stays = refused.reason == "stays"
        why = "All that is held is in dossiers, which stay" if stays else "Nobody is known by this"
        raise Unusable(why) from None
    return [*_lines(gone), "Dossiers and the record stay; their person has no name any more."]


def sign_out(world: World, wanted: str) -> list[str]:
    """End the sign-ins of who has this key, INSZ or mail address, or everybody's when it is empty.

    Raises:
        Unusable: nobody is known by this.
    """
    try:
        with work(world) as w:
            count = signing_in.end_all(w, privacy.signed_in(w, wanted) if wanted else 0)
    except Refused:
        raise Unusable("Nobody is known by this key, number or address") from None
    return [f"{count} sign-ins ended"]


def purge(world: World) -> list[str]:
    """Let go of what is past its time; one line for each kind. The nightly duties do the same."""
    with work(world) as w:
        return _lines(keeping.purge(w))


def _lines(gone: Mapping[str, int]) -> list[str]:
    return [f"{kind}  {count}" for kind, count in gone.items()]
