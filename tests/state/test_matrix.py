"""Every event handler is a public endpoint: each is called by everybody who may not, and refused."""

from collections.abc import Callable
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel

from tests.state.conftest import Tab
from tests.state.people import Scene, scene
from vov_app import routes
from vov_app.domain.access import Access
from vov_app.services.worlds import World
from vov_app.state.batch import BatchState
from vov_app.state.batches import BatchesState
from vov_app.state.calculations import CalculationsState, NoteState
from vov_app.state.check import CheckState
from vov_app.state.chooser import ChooserState
from vov_app.state.correction import CorrectionState
from vov_app.state.decision import DecisionState, RenewalState
from vov_app.state.dossier import DossierState, VersionState, WithdrawState
from vov_app.state.dossiers import DossiersState
from vov_app.state.drafts import DraftsState
from vov_app.state.home import HomeState
from vov_app.state.invitation import InvitationState
from vov_app.state.live import LiveState
from vov_app.state.policy import access_of
from vov_app.state.profile import ProfileState
from vov_app.state.receipt import ReceiptState
from vov_app.state.record import RecordState
from vov_app.state.refund import RefundState
from vov_app.state.right_request import AskState, RequestState
from vov_app.state.serving import ServingState
from vov_app.state.session import SessionState
from vov_app.state.shape import FRAMEWORK
from vov_app.state.start import StartState
from vov_app.state.terms import TermsState
from vov_app.state.tile import TileState
from vov_app.state.trouble import TroubleState
from vov_app.state.user import UserState
from vov_app.state.user_add import UserAddState, UserFileState
from vov_app.state.users import UsersState
from vov_app.state.what_if import WhatIfState

GRANTED = {"decision": "grant", "until": "1/9/2026"}

