"""What may arrive in a websocket: the packets that a page of ours sends, and nothing else."""

import json
import logging
from typing import Final

from vov_app.web.headers import ASGI, Message, Receive, Scope, Send

log = logging.getLogger("vov.sockets")

LARGEST: Final = 100_000
UNSUPPORTED: Final = 1003
# Engine.IO: 1 closes, 3 answers a ping, 4 is a message; of Socket.IO 40 connects, 41 leaves, 42 is an event.
_BARE: Final = frozenset({"1", "3", "40/_event,", "41/_event,"})
_CONNECT: Final = "40/_event,"
_EVENT: Final = "42/_event,"
# The names that pages send. The library would take "connect" and "disconnect" from a browser as well, and
# believe the handshake that it makes up.
_NAMES: Final = frozenset({"event", "ping", "client_error"})


def only_packets(app: ASGI) -> ASGI:
    """A wrapper that hangs up on who sends anything else, before a parser that trusts its callers sees it."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await app(scope, receive, send)

        async def checked() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or is_packet(message.get("text")):
                return message
            log.warning("socket closed: what it sent is no packet")
            return {"type": "websocket.disconnect", "code": UNSUPPORTED}

        return await app(scope, checked, send)

    return wrapped


def is_packet(text: object) -> bool:
    """Whether a frame is one that the client's library makes, with sound JSON in it."""
    if not isinstance(text, str) or len(text) > LARGEST:
        return False
    if text in _BARE:
        return True
    if not text.startswith((_CONNECT, _EVENT)):
        return False
    try:
        told = json.loads(text[len(_EVENT) :])
    except (ValueError, RecursionError):
        return False
    if text.startswith(_CONNECT):
        return isinstance(told, dict)
    return isinstance(told, list) and 0 < len(told) <= 2 and isinstance(told[0], str) and told[0] in _NAMES
