"""What the system does by itself: which duty ran for which day."""

from datetime import date

from sqlmodel import Field, SQLModel


class Duty(SQLModel, table=True):
    """The last day for which a duty ran; whoever locks the row runs it, and nobody else does."""

    name: str = Field(primary_key=True, max_length=40)
    ran_for: date | None = None
