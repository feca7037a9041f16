"""Before the first question: the dates say whether one may file now, and which of them decides."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.forms.samples import FACTS, SOUND, answers, asked, faults, on, only_fault
from vov_app.domain.deadlines import WindowBasis
from vov_app.forms.refund import window

LATER = {"start_date": "2/6/2025", "joined_later": "ja", "entry_date": "1/9/2025"}


class TestBegin:
    @pytest.mark.parametrize(("joined_later", "is_asked"), [("ja", True), ("nee", False), ("", False)])
    def test_entry_is_asked_only_of_who_came_later(self, joined_later: str, is_asked: bool) -> None:
        assert ("entry_date" in asked(joined_later=joined_later)) is is_asked

    @pytest.mark.parametrize("typed", ["27/9/25", "31/4/2025", "morgen"])
    def test_a_start_that_is_no_date(self, typed: str) -> None:
        assert faults(start_date=typed) == [("start_date", "date")]

    @pytest.mark.parametrize("typed", ["31/8/2019", "1/9/2027"])
    def test_a_start_in_a_year_without_rules_names_the_years_that_have_them(self, typed: str) -> None:
        found = only_fault(start_date=typed, end_date="31/12/2099")
        assert (found.field, found.key) == ("start_date", "school_year")
        assert found.values == {"first": "2019-2020", "last": "2026-2027"}

    @pytest.mark.parametrize(
        ("today", "keys"),
        [
            (date(2025, 9, 2), ["not_yet"]),
            (date(2025, 9, 3), []),
            (date(2025, 12, 14), []),
            (date(2025, 12, 15), ["closed"]),
        ],
    )
    def test_one_may_file_on_the_days_of_the_window_only(self, today: date, keys: list[str]) -> None:
        assert faults(on(today)) == [("start_date", key) for key in keys]

    def test_a_closed_window_tells_its_days(self) -> None:
        found = only_fault(on(date(2026, 1, 5)))
        assert found.values == {
            "opens": date(2025, 9, 3),
            "last_day": date(2025, 12, 14),
            "counted_from": date(2025, 9, 15),
        }

    def test_a_later_entry_keeps_the_window_open(self) -> None:
        assert faults(start_date="2/6/2025") == [("start_date", "closed")]
        assert faults(**LATER) == []

    def test_a_window_that_counts_from_entry_stops_at_entry(self) -> None:
        found = only_fault(on(date(2025, 12, 1)), **LATER)
        assert (found.field, found.key) == ("entry_date", "closed")
        assert found.values["counted_from"] == date(2025, 9, 1)

    def test_too_early_counts_from_the_start_even_for_a_later_entry(self) -> None:
        found = only_fault(on(date(2025, 2, 1)), **LATER)
        assert (found.field, found.key, found.values["opens"]) == ("entry_date", "not_yet", date(2025, 3, 2))

    @pytest.mark.parametrize(
        ("entry", "key"),
        [
            ("", "missing"),
            ("1/13/2025", "date"),
            ("15/9/2025", "before_start"),
            ("14/9/2025", "before_start"),
        ],
    )
    def test_an_entry_that_can_not_be_later(self, entry: str, key: str) -> None:
        assert faults(joined_later="ja", entry_date=entry) == [("entry_date", key)]

    def test_an_entry_that_clashes_is_mended_before_the_window_is_judged(self) -> None:
        assert faults(on(date(2026, 5, 1)), joined_later="ja", entry_date="1/9/2025") == [
            ("entry_date", "before_start")
        ]

    def test_an_entry_is_not_held_against_a_start_that_can_not_be_read(self) -> None:
        assert faults(start_date="morgen", joined_later="ja", entry_date="1/9/2025") == [
            ("start_date", "date")
        ]

    def test_an_entry_typed_before_the_answer_changed_is_not_judged(self) -> None:
        assert faults(entry_date="1/1/1900") == []


class TestWindow:
    def test_it_counts_from_the_start(self) -> None:
        found = window(SOUND, FACTS)
        assert found is not None
        assert (found.basis, found.last_day) == (WindowBasis.START, date(2025, 12, 14))

    def test_it_counts_from_a_later_entry(self) -> None:
        found = window(answers(**LATER), FACTS)
        assert found is not None
        assert (found.basis, found.last_day) == (WindowBasis.ENTRY, date(2025, 11, 30))

    @pytest.mark.parametrize(
        "changed",
        [
            {"start_date": ""},
            {"start_date": "31/9/2025"},
            {"joined_later": "ja"},
            {"joined_later": "ja", "entry_date": "1/9/25"},
            {"joined_later": "ja", "entry_date": "15/9/2025"},
        ],
    )
    def test_there_is_none_as_long_as_the_dates_make_no_sense(self, changed: Mapping[str, str]) -> None:
        assert window(answers(**changed), FACTS) is None

    def test_the_start_alone_is_enough(self) -> None:
        assert window({"start_date": "15/9/2025"}, FACTS) is not None
