"""When letters go out at all: a server and a sender, both sound, in the real door."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from tests.web.harness import settings_of
from vov_app.adapters.mail import mailer
from vov_app.doors import open_real

FROM = "WSE-loket <loket@loket.example>"


def test_without_a_server_nobody_delivers(tmp_path: Path) -> None:
    assert "deliver_letters" not in caretakers(tmp_path)


@pytest.mark.parametrize("url", ["smtp://mail.example:587", "smtps://loket:p%40ss@mail.example"])
def test_with_a_server_somebody_does(tmp_path: Path, url: str) -> None:
    assert "deliver_letters" in caretakers(tmp_path, smtp_url=SecretStr(url), mail_from=FROM)


def caretakers(folder: Path, **more: object) -> list[str]:
    return [getattr(each, "__name__", "") for each in open_real(settings_of(folder, **more)).caretakers]


def test_the_settings_make_a_mailer(tmp_path: Path) -> None:
    made = mailer(settings_of(tmp_path, smtp_url=SecretStr("smtps://mail.example"), mail_from=FROM))
    assert (made.stationery.sender_name, made.stationery.sender) == ("WSE-loket", "loket@loket.example")
    assert (made.server.host, made.seconds) == ("mail.example", 60)


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://", "smtp://an:pa/ss@host", "smtp://[half", "smtp://h:0"],
)
def test_an_address_that_is_no_mail_server(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValidationError, match="VOV_SMTP_URL must read") as refused:
        settings_of(tmp_path, smtp_url=SecretStr(url), mail_from=FROM)
    assert "pa/ss" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "loket", "loket@", "é@loket.example"])
def test_letters_come_from_somebody(tmp_path: Path, sender: str) -> None:
    with pytest.raises(ValidationError, match="VOV_MAIL_FROM"):
        settings_of(tmp_path, smtp_url=SecretStr("smtp://mail.example"), mail_from=sender)
