"""What a letter looks like: two parts from one text, safe whatever people and organisations are called."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.mail.conftest import STATIONERY, letter
from vov_app.adapters.mail_message import Stationery, Unwritable, message_of, page
from vov_app.models import Letter

SITE = "https://loket.example/"


def sent(one: Letter) -> EmailMessage:
    """The message as it is after the journey."""
    return message_from_bytes(message_of(one, STATIONERY).as_bytes(), policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def test_the_headers() -> None:
    message = sent(letter())
    assert message["From"] == "WSE-loket <loket@loket.example>"
    assert message["To"] == "Carine De Smet <carine1@korenbloem.example>"
    assert message["Subject"] == "Een vraag – voor u"
    assert message["Message-ID"] == "<key-1@loket.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == datetime(2025, 10, 13, 8, 0, tzinfo=UTC)


def test_both_parts_are_the_same_words() -> None:
    message = sent(letter())
    assert message.get_content_type() == "multipart/alternative"
    assert part(message, "plain").startswith("Beste Carine\n\nHet adres:\n")
    assert "<p>Beste Carine</p>\n<p>Het adres:</p>" in part(message, "html")
    assert '<html lang="nl">' in part(message, "html")


def test_markup_in_a_name_is_only_a_name() -> None:
    body = 'Voor <script>alert(1)</script> & "Zonen" bv\n'
    message = sent(letter(body=body))
    assert part(message, "plain") == body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Zonen&quot; bv" in part(message, "html")
    assert "<script" not in part(message, "html")


def test_what_is_indented_is_a_list() -> None:
    html = page("Dit recht:\n\n  Recht: A\n  Context: <B>\n\nDank u,\nhet loket\n", SITE)
    assert "<ul><li>Recht: A</li><li>Context: &lt;B&gt;</li></ul>" in html
    assert "<p>Dank u,<br>het loket</p>" in html


def test_an_indented_line_in_the_midst_of_a_paragraph() -> None:
    assert "<p>een</p>\n<ul><li>twee</li></ul>\n<p>drie</p>" in page("een\n  twee\ndrie", SITE)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Zie https://loket.example/a?b=1&c.", '<a href="https://loket.example/a?b=1&amp;c">'),
        ('https://loket.example/"><b>x', '<a href="https://loket.example/&quot;&gt;&lt;b&gt;x">'),
    ],
)
def test_our_own_addresses_are_links(line: str, shown: str) -> None:
    assert shown in page(line, SITE)


@pytest.mark.parametrize(
    "line",
    [
        "https://elders.example/x",
        "https://loket.example.elders.example/",
        "https://loket.example@elders.example/",
    ],
)
def test_no_other_address_is_a_link(line: str) -> None:
    assert "<a" not in page(line, SITE)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
def test_no_name_adds_a_header(end: str) -> None:
    evil = f"Carine{end}Bcc: iedereen@elders.example{end}{end}<b>tekst</b>"
    message = sent(letter(recipient_name=evil, subject=evil))
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert [each.addr_spec for each in message["To"].addresses] == ["carine1@korenbloem.example"]
    assert message["Subject"] == "Carine Bcc: iedereen@elders.example <b>tekst</b>"


@pytest.mark.parametrize(
    "name", ['Jan "x" <y@elders.example>, ' * 9, "é, " * 80, "a@b.example", "", "(jan; \\"]
)
def test_a_name_adds_no_address(name: str) -> None:
    message = sent(letter(recipient_name=name))
    assert [each.addr_spec for each in message["To"].addresses] == ["carine1@korenbloem.example"]


def test_no_line_of_a_body_ends_the_message() -> None:
    content = message_of(letter(body="een\r.\rtwee\n.\n" + "x" * 3000), STATIONERY).as_bytes()
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\r" in line or b"\n" in line for line in lines)


@pytest.mark.parametrize(
    "address",
    ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "carine", "", "é@b.example", "a@b c"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Unwritable):
        message_of(letter(recipient=address), STATIONERY)


def test_a_domain_with_an_accent_becomes_ascii() -> None:
    assert sent(letter(recipient="an@café.example"))["To"].addresses[0].addr_spec == "an@xn--caf-dma.example"


def test_the_words_of_a_letter_are_the_same_at_each_attempt() -> None:
    one = letter()
    first, second = sent(one), sent(one)
    assert first["Message-ID"] == second["Message-ID"]
    assert part(first, "html") == part(second, "html")


def test_a_date_is_told_in_its_own_zone() -> None:
    later = letter(written_at=datetime(2025, 10, 13, 8, 0, tzinfo=UTC) + timedelta(days=2))
    assert str(sent(later)["Date"]).startswith("Wed, 15 Oct 2025 08:00:00")


def test_a_public_address_without_a_host_has_one() -> None:
    assert Stationery("", "a@b.example", "").host == "localhost"
