"""What the operator types about one person, and what can't be done by accident."""

import pytest

from tests.operating.conftest import Vov, put
from vov_app.operating.commands import Exit
from vov_app.services.worlds import World

SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@SQLITE
def test_somebody_is_shown_and_erased_only_on_purpose(world: World, vov: Vov) -> None:
    put(world, 1)
    assert vov("export-person", "nobody")[0] == Exit.REFUSED
    assert vov("erase-person", "nobody") == (Exit.REFUSED, "", "Nothing is erased without --sure\n")
    assert vov("erase-person", "nobody", "--sure")[0] == Exit.REFUSED


@SQLITE
def test_a_purge_counts_each_kind(world: World, vov: Vov) -> None:
    code, told, _ = vov("purge")
    assert code == Exit.DONE
    assert dict(line.split("  ") for line in told.splitlines())["letters"] == "0"


@SQLITE
def test_signing_out_takes_a_person_or_everybody(world: World, vov: Vov) -> None:
    assert vov("sign-out") == (Exit.REFUSED, "", "sign-out takes a person, or --everybody\n")
    assert vov("sign-out", "x", "--everybody")[0] == Exit.REFUSED
    assert vov("sign-out", "--everybody") == (Exit.DONE, "0 sign-ins ended\n", "")
