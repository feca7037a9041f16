"""Serve with hot reload: a change to a Python file restarts the server and rebuilds the pages.

Reflex calls this mode preview: one port, as in production, so that plain HTTP routes and cookies work alike.
"""

import os
import sys

from tools.ports import chosen_port
from tools.serve import chosen_settings, prepare
from tools.stop import ROOT, obey


def main() -> None:
    """Prepare the database, and become `reflex run`."""
    port = str(chosen_port(os.environ.get("PORT", "3000")))
    env = {"VOV_PUBLIC_URL": f"http://localhost:{port}", **os.environ, "REFLEX_STATE_MANAGER_MODE": "memory"}
    prepare(chosen_settings(env).door, env)
    run = [sys.executable, "-m", "reflex", "run", "--env", "preview", "--backend-host", "127.0.0.1"]
    os.chdir(ROOT)
    os.execve(sys.executable, [*run, "--frontend-port", port, "--backend-port", port], env)


if __name__ == "__main__":
    obey(main)
