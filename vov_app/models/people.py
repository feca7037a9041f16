"""Who there is: people, organisations, who works where and who administers whom."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from vov_app.models.columns import enum_field, key_field

NEVER: Final = date.max
_CURRENT: Final[Any] = text("ended_at IS NULL")


class Source(StrEnum):
    """Where a fact about a person comes from: the claims at sign-in, or our own register."""

    CLAIMS = "claims"
    REGISTER = "register"


class Office(StrEnum):
    """The two offices that decide about rights in an organisation (dossier 5.3)."""

    LOCAL_ADMINISTRATOR = "lokale beheerder"
    LEGAL_REPRESENTATIVE = "wettelijk vertegenwoordiger"


class Person(SQLModel, table=True):
    """A natural person as the identity provider knows them; the INSZ is kept as a keyed digest only."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    subject: str = Field(unique=True, index=True, max_length=200)
    given_name: str = Field(max_length=100)
    family_name: str = Field(max_length=100)
    insz_digest: str | None = Field(default=None, index=True, max_length=64)
    email: str | None = Field(default=None, max_length=254)

    @property
    def name(self) -> str:
        """Given name and family name, as shown on screen."""
        return f"{self.given_name} {self.family_name}"


class Organisation(SQLModel, table=True):
    """An employer, known by its KBO number."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    kbo: str = Field(unique=True, index=True, max_length=10)
    name: str = Field(max_length=200)
    place: str = Field(default="", max_length=100)


class Membership(SQLModel, table=True):
    """A person may act for an organisation, until the date that ends it.

    The list of users is read from here: `sort_name` is the name that one sorts and searches by, `right_until`
    the last day of the right to file; the day before NEVER when it has no end, NEVER when there is none.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "organisation_id"),
        Index(
            "members_by_name", "organisation_id", "sort_name", "person_id",
            sqlite_where=_CURRENT, postgresql_where=_CURRENT,
        ),
        Index(
            "members_by_end", "organisation_id", "right_until", "person_id",
            sqlite_where=_CURRENT, postgresql_where=_CURRENT,
        ),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    source: Source = enum_field(Source)
    ended_at: datetime | None = None
    sort_name: str = Field(default="", max_length=200)
    right_until: date = NEVER


class Appointment(SQLModel, table=True):
    """A person holds an office in an organisation; letters go to the address kept here, if any."""

    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "office"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    office: Office = enum_field(Office)
    email: str | None = Field(default=None, max_length=254)
    source: Source = enum_field(Source, default=Source.REGISTER)
    ended_at: datetime | None = None


class Invitation(SQLModel, table=True):
    """Somebody who isn't known here yet is asked to act for an organisation, until `expires_at`.

    Only who signs in with this INSZ can accept; `valid_until` is how long the right will hold.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    insz_digest: str = Field(index=True, max_length=64)
    name: str = Field(default="", max_length=200)
    email: str = Field(max_length=254)
    invited_by_id: int = Field(foreign_key="person.id")
    invited_at: datetime
    expires_at: datetime
    valid_until: date
    accepted_at: datetime | None = None
    revoked_at: datetime | None = None
