"""Open the prototype door: worlds for visitors, demo-ACM, the inbox and the control page."""

from vov_app.adapters.identity import Identity
from vov_app.doors import OpenDoor
from vov_app.operating.batch_desk import Desk
from vov_app.operating.batch_reader import read
from vov_app.operating.night_watch import Beat, watch
from vov_app.prototype.control import annex_routes
from vov_app.prototype.demo_acm.app import demo_acm_routes
from vov_app.prototype.left_behind import left_behind
from vov_app.prototype.middleware import worlds_for_visitors
from vov_app.prototype.worlds import Worlds, keep_tidy
from vov_app.settings import Settings


def open_annex(settings: Settings) -> OpenDoor:
    """The prototype door; nothing of this is imported by the real one."""
    worlds = Worlds(settings)
    acm_routes, provider = demo_acm_routes(settings)

    async def tidy() -> None:
        await keep_tidy(worlds)

    beat = Beat()

    async def do_duties() -> None:
        await watch(worlds.opened, beat)

    async def read_files() -> None:
        await Desk(read).work_forever(worlds.at, left_behind(worlds))

    return OpenDoor(
        entrance=worlds,
        identity=Identity(settings, provider),
        routes=[*acm_routes, *annex_routes(worlds, settings)],
        wrappers=[worlds_for_visitors(worlds, settings)],
        caretakers=[tidy, do_duties, read_files],
        beat=beat,
    )
