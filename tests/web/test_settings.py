"""The real door opens only with settings that can be trusted."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from tests.web.harness import settings_of


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"database_url": ""}, "VOV_DATABASE_URL"),
        ({"secret": SecretStr("")}, "VOV_SECRET"),
        ({"secret": SecretStr("short")}, "at least 32 characters"),
        ({"oidc_issuer": "http://acm.example"}, "VOV_OIDC_ISSUER must begin with https"),
    ],
)
def test_what_is_missing_or_weak_is_named(tmp_path: Path, more: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        settings_of(tmp_path, **more)


def test_a_provider_on_this_machine_may_do_without(tmp_path: Path) -> None:
    assert settings_of(tmp_path, oidc_issuer="http://localhost:9000").is_prototype is False


def test_several_workers_need_a_place_for_what_they_share(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="VOV_WORKERS=2 needs VOV_REDIS_URL"):
        settings_of(tmp_path, workers=2)
    assert settings_of(tmp_path, workers=2, redis_url=SecretStr("redis://host/0")).workers == 2


def test_what_a_screen_shows_is_kept_longer_than_anybody_stays_signed_in(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, session_absolute_minutes=600)
    assert settings.state_seconds > 600 * 60
