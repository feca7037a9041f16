"""Single answers: what passes for a mail address, a telephone number, a link."""

import pytest

from tests.forms.samples import FACTS
from vov_app.forms.rules import at_most, email, no_link, phone
from vov_app.forms.spec import Fault


@pytest.mark.parametrize(
    "typed",
    ["an@voorbeeld.be", "an.peeters+vov@hr.voor-beeld.example", "o'hara@xn--caf-dma.be", "an@café.be"],
)
def test_a_mail_address_is_sound(typed: str) -> None:
    assert email("email")({"email": typed}, FACTS) is None


@pytest.mark.parametrize(
    "typed",
    [
        "an",
        "an@",
        "@voorbeeld.be",
        "an@voorbeeld",
        "an@.be",
        "an@.voorbeeld.be",
        "an@voorbeeld..be",
        "an..p@v.be",
        "an@-voorbeeld.be",
        "an @voorbeeld.be",
        "an@voorbeeld.be, bart@voorbeeld.be",
        "an@@voorbeeld.be",
        "An <an@voorbeeld.be>",
        "an@voorbeeld.be\nBcc: x@y.be",
        "mailto:an@voorbeeld.be",
    ],
)
def test_what_is_not_one_mail_address_is_a_fault(typed: str) -> None:
    assert email("email")({"email": typed}, FACTS) == "email"


@pytest.mark.parametrize("typed", ["02 123 45 67", "+32 2 123 45 67", "0475/12.34.56", "+32 (0)475 12 34 56"])
def test_a_telephone_number_is_sound(typed: str) -> None:
    assert phone("phone")({"phone": typed}, FACTS) is None


@pytest.mark.parametrize(
    "typed", ["", "1234567", "12 345 67", "02 123 45 ab", "+", "1234567890123456", "32+21234567"]
)
def test_what_is_no_telephone_number_is_a_fault(typed: str) -> None:
    assert phone("phone")({"phone": typed}, FACTS) == "phone"


@pytest.mark.parametrize(
    "typed",
    [
        "https://voorbeeld.test",
        "Kijk op WWW.voorbeeld",
        "mailto:an",
        "zie voorbeeld.be",
        "voorbeeld.com/x",
        "an@korenbloem.example",
    ],
)
def test_a_link_is_a_fault(typed: str) -> None:
    assert no_link("reason")({"reason": typed}, FACTS) == "link"


@pytest.mark.parametrize(
    "typed", ["", "Ik doe o.a. de opleidingen.", "Nodig.Dank u", "3.5 dagen", "afspraak @ HR"]
)
def test_plain_words_are_no_link(typed: str) -> None:
    assert no_link("reason")({"reason": typed}, FACTS) is None


def test_a_text_may_be_as_long_as_it_may_be() -> None:
    assert at_most("reason", 5)({"reason": "vijf!"}, FACTS) is None
    assert at_most("reason", 5)({}, FACTS) is None
    assert at_most("reason", 5)({"reason": "zes..."}, FACTS) == Fault(
        "reason", "long", {"most": 5, "count": 6}
    )
