"""The loket is closed for maintenance: one row, which every process looks at."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from vov_app.models.columns import key_field


class Maintenance(SQLModel, table=True):
    """There is a row as long as the loket is closed; people read `message` and may expect it at `until`.

    `key` makes the pass of the operator another one each time.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = key_field()
    message: str = Field(max_length=500)
    until: datetime | None = None
    began_at: datetime
