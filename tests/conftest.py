"""What holds for every test."""

import pytest

from vov_app.services import limits


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is held to limits that importing the app set, unless it sets its own."""
    monkeypatch.setattr(limits, "_limits", [])
