"""Is the port that we are going to serve on free? Asked first, so that a taken one costs no waiting."""

import errno
import os
import socket

from tools.stop import Stop, obey

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def chosen_port(text: str) -> int:
    """The port that `PORT` names.

    Raises:
        Stop: the text is no port number.
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def require_free(port: int) -> None:
    """Make sure that nobody listens on this port, on either loopback address.

    Raises:
        Stop: the port is taken, or this user may not open it.
    """
    for family, address in LOOPBACKS:
        try:
            _open(family, address, port)
        except PermissionError:
            raise Stop(
                f"Port {port} needs more rights than you have; choose another: PORT=3001 make run"
            ) from None
        except OSError as fault:
            if _is_taken(fault):
                other = port + 1 if port < 65535 else port - 1
                raise Stop(f"Port {port} is taken; choose another: PORT={other} make run") from None


def _open(family: socket.AddressFamily, address: str, port: int) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        attempt.bind((address, port))


def _is_taken(fault: OSError) -> bool:
    """A machine without IPv6 fails in other ways, which say nothing about the port."""
    return fault.errno == errno.EADDRINUSE


def main() -> None:
    """Check the port that the environment names; 3000 when it names none."""
    require_free(chosen_port(os.environ.get("PORT", "3000")))


if __name__ == "__main__":
    obey(main)
