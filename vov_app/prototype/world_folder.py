"""The folder of one world: its database file, and world.json, which tells which file and which clock."""

import contextlib
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class WorldState:
    """What world.json holds: how often the world began, and how many seconds its clock is ahead of ours."""

    generation: int
    offset: float


@dataclass(frozen=True)
class WorldFolder:
    """A world on disk; it is there from the moment that world.json is."""

    path: Path

    @property
    def _told(self) -> Path:
        return self.path / "world.json"

    def exists(self) -> bool:
        """Whether there is a whole world here."""
        return self._told.exists()

    def state(self) -> WorldState:
        """What holds now.

        Raises:
            FileNotFoundError: there is no world here.
        """
        return WorldState(**json.loads(self._told.read_text()))

    def database(self, generation: int) -> Path:
        """Where the database of this generation is."""
        return self.path / f"vov-{generation}.sqlite"

    def begin(self, template: Path, generation: int, offset: float) -> None:
        """Put a copy of the template in place, and only then tell of it."""
        self.path.mkdir(parents=True, exist_ok=True)
        draft = self.path / f"draft-{secrets.token_hex(8)}"
        shutil.copyfile(template, draft)
        state = WorldState(self._claim(draft, generation), offset)
        draft.write_text(json.dumps(asdict(state)))
        draft.replace(self._told)

    def move_clock(self, seconds: float) -> None:
        """Put the clock of this world ahead.

        Raises:
            FileNotFoundError: there is no world here.
        """
        state = self.state()
        draft = self.path / f"draft-{secrets.token_hex(8)}"
        draft.write_text(json.dumps(asdict(replace(state, offset=state.offset + seconds))))
        draft.replace(self._told)

    def forget(self, generation: int) -> None:
        """Remove the database of a generation that is over."""
        for old in self.path.glob(f"{self.database(generation).name}*"):
            old.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the world; first of all world.json, so that nobody enters what is half gone."""
        self._told.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)

    def touch(self) -> None:
        """Note that somebody came by."""
        os.utime(self._told)

    def last_use(self) -> float:
        """When somebody last came by, in seconds; of a world that is being made, when that began."""
        for told in (self._told, self.path):
            with contextlib.suppress(FileNotFoundError):
                return told.stat().st_mtime
        return 0.0

    def _claim(self, draft: Path, generation: int) -> int:
        """The number under which the draft was put in place: this one, or the next that nobody else took.

        Two people may start a world again at the same moment; neither may write over the file of the other.
        """
        while True:
            with contextlib.suppress(FileExistsError):
                os.link(draft, self.database(generation))
                draft.unlink()
                return generation
            generation += 1
