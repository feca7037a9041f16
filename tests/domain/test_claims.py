"""Claims of any shape make a person with organisations and rights, or one ClaimFault."""

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vov_app.domain import identifiers
from vov_app.domain.claims import ClaimedOrganisation, ClaimedRight, ClaimFault, Claims, read_claims
from vov_app.domain.identifiers import Identifier
from vov_app.domain.rights import Context, Right

TODAY = date(2025, 10, 13)
ROLES = "dwse_wseloket_rol_3d"
KORENBLOEM, VAN_LOO, VERMEULEN = "0001234571", "0002345618", "0003456762"
INSZ = "85010199786"
AN: dict[str, Any] = {"sub": "acm-1", "given_name": "An", "family_name": "Peeters"}
FILING = "DWSE organisatieverantwoordelijke:opleidingsverlof"


def read(**more: Any) -> Claims:
    return read_claims({**AN, **more}, ROLES, TODAY)


def test_a_name_alone_is_a_person_without_organisation() -> None:
    assert read() == Claims("acm-1", "An", "Peeters", None, (), ())


@pytest.mark.parametrize("claim", ["sub", "given_name", "family_name"])
@pytest.mark.parametrize("value", [None, "", "  \t", 5, ["An"], {}, True])
def test_who_has_no_subject_or_name_is_refused(claim: str, value: Any) -> None:
    with pytest.raises(ClaimFault) as refused:
        read(**{claim: value})
    assert refused.value.claim == claim


@pytest.mark.parametrize("subject", [" acm-1", "acm-1 ", "acm\x00-1", "acm\n1", "a" * 201, "\ud800"])
def test_a_subject_is_never_shortened_or_mended(subject: str) -> None:
    with pytest.raises(ClaimFault, match="sub"):
        read(sub=subject)


def test_long_subjects_that_begin_alike_stay_two_people() -> None:
    assert read(sub="a" * 199 + "b").subject != read(sub="a" * 199 + "c").subject


def test_a_name_is_one_line_of_at_most_a_hundred_characters() -> None:
    found = read(given_name=" An\u202e \nMaria ", family_name="x" * 300)
    assert (found.given_name, found.family_name) == ("An Maria", "x" * 100)


@pytest.mark.parametrize("rrn", [INSZ, "85.01.01-997.86"])
def test_a_sound_insz_is_kept_compact(rrn: str) -> None:
    assert read(rrn=rrn).insz == INSZ


@pytest.mark.parametrize("rrn", ["", "85010199787", 85010199786, [INSZ], "99123199999"])
def test_an_unsound_insz_is_refused_without_telling_it(rrn: Any) -> None:
    with pytest.raises(ClaimFault) as refused:
        read(rrn=rrn)
    assert str(refused.value) == "the claim rrn is unsound"


@pytest.mark.parametrize("code", ["0001234571", "0001.234.571", "BE 0001.234.571", ["0001234571"]])
def test_an_organisation_is_known_by_its_kbo_number_in_any_notation(code: Any) -> None:
    assert read(vo_orgcode=code, vo_orgnaam="De Korenbloem").organisations == (
        ClaimedOrganisation(KORENBLOEM, "De Korenbloem"),
    )


def test_names_stand_beside_the_codes_even_when_some_are_unsound() -> None:
    found = read(vo_orgcode=[None, "OVO000123", KORENBLOEM, VAN_LOO], vo_orgnaam=["a", "b", "Korenbloem", 7])
    assert found.organisations == (
        ClaimedOrganisation(KORENBLOEM, "Korenbloem"),
        ClaimedOrganisation(VAN_LOO, ""),
    )


def test_the_first_name_of_an_organisation_counts() -> None:
    found = read(vo_orgcode=[KORENBLOEM, KORENBLOEM], vo_orgnaam=["Eerste", "Tweede"])
    assert found.organisations == (ClaimedOrganisation(KORENBLOEM, "Eerste"),)


def test_a_legal_representative_may_act_without_any_right() -> None:
    found = read(wv_orgcode="BE0002345618")
    assert found.organisations == (ClaimedOrganisation(VAN_LOO, "", represents=True),)
    assert found.rights == ()


def test_one_organisation_is_named_once_whichever_claims_tell_of_it() -> None:
    found = read(
        vo_orgcode=KORENBLOEM, vo_orgnaam="K", wv_orgcode=[KORENBLOEM], **{ROLES: f"{FILING}:{KORENBLOEM}"}
    )
    assert found.organisations == (ClaimedOrganisation(KORENBLOEM, "K", represents=True),)


def test_a_role_names_right_context_and_organisation() -> None:
    found = read(**{ROLES: [f"{FILING}:0001.234.571", f"{FILING}:{KORENBLOEM}", f"{FILING}:{VAN_LOO}"]})
    assert found.rights == (
        ClaimedRight(Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF, KORENBLOEM),
        ClaimedRight(Right.RESPONSIBLE, Context.OPLEIDINGSVERLOF, VAN_LOO),
    )
    assert [o.kbo for o in found.organisations] == [KORENBLOEM, VAN_LOO]


@pytest.mark.parametrize(
    "role",
    [
        f"{FILING}:0001234572",
        f"{FILING}:",
        FILING,
        f"{FILING}:{KORENBLOEM}:more",
        f"{FILING.upper()}:{KORENBLOEM}",
        f"DWSE organisatieverantwoordelijke:iets anders:{KORENBLOEM}",
        f"Beheerder:opleidingsverlof:{KORENBLOEM}",
        "",
        ":::",
        7,
        None,
    ],
)
def test_a_role_that_we_do_not_know_gives_nothing(role: Any) -> None:
    found = read(**{ROLES: [role]})
    assert (found.rights, found.organisations) == ((), ())


def test_another_application_s_role_claim_is_not_read() -> None:
    assert read(abb_loketLB_rol_3d=f"{FILING}:{KORENBLOEM}").rights == ()


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
TELLING = st.sampled_from([KORENBLOEM, "BE" + VAN_LOO, f"{FILING}:{VERMEULEN}", f"{FILING}:x", INSZ])
JSON = st.recursive(
    SCALARS | TELLING,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
NAMES = ("sub", "given_name", "family_name", "rrn", "vo_orgcode", "vo_orgnaam", "wv_orgcode", ROLES)
CLAIMS = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, JSON))


def outcome(told: object) -> Claims | None:
    try:
        return read_claims(told, ROLES, TODAY)
    except ClaimFault:
        return None


@given(JSON)
@example({})
def test_no_json_breaks_the_reading(told: object) -> None:
    outcome(told)


@given(CLAIMS, st.booleans())
def test_whatever_is_read_is_sound(told: dict[str, Any], named: bool) -> None:
    found = outcome({**told, **AN, "rrn": INSZ} if named else told)
    assert not (named and found is None)
    if found is None:
        return
    codes = [o.kbo for o in found.organisations]
    assert len(codes) == len(set(codes))
    assert all(identifiers.fault(Identifier.KBO, code, TODAY) is None for code in codes)
    assert {right.kbo for right in found.rights} <= set(codes)
    for text in (found.subject, found.given_name, found.family_name, *(o.name for o in found.organisations)):
        text.encode()
        assert text.isprintable()
