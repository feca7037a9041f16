"""What the operator types about letters, and what it answers."""

from pathlib import Path

import pytest

from tests.mail.conftest import Put, kept
from tests.web.harness import settings_of
from vov_app.models import LetterStatus
from vov_app.operating import __main__ as operating
from vov_app.operating.commands import Unusable
from vov_app.services.worlds import World
from vov_app.settings import Settings, settings

STUCK = {"status": LetterStatus.STUCK, "attempts": 8, "fault": "smtp_451"}


def test_stuck_letters_are_told_without_a_name(world: World, put: Put) -> None:
    put(1, **STUCK)
    head, line = operating.run(world, ["letters"])
    assert head.split() == ["key", "kind", "attempts", "fault", "written"]
    assert line.split() == ["key-1", "right_requested", "8", "smtp_451", "2025-10-13", "08:00", "UTC"]


def test_no_letter_is_stuck(world: World, put: Put) -> None:
    put()
    assert operating.run(world, ["letters"]) == ["No letter is stuck."]


def test_stuck_letters_go_out_again(world: World, put: Put) -> None:
    put(2, **STUCK)
    assert operating.run(world, ["again", "key-1", "key-2", "no-such"]) == [
        "key-1  goes out again",
        "key-2  goes out again",
        "no-such  is not stuck",
    ]
    assert kept(world).status is LetterStatus.WAITING


@pytest.mark.parametrize(
    ("words", "told"),
    [([], "usage"), (["nonsense"], "usage"), (["again"], "key"), (["letters", "all"], "nothing more")],
)
def test_what_can_not_be_used_is_explained(world: World, words: list[str], told: str) -> None:
    with pytest.raises(Unusable, match=told):
        operating.run(world, words)


def test_the_command_prints(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(operating, "settings", lambda: settings_of(tmp_path))
    monkeypatch.setattr(operating, "OneWorld", lambda _: type("Only", (), {"only": world}))
    operating.main(["letters"])
    assert capsys.readouterr().out == "No letter is stuck.\n"
    with pytest.raises(SystemExit, match="usage"):
        operating.main([])


def test_the_prototype_door_has_no_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operating, "settings", Settings)
    with pytest.raises(SystemExit, match="real door"):
        operating.main(["letters"])


def test_unsound_settings_stop_the_command_and_tell_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOV_DOOR", "real")
    monkeypatch.setenv("VOV_SECRET", "hush")
    settings.cache_clear()
    with pytest.raises(SystemExit, match="VOV_DATABASE_URL") as stopped:
        operating.main(["letters"])
    assert "hush" not in str(stopped.value)
    settings.cache_clear()
