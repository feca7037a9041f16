"""What stands on every page stands on those that the server makes itself."""

import pytest
from starlette.responses import Response

from vov_app import routes
from vov_app.services.work import Actor, OrganisationRef
from vov_app.texts import t
from vov_app.web import refusals
from vov_app.web.plain_pages import plain_page

AN = Actor(
    person_id=1, name="An <Peeters>", organisation=OrganisationRef(1, "org", "De Korenbloem", "0001234571")
)
REFUSALS = {
    "too many": refusals.too_many(30),
    "too large": refusals.too_large(),
    "too slow": refusals.too_slow(),
    "closed": refusals.closed("Wij werken eraan.", 60),
    "away": refusals.away(),
}
FURNITURE = ("strip", "skip", "demo", "help.title", "help.mail_hint", "footer.about", "footer.privacy")


def words(answer: Response) -> str:
    """The page as text."""
    return bytes(answer.body).decode()


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_is_a_whole_page(kind: str) -> None:
    page = words(REFUSALS[kind])
    for name in FURNITURE:
        assert t(f"ui.{name}") in page
    assert t("ui.header.sign_out") not in page, "nobody knows who asks"
    assert REFUSALS[kind].headers["cache-control"] == "no-store"


def test_who_acts_is_named_above() -> None:
    page = words(plain_page("refusal.html", actor=AN, title="T", words="W", way="X"))
    assert "An &lt;Peeters&gt;" in page
    assert "De Korenbloem (0001.234.571)" in page
    assert f'action="{routes.SIGN_OUT}"' in page
    assert f'class="brand__name" href="{routes.home("org")}"' in page


def test_who_acts_for_nobody_may_choose() -> None:
    page = words(
        plain_page("refusal.html", actor=Actor(person_id=1, name="An"), title="T", words="W", way="X")
    )
    assert t("ui.header.choose") in page
    assert t("ui.header.switch") not in page
