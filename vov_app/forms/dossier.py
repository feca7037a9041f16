"""What an employer can tell about a dossier: why it is withdrawn, and an answer to what was asked."""

from vov_app.forms.rules import at_most
from vov_app.forms.spec import Field, Form, Kind, Step

MOST_REASON = 500
MOST_ANSWER = 2000

# More is kept than may be sent, so that who typed too much can shorten it instead of losing it.
REASON = Field(
    "reason", Kind.PROSE, required=False, rules=(at_most("reason", MOST_REASON),), longest=4 * MOST_REASON
)
ANSWER = Field("answer", Kind.PROSE, rules=(at_most("answer", MOST_ANSWER),), longest=4 * MOST_ANSWER)

WITHDRAW = Step("withdraw", (REASON,))
INFORM = Step("inform", (ANSWER,))

DOSSIER = Form("dossier", (WITHDRAW, INFORM))
