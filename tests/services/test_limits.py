"""A person waits before an address does, and an office behind one address isn't kept waiting."""

import pytest

from vov_app.adapters.buckets import MemoryBuckets
from vov_app.domain.limits import Kind, Rate
from vov_app.services import limits
from vov_app.services.callers import caller
from vov_app.services.limits import Limits, keep_to, wait

OFFICE = "203.0.113.7"


class Stopwatch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture(autouse=True)
def _kept(clock: Stopwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_limits", [])
    rates = {Kind.SIGN_IN: Rate.per_minute(10)}
    keep_to(Limits(rates, people_per_address=50, buckets=MemoryBuckets(clock)))


async def test_without_limits_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_limits", [])
    assert await wait(Kind.CALL, person="an", address=OFFICE) == 0


async def test_an_office_of_two_hundred_signs_in_within_a_minute(clock: Stopwatch) -> None:
    for nobody in range(200):
        assert await wait(Kind.SIGN_IN, address=OFFICE) == 0
        assert await wait(Kind.SIGN_IN, person=f"person {nobody}") == 0
        clock.now += 60 / 200


async def test_who_asks_too_much_waits_and_the_others_at_their_address_don_t() -> None:
    waits = [await wait(Kind.SIGN_IN, person="mallory", address=OFFICE) for _ in range(2000)]
    assert waits[:10] == [0] * 10
    assert set(waits[10:]) == {6}
    assert await wait(Kind.SIGN_IN, person="an", address=OFFICE) == 0


async def test_an_address_that_makes_up_people_waits_and_not_for_long(clock: Stopwatch) -> None:
    waits = [await wait(Kind.SIGN_IN, person=f"nobody {n}", address=OFFICE) for n in range(501)]
    assert waits == [*[0] * 500, 1]
    assert await wait(Kind.SIGN_IN, person="an", address="203.0.113.8") == 0
    clock.now += 1
    assert await wait(Kind.SIGN_IN, person="an", address=OFFICE) == 0


@pytest.mark.parametrize(
    ("peer", "forwarded", "hops", "counted"),
    [
        ("198.51.100.1", "", 0, "198.51.100.1"),
        ("198.51.100.1", "10.0.0.1", 0, "198.51.100.1"),
        ("10.0.0.9", "203.0.113.7", 1, "203.0.113.7"),
        ("10.0.0.9", "1.1.1.1, 203.0.113.7", 1, "203.0.113.7"),
        ("10.0.0.9", "1.1.1.1, 203.0.113.7, 10.0.0.8", 2, "203.0.113.7"),
        ("10.0.0.9", "203.0.113.7", 2, "10.0.0.9"),
        ("10.0.0.9", "nonsense", 1, "10.0.0.9"),
        ("", "", 0, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.7"),
    ],
)
def test_an_address_counts_only_when_our_own_proxies_vouch_for_it(
    peer: str, forwarded: str, hops: int, counted: str
) -> None:
    assert caller(peer, forwarded, hops) == counted
