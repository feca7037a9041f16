"""The port is asked for before anything else is done."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tools.ports import chosen_port, require_free
from tools.stop import ROOT, Stop


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_a_taken_port_is_one_clear_line(taken: int) -> None:
    asked = [sys.executable, "-m", "tools.ports"]
    done = subprocess.run(
        asked, cwd=ROOT, env={"PORT": str(taken)}, text=True, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"Port {taken} is taken; choose another: PORT={taken + 1} make run\n"


def test_a_port_taken_on_the_other_loopback_counts_too() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    with (
        socket.create_server(("::1", 0), family=socket.AF_INET6) as server,
        pytest.raises(Stop, match="is taken"),
    ):
        require_free(int(server.getsockname()[1]))


def test_a_free_port_is_free(taken: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = int(server.getsockname()[1])
    assert free != taken
    require_free(free)


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "3000 ", "²"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Stop, match="PORT must be a number from 1 to 65535"):
        chosen_port(text)


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("3000", 3000), ("65535", 65535)])
def test_a_port_is_a_number(text: str, port: int) -> None:
    assert chosen_port(text) == port
