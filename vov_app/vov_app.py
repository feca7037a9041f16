"""The Reflex app: pages, the guard before every event, and the door that the settings name."""

import reflex as rx
import reflex.model
from starlette.applications import Starlette

from vov_app.adapters.broadcast import broadcast_of
from vov_app.adapters.buckets import MemoryBuckets, buckets_of
from vov_app.adapters.clock import ticks
from vov_app.adapters.garbage import look_seldom
from vov_app.adapters.logs import start_logging
from vov_app.adapters.metrics import Meters, together
from vov_app.adapters.tracing import start_tracing
from vov_app.domain.limits import Rate
from vov_app.doors import OpenDoor, open_real
from vov_app.operating.readiness import Inspection
from vov_app.pages import add_pages
from vov_app.services.limits import keep_to
from vov_app.services.worlds import open_entrance
from vov_app.settings import Settings, settings
from vov_app.state.faults import on_backend_fault, on_frontend_fault
from vov_app.state.guard import Guard
from vov_app.state.leaving import leave_well
from vov_app.state.live import count_screens, go_live
from vov_app.state.sockets import SocketLimits, Sockets
from vov_app.state.watching import observe
from vov_app.ui.app_wraps import APP_WRAPS
from vov_app.web.addresses import one_name, without_detour
from vov_app.web.batch_files import batch_file_routes
from vov_app.web.calculation_files import calculation_file_routes
from vov_app.web.calendars import calendar_routes
from vov_app.web.closed import closed_to_visitors, pass_routes
from vov_app.web.dossier_files import dossier_file_routes
from vov_app.web.frames import only_packets
from vov_app.web.headers import security_headers
from vov_app.web.health import health_routes, invite_nobody
from vov_app.web.limits import known_callers, limit_bodies, limit_calls, limit_sockets, limits_of
from vov_app.web.origin import refuse_foreign_origins
from vov_app.web.receipts import receipt_routes
from vov_app.web.redaction import redact_logs
from vov_app.web.sign_in import sign_in_routes
from vov_app.web.user_files import user_file_routes
from vov_app.web.watching import failed, watched


def _open(door_settings: Settings) -> OpenDoor:
    """The door that the settings name; the annex isn't even imported by the real one."""
    if not door_settings.is_prototype:
        return open_real(door_settings)
    from vov_app.prototype.annex import open_annex

    return open_annex(door_settings)


_settings = settings()
start_logging(_settings)
redact_logs()
start_tracing(_settings)
if _settings.redis_url.get_secret_value():
    together(_settings.data_dir / "metrics")
_meters = Meters()
_door = _open(_settings)
open_entrance(_door.entrance)
keep_to(limits_of(_settings, buckets_of(_settings.redis_url.get_secret_value())))
_web = Starlette(
    routes=[
        *health_routes(_settings, Inspection(_settings, _door.world, _door.beat, ticks), _meters),
        *pass_routes(_settings),
        *sign_in_routes(_door.identity),
        *user_file_routes(),
        *batch_file_routes(),
        *dossier_file_routes(),
        *calculation_file_routes(),
        *receipt_routes(),
        *calendar_routes(),
        *_door.routes,
    ],
    exception_handlers={Exception: failed},
)

app = rx.App(
    html_lang="nl",
    head_components=[rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml")],
    stylesheets=["/tokens.css", "/app.css"],
    reset_style=False,
    toaster=None,
    app_wraps=APP_WRAPS,
    api_transformer=[
        _web,
        without_detour,
        *_door.wrappers,
        closed_to_visitors,
        refuse_foreign_origins(_settings),
        one_name(_settings),
        limit_bodies(_settings),
        limit_calls,
        only_packets,
        limit_sockets(_settings),
        known_callers(_settings),
        watched(_meters),
        security_headers(_settings, tuple(_web.routes)),
    ],
    backend_exception_handler=on_backend_fault,
    frontend_exception_handler=on_frontend_fault,
)
app.add_middleware(Guard())
observe(_meters.event, ticks)
add_pages(app)
app.register_lifespan_task(look_seldom)
for _caretaker in _door.caretakers:
    app.register_lifespan_task(_caretaker)
app.register_lifespan_task(count_screens(app, _meters.sockets))
for _ear in go_live(app, broadcast_of(_settings.redis_url.get_secret_value())):
    app.register_lifespan_task(_ear)
_events = Rate(_settings.events_per_second, _settings.events_burst)
_sockets = SocketLimits(_events, _settings.sockets_per_person, _settings.people_per_address)
Sockets(app, _sockets, MemoryBuckets().spend).stand_before()
app.register_lifespan_task(leave_well(app, _settings.drain_seconds, invite_nobody))
