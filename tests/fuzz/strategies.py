"""Anything that somebody may send instead of what a page of ours would."""

from typing import Any

from hypothesis import strategies as st
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

import vov_app.vov_app  # noqa: F401 - registers every handler
from tests.fuzz.wire import ROOT
from tests.state.test_matrix import HANDLERS
from vov_app.state.shape import FRAMEWORK

TEXT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "x" * 30_000, "\x00", "../../etc/passwd", "' OR 1=1 --", "<script>", "{{7*7}}"]),
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT)
JSON = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


def _deep(depth: int) -> Any:
    inner: Any = 1
    for _ in range(depth):
        inner = {"a": [inner]}
    return inner


KNOWN = [
    (Event.from_event_type(handler(**payload) if payload else handler)[0].name, payload)
    for handler, (_, payload, _) in HANDLERS.items()
]
NAMES = sorted(RegistrationContext.get().event_handlers)
_INNER = ("reset", "setvar", "__init__", "_clean")
OTHERS = ["", "x", ROOT, "._", "a" * 999, *(f"{ROOT}.{name}" for name in _INNER)]


@st.composite
def payloads(draw: st.DrawFn, sound: dict[str, Any]) -> Any:
    """A payload that fits, with something of it bent."""
    how = draw(st.integers(0, 7)) % 6
    if how <= 1:
        return sound
    if how == 2:
        return {**sound, draw(TEXT): draw(JSON)}
    if how == 3 and sound:
        return {**sound, draw(st.sampled_from(sorted(sound))): draw(JSON)}
    if how == 4:
        return {name: draw(JSON) for name in sound}
    return draw(st.one_of(JSON, st.sampled_from([_deep(3), _deep(60), list(range(3000))])))


def routes_of(addresses: list[str]) -> st.SearchStrategy[Any]:
    """Where an event says that it comes from."""
    known = st.sampled_from(addresses)
    address = st.one_of(known, known, known.map(lambda a: f"{a}?terug=1&versie=2&reden=x&code=y"), JSON)
    extra = st.dictionaries(
        st.sampled_from(["headers", "sid", "ip", "token", "query", "origin"]), JSON, max_size=2
    )
    made = st.builds(
        lambda a, b, more: {"pathname": a, "asPath": b, "query": {}, **more}, address, address, extra
    )
    same = known.map(lambda a: {"pathname": a, "asPath": a, "query": {}})
    return st.one_of(same, same, made, JSON)


def events(addresses: list[str]) -> st.SearchStrategy[Any]:
    """One event, or something in its place."""
    known = st.sampled_from(KNOWN).flatmap(lambda pair: st.tuples(st.just(pair[0]), payloads(pair[1])))
    framework = st.tuples(
        st.sampled_from(sorted(FRAMEWORK)),
        st.dictionaries(st.sampled_from(["vars", "hashes", "value", "info", "x"]), JSON, max_size=2),
    )
    any_name = st.tuples(st.one_of(st.sampled_from(NAMES + OTHERS), TEXT), JSON)
    named = st.one_of(known, known, known, known, known, known, framework, any_name)
    whole = st.builds(
        lambda pair, at, token: {"name": pair[0], "payload": pair[1], "router_data": at, "token": token},
        named,
        routes_of(addresses),
        st.one_of(st.just("x"), st.just("x"), JSON),
    )
    return st.one_of(*[whole] * 12, JSON)


FRAMES = st.one_of(
    st.binary(max_size=50),
    st.text(max_size=50),
    st.sampled_from(
        [
            "", "0", "1", "4", "40", "41", "42", "43", "44", "45", "4" * 50, "2probe", "6", "b", "42/_event,",
            '42/_event,["event"]', '42/_event,["event",1,2,3]', '42/_event,["client_error",{"message":"x"}]',
            '42/_event,["client_error"]', '42/_event,["ping"]', '42/_event,["connect",{}]', "42/_event,{}",
            '42/_event,["disconnect"]', '42/_event,[["event"]]', '42/_event,9["event",{}]', "42/x,[1]",
            '451-/_event,["event",{"_placeholder":true,"num":0}]', "40/admin,{}", "42/_event," + "[" * 20_000,
            '42/_event,["event",' + '{"a":' * 20_000, "4" + "x" * 90_000,
        ]
    ),
)  # fmt: skip
