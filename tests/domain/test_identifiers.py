"""Numbers as people type them: the documented ones pass, slips are refused, nothing raises."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.be import bis, nn, vat
from stdnum.be import iban as be_iban

from vov_app.domain.identifiers import Identifier, NumberFault, compact, display, fault, masked

TODAY = date(2025, 10, 13)
KINDS = st.sampled_from(Identifier)
DIGITS = "0123456789"
SEPARATORS = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u2013", "\u200b", "\t"])

VALID = [
    *((Identifier.KBO, n) for n in ("0123456749", "0987654394", "1001234592")),
    *((Identifier.KBO, n) for n in ("0001.234.571", "0002.345.618", "0003.456.762", "0004.567.809")),
    *(
        (Identifier.ESTABLISHMENT, n)
        for n in ("2147812701", "2147812897", "2123456791", "2345678942", "8123456723")
    ),
    *((Identifier.INSZ, n) for n in ("85073003328", "17073003384", "85010199786", "01020399843")),
    *(
        (Identifier.INSZ, n)
        for n in ("98472899765", "01490700185", "85210199732", "85410199775", "05421599847")
    ),
    *((Identifier.IBAN, n) for n in ("BE43000000000101", "BE13999999999039", "BE32 1234 5678 9002")),
    *((Identifier.ODB, n) for n in ("ODB-P00004", "ODB-1000123", "ODB-123", "ODB-12345678")),
]


def check(body: str) -> str:
    return f"{97 - int(body) % 97:02d}"


def insz(born: date, counter: int, step: int = 0) -> str:
    body = f"{born:%y}{born.month + step:02d}{born:%d}{counter:03d}"
    return body + check(("2" if born.year >= 2000 else "") + body)


def iban(account: int) -> str:
    bban = f"{account:010d}{account % 97 or 97:02d}"
    return f"BE{98 - int(bban + '111400') % 97:02d}{bban}"


INSZ = st.builds(insz, st.dates(date(1900, 1, 1), TODAY), st.integers(1, 998), st.sampled_from([0, 20, 40]))
KBO = st.integers(1, 19_999_999).map(lambda n: f"{n:08d}{check(str(n))}")
ESTABLISHMENT = st.integers(20_000_000, 89_999_999).map(lambda n: f"{n}{check(str(n))}")
IBAN = st.integers(0, 9_999_999_999).map(iban)
ODB = st.integers(100, 99_999_999).map(lambda n: f"ODB-{n}") | st.integers(0, 99_999).map(
    lambda n: f"ODB-P{n:05d}"
)
SOUND = st.one_of(
    *(
        st.tuples(st.just(kind), numbers)
        for kind, numbers in (
            (Identifier.INSZ, INSZ),
            (Identifier.KBO, KBO),
            (Identifier.ESTABLISHMENT, ESTABLISHMENT),
            (Identifier.IBAN, IBAN),
            (Identifier.ODB, ODB),
        )
    )
)


@st.composite
def slips(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> tuple[str, str]:
    """A sound number, and the same with one digit wrong."""
    number = draw(numbers)
    place = draw(st.sampled_from([n for n, c in enumerate(number) if c in DIGITS]))
    wrong = draw(st.sampled_from([d for d in DIGITS if d != number[place]]))
    return number, number[:place] + wrong + number[place + 1 :]


@pytest.mark.parametrize(("kind", "number"), VALID)
def test_documented_and_synthetic_numbers_are_sound(kind: Identifier, number: str) -> None:
    assert fault(kind, number, TODAY) is None


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        (Identifier.KBO, "", NumberFault.LENGTH),
        (Identifier.KBO, "BE 0123", NumberFault.LENGTH),
        (Identifier.KBO, "01234567490", NumberFault.LENGTH),
        (Identifier.KBO, "O123.456.749", NumberFault.CHARACTERS),
        (Identifier.KBO, "2147812701", NumberFault.PREFIX),
        (Identifier.KBO, "0123456748", NumberFault.CHECKSUM),
        (Identifier.KBO, "0000009700", NumberFault.CHECKSUM),
        (Identifier.ESTABLISHMENT, "0123456749", NumberFault.PREFIX),
        (Identifier.ESTABLISHMENT, "9147812701", NumberFault.PREFIX),
        (Identifier.ESTABLISHMENT, "2147812702", NumberFault.CHECKSUM),
        (Identifier.INSZ, "8507300332", NumberFault.LENGTH),
        (Identifier.INSZ, "85.07.30-033.2B", NumberFault.CHARACTERS),
        (Identifier.INSZ, "٨٥٠٧٣٠٠٣٣٢٨", NumberFault.CHARACTERS),
        (Identifier.INSZ, "85073003329", NumberFault.CHECKSUM),
        (Identifier.IBAN, "0000 0000 0101", NumberFault.PREFIX),
        (Identifier.IBAN, "NL91 ABNA 0417 1643 00", NumberFault.PREFIX),
        (Identifier.IBAN, "BE43 0000 0000 010", NumberFault.LENGTH),
        (Identifier.IBAN, "BE43 0000 0000 01O1", NumberFault.CHARACTERS),
        (Identifier.IBAN, "€", NumberFault.CHARACTERS),
        (Identifier.IBAN, "BE44000000000101", NumberFault.CHECKSUM),
        (Identifier.IBAN, "BE41091811735141", NumberFault.CHECKSUM),
        (Identifier.ODB, "ODB", NumberFault.LENGTH),
        (Identifier.ODB, "ODB-12", NumberFault.LENGTH),
        (Identifier.ODB, "ODB-123456789", NumberFault.LENGTH),
        (Identifier.ODB, "ODB-P0004", NumberFault.LENGTH),
        (Identifier.ODB, "lassen", NumberFault.CHARACTERS),
    ],
)
def test_what_is_wrong_is_named(kind: Identifier, number: str, wrong: NumberFault) -> None:
    assert fault(kind, number, TODAY) is wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("850000033", None),
        ("850700033", None),
        ("850001033", None),
        ("850031033", None),
        ("852000033", None),
        ("850101033", None),
        ("851231033", None),
        ("853231033", None),
        ("855231033", None),
        ("000001001", None),
        ("850032033", NumberFault.DATE),
        ("850230033", NumberFault.DATE),
        ("851301033", NumberFault.DATE),
        ("853301033", NumberFault.DATE),
        ("855301033", NumberFault.DATE),
        ("856101033", NumberFault.DATE),
        ("850732033", NumberFault.DATE),
    ],
)
def test_the_date_in_an_insz_is_real_or_unknown(body: str, wrong: NumberFault | None) -> None:
    assert fault(Identifier.INSZ, body + check(body), TODAY) is wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("251013001", None),
        ("251014001", NumberFault.FUTURE),
        ("251000001", None),
        ("251100001", NumberFault.FUTURE),
        ("250000001", None),
        ("260000001", NumberFault.FUTURE),
        ("255114001", NumberFault.FUTURE),
        ("000229001", None),
        ("250229001", NumberFault.DATE),
    ],
)
def test_nobody_is_born_in_the_future(body: str, wrong: NumberFault | None) -> None:
    assert fault(Identifier.INSZ, body + check("2" + body), TODAY) is wrong


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (Identifier.KBO, "BE 123.456.749", "0123456749", "0123.456.749"),
        (Identifier.KBO, "be0123456749", "0123456749", "0123.456.749"),
        (Identifier.KBO, "(0)123 456 749", "0123456749", "0123.456.749"),
        (Identifier.KBO, "1001/234/592", "1001234592", "1001.234.592"),
        (Identifier.ESTABLISHMENT, "2-147-812-701", "2147812701", "2.147.812.701"),
        (Identifier.INSZ, " 85.07.30-033 28\n", "85073003328", "85.07.30-033.28"),
        (Identifier.IBAN, "be43 0000-0000.0101", "BE43000000000101", "BE43 0000 0000 0101"),
        (Identifier.ODB, "p00004", "ODB-P00004", "ODB-P00004"),
        (Identifier.ODB, "odb 1000123", "ODB-1000123", "ODB-1000123"),
        (Identifier.ODB, "1000123", "ODB-1000123", "ODB-1000123"),
        (Identifier.ODB, "odb", "ODB", "ODB"),
        (Identifier.KBO, "0123", "0123", "0123"),
    ],
)
def test_it_does_not_matter_how_a_number_is_typed(
    kind: Identifier, typed: str, kept: str, shown: str
) -> None:
    assert compact(kind, typed) == kept
    assert display(kind, typed) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("85073003328", "**.**.**-***.28"),
        ("85.07.30-033.28", "**.**.**-***.28"),
        ("8507300332", "**.**.**-***.**"),
        ("An Peeters", "**.**.**-***.**"),
        ("", "**.**.**-***.**"),
    ],
)
def test_a_masked_insz_shows_two_digits_at_most(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(st.characters(codec="ascii")))
def test_plain_text_is_read_the_short_way_as_any_other(text: str) -> None:
    # A mark that can't be seen changes nothing, but leads the long way.
    assert compact(Identifier.ESTABLISHMENT, text) == compact(Identifier.ESTABLISHMENT, f"{text}\u200b")


@given(SOUND)
def test_every_number_made_by_the_rule_is_sound(sound: tuple[Identifier, str]) -> None:
    assert fault(*sound, TODAY) is None


@given(slips(KBO))
def test_one_wrong_digit_in_a_kbo_number_is_refused(slip: tuple[str, str]) -> None:
    assert fault(Identifier.KBO, slip[1], TODAY) is not None


@given(slips(ESTABLISHMENT))
def test_one_wrong_digit_in_an_establishment_number_is_refused(slip: tuple[str, str]) -> None:
    assert fault(Identifier.ESTABLISHMENT, slip[1], TODAY) is not None


@given(slips(IBAN))
def test_one_wrong_digit_in_an_iban_is_refused(slip: tuple[str, str]) -> None:
    assert fault(Identifier.IBAN, slip[1], TODAY) is not None


@given(slips(INSZ))
def test_one_wrong_digit_in_an_insz_is_refused(slip: tuple[str, str]) -> None:
    """All but one slip: 6 years and a century apart, the check digits agree (6 x 10^7 = 68 mod 97)."""
    number, wrong = slip
    years_apart = abs(int(number[:2]) - int(wrong[:2]))
    assume(not (number[2:] == wrong[2:] and years_apart == 6))
    assert fault(Identifier.INSZ, wrong, TODAY) is not None


@given(st.dates(date(1926, 1, 1), date(1999, 12, 31)), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_the_slip_that_cannot_be_seen_is_a_birth_in_the_future_for_who_works(
    born: date, counter: int, step: int
) -> None:
    assume(born.year % 10 >= 6)
    number = insz(born, counter, step)
    wrong = number[0] + str(int(number[1]) - 6) + number[2:]
    assert fault(Identifier.INSZ, wrong, date(2019, 9, 1)) is not None


def test_the_slip_that_cannot_be_seen() -> None:
    assert insz(date(1916, 5, 4), 1)[2:] == insz(date(2010, 5, 4), 1)[2:]


@given(SOUND, st.lists(SEPARATORS, min_size=20, max_size=20), st.booleans())
def test_separators_and_case_do_not_matter(
    sound: tuple[Identifier, str], separators: list[str], lower: bool
) -> None:
    kind, number = sound
    typed = "".join(c + s for c, s in zip(number, separators, strict=False))
    assert compact(kind, typed.lower() if lower else typed) == number


@given(SOUND)
def test_what_is_shown_can_be_typed_again(sound: tuple[Identifier, str]) -> None:
    kind, number = sound
    assert compact(kind, display(kind, number)) == number


@given(KINDS, st.text() | st.from_regex(r"(BE|ODB)?[- .]?[0-9P()]{0,17}", fullmatch=True))
def test_any_text_gets_an_answer(kind: Identifier, text: str) -> None:
    assert fault(kind, text, TODAY) in {None, *NumberFault}
    assert compact(kind, compact(kind, text)) == compact(kind, text)
    assert compact(kind, display(kind, text)) == compact(kind, text)
    assert len(masked(text)) == len("**.**.**-***.**")


@given(INSZ)
def test_nobody_can_be_recognised_from_a_masked_number(number: str) -> None:
    assert [c for c in masked(number) if c.isdigit()] == list(number[-2:])


@given(INSZ)
def test_python_stdnum_agrees_about_insz(number: str) -> None:
    assert nn.is_valid(number) or bis.is_valid(number)
    assert nn.format(number) == display(Identifier.INSZ, number)


@given(st.integers(1, 1_999_999_999).map("{:010d}".format) | KBO)
def test_python_stdnum_agrees_about_kbo_but_for_check_digits_00(number: str) -> None:
    assume(not number.endswith("00") and number != "0000000097")
    assert vat.is_valid(number) == (fault(Identifier.KBO, number, TODAY) is None)


@given(st.integers(0, 10**14 - 1).map("BE{:014d}".format) | IBAN)
def test_what_python_stdnum_takes_for_a_belgian_iban_is_one(number: str) -> None:
    if be_iban.is_valid(number):
        assert fault(Identifier.IBAN, number, TODAY) is None
