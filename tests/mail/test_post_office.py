"""The whole way: from the outbox to a server, through what goes wrong on it."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from tests.mail.conftest import Put, kept, mailer_to
from tests.mail.post_house import TAKEN, PostHouse
from tests.web.harness import settings_of
from vov_app.adapters.clock import StoppedClock
from vov_app.adapters.mail import SENT, Mailer, Outcome
from vov_app.models import Letter, LetterStatus
from vov_app.operating import post_office
from vov_app.operating.post_office import AT_ONCE, deliver_forever, deliver_some
from vov_app.services import postman
from vov_app.services.postman import LEASE, MOST_ATTEMPTS, PAUSES
from vov_app.services.work import work
from vov_app.services.worlds import World
from vov_app.settings import Settings


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_office, "PATIENCE_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(post_office, "IDLE_SECONDS", 0.01)


async def test_all_that_waits_goes_out(world: World, put: Put, house: PostHouse, mailer: Mailer) -> None:
    put(AT_ONCE + 1)
    assert await deliver_some(world, mailer.send) == AT_ONCE
    assert await deliver_some(world, mailer.send) == 1
    assert await deliver_some(world, mailer.send) == 0
    assert sorted(house.keys) == [f"<key-{n}@loket.example>" for n in range(1, AT_ONCE + 2)]
    assert kept(world).status is LetterStatus.SENT


async def test_a_refused_address_is_stuck_at_once(
    world: World, put: Put, house: PostHouse, mailer: Mailer
) -> None:
    put()
    house.recipient = "550 No such user"
    await deliver_some(world, mailer.send)
    assert (kept(world).status, kept(world).fault, kept(world).attempts) == (
        LetterStatus.STUCK,
        "smtp_550",
        1,
    )


async def test_a_busy_server_is_asked_later_and_later_until_it_is_enough(
    world: World, put: Put, clock: StoppedClock, house: PostHouse, mailer: Mailer
) -> None:
    put()
    house.content = "451 Later"
    waits = []
    for _ in range(MOST_ATTEMPTS):
        assert await deliver_some(world, mailer.send) == 1
        due = kept(world).next_try_at
        if due is not None:
            waits.append(due - clock.now())
            clock.move(waits[-1])
    assert waits == list(PAUSES)
    assert (kept(world).status, kept(world).fault) == (LetterStatus.STUCK, "smtp_451")
    clock.move(timedelta(days=30))
    assert await deliver_some(world, mailer.send) == 0


async def test_the_same_letter_keeps_its_name_at_each_attempt(
    world: World, put: Put, clock: StoppedClock, house: PostHouse
) -> None:
    put()
    house.hangs = True
    await deliver_some(world, mailer_to(house.url, seconds=0.3).send)
    assert kept(world).fault == "timeout"
    house.hangs = False
    clock.move(PAUSES[0])
    await deliver_some(world, mailer_to(house.url).send)
    assert house.keys == ["<key-1@loket.example>"]
    assert kept(world).attempts == 2


async def test_who_dies_between_sending_and_marking_has_it_sent_again_with_the_same_name(
    world: World, put: Put, clock: StoppedClock, house: PostHouse, mailer: Mailer
) -> None:
    put()
    with work(world) as w:
        [claimed] = postman.claim(w, 1)
    assert await mailer.send(claimed) == SENT  # and here the worker dies
    assert await deliver_some(world, mailer.send) == 0
    clock.move(LEASE)
    assert await deliver_some(world, mailer.send) == 1
    assert house.keys == ["<key-1@loket.example>"] * 2
    assert kept(world).status is LetterStatus.SENT


async def test_who_dies_before_sending_loses_nothing(
    world: World, put: Put, clock: StoppedClock, house: PostHouse, mailer: Mailer
) -> None:
    put()
    with work(world) as w:
        postman.claim(w, 1)
    clock.move(LEASE)
    await deliver_some(world, mailer.send)
    assert house.keys == ["<key-1@loket.example>"]


async def test_no_transaction_is_open_while_sending(world: World, put: Put) -> None:
    put()

    async def send(letter: Letter) -> Outcome:
        with work(world) as w:
            w.session.execute(text("UPDATE letter SET attempts = attempts"))
        return SENT

    await asyncio.wait_for(deliver_some(world, send), 4)
    assert kept(world).status is LetterStatus.SENT


async def test_a_fault_of_one_letter_does_not_hold_up_the_others(world: World, put: Put) -> None:
    put(2)

    async def send(letter: Letter) -> Outcome:
        if letter.key == "key-1":
            raise RuntimeError(letter.recipient)
        return SENT

    await deliver_some(world, send)
    assert kept(world, "key-1").fault == "unexpected"
    assert kept(world, "key-2").status is LetterStatus.SENT


async def test_the_log_tells_no_name_and_no_address(
    world: World, put: Put, house: PostHouse, mailer: Mailer, caplog: pytest.LogCaptureFixture
) -> None:
    put(3)
    house.recipient = "550 <carine1@korenbloem.example> Carine De Smet is unknown"

    async def broken(letter: Letter) -> Outcome:
        if letter.key == "key-3":
            raise RuntimeError(f"{letter.recipient} {letter.recipient_name}")
        return await mailer.send(letter)

    with caplog.at_level(logging.DEBUG, logger="vov"):
        await deliver_some(world, broken)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("vov")]
    assert sorted(ours) == [
        "letter key-1, attempt 1: smtp_550",
        "letter key-2, attempt 1: smtp_550",
        "letter key-3, attempt 1: unexpected",
        "letter key-3: unexpected RuntimeError",
    ]
    assert not any(record.exc_info for record in caplog.records if record.name.startswith("vov"))


@pytest.mark.usefixtures("hurried")
async def test_a_database_that_is_away_when_marking(
    world: World, put: Put, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put()
    real, tries = post_office._note, []

    def note(*told: object) -> None:
        tries.append(told)
        if len(tries) == 1:
            raise ConnectionError("postgresql://user:password@host")
        real(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(post_office, "_note", note)

    async def send(letter: Letter) -> Outcome:
        return SENT

    await deliver_some(world, send)
    assert kept(world).status is LetterStatus.SENT
    assert "letter key-1 can't be marked: ConnectionError" in caplog.text
    assert "password" not in caplog.text


@pytest.mark.usefixtures("hurried")
async def test_a_database_that_stays_away(
    world: World, put: Put, monkeypatch: pytest.MonkeyPatch, house: PostHouse, mailer: Mailer
) -> None:
    put()

    def note(*told: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(post_office, "_note", note)
        await deliver_some(world, mailer.send)
        broken.setattr(post_office, "_claim", note)
        assert await deliver_some(world, mailer.send) == 0
    assert kept(world).status is LetterStatus.WAITING


def sending(folder: Path, house: PostHouse) -> Settings:
    return settings_of(folder, smtp_url=SecretStr(house.url), mail_from="Loket <loket@loket.example>")


async def until_sent(world: World) -> None:
    for _ in range(1000):
        if kept(world).status is LetterStatus.SENT:
            return
        await asyncio.sleep(0.01)


@pytest.mark.usefixtures("hurried")
async def test_the_caretaker_goes_on_through_every_fault(
    world: World, put: Put, tmp_path: Path, house: PostHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = post_office._claim, []

    def claim(of: World) -> list[Letter]:
        calls.append(of)
        if len(calls) < 3:
            raise ConnectionError
        return real(of)

    monkeypatch.setattr(post_office, "_claim", claim)
    put()
    task = asyncio.create_task(deliver_forever(world, sending(tmp_path, house)))
    await until_sent(world)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert house.arrived[0][1]["From"] == "Loket <loket@loket.example>"


@pytest.mark.usefixtures("hurried")
async def test_an_app_that_stops_finishes_the_letter_under_way(
    world: World, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: PostHouse
) -> None:
    put()
    begun = asyncio.Event()

    class Slow:
        async def send(self, letter: Letter) -> Outcome:
            begun.set()
            await asyncio.sleep(0.2)
            return SENT

    monkeypatch.setattr(post_office, "mailer", lambda settings: Slow())
    task = asyncio.create_task(deliver_forever(world, sending(tmp_path, house)))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert kept(world).status is LetterStatus.SENT


async def test_a_letter_that_the_server_takes_later(
    world: World, put: Put, clock: StoppedClock, house: PostHouse, mailer: Mailer
) -> None:
    put()
    house.leaves = True
    await deliver_some(world, mailer.send)
    assert (kept(world).fault, house.arrived) == ("disconnected", [])
    house.leaves, house.content = False, TAKEN
    clock.move(PAUSES[0])
    await deliver_some(world, mailer.send)
    assert (kept(world).status, kept(world).fault, len(house.arrived)) == (LetterStatus.SENT, "", 1)
