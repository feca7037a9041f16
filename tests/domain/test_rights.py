"""Who may file: decided from dates, with the reason when the answer is no."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vov_app.domain.requests import OPEN, RequestStatus
from vov_app.domain.rights import Context, Decision, HeldRight, PastRequest, Right, Standing, decide

TODAY = date(2025, 10, 13)
DAY = timedelta(days=1)
VOV, OTHER = Context.OPLEIDINGSVERLOF, Context.INDIVIDUEEL_MAATWERK
DAYS = st.dates(TODAY - 6 * DAY, TODAY + 6 * DAY)
GRANTS = st.builds(
    HeldRight, st.just(Right.RESPONSIBLE), st.sampled_from(Context), DAYS, st.none() | DAYS, st.none() | DAYS
)
REQUESTS = st.builds(PastRequest, st.sampled_from(RequestStatus), DAYS, st.none() | DAYS)


def grant(
    since: int = -100, until: int | None = None, revoked: int | None = None, context: Context = VOV
) -> HeldRight:
    """A grant by days from today."""

    def day(n: int | None) -> date | None:
        return None if n is None else TODAY + n * DAY

    return HeldRight(Right.RESPONSIBLE, context, TODAY + since * DAY, day(until), day(revoked))


def request(status: RequestStatus, asked: int = -10, decided: int | None = None) -> PastRequest:
    """A request by days from today."""
    return PastRequest(status, TODAY + asked * DAY, None if decided is None else TODAY + decided * DAY)


def decision(*facts: HeldRight | PastRequest, organisation: bool = True, today: date = TODAY) -> Decision:
    held = [fact for fact in facts if isinstance(fact, HeldRight)]
    asked = [fact for fact in facts if isinstance(fact, PastRequest)]
    return decide(organisation, held, asked, Right.RESPONSIBLE, VOV, today)


def test_a_person_without_organisation_cannot_file_whatever_they_hold() -> None:
    assert decision(grant(), organisation=False) == Decision(Standing.NO_ORGANISATION)


def test_nothing_is_known() -> None:
    assert decision() == Decision(Standing.MISSING)


def test_a_grant_that_holds_today() -> None:
    held = grant()
    assert decision(held) == Decision(Standing.HELD, grant=held)


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [
        (0, None, Standing.HELD),
        (-5, 0, Standing.HELD),
        (0, 0, Standing.HELD),
        (1, None, Standing.NOT_YET_VALID),
        (-5, -1, Standing.EXPIRED),
    ],
)
def test_first_and_last_day_are_included(since: int, until: int | None, standing: Standing) -> None:
    assert decision(grant(since, until)).standing is standing


@pytest.mark.parametrize(
    ("revoked", "standing"), [(-1, Standing.REVOKED), (0, Standing.REVOKED), (1, Standing.HELD)]
)
def test_a_revoked_right_is_gone_from_that_day_on(revoked: int, standing: Standing) -> None:
    assert decision(grant(until=50, revoked=revoked)).standing is standing


def test_a_right_revoked_before_it_began_has_ended() -> None:
    assert decision(grant(since=5, revoked=-1)).standing is Standing.REVOKED


def test_a_right_for_another_measure_does_not_open_this_one() -> None:
    other = grant(context=OTHER)
    assert decision(other) == Decision(Standing.OTHER_CONTEXT, grant=other)
    assert decision(grant(until=-1, context=OTHER)).standing is Standing.MISSING


@pytest.mark.parametrize("status", sorted(OPEN))
def test_an_open_request_waits(status: RequestStatus) -> None:
    asked = request(status)
    assert decision(asked) == Decision(Standing.REQUESTED, request=asked)


def test_the_newest_open_request_is_shown() -> None:
    older, newer = request(RequestStatus.ESCALATED, -9), request(RequestStatus.REQUESTED, -3)
    assert decision(newer, older).request is newer


def test_a_refusal_is_told_with_its_request() -> None:
    refused = replace(request(RequestStatus.REFUSED, decided=-2), reason="works elsewhere")
    assert decision(refused) == Decision(Standing.REFUSED, request=refused)


@pytest.mark.parametrize("status", [RequestStatus.GRANTED, RequestStatus.WITHDRAWN, RequestStatus.EXPIRED])
def test_a_newer_request_hides_an_older_refusal(status: RequestStatus) -> None:
    assert decision(request(RequestStatus.REFUSED, -9, -8), request(status, -3)).standing is Standing.MISSING


def test_of_two_requests_of_one_day_the_later_given_counts() -> None:
    refused, withdrawn = request(RequestStatus.REFUSED), request(RequestStatus.WITHDRAWN)
    assert decision(withdrawn, refused).standing is Standing.REFUSED
    assert decision(refused, withdrawn).standing is Standing.MISSING


@pytest.mark.parametrize(
    ("until", "decided", "standing"),
    [
        (-5, -6, Standing.EXPIRED),
        (-5, -5, Standing.EXPIRED),
        (-5, -4, Standing.REFUSED),
        (-5, None, Standing.EXPIRED),
    ],
)
def test_what_happened_last_is_told(until: int, decided: int | None, standing: Standing) -> None:
    assert decision(grant(until=until), request(RequestStatus.REFUSED, -10, decided)).standing is standing


def test_a_refusal_on_the_day_of_revocation_is_newer() -> None:
    refused = request(RequestStatus.REFUSED, decided=-5)
    assert decision(grant(revoked=-5), refused).standing is Standing.REFUSED


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ([grant(), request(RequestStatus.REQUESTED)], Standing.HELD),
        ([grant(since=3), request(RequestStatus.REQUESTED)], Standing.REQUESTED),
        ([grant(since=3), request(RequestStatus.REFUSED)], Standing.NOT_YET_VALID),
        ([grant(context=OTHER), request(RequestStatus.REFUSED)], Standing.REFUSED),
        ([grant(context=OTHER), grant(until=-1)], Standing.EXPIRED),
        ([grant(until=-1), grant(since=3)], Standing.NOT_YET_VALID),
    ],
)
def test_the_order_of_reasons(facts: list[HeldRight | PastRequest], standing: Standing) -> None:
    assert decision(*facts).standing is standing


def test_the_grant_that_tells_most_is_shown() -> None:
    short, endless = grant(until=5), grant()
    assert decision(short, endless).grant is endless
    sooner, later = grant(since=2), grant(since=9)
    assert decision(later, sooner).grant is sooner
    old, recent = grant(until=-30), grant(until=50, revoked=-2)
    assert decision(old, recent).grant is recent


def test_a_right_without_end_can_be_written_as_the_last_day_there_is() -> None:
    forever = replace(grant(), valid_until=date.max)
    assert decision(forever, today=date.max) == Decision(Standing.HELD, grant=forever)


def test_one_asks_only_for_what_is_not_there_nor_coming() -> None:
    askable = {standing for standing in Standing if Decision(standing).may_ask}
    ended = {Standing.EXPIRED, Standing.REVOKED}
    assert askable == {Standing.MISSING, Standing.REFUSED, Standing.OTHER_CONTEXT} | ended


@given(st.booleans(), st.lists(GRANTS, max_size=4), st.lists(REQUESTS, max_size=4))
def test_held_exactly_when_a_matching_grant_is_valid_today(
    organisation: bool, held: list[HeldRight], asked: list[PastRequest]
) -> None:
    found = decide(organisation, held, asked, Right.RESPONSIBLE, VOV, TODAY)
    matching = [
        g
        for g in held
        if g.context is VOV
        and g.valid_from <= TODAY <= (g.valid_until or date.max)
        and not (g.revoked_on and g.revoked_on <= TODAY)
    ]
    assert found.allowed == (organisation and bool(matching))
    assert found.grant is None or found.grant in held
    assert found.request is None or found.request in asked


@given(st.booleans(), st.lists(GRANTS, max_size=4), st.lists(REQUESTS, max_size=4))
def test_each_reason_comes_with_what_it_rests_on(
    organisation: bool, held: list[HeldRight], asked: list[PastRequest]
) -> None:
    found = decide(organisation, iter(held), iter(asked), Right.RESPONSIBLE, VOV, TODAY)
    bare = found.standing in (Standing.MISSING, Standing.NO_ORGANISATION)
    by_request = found.standing in (Standing.REQUESTED, Standing.REFUSED)
    assert (found.request is not None) == by_request
    assert (found.grant is not None) == (not bare and not by_request)


@given(st.lists(GRANTS, max_size=4), st.lists(REQUESTS, max_size=4))
def test_revoking_everything_always_closes_the_door(held: list[HeldRight], asked: list[PastRequest]) -> None:
    revoked = [replace(g, revoked_on=TODAY) for g in held]
    assert not decide(True, revoked, asked, Right.RESPONSIBLE, VOV, TODAY).allowed
