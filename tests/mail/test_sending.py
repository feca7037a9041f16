"""What comes of handing a letter in, as a real server answers, hangs, leaves or isn't there."""

import pytest

from tests.mail.conftest import STATIONERY, letter, mailer_to
from tests.mail.post_house import PostHouse, free_port
from vov_app.adapters.mail import SENT, UNWRITABLE, Mailer, Outcome, server_at


async def test_a_letter_arrives_in_both_parts(house: PostHouse, mailer: Mailer) -> None:
    assert await mailer.send(letter()) == SENT
    [(address, message)] = house.arrived
    assert address == "carine1@korenbloem.example"
    assert house.senders == [STATIONERY.sender]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


async def test_what_goes_wrong_after_the_letter_is_in_does_not_count(
    house: PostHouse, mailer: Mailer
) -> None:
    house.rude = True
    assert await mailer.send(letter()) == SENT
    assert len(house.arrived) == 1


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"recipient": "550 No such user"}, Outcome("smtp_550", final=True)),
        ({"recipient": "450 Busy"}, Outcome("smtp_450")),
        ({"content": "554 No"}, Outcome("smtp_554", final=True)),
        ({"content": "451 Later"}, Outcome("smtp_451")),
        ({"sender": "550 Not from you"}, Outcome("smtp_550")),
        ({"leaves": True}, Outcome("disconnected")),
    ],
)
async def test_an_answer_is_told_apart(
    house: PostHouse, mailer: Mailer, answers: dict[str, object], outcome: Outcome
) -> None:
    for name, value in answers.items():
        setattr(house, name, value)
    assert await mailer.send(letter()) == outcome
    assert house.arrived == []


async def test_a_server_that_hangs_is_left(house: PostHouse) -> None:
    house.hangs = True
    assert await mailer_to(house.url, seconds=0.3).send(letter()) == Outcome("timeout")


async def test_nobody_listens() -> None:
    nowhere = f"smtp://127.0.0.1:{free_port()}?starttls=no"
    assert await mailer_to(nowhere).send(letter()) == Outcome("connection")


@pytest.mark.parametrize("address", ["carine", "a@b.example\nRCPT TO:<c@d.example>", "é@b.example"])
async def test_what_can_not_be_addressed_never_goes_out(
    house: PostHouse, mailer: Mailer, address: str
) -> None:
    assert await mailer.send(letter(recipient=address)) == UNWRITABLE
    assert house.senders == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp://mail.example", ("mail.example", 587, False, True, None, None)),
        ("smtp://mail.example:25?starttls=no", ("mail.example", 25, False, False, None, None)),
        ("smtps://mail.example", ("mail.example", 465, True, False, None, None)),
        ("smtps://an:p%40ss@mail.example:4465", ("mail.example", 4465, True, False, "an", "p@ss")),
    ],
)
def test_the_address_of_a_server(url: str, told: tuple[object, ...]) -> None:
    server = server_at(url)
    assert (server.host, server.port, server.tls, server.starttls, server.user, server.password) == told


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(mailer_to("smtps://an:geheim@mail.example"))
