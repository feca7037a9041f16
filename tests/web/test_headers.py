"""What https adds to the headers, and that a form may lead to the provider."""

from vov_app.web.headers import bare_policy, policy

ISSUER = "https://acm.example/realm"


def test_on_https_nothing_goes_over_http() -> None:
    assert "upgrade-insecure-requests" in bare_policy("https://loket.example")
    assert "upgrade-insecure-requests" not in bare_policy("http://localhost:3000")
    assert "connect-src 'self' wss://loket.example" in policy([], "https://loket.example/")


def test_a_form_may_lead_to_the_provider_alone() -> None:
    assert "form-action 'self' https://acm.example;" in bare_policy("http://localhost:3000", ISSUER)
    assert "form-action 'self';" in policy(["'sha256-x'"], "http://localhost:3000")


def test_scripts_are_ours_or_hashed() -> None:
    told = policy(["'sha256-x'"], "http://localhost:3000", ISSUER)
    assert told.startswith("script-src 'self' 'sha256-x';")
    assert "unsafe" not in told
    assert "script-src" not in bare_policy("http://localhost:3000", ISSUER)
