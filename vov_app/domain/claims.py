"""The claims contract: how the claims of ACM become a person, organisations and rights (dossier 5.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vov_app.domain import identifiers
from vov_app.domain.identifiers import Identifier
from vov_app.domain.rights import Context, Right

LONGEST_SUBJECT = 200
LONGEST_NAME = 100
LONGEST_ORGANISATION = 200


class ClaimFault(ValueError):
    """The identity provider sent claims that make no person; `claim` names which one, never its value."""

    def __init__(self, claim: str, problem: str) -> None:
        super().__init__(f"the claim {claim} is {problem}")
        self.claim = claim


@dataclass(frozen=True)
class ClaimedOrganisation:
    """An organisation for which the person may act, and whether KBO names them its representative."""

    kbo: str
    name: str
    represents: bool = False


@dataclass(frozen=True)
class ClaimedRight:
    """One value of the role claim: right, context and organisation."""

    right: Right
    context: Context
    kbo: str


@dataclass(frozen=True)
class Claims:
    """What a sign-in tells us about one person."""

    subject: str
    given_name: str
    family_name: str
    insz: str | None
    organisations: tuple[ClaimedOrganisation, ...]
    rights: tuple[ClaimedRight, ...]


def read_claims(told: object, roles_claim: str, today: date) -> Claims:
    """Read what ACM says of a person; docs/claims.md is the table.

    `told` is the validated id_token merged with the userinfo answer: any JSON. `roles_claim` names the
    three-dimensional role claim of the application, whose values read `right:context:organisation`.
    Roles that we don't know and organisations without a sound KBO number are left out.

    Raises:
        ClaimFault: the subject or a name is missing or unsound, or the INSZ is unsound.
    """
    claims: Mapping[str, object] = told if isinstance(told, Mapping) else {}
    rights = tuple(dict.fromkeys(_rights(_texts(claims.get(roles_claim)))))
    return Claims(
        subject=_subject(claims),
        given_name=_name(claims, "given_name"),
        family_name=_name(claims, "family_name"),
        insz=_insz(claims, today),
        organisations=_organisations(claims, rights),
        rights=rights,
    )


def _subject(claims: Mapping[str, object]) -> str:
    """The subject exactly as it came: shortened or trimmed, two people could become one."""
    value = claims.get("sub")
    if not isinstance(value, str) or not value:
        raise ClaimFault("sub", "missing")
    if len(value) > LONGEST_SUBJECT or value != value.strip() or not value.isprintable():
        raise ClaimFault("sub", "unsound")
    return value


def _name(claims: Mapping[str, object], claim: str) -> str:
    name = _line(claims.get(claim), LONGEST_NAME)
    if not name:
        raise ClaimFault(claim, "missing")
    return name


def _insz(claims: Mapping[str, object], today: date) -> str | None:
    value = claims.get("rrn")
    if value is None:
        return None
    if not isinstance(value, str) or identifiers.fault(Identifier.INSZ, value, today):
        raise ClaimFault("rrn", "unsound")
    return identifiers.compact(Identifier.INSZ, value)


def _organisations(
    claims: Mapping[str, object], rights: tuple[ClaimedRight, ...]
) -> tuple[ClaimedOrganisation, ...]:
    codes = [_kbo(code) for code in _values(claims.get("vo_orgcode"))]
    names = [_line(name, LONGEST_ORGANISATION) for name in _values(claims.get("vo_orgnaam"))]
    # Names stand beside the codes by position; the first that is given to an organisation counts.
    named = {kbo: name for kbo, name in reversed(list(zip(codes, names, strict=False))) if name}
    represented = [_kbo(code) for code in _values(claims.get("wv_orgcode"))]
    found = dict.fromkeys([*codes, *(right.kbo for right in rights), *represented])
    return tuple(ClaimedOrganisation(kbo, named.get(kbo, ""), kbo in represented) for kbo in found if kbo)


def _rights(values: Iterable[str]) -> Iterable[ClaimedRight]:
    for value in values:
        right, _, rest = value.partition(":")
        context, _, code = rest.partition(":")
        kbo = _kbo(code)
        if right in set(Right) and context in set(Context) and kbo:
            yield ClaimedRight(Right(right), Context(context), kbo)


def _kbo(code: object) -> str:
    """The compact KBO number; empty when it isn't sound."""
    if not isinstance(code, str) or identifiers.fault(Identifier.KBO, code, date.min):
        return ""
    return identifiers.compact(Identifier.KBO, code)


def _line(value: object, longest: int) -> str:
    """A text on one line, without characters that no screen shows; empty for what isn't a text."""
    if not isinstance(value, str):
        return ""
    shown = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(shown.split())[:longest].rstrip()


def _values(value: object) -> list[object]:
    """A claim that may be one value or a list of them, as a list: places count."""
    return value if isinstance(value, list) else [value]


def _texts(value: object) -> list[str]:
    return [v for v in _values(value) if isinstance(v, str)]
