"""What stands in deploy/ is read by the engine that it is for, or by the nearest thing that installs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import crossplane
import pytest
import yaml

from bench.proxies import CADDY, DEPLOY, nginx_file, planned
from tests.mail.certificate import certificate_in
from vov_app import routes
from vov_app.settings import Settings


def run(*line: str | Path, env: dict[str, str] | None = None) -> str:
    """What a program says; it must succeed."""
    done = subprocess.run(
        [str(part) for part in line],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def program(name: str) -> str:
    """Where an engine is; a test that can't have it says so, for what it proves isn't proven then."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} isn't installed here: its own check of deploy/ did not run")
    return found


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    pem = certificate_in(tmp_path)
    given = {"VOV_SITE": "loket.example", "VOV_TLS": f"{pem} {pem}", "VOV_UPSTREAMS": "a:3000 b:3000"}
    run(CADDY, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile", env=given)


def test_crossplane_reads_the_file_of_nginx(tmp_path: Path) -> None:
    found = crossplane.parse(str(nginx_file(planned(tmp_path))))
    assert found["status"] == "ok", found["errors"]


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    run(program("nginx"), "-t", "-p", tmp_path, "-c", nginx_file(planned(tmp_path)))


def test_systemd_takes_its_unit(tmp_path: Path) -> None:
    unit = tmp_path / "vov@3001.service"
    text = (DEPLOY / "vov@.service").read_text()
    unit.write_text(text.replace("/opt/vov/.venv/bin/python", sys.executable))
    run(program("systemd-analyze"), "verify", "--man=no", unit)


@pytest.mark.parametrize("name", ["compose.yaml", "kubernetes.yaml"])
def test_what_containers_are_given_are_settings_of_ours(name: str) -> None:
    text = (DEPLOY / name).read_text()
    documents = list(yaml.safe_load_all(text))
    assert all(isinstance(each, dict) for each in documents)
    known = {f"VOV_{field.upper()}" for field in Settings.model_fields}
    known |= {"VOV_HOST", "VOV_SITE", "VOV_TLS", "VOV_UPSTREAMS"}
    told = {word.strip("${}:,.`\"'") for word in text.replace("}", " ").replace("{", " ").split()}
    assert {word for word in told if word.startswith("VOV_") and word != "VOV_OIDC_"} <= known


def test_probes_ask_for_addresses_that_are_there() -> None:
    [pods, *_] = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())
    [container] = pods["spec"]["template"]["spec"]["containers"]
    asked = {kind: container[kind]["httpGet"]["path"] for kind in container if kind.endswith("Probe")}
    assert asked == {
        "startupProbe": routes.HEALTH,
        "livenessProbe": routes.HEALTH,
        "readinessProbe": routes.READY,
    }
