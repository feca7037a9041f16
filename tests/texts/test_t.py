"""t() finds words by their key and fills in their places."""

from datetime import date

import pytest

from vov_app.texts import keys, t


def test_a_text_is_found_by_file_and_key() -> None:
    assert t("common.next") == "Volgende"


def test_places_are_filled_in_and_dates_written_in_words() -> None:
    text = t("refund.window.last", last_day=date(2025, 12, 14))
    assert text == "Vandaag, 14 december 2025, is de laatste dag waarop u kunt indienen."


def test_values_that_a_text_does_not_use_do_no_harm() -> None:
    assert t("common.next", day=date(2025, 12, 14)) == "Volgende"


def test_a_value_may_be_called_key() -> None:
    assert t("common.value.number", number=1, key="itsme") == "1"


def test_braces_in_a_value_are_not_places() -> None:
    assert t("common.value.number", number="{0.__class__}") == "{0.__class__}"


def test_a_missing_text_is_named() -> None:
    with pytest.raises(KeyError, match=r"common\.nowhere"):
        t("common.nowhere")


def test_a_place_without_value_is_named_with_its_text() -> None:
    with pytest.raises(KeyError, match=r"refund\.window\.last .*last_day"):
        t("refund.window.last")


def test_every_key_begins_with_its_file() -> None:
    assert {key.split(".")[0] for key in keys()} >= {"common", "refund", "right_request"}
    assert all(t_key.count(".") >= 1 for t_key in keys())