# Who may call it, with which payload, on which page. A new handler has to be added here.
SHOWN = "1:nobody/contact"
HANDLERS: dict[Any, tuple[Access, dict[str, Any], str]] = {
    SessionState.enter: (Access.PUBLIC, {}, "start"),
    SessionState.enter_signed_in: (Access.SIGNED_IN, {}, "organisations"),
    SessionState.enter_acting: (Access.ACTING, {}, "home"),
    SessionState.check_time: (Access.PUBLIC, {}, "start"),
    SessionState.extend: (Access.SIGNED_IN, {}, "organisations"),
    ServingState.look_again: (Access.PUBLIC, {}, "start"),
    StartState.load: (Access.PUBLIC, {}, "start"),
    ChooserState.load: (Access.SIGNED_IN, {}, "organisations"),
    ChooserState.search: (Access.SIGNED_IN, {"wanted": "a"}, "organisations"),
    ChooserState.explain: (Access.SIGNED_IN, {}, "organisations"),
    HomeState.load: (Access.ACTING, {}, "home"),
    TileState.load: (Access.ACTING, {}, "tile"),
    TileState.ask: (Access.ACTING, {}, "tile"),
    TileState.explain: (Access.ACTING, {}, "tile"),
    TileState.begin: (Access.FILING, {}, "tile"),
    LiveState.look_again: (Access.PUBLIC, {}, "start"),
    AskState.load: (Access.ACTING, {}, "ask"),
    AskState.send: (Access.ACTING, {"data": {"reason": ""}}, "ask"),
    RequestState.load: (Access.ACTING, {}, "request"),
    RequestState.withdraw: (Access.ACTING, {}, "request"),
    DecisionState.load: (Access.ADMINISTERING, {}, "decision"),
    DecisionState.note: (Access.ADMINISTERING, {"name": "decision", "value": "grant"}, "decision"),
    DecisionState.decide: (Access.ADMINISTERING, {"data": GRANTED}, "decision"),
    RenewalState.load: (Access.ADMINISTERING, {}, "renewal"),
    RenewalState.renew: (Access.ADMINISTERING, {"data": {"until": "1/9/2026"}}, "renewal"),
    ProfileState.load: (Access.SIGNED_IN, {}, "profile"),
    ProfileState.end: (Access.SIGNED_IN, {"key": "somebody"}, "profile"),
    ProfileState.end_others: (Access.SIGNED_IN, {}, "profile"),
    UsersState.load: (Access.ADMINISTERING, {}, "users"),
    UsersState.find: (Access.ADMINISTERING, {"wanted": "a"}, "users"),
    UsersState.sort: (Access.ADMINISTERING, {"order": "end"}, "users"),
    UsersState.only_soon: (Access.ADMINISTERING, {}, "users"),
    UsersState.go_on: (Access.ADMINISTERING, {}, "users"),
    UsersState.go_back: (Access.ADMINISTERING, {}, "users"),
    UsersState.note: (Access.ADMINISTERING, {"name": "act", "value": "give"}, "users"),
    UsersState.change: (Access.ADMINISTERING, {"data": {"act": "revoke"}}, "users"),
    RecordState.load: (Access.ADMINISTERING, {}, "record"),
    RecordState.narrow: (Access.ADMINISTERING, {"data": {"kind": "right"}}, "record"),
    RecordState.go_on: (Access.ADMINISTERING, {}, "record"),
    RecordState.go_back: (Access.ADMINISTERING, {}, "record"),
    UserAddState.load: (Access.ADMINISTERING, {}, "user_add"),
    UserAddState.add: (Access.ADMINISTERING, {"data": {"insz": "x"}}, "user_add"),
    UserAddState.revoke: (Access.ADMINISTERING, {"key": "x"}, "user_add"),
    UserFileState.load: (Access.ADMINISTERING, {}, "user_file"),
    UserState.load: (Access.ADMINISTERING, {}, "user"),
    UserState.explain: (Access.ADMINISTERING, {}, "user"),
    UserState.give: (Access.ADMINISTERING, {"data": {"until": "1/9/2026"}}, "user"),
    UserState.revoke: (Access.ADMINISTERING, {}, "user"),
    UserState.appoint: (Access.ADMINISTERING, {}, "user"),
    UserState.dismiss: (Access.ADMINISTERING, {}, "user"),
    UserState.remove: (Access.ADMINISTERING, {}, "user"),
    InvitationState.load: (Access.SIGNED_IN, {}, "invitation"),
    InvitationState.accept: (Access.SIGNED_IN, {}, "invitation"),
    DossierState.copy_it: (Access.FILING, {}, "dossier"),
    RefundState.load: (Access.FILING, {}, "contact"),
    RefundState.note: (Access.FILING, {"name": "contact_name", "value": "x", "shown": SHOWN}, "contact"),
    RefundState.save: (Access.FILING, {"data": {"contact_name": "x"}}, "contact"),
    RefundState.arrive: (Access.FILING, {}, "contact"),
    RefundState.take_over: (Access.FILING, {}, "contact"),
    CheckState.load: (Access.FILING, {}, "check"),
    CheckState.take_over: (Access.FILING, {}, "check"),
    CheckState.confirm: (Access.FILING, {"data": {"declaration": True}}, "check"),
    CorrectionState.load: (Access.FILING, {}, "check"),
    ReceiptState.load: (Access.ACTING, {}, "receipt"),
    DossierState.load: (Access.ACTING, {}, "dossier"),
    DossierState.correct: (Access.FILING, {}, "dossier"),
    DossierState.inform: (Access.FILING, {"data": {"answer": "x"}}, "dossier"),
    CalculationsState.load: (Access.FILING, {}, "calculations"),
    NoteState.load: (Access.ACTING, {}, "note"),
    VersionState.load: (Access.ACTING, {}, "version"),
    WithdrawState.load: (Access.FILING, {}, "withdraw"),
    WithdrawState.withdraw: (Access.FILING, {"data": {"reason": "x"}}, "withdraw"),
    DossiersState.load: (Access.FILING, {}, "dossiers"),
    DossiersState.find: (Access.FILING, {"wanted": "tom"}, "dossiers"),
    DossiersState.narrow: (Access.FILING, {"data": {"status": "filed"}}, "dossiers"),
    DossiersState.go_on: (Access.FILING, {}, "dossiers"),
    DossiersState.go_back: (Access.FILING, {}, "dossiers"),
    BatchesState.load: (Access.FILING, {}, "batches"),
    BatchesState.arrive: (Access.FILING, {}, "batches"),
    BatchState.load: (Access.FILING, {}, "batch"),
    BatchState.tick: (Access.FILING, {}, "batch"),
    BatchState.mend: (Access.FILING, {"data": {"number": "3", "version": "1", "iban": "x"}}, "batch"),
    BatchState.skip: (Access.FILING, {"number": "3"}, "batch"),
    BatchState.restore: (Access.FILING, {"number": "3"}, "batch"),
    BatchState.keep: (Access.FILING, {"number": "3"}, "batch"),
    BatchState.skip_doubles: (Access.FILING, {}, "batch"),
    BatchState.narrow: (Access.FILING, {"data": {"kind": "sound"}}, "batch"),
    BatchState.go_on: (Access.FILING, {}, "batch"),
    BatchState.go_back: (Access.FILING, {}, "batch"),
    BatchState.confirm: (Access.FILING, {"data": {"declaration": True}}, "batch"),
    BatchState.drop: (Access.FILING, {}, "batch"),
    DraftsState.load: (Access.FILING, {}, "drafts"),
    DraftsState.delete: (Access.FILING, {"key": "x"}, "drafts"),
    DraftsState.restore: (Access.FILING, {"key": "x"}, "drafts"),
    TermsState.load: (Access.FILING, {}, "terms"),
    TermsState.make_feed: (Access.FILING, {}, "terms"),
    TermsState.revoke_feed: (Access.FILING, {}, "terms"),
    WhatIfState.load: (Access.PUBLIC, {}, "what_if"),
    WhatIfState.note: (Access.PUBLIC, {"name": "joined_later", "value": "ja"}, "what_if"),
    WhatIfState.work_out: (Access.PUBLIC, {"data": {"size": "60"}}, "what_if"),
    TroubleState.load_forbidden: (Access.PUBLIC, {}, "start"),
    TroubleState.load_fault: (Access.PUBLIC, {}, "start"),
}
GUARDED = [h for h, (access, _, _) in HANDLERS.items() if access is not Access.PUBLIC]


