"""Tell what we stand on being away (the database, Redis) from a fault of our own."""

import sqlite3

from redis.exceptions import ConnectionError as NoRedis
from redis.exceptions import ReadOnlyError
from redis.exceptions import TimeoutError as SlowRedis
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

# DBAPIError alone may be a fault of ours; its connection tells.
# SQLite's own comes as it is from where a transaction begins: SQLAlchemy doesn't stand around that.
DATABASE_AWAY = (sqlite3.OperationalError, OperationalError, InterfaceError, NoConnection)
AWAY = (*DATABASE_AWAY, NoRedis, SlowRedis, ReadOnlyError)
PERHAPS = DBAPIError


def is_outage(fault: BaseException) -> bool:
    """Whether this passes by itself when the database or Redis is back."""
    if isinstance(fault, AWAY):
        return True
    return isinstance(fault, PERHAPS) and fault.connection_invalidated
