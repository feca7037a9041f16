"""Only packets that the client's library makes reach the library of the server."""

import json
from typing import Any

import pytest

from vov_app.web.frames import LARGEST, is_packet, only_packets

SOUND = [
    "1",
    "3",
    "40/_event,",
    "41/_event,",
    '40/_event,{"event":null}',
    '42/_event,["event",{"name":"x"}]',
    '42/_event,["ping"]',
]
OTHERS = [
    *(None, b"42", "", "0", "2", "2probe", "4", "40", "42", "42/_event,", "42/_event,{}", "42/x,[]"),
    *("43/_event,[]", "451-/_event,[]", "40/admin,{}", "42/_event,[", '42/_event,9["event"]', "40/_event,[]"),
    *("42/_event," + "[" * 90_000, '42/_event,["' + "x" * LARGEST + '"]', "42/_event,[]"),
    *('42/_event,["event",{},1]', '42/_event,[["event"]]', '42/_event,["disconnect"]'),
    *('42/_event,["connect",{"QUERY_STRING":"token=x"}]', '42/_event,["new_token","x"]'),
]


@pytest.mark.parametrize("text", SOUND)
def test_these_pass(text: str) -> None:
    assert is_packet(text)


@pytest.mark.parametrize("text", OTHERS, ids=lambda text: repr(text)[:30])
def test_these_don_t(text: Any) -> None:
    assert not is_packet(text)


def test_the_largest_is_a_payload_of_any_form_with_room() -> None:
    assert is_packet(f"42/_event,{json.dumps(['event', 'x' * 15_000])}")


async def test_what_is_none_ends_the_socket_as_if_the_browser_had() -> None:
    waiting: list[dict[str, Any]] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "text": "3"},
        {"type": "websocket.receive", "bytes": b"x"},
    ]
    heard: list[str] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def app(_scope: Any, heard_by_app: Any, _send: Any) -> None:
        heard.extend([(await heard_by_app())["type"] for _ in range(3)])

    await only_packets(app)({"type": "websocket"}, receive, app)  # type: ignore[arg-type]
    assert heard == ["websocket.connect", "websocket.receive", "websocket.disconnect"]


async def test_plain_http_passes() -> None:
    seen: list[Any] = []

    async def app(*told: Any) -> None:
        seen.append(told)

    await only_packets(app)({"type": "http"}, "receive", "send")  # type: ignore[arg-type]
    assert seen == [({"type": "http"}, "receive", "send")]