@pytest.fixture
def stage(world: World, cookie_of: Callable[..., str], seed: Callable[[Any], Any]) -> Scene:
    return scene(world, cookie_of, seed)


LOADS = ("load", "tick", "enter", "enter_signed_in", "enter_acting", "load_forbidden", "load_fault")


def name_of(handler: Any) -> str:
    return str(handler.fn.__qualname__)


LOADING = [handler for handler in HANDLERS if name_of(handler).endswith(LOADS)]


def page(stage: Scene, place: str) -> str:
    places = {
        "start": routes.START,
        "organisations": routes.ORGANISATIONS,
        "home": routes.home(stage.key),
        "tile": routes.application(stage.key),
        "receipt": routes.receipt(stage.key, stage.reference),
        "dossier": routes.dossier(stage.key, stage.reference),
        "calculations": routes.calculations(stage.key),
        "note": routes.dossier_note(stage.key, stage.reference),
        "version": routes.dossier_version(stage.key, stage.reference, 1),
        "withdraw": routes.dossier_withdraw(stage.key, stage.reference),
        "dossiers": routes.dossiers(stage.key),
        "drafts": routes.drafts(stage.key),
        "batches": routes.batches(stage.key),
        "batch": routes.batch(stage.key, stage.batch),
        "terms": routes.terms(stage.key),
        "what_if": routes.WHAT_IF,
        "ask": routes.ask(stage.key),
        "request": routes.right_request(stage.key, stage.request),
        "decision": routes.decision(stage.key, stage.request),
        "renewal": routes.renewal(stage.key, stage.grant),
        "profile": routes.PROFILE,
        "users": routes.users(stage.key),
        "record": routes.record(stage.key),
        "user_add": f"{routes.users(stage.key)}/toevoegen",
        "user_file": routes.user_file(stage.key),
        "user": routes.user(stage.key, "somebody"),
        "invitation": routes.invitation("somebody"),
    }
    return places.get(place) or stage.step(place)


