"""Who is signed in: the hash of an opaque token, never the token itself."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class SignIn(SQLModel, table=True):
    """One sign-in of one person in one browser, with its idle and absolute end."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, index=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    digital_key: str = Field(default="", max_length=40)
    started_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None
