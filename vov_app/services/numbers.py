"""Give out the next number of a series, each once, whoever else is asking."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from vov_app.models import Counter
from vov_app.services.work import Work


def next_number(w: Work, series: str) -> int:
    """The next number of this series, starting at 1; taken back when the transaction fails."""
    number = _raise(w, series)
    if number is not None:
        return number
    try:
        with w.session.begin_nested():
            w.session.add(Counter(series=series, value=1))
    except IntegrityError:
        # Somebody else opened the series between our two statements.
        return _raise(w, series) or 1
    return 1


def _raise(w: Work, series: str) -> int | None:
    return w.session.execute(
        update(Counter)
        .where(col(Counter.series) == series)
        .values(value=Counter.value + 1)
        .returning(col(Counter.value))
        .execution_options(synchronize_session=False)
    ).scalar()
