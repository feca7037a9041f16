"""The mail server hangs: dossiers are filed all the same, and each letter goes out once when it is back."""

from collections import Counter

import pytest

from tests.chaos import whole
from tests.mail.conftest import mailer_to
from tests.mail.post_house import PostHouse, opened
from tests.services import filed
from vov_app.adapters.clock import StoppedClock
from vov_app.operating.post_office import deliver_some
from vov_app.services.postman import PAUSES
from vov_app.services.work import Actor
from vov_app.services.worlds import World

SOON = 0.3


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_nobody_waits_for_a_mail_server(world: World, an: Actor, clock: StoppedClock) -> None:
    with opened(PostHouse(hangs=True)) as house:
        filed.file(world, an)
        assert await deliver_some(world, mailer_to(house.url, SOON).send) == 2
        filed.file(world, an)
        assert (whole.dossiers(world), whole.faults(world), house.keys) == (2, [], [])
        house.hangs = False
        clock.move(PAUSES[0])
        assert await deliver_some(world, mailer_to(house.url).send) == 4
    assert len(house.keys) == 4
    assert set(Counter(house.keys).values()) == {1}
    assert whole.faults(world) == []
