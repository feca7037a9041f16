"""The operator's lines about one person's data; the settings of the real door aren't needed for them."""

import json

import pytest

from tests import answers
from tests.services import filed
from vov_app.models import Person
from vov_app.operating import privacy
from vov_app.operating.commands import Unusable
from vov_app.services.work import Actor, work
from vov_app.services.worlds import World


def test_a_document_and_then_nobody(world: World, an: Actor) -> None:
    filed.file(world, an)
    with work(world) as w:
        key = w.session.get_one(Person, an.person_id).key
    [told] = privacy.export_person(world, key)
    assert json.loads(told)["person"][0]["given_name"] == "An"
    lines = privacy.erase_person(world, key)
    assert "organisations  1" in lines
    assert lines[-1].startswith("Dossiers and the record stay")
    assert json.loads(privacy.export_person(world, key)[0])["person"][0]["given_name"] == "Gewiste"


def test_what_can_t_be_done_is_one_line_without_what_was_asked(world: World, an: Actor) -> None:
    filed.file(world, an)
    for verb in (privacy.export_person, privacy.erase_person):
        with pytest.raises(Unusable, match="Nobody is known by") as told:
            verb(world, "mallory@post.example")
        assert "mallory" not in str(told.value)
    with pytest.raises(Unusable, match="dossiers, which stay"):
        privacy.erase_person(world, answers.EMPLOYEE["insz"])


def test_a_purge_counts_what_went(world: World) -> None:
    assert privacy.purge(world) == [
        f"{kind}  0"
        for kind in ("sign_ins", "drafts", "letters", "invitations", "requests", "feeds", "record")
    ]
