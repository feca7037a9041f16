"""Whoever walks the form in any order loses nothing and never gets past a step that isn't sound."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.forms.samples import FACTS, SOUND
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Kind, Step
from vov_app.forms.values import refund_values

TYPED = {
    **{name: [sound, "?"] for name, sound in SOUND.items()},
    "start_date": ["15/9/2025", "2/6/2025", "31/9/2025"],
    "joined_later": ["ja", "nee"],
    "entry_date": ["1/9/2025", "1/10/2025", "gisteren"],
    "works_in_flanders": ["ja", "nee"],
    "odb": ["ODB-1000123", "ODB-1000789", "ODB-P00004", "ODB-9999999"],
    "contract": ["diplomacontract", "creditcontract", "examencontract"],
    "end_date": ["19/6/2026", "1/1/2020"],
    "initiative": ["werknemer", "werkgever"],
}


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Step, dict[str, object]]:
    """A step and what its screen sends: any fields may be hidden, left empty, sound or not."""
    step = draw(st.sampled_from(REFUND.steps))
    controls = {
        field.name: st.booleans() | st.none()
        if field.kind is Kind.TICK
        else st.sampled_from([*TYPED[field.name], "", None])
        for field in step.fields
    }
    return step, {name: draw(control) for name, control in controls.items()}


class Walk(RuleBasedStateMachine):
    """A draft that is filled in step by step, beside a plain note of everything that was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: dict[str, str] = {}
        self.typed: dict[str, str] = {}

    @rule(sent=filled_in())
    def fill_in(self, sent: tuple[Step, dict[str, object]]) -> None:
        """Any step, in any order, with anything in it."""
        step, payload = sent
        self.draft |= REFUND.clean(step, payload)
        for name, value in payload.items():
            if isinstance(value, str):
                choices = next(f.choices for f in step.fields if f.name == name)
                self.typed[name] = value if not choices or value in choices else ""
            elif next(f.kind for f in step.fields if f.name == name) is Kind.TICK:
                self.typed[name] = "ja" if value else ""

    @rule(step=st.sampled_from(REFUND.steps))
    def fill_in_well(self, step: Step) -> None:
        """A step as it should be, so that walks get to the end."""
        mine = {f.name: SOUND[f.name] for f in step.fields if f.name in SOUND}
        self.draft |= REFUND.clean(step, mine)
        self.typed |= mine

    @rule(name=st.sampled_from(list(SOUND)))
    def leave_one_field(self, name: str) -> None:
        """A single answer, kept as soon as its field is left."""
        step = next(s for s in REFUND.steps if any(f.name == name for f in s.fields))
        self.draft |= {n: v for n, v in REFUND.clean(step, {name: SOUND[name]}).items() if n == name}
        self.typed[name] = SOUND[name]

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        """The draft holds what was typed last, for every field."""
        assert self.draft == self.typed

    @invariant()
    def reach_obeys_its_definition(self) -> None:
        """All steps before the last reachable one are sound; that one isn't, or it is the last of all."""
        journey = REFUND.journey(self.draft, FACTS)
        reachable = REFUND.reachable(self.draft, FACTS)
        assert reachable == journey[: len(reachable)] != ()
        assert not any(REFUND.faults(self.draft, FACTS, step) for step in reachable[:-1])
        assert reachable == journey or REFUND.faults(self.draft, FACTS, reachable[-1])

    @invariant()
    def what_is_sound_can_be_read(self) -> None:
        """No fault in the whole form means that its values can be read; else some step tells a fault."""
        found = REFUND.faults(self.draft, FACTS)
        steps = REFUND.journey(self.draft, FACTS)
        assert {f.field for f in found} == {
            f.field for s in steps for f in REFUND.faults(self.draft, FACTS, s)
        }
        if not found:
            assert refund_values(self.draft).insz == "85073003328"


Walk.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestWalk = Walk.TestCase
