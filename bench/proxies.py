"""Caddy and nginx with the files of deploy/, before processes on this machine."""

import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mail.certificate import certificate_in
from tests.ports import free_port
from tools.stop import ROOT

DEPLOY = ROOT / "deploy"
CADDY = Path(sys.executable).with_name("caddy")
NAME = "loket.example"
# Files that nginx writes before it knows of ours.
FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Proxy:
    """Where it listens, the certificate that it shows for `NAME`, and what it says."""

    http: int
    https: int
    certificate: Path
    log: Path


def planned(folder: Path) -> Proxy:
    """Ports, a certificate of its own and a log for a proxy that is still to be started."""
    folder.mkdir(parents=True, exist_ok=True)
    return Proxy(free_port(), free_port(), certificate_in(folder, NAME), folder / "proxy.log")


def caddy(proxy: Proxy, upstreams: Sequence[int]) -> "subprocess.Popen[bytes]":
    """Start Caddy with deploy/Caddyfile as it is; what differs is given as its comment says."""
    folder = proxy.log.parent
    env = {
        **os.environ,
        "VOV_SITE": NAME,
        "VOV_TLS": f"{proxy.certificate} {proxy.certificate}",
        "VOV_UPSTREAMS": " ".join(f"127.0.0.1:{port}" for port in upstreams),
        "VOV_HTTP_PORT": str(proxy.http),
        "VOV_HTTPS_PORT": str(proxy.https),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    line = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    return _started(line, proxy, env)


def nginx(program: str, proxy: Proxy, upstreams: Sequence[int]) -> "subprocess.Popen[bytes]":
    """Start nginx with deploy/nginx.conf, with our ports and files for those that it names."""
    file = nginx_file(proxy, upstreams)
    return _started(
        [program, "-p", str(file.parent), "-c", str(file), "-g", "daemon off;"], proxy, os.environ
    )


def nginx_file(proxy: Proxy, upstreams: Sequence[int] = (3001, 3002)) -> Path:
    """A whole configuration around deploy/nginx.conf."""
    folder = proxy.log.parent
    pem = str(proxy.certificate)
    ports = {"listen 80;": f"listen 127.0.0.1:{proxy.http};"}
    ports |= {"listen 443 ssl;": f"listen 127.0.0.1:{proxy.https} ssl;"}
    named = dict(zip((3001, 3002), upstreams, strict=True))
    ports |= {f":{told} max_fails": f":{port} max_fails" for told, port in named.items()}
    files = {"/etc/ssl/loket/cert.pem": pem, "/etc/ssl/loket/key.pem": pem}
    files |= {"/var/log/nginx/vov.log": str(folder / "access.log")}
    site = (DEPLOY / "nginx.conf").read_text()
    for there, here in {**ports, **files}.items():
        assert there in site, f"deploy/nginx.conf says nothing of {there}"
        site = site.replace(there, here)
    kept = "".join(f"{name}_temp_path {folder}/{name};\n" for name in FOLDERS)
    user = pwd.getpwuid(os.geteuid()).pw_name
    head = f"user {user};\npid {folder}/pid;\nerror_log {proxy.log};\nevents {{}}\n"
    file = folder / "nginx.conf"
    file.write_text(f"{head}http {{\n{kept}{site}}}\n")
    return file


def _started(
    line: list[str], proxy: Proxy, env: "os._Environ[str] | dict[str, str]"
) -> "subprocess.Popen[bytes]":
    with proxy.log.open("ab") as said:
        return subprocess.Popen(line, env=dict(env), stdout=said, stderr=said)
