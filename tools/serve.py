"""Serve pages and server on one port: prepare what is missing, start it, say where it is, stop it well."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from pydantic import ValidationError

from tools import server
from tools.build import build
from tools.ports import chosen_port
from tools.stop import ROOT, Stop, failed, obey
from vov_app.settings import Door, Settings, told

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PREPARE = {
    Door.PROTOTYPE: ["vov_app.prototype.template"],
    Door.REAL: ["vov_app.adapters.database", "upgrade"],
}


def prepare(door: Door, env: Mapping[str, str]) -> None:
    """Bring the database of this door up to date; quick when there is nothing to do.

    Raises:
        Stop: the command failed; its output is in var/log.
    """
    done = subprocess.run(
        [sys.executable, "-m", *PREPARE[door]],
        env=dict(env),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise failed("prepare database", done.stdout)


def chosen_settings(env: Mapping[str, str]) -> Settings:
    """The settings that this environment makes; ours become those of this process.

    Raises:
        Stop: one is unsound.
    """
    os.environ.update(env)
    try:
        return Settings()
    except ValidationError as fault:
        raise Stop("\n".join(("The VOV_ settings are unsound.", *told(fault)))) from None


def demo_people(door: Door, env: Mapping[str, str]) -> subprocess.Popen[str] | None:
    """Start listing the demo people and what each can show; nobody in the real door."""
    if door is Door.REAL:
        return None
    listing = [sys.executable, "-m", "vov_app.prototype.people"]
    return subprocess.Popen(listing, env=dict(env), cwd=ROOT, text=True, stdout=subprocess.PIPE)


def end_once(*_: object) -> None:
    """Take the first wish to end, from a terminal or from make, and be deaf to the next ones."""
    for each in ENDS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def attend(port: int, settings: Settings, env: Mapping[str, str]) -> None:
    """Run the server until somebody ends it.

    Raises:
        Stop: it ended by itself.
    """
    people = demo_people(settings.door, env)
    running = server.start(port, env, os.environ.get("VOV_HOST", "127.0.0.1"))
    try:
        server.wait_until_ready(running, port)
        said = people.communicate()[0] if people else ""
        print(f"\n{said}\nReady: {settings.public_url} (Ctrl-C stops it)", flush=True)
        raise Stop(f"The server ended by itself, with code {running.wait()}.")
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    finally:
        server.stop(running, settings.drain_seconds)


def main() -> None:
    """Build and prepare what is missing, then serve on the port of the environment."""
    for each in ENDS:
        signal.signal(each, end_once)
    port = chosen_port(os.environ.get("PORT", "3000"))
    build()
    env = server.environment(port, os.environ)
    settings = chosen_settings(env)
    prepare(settings.door, env)
    attend(port, settings, env)


if __name__ == "__main__":
    obey(main)
