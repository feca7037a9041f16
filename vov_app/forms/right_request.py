"""Asking for the right to file: one question, why, which may stay empty."""

from vov_app.forms.rules import at_most, no_link
from vov_app.forms.spec import Field, Form, Kind, Step

MOST_CHARACTERS = 200

# More is kept than may be sent, so that who typed too much can shorten it instead of losing it.
REASON = Field(
    "reason",
    Kind.PROSE,
    required=False,
    rules=(at_most("reason", MOST_CHARACTERS), no_link("reason")),
    longest=2000,
)

RIGHT_REQUEST = Form("right_request", (Step("reason", (REASON,)),))
