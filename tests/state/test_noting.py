"""Leaving a field must not move what is below it: the press of a button that came with it would be lost."""

from collections.abc import Callable

from tests.state.conftest import Tab
from vov_app import routes
from vov_app.state.what_if import WhatIfState


async def test_what_is_to_be_mended_stays_told_until_it_is_sent_again(
    tab: Callable[..., Tab], cookie_of: Callable[..., str]
) -> None:
    here = tab(cookie_of("An Peeters"))
    here.path = routes.WHAT_IF
    await here.call(WhatIfState.load)
    await here.call(WhatIfState.work_out, data={"start_date": "15/9/2025", "joined_later": "nee"})
    told = (await here.state(WhatIfState)).view.faults
    assert "size" in told
    await here.call(WhatIfState.note, name="size", value="60")
    after = (await here.state(WhatIfState)).view
    assert after.answers["size"] == "60"
    assert after.faults == told


async def test_other_questions_begin_without_faults(
    tab: Callable[..., Tab], cookie_of: Callable[..., str]
) -> None:
    here = tab(cookie_of("An Peeters"))
    here.path = routes.WHAT_IF
    await here.call(WhatIfState.load)
    await here.call(WhatIfState.work_out, data={"start_date": "15/9/2025", "joined_later": "nee"})
    await here.call(WhatIfState.note, name="joined_later", value="ja")
    after = (await here.state(WhatIfState)).view
    assert "entry_date" in after.asked
    assert after.faults == {}
