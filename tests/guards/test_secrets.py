"""No secret stands in what we keep: every file of the repository is searched for what looks like one."""

import re
import subprocess
from pathlib import Path

import pytest
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

from vov_app.settings import ROOT

SEEN = {
    "plugins_used": [
        {"name": name}
        for name in (
            "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "GitHubTokenDetector",
            "GitLabTokenDetector", "JwtTokenDetector", "MailchimpDetector", "NpmDetector", "OpenAIDetector",
            "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector", "SlackDetector", "StripeDetector",
            "TwilioKeyDetector",
        )
    ]
}  # fmt: skip
MADE_UP = re.compile(r"://(?:user|name|u|me|an|loket|vov|\{)[^@]*@")
BEGINNING = re.compile(
    rb"PRIVATE KEY|A[KS]IA[0-9A-Z]|AccountKey|://[^/\s:@]+:[^/\s@]+@|gh[pousr]_|glpat-|eyJ|-us\d|_authToken"
    rb"|sk-[A-Za-z0-9]|pypi-|SG\.|xox|hooks\.slack|[rs]k_live|AC[0-9a-z]{32}|SK[0-9a-z]{32}"
)
LOCKS = {"package-lock.json", "run.txt", "dev.txt", "uv.txt"}


def kept() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, text=True, capture_output=True, check=True).stdout
    names = [ROOT / line for line in listed.splitlines()]
    return [f for f in names if f.name not in LOCKS and f.suffix not in {".png", ".svg", ".woff2", ".xlsx"}]


def suspects(files: list[Path]) -> list[Path]:
    """Those that hold the beginning of any of them: the others needn't be read line by line."""
    return [file for file in files if BEGINNING.search(file.read_bytes())]


def found(files: list[Path]) -> dict[str, list[str]]:
    """What looks like a secret, by file; addresses with a password that is made up are shown on purpose."""
    told: dict[str, list[str]] = {}
    with transient_settings(SEEN):
        for file in suspects(files):
            lines = file.read_text("utf-8", "replace").splitlines()
            for secret in scan_file(str(file)):
                line = lines[secret.line_number - 1].strip()
                if secret.type != "Basic Auth Credentials" or not MADE_UP.search(line):
                    told.setdefault(str(file), []).append(f"{secret.type}: {line[:100]}")
    return told


def test_no_file_holds_a_secret() -> None:
    assert found(kept()) == {}


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "AKIA" + "IOSFODNN7" + "ABCDEFG",
        "https://admin:" + "hunter2" + "@host.example",
        "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0." + "c2lnbmF0dXJlLW9mLWl0",
    ],
    ids=["key", "aws", "password", "jwt"],
)
def test_one_would_be_found(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "x.py"
    file.write_text(f'x = "{secret}"\n')
    assert found([file])
