"""The operator and the letters that nobody could deliver: see which, and have them sent again."""

from collections.abc import Sequence

from vov_app.services import postman
from vov_app.services.work import work
from vov_app.services.worlds import World


def show(world: World) -> list[str]:
    """One line for each stuck letter: no name, no address and no word of the letter."""
    with work(world, writes=False) as w:
        found = postman.stuck(w)
    lines = [f"{s.key}  {s.kind}  {s.attempts}  {s.fault}  {s.written_at:%Y-%m-%d %H:%M} UTC" for s in found]
    return ["key  kind  attempts  fault  written", *lines] if lines else ["No letter is stuck."]


def again(world: World, keys: Sequence[str]) -> list[str]:
    """Have the letters with these keys sent again; one line for each."""
    with work(world) as w:
        return [f"{key}  {'goes out again' if postman.again(w, key) else 'is not stuck'}" for key in keys]
