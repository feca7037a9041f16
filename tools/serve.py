"""Serve the built pages and the server on one port: prepare what is missing, then become the server itself.

The server takes over this very process, so that Ctrl-C reaches it at once and nobody is left behind.
"""

import os
import subprocess
import sys
from collections.abc import Mapping

from pydantic import ValidationError

from tools.build import build
from tools.ports import chosen_port
from tools.stop import ROOT, Stop, failed, obey
from vov_app.settings import Door, Settings

APP = "vov_app.vov_app:app"
PREPARE = {
    Door.PROTOTYPE: ["vov_app.prototype.template"],
    Door.REAL: ["vov_app.adapters.database", "upgrade"],
}


def environment(port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a server in production mode on this port; what is given goes before our defaults."""
    ours = {"VOV_PUBLIC_URL": f"http://localhost:{port}"}
    if "REFLEX_REDIS_URL" not in given:
        ours["REFLEX_STATE_MANAGER_MODE"] = "memory"
    fixed = {
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    return {**ours, **given, **fixed}


def command(port: int, host: str = "127.0.0.1") -> list[str]:
    """The server's command line: one worker, for State lives in its memory."""
    serve = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--workers", "1"]
    quiet = ["--log-level", "warning", "--workers-kill-timeout", "3"]
    return [*serve, *quiet, "--host", host, "--port", str(port), APP]


def prepare(door: Door, env: Mapping[str, str]) -> None:
    """Bring the database of this door up to date; quick when there is nothing to do.

    Raises:
        Stop: the command failed; its output is in var/log.
    """
    done = subprocess.run(
        [sys.executable, "-m", *PREPARE[door]],
        env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise failed("prepare database", done.stdout)


def chosen_settings() -> Settings:
    """The settings of the environment.

    Raises:
        Stop: one is unsound.
    """
    try:
        return Settings()
    except ValidationError as fault:
        said = "; ".join(
            " ".join(("VOV_" + "_".join(map(str, e["loc"])).upper(), e["msg"])) for e in fault.errors()
        )
        raise Stop(f"The settings are unsound: {said}") from None


def main() -> None:
    """Build and prepare, start the one who says that all is ready, and become the server."""
    port = chosen_port(os.environ.get("PORT", "3000"))
    env = environment(port, os.environ)
    door = chosen_settings().door
    build()
    prepare(door, env)
    subprocess.Popen([sys.executable, "-m", "tools.announce", str(port)], env=env, cwd=ROOT)
    os.chdir(ROOT)
    os.execve(sys.executable, command(port, os.environ.get("VOV_HOST", "127.0.0.1")), env)


if __name__ == "__main__":
    obey(main)
