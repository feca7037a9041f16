"""An outage passes by itself; a fault of ours doesn't."""

import sqlite3

import pytest
from redis.exceptions import ConnectionError as NoRedis
from redis.exceptions import ResponseError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from vov_app.services.outages import is_outage

CAUSE = Exception("of the driver")


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("SELECT 1", {}, CAUSE),
        sqlite3.OperationalError("database is locked"),
        NoConnection(),
        NoRedis(),
        DBAPIError("SELECT 1", {}, CAUSE, connection_invalidated=True),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_is_away_comes_back(fault: Exception) -> None:
    assert is_outage(fault)


@pytest.mark.parametrize(
    "fault",
    [ValueError(), ResponseError(), DBAPIError("SELECT 1", {}, CAUSE), IntegrityError("INSERT", {}, CAUSE)],
    ids=lambda fault: type(fault).__name__,
)
def test_a_fault_of_ours_stays(fault: Exception) -> None:
    assert not is_outage(fault)
