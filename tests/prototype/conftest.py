"""A prototype door over a data directory that the whole run shares for the template, and none for worlds."""

import shutil
from pathlib import Path

import pytest

from vov_app.prototype.template import template
from vov_app.prototype.worlds import WORLD_COOKIE, Worlds
from vov_app.services.worlds import World
from vov_app.settings import Settings


@pytest.fixture(scope="session")
def made_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template, migrated and filled once."""
    return template(Settings(data_dir=tmp_path_factory.mktemp("template")))


@pytest.fixture
def settings(made_template: Path, tmp_path: Path) -> Settings:
    """Settings of the prototype door; the template lies ready."""
    shutil.copy(made_template, tmp_path)
    return Settings(data_dir=tmp_path, worlds_limit=10, world_idle_hours=2)


@pytest.fixture
def worlds(settings: Settings) -> Worlds:
    """The entrance, without any world yet."""
    return Worlds(settings)


def enter(worlds: Worlds, key: str) -> World:
    """The world with this key, as a browser finds it; it must be there."""
    found = worlds.world(f"other=1; {WORLD_COOKIE}={key}")
    assert found is not None
    return found