def rows(world: World) -> dict[str, list[str]]:
    """The whole database, but for when somebody was last seen, and the record of attempts."""
    with Session(world.engine) as session:
        return {
            name: sorted(repr(row) for row in session.execute(sa_select(table)))
            for name, table in SQLModel.metadata.tables.items()
            if name not in ("sign_in", "audit_entry", "audit_head")
        }


async def test_what_was_typed_elsewhere_goes_to_no_draft_of_another_organisation(
    tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    before = rows(world)
    here = tab(stage.outsider)
    here.path = routes.refund_step(stage.elsewhere, stage.draft, "contact")
    await here.call(RefundState.note, name="contact_name", value="Mallory", shown=f"1:{stage.draft}/contact")
    assert set(here.redirects) == {routes.forbidden("no_draft", stage.elsewhere)}
    assert rows(world) == before


async def test_what_a_page_sends_by_itself_does_nothing_once_somebody_is_elsewhere(
    tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    before = rows(world)
    here = tab(stage.filer)
    here.path = routes.home(stage.key)
    await here.call(RefundState.note, name="contact_name", value="x", shown=f"1:{stage.draft}/contact")
    await here.call(CheckState.load)
    assert here.redirects == []
    assert rows(world) == before


def test_every_handler_is_on_the_list_and_says_who_may_call_it() -> None:
    registered = RegistrationContext.get().event_handlers
    ours = {name: found.handler.fn for name, found in registered.items() if name not in FRAMEWORK}
    told = {fn.__qualname__: access_of(fn) for fn in ours.values() if fn.__module__.startswith("vov_app")}
    assert told == {name_of(handler): access for handler, (access, _, _) in HANDLERS.items()}
    theirs = {name for name, fn in ours.items() if not fn.__module__.startswith("vov_app")}
    assert all(access_of(ours[name]) is None for name in theirs)


@pytest.mark.parametrize("handler", GUARDED, ids=name_of)
async def test_a_stranger_is_refused(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    _, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab()
    here.path = page(stage, place)
    await here.call(handler, **payload)
    assert here.redirects
    assert all(address.startswith(f"{routes.START}?naar=") for address in here.redirects)
    assert rows(world) == before
    assert "An Peeters" not in here.deltas
    assert "Tom" not in here.deltas


@pytest.mark.parametrize("handler", GUARDED, ids=name_of)
async def test_somebody_of_another_organisation_is_refused(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    access, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab(stage.outsider)
    here.path = page(stage, place)
    await here.call(handler, **payload)
    if place == "invitation":
        assert set(here.redirects) == {routes.forbidden("no_invitation")}
    elif access is Access.SIGNED_IN:
        assert here.redirects == []
    else:
        assert here.redirects == [routes.forbidden("no_organisation", stage.key)]
    assert rows(world) == before
    assert "An Peeters" not in here.deltas
    assert "Tom" not in here.deltas


@pytest.mark.parametrize("handler", GUARDED, ids=name_of)
async def test_a_colleague_without_the_right_files_nothing(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    access, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab(stage.colleague)
    here.path = page(stage, place)
    await here.call(handler, **payload)
    if access is Access.FILING:
        assert here.redirects == [routes.forbidden("missing", stage.key)]
    if access is Access.ADMINISTERING:
        assert here.redirects == [routes.forbidden("no_office", stage.key)]
    if handler is not AskState.send:
        assert rows(world) == before
    assert "Tom" not in here.deltas


OF_A_DOSSIER = [
    h
    for h, (_, _, place) in HANDLERS.items()
    if place in ("receipt", "dossier", "version", "withdraw", "note")
]


@pytest.mark.parametrize("handler", OF_A_DOSSIER, ids=name_of)
async def test_the_number_of_another_organisation_s_dossier_opens_nothing(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    _, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab(stage.outsider)
    here.path = page(stage, place).replace(stage.key, stage.elsewhere)
    await here.call(handler, **payload)
    assert set(here.redirects) == {routes.forbidden("no_application", stage.elsewhere)}
    assert rows(world) == before
    assert "Tom" not in here.deltas


OF_A_FILE = [h for h, (_, _, place) in HANDLERS.items() if place == "batch"]


@pytest.mark.parametrize("handler", OF_A_FILE, ids=name_of)
async def test_the_key_of_another_organisation_s_file_opens_nothing(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    _, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab(stage.outsider)
    here.path = page(stage, place).replace(stage.key, stage.elsewhere)
    await here.call(handler, **payload)
    assert set(here.redirects) == {routes.forbidden("no_batch", stage.elsewhere)}
    assert rows(world) == before
    assert "Tom" not in here.deltas


@pytest.mark.parametrize("number", ["2", "0", "x", "9" * 12])
async def test_no_other_number_is_a_version(tab: Callable[..., Tab], stage: Scene, number: str) -> None:
    here = tab(stage.filer)
    here.path = f"{routes.dossier(stage.key, stage.reference)}/versie/{number}"
    await here.call(VersionState.load)
    assert set(here.redirects) == {routes.forbidden("no_version", stage.key)}


@pytest.mark.parametrize("handler", [RequestState.load, RequestState.withdraw], ids=name_of)
async def test_a_request_is_shown_to_who_made_it_alone(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    before = rows(world)
    here = tab(stage.filer)
    here.path = page(stage, "request")
    await here.call(handler)
    assert set(here.redirects) == {routes.forbidden("no_request", stage.key)}
    assert rows(world) == before


@pytest.mark.parametrize("handler", LOADING, ids=name_of)
async def test_loading_a_page_writes_nothing(
    handler: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    _, payload, place = HANDLERS[handler]
    before = rows(world)
    here = tab(stage.filer)
    here.path = page(stage, place)
    await here.call(handler, **payload)
    assert rows(world) == before


NONSENSE: list[Any] = [None, 1, 1.5, [], {}, {"a": 1}, "x" * 30_000, [["a", "b"]], True]


@pytest.mark.parametrize("value", NONSENSE, ids=lambda value: repr(value)[:20])
async def test_a_payload_of_another_shape_runs_no_handler(
    value: Any, tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    before = rows(world)
    here = tab(stage.filer)
    here.path = stage.step("contact")
    await here.call(RefundState.note, name=value, value="x", shown="1:x/contact")
    await here.call(RefundState.save, data=value if value != {} and value != {"a": 1} else "x")
    assert rows(world) == before


@pytest.mark.parametrize(
    "payload", [{}, {"name": "iban"}, {"name": "iban", "value": "x", "shown": "", "more": 1}]
)
async def test_missing_and_unknown_arguments_run_no_handler(
    payload: dict[str, Any], tab: Callable[..., Tab], stage: Scene, world: World
) -> None:
    before = rows(world)
    here = tab(stage.filer)
    here.path = stage.step("contact")
    await here.call(RefundState.note, **payload)
    assert rows(world) == before


async def test_a_handler_without_a_policy_is_refused(tab: Callable[..., Tab], stage: Scene) -> None:
    here = tab(stage.filer)
    for name in [n for n in RegistrationContext.get().event_handlers if n not in FRAMEWORK]:
        fn = RegistrationContext.get().event_handlers[name].handler.fn
        if access_of(fn) is None:
            await here.send(name, {})
    assert here.redirects == []


async def test_an_unknown_world_starts_again(tab: Callable[..., Tab], world: World) -> None:
    here = tab("no_world=1")
    await here.call(ChooserState.load)
    assert here.redirects == [routes.START]
