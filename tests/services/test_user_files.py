"""Users in files: a report that a spreadsheet can't be fooled with, and rows judged as the form is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from tests import factories
from tests.services import office_holders, people
from vov_app.forms.user import MOST_ROWS
from vov_app.models import AuditEntry, Invitation, Letter, Person
from vov_app.services import user_files
from vov_app.services.tokens import digest
from vov_app.services.user_files import Outcome
from vov_app.services.user_rows import Unreadable, read, safe
from vov_app.services.work import Actor, Refused, work
from vov_app.services.worlds import World

Seed = Callable[[Callable[[Session], Any]], Any]
HEAD = "rijksregisternummer;voornaam;naam;mailadres;einddatum"
TOM = "85.01.01-997.86;Tom;Bakker;tom@post.example;30/6/2026"
BART = "85073003328;Bart;Claes;bart@post.example;2026-06-30"


@pytest.fixture
def carine(seed: Seed) -> Actor:
    made: Actor = seed(office_holders.administrator)
    return made


def made(*rows: str) -> bytes:
    return "\r\n".join((HEAD, *rows)).encode()


def take(world: World, actor: Actor, data: bytes) -> Outcome:
    with work(world, actor) as w:
        return user_files.apply(w, read(data), {})


def told(outcome: Outcome) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in outcome.problems]


def count(world: World, table: type[Any]) -> int:
    with Session(world.engine) as session:
        return len(session.exec(select(table)).all())


@pytest.mark.parametrize("verb", [user_files.report, lambda w: user_files.apply(w, [], {})])
def test_who_holds_no_office_has_no_files(world: World, bart: Actor, verb: Callable[[Any], Any]) -> None:
    with pytest.raises(Refused, match="no_office"), work(world, bart) as w:
        verb(w)


def test_the_report_has_every_user_and_no_number(world: World, carine: Actor, seed: Seed) -> None:
    def employ(session: Session) -> None:
        actor = people.member(session, "=Bart Claes;x")
        who = session.get_one(Person, actor.person_id)
        who.insz_digest = digest(world.secret, factories.INSZ)
        factories.grant(session, who, people.korenbloem(session), valid_until=date(2026, 6, 30))

    seed(employ)
    with work(world, carine) as w:
        text = user_files.report(w).decode("utf-8")
    assert text == (
        "\ufeffNaam;Recht;Einddatum;Functie\r\n"
        '"\'=Bart Claes;x";Geldig tot en met 30 juni 2026;30 juni 2026;\r\n'
        "Carine De Smet;Geen recht;;lokale beheerder\r\n"
    )
    assert count(world, AuditEntry) == 1


@pytest.mark.parametrize("cell", ["=1+1", "+32", "-1", "@SUM(A1)", " =1", "\t=1", "\r1", "＝1", "|x", "%x"])
def test_what_a_spreadsheet_would_carry_out_becomes_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "An Peeters", "30 juni 2026", "a=b"])
def test_anything_else_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell


@pytest.mark.parametrize(
    "data",
    [
        made(TOM, BART),
        b"\xef\xbb\xbf" + made(TOM, BART),
        made(TOM, BART).replace(b";", b","),
        made(TOM, "", ";;;;", BART).replace(b"\r\n", b"\n"),
        made(TOM, BART).replace(b"rijks", b" Rijks").replace(b"voornaam", b'"Voornaam"'),
    ],
)
def test_a_file_is_read_as_spreadsheets_write_it(data: bytes) -> None:
    found = read(data)
    assert [entry.told["first_name"] for entry in found] == ["Tom", "Bart"]
    assert found[0].row == 2


def test_columns_may_stand_in_any_order_beside_others_and_rows_may_be_short() -> None:
    data = b"team;einddatum;naam;voornaam;mailadres;rijksregisternummer\nx;1/1/2026;Claes\n"
    [entry] = read(data)
    assert entry.told == {
        "insz": "", "first_name": "", "last_name": "Claes", "email": "", "until": "1/1/2026",
    }  # fmt: skip


def test_old_spreadsheets_write_another_alphabet() -> None:
    data = made(TOM.replace("Tom", "Zoë")).decode().encode("cp1252")
    assert read(data)[0].told["first_name"] == "Zoë"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (made(), "leeg"),
        (made(*[TOM] * 1001), "te veel rijen"),
        (b"x" * (1024 * 1024 + 1), "te groot"),
        (b"PK\x03\x04\0\0", "geen CSV"),
        (HEAD.encode() + b'\n"x"y;', "geen CSV"),
        (b"naam;voornaam\nClaes;Bart\n", "rijksregisternummer, mailadres, einddatum"),
    ],
)
def test_a_file_that_is_none_is_told(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert words in caught.value.told


def test_a_thousand_rows_may_come() -> None:
    assert len(read(made(*[TOM] * MOST_ROWS))) == MOST_ROWS


def test_good_rows_are_taken_in_and_bad_ones_told(world: World, carine: Actor, seed: Seed) -> None:
    def known(session: Session) -> None:
        factories.person(session, "Tom Bakker").insz_digest = digest(world.secret, factories.INSZ)

    seed(known)
    bad = "85.01.01-997.87;;Claes;bart;1/1/2020"
    outcome = take(world, carine, made(TOM, bad, BART))
    assert (outcome.added, outcome.invited) == (1, 1)
    columns = ["rijksregisternummer", "voornaam", "mailadres", "einddatum"]
    assert told(outcome) == [(3, column) for column in columns]
    assert count(world, Invitation) == 1
    assert count(world, Letter) == 2


def test_a_second_row_for_the_same_person_is_told(world: World, carine: Actor) -> None:
    outcome = take(world, carine, made(TOM, BART, TOM.replace("85.01.01-997.86", "85010199786")))
    assert (outcome.invited, told(outcome)) == (2, [(4, "rijksregisternummer")])
    assert "rij 2" in outcome.problems[0].fault


def test_zeros_that_a_spreadsheet_dropped_come_back(world: World, carine: Actor) -> None:
    outcome = take(world, carine, made("1010110024;Jo;Nul;jo@post.example;30/6/2026"))
    assert outcome == Outcome(invited=1)


def test_no_number_stands_in_what_is_told_or_kept(world: World, carine: Actor) -> None:
    outcome = take(world, carine, made("85.01.01-997.87;Tom;B;t;1", TOM, TOM))
    with Session(world.engine) as session:
        kept = repr([*session.exec(select(AuditEntry)), *session.exec(select(Letter))])
    for number in ("85010199786", "85.01.01", "8501019978"):
        assert number not in repr(outcome) + kept


def test_rows_that_weren_t_taken_come_back_to_be_mended(world: World, carine: Actor) -> None:
    outcome = take(world, carine, made(TOM, "85.01.01-997.87;=Tom;Bakker;tom;30/6/2026", BART))
    back = user_files.returned(outcome.problems).decode("utf-8-sig")
    head, row = back.splitlines()
    assert head == f"{HEAD};verbeteren"
    assert row.startswith("85.01.01-997.87;'=Tom;Bakker;tom;30/6/2026;")
    assert "rijksregisternummer: " in row
    assert "mailadres: " in row
    mended = back.replace("997.87", "997.86").replace(";tom;", ";tom@post.example;")
    (entry,) = read(mended.encode())
    assert entry.told["first_name"] == "=Tom"
    assert take(world, carine, mended.encode()).problems == ()
    assert user_files.returned(()) == b""
