"""Every setting of the system, read once from the environment (prefix VOV_) and frozen."""

from collections.abc import Callable, Iterator
from email.utils import parseaddr
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


SHORTEST_SECRET = 32
AN_HOUR = 3600


class Door(StrEnum):
    """The ways in: the real one for employers, the prototype for product owners."""

    REAL = "real"
    PROTOTYPE = "prototype"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From where on something is logged."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """One frozen value per VOV_* variable; docs/configuration.md explains each of them."""

    model_config = SettingsConfigDict(env_prefix="VOV_", frozen=True, extra="ignore")

    door: Door = Door.PROTOTYPE
    public_url: str = "http://localhost:3000"
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    redis_url: SecretStr = SecretStr("")
    workers: int = Field(default=1, ge=1, le=64)
    drain_seconds: int = Field(default=10, ge=0, le=300)
    secret: SecretStr = SecretStr("")

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scope: str = "openid profile vo"
    oidc_roles_claim: str = "dwse_wseloket_rol_3d"

    session_idle_minutes: int = Field(default=30, ge=2, le=480)
    session_absolute_minutes: int = Field(default=480, ge=5, le=1440)
    session_warning_seconds: int = Field(default=120, ge=30, le=600)

    promised_working_days: int = Field(default=5, ge=1, le=60)
    refusal_pause_days: int = Field(default=14, ge=0, le=365)
    open_requests_per_person: int = Field(default=10, ge=1, le=100)
    remind_after_working_days: int = Field(default=3, ge=1, le=60)
    request_expiry_days: int = Field(default=60, ge=7, le=365)
    right_warning_days: int = Field(default=30, ge=1, le=180)
    draft_days: int = Field(default=90, ge=14, le=730)
    batch_days: int = Field(default=30, ge=1, le=365)
    operator_email: str = ""

    keep_sign_ins_days: int = Field(default=30, ge=1, le=3650)
    keep_drafts_days: int = Field(default=30, ge=1, le=3650)
    keep_letters_days: int = Field(default=365, ge=30, le=3650)
    keep_invitations_days: int = Field(default=30, ge=1, le=3650)
    keep_requests_days: int = Field(default=365, ge=30, le=3650)
    keep_feeds_days: int = Field(default=30, ge=1, le=3650)
    keep_record_years: int = Field(default=10, ge=1, le=100)

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    mail_timeout_seconds: int = Field(default=60, ge=1, le=300)

    log_format: LogFormat = LogFormat.TEXT
    log_level: LogLevel = LogLevel.WARNING
    metrics_token: SecretStr = SecretStr("")
    outbox_alarm_minutes: int = Field(default=15, ge=1, le=1440)
    otel_endpoint: str = ""

    trusted_proxy_hops: int = Field(default=0, ge=0, le=5)
    events_per_second: float = Field(default=20, gt=0)
    events_burst: int = Field(default=60, ge=5)
    sockets_per_person: int = Field(default=20, ge=2)
    people_per_address: int = Field(default=50, ge=1)
    calls_per_minute: int = Field(default=600, ge=10)
    sign_ins_per_minute: int = Field(default=10, ge=1)
    requests_per_minute: int = Field(default=10, ge=1)
    letters_per_minute: int = Field(default=60, ge=1)
    uploads_per_minute: int = Field(default=6, ge=1)
    downloads_per_minute: int = Field(default=30, ge=1)
    body_seconds: int = Field(default=30, ge=1, le=600)
    worlds_limit: int = Field(default=2000, ge=10)
    world_idle_hours: int = Field(default=72, ge=1)

    @property
    def is_prototype(self) -> bool:
        """Whether the annex (demo people, worlds, inbox) may be opened."""
        return self.door is Door.PROTOTYPE

    @property
    def is_https(self) -> bool:
        """Whether people reach the app over https, so that cookies must be Secure."""
        return self.public_url.startswith("https://")

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that may open a websocket or post a form: the public address alone."""
        return (self.public_url.rstrip("/"),)

    @property
    def state_seconds(self) -> int:
        """How long what a screen shows is kept for it: longer than anybody stays signed in."""
        return 60 * self.session_absolute_minutes + AN_HOUR

    @model_validator(mode="after")
    def _workers_share(self) -> "Settings":
        """Refuse several workers that have nowhere to keep what they share.

        Raises:
            ValueError: there is more than one worker, and no Redis.
        """
        if self.workers > 1 and not _given(self.redis_url):
            raise ValueError(
                f"VOV_WORKERS={self.workers} needs VOV_REDIS_URL: a screen may come back to another worker"
            )
        return self

    @model_validator(mode="after")
    def _is_sound(self) -> "Settings":
        """Refuse settings that don't go together.

        Raises:
            ValueError: one line for each fault; never what a setting is, for it may be a secret.
        """
        faults = [fault for check in CHECKS for fault in check(self)]
        if faults:
            raise ValueError("\n".join(faults))
        return self


def _what_the_real_door_needs(s: Settings) -> Iterator[str]:
    if s.is_prototype:
        return
    needed = ("database_url", "secret", "oidc_issuer", "oidc_client_id", "oidc_client_secret")
    missing = [f"VOV_{name.upper()}" for name in needed if not _given(getattr(s, name))]
    if missing:
        yield f"the real door needs {', '.join(missing)}"
    if _given(s.secret) and len(s.secret.get_secret_value()) < SHORTEST_SECRET:
        yield f"VOV_SECRET needs at least {SHORTEST_SECRET} characters: openssl rand -base64 33"
    if s.oidc_issuer and not s.oidc_issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        yield "VOV_OIDC_ISSUER must begin with https://: claims over http can be forged"


def _what_letters_need(s: Settings) -> Iterator[str]:
    if not _given(s.smtp_url):
        return
    if not _is_mail_server(s.smtp_url.get_secret_value()):
        yield "VOV_SMTP_URL must read smtp://user:password@host:587 or smtps://host:465"
    local, _, domain = parseaddr(s.mail_from)[1].partition("@")
    if not (local and domain and f"{local}{domain}".isascii()):
        yield "VOV_SMTP_URL needs VOV_MAIL_FROM: the address that letters come from"


def _what_watching_needs(s: Settings) -> Iterator[str]:
    token = s.metrics_token.get_secret_value()
    if token and len(token) < SHORTEST_SECRET:
        yield f"VOV_METRICS_TOKEN needs at least {SHORTEST_SECRET} characters: openssl rand -base64 33"
    if s.otel_endpoint and not s.otel_endpoint.startswith(("https://", "http://")):
        yield "VOV_OTEL_ENDPOINT must read https://host:4318: an address that takes OTLP over HTTP"


# Each gives a line for what is wrong with settings that don't go together.
CHECKS: tuple[Callable[[Settings], Iterator[str]], ...] = (
    _what_the_real_door_needs,
    _what_letters_need,
    _what_watching_needs,
)


def told(fault: ValidationError) -> list[str]:
    """What is wrong with the settings, one line for each fault, naming variables but no value."""
    return [line for each in fault.errors() for line in _lines(each["loc"], each["msg"])]


def _lines(place: tuple[int | str, ...], message: str) -> list[str]:
    about = f"VOV_{'_'.join(map(str, place)).upper()}: " if place else ""
    return [f"{about}{line}" for line in message.removeprefix("Value error, ").splitlines()]


def _is_mail_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _given(value: str | SecretStr) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; read at the first call.

    Raises:
        ValidationError: a VOV_* variable is unsound, or the real door is incomplete.
    """
    return Settings()
