"""Give out the next numbers of a series, each once, whoever else is asking."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from vov_app.models import Counter
from vov_app.services.work import Work


def next_numbers(w: Work, series: str, count: int = 1) -> int:
    """The first of so many numbers of this series, starting at 1; taken back when the transaction fails."""
    last = _raise(w, series, count)
    if last is None:
        last = _open(w, series, count)
    return last - count + 1


def _open(w: Work, series: str, count: int) -> int:
    try:
        with w.session.begin_nested():
            w.session.add(Counter(series=series, value=count))
    except IntegrityError:
        # Somebody else opened the series between our two statements.
        return _raise(w, series, count) or count
    return count


def _raise(w: Work, series: str, count: int) -> int | None:
    return w.session.execute(
        update(Counter)
        .where(col(Counter.series) == series)
        .values(value=Counter.value + count)
        .returning(col(Counter.value))
        .execution_options(synchronize_session=False)
    ).scalar()
