import pytest

from tests.ui.markup import Node, drawn, handler, pressed, told
from vov_app.forms.refund import REFUND
from vov_app.forms.spec import Field, Kind
from vov_app.texts import keys, t
from vov_app.ui.form_view import FormVars, field_view, step_fields, step_form

TEXTS = dict[str, str]
FORM = FormVars(
    shown=told("shown"),
    answers=told("answers", TEXTS),
    faults=told("faults", TEXTS),
    notes=told("notes", TEXTS),
    asked=told("asked", list[str]),
    on_note=handler(),
)
FIELDS = [field for step in REFUND.steps for field in step.fields]
LINES = [field for field in FIELDS if field.kind not in (Kind.CHOICE, Kind.TICK)]
CHOICES = [field for field in FIELDS if field.kind is Kind.CHOICE]
TICKS = [field for field in FIELDS if field.kind is Kind.TICK]


def view(field: Field) -> Node:
    return drawn(field_view(field, FORM))


def one(kind: Kind) -> Node:
    return view(Field("iban", kind)).one("input")


@pytest.mark.parametrize("field", LINES, ids=lambda f: f.name)
def test_a_line_of_text_has_its_label(field: Field) -> None:
    found = view(field)
    assert (
        found.one("label")["htmlFor"] == found.one("input")["id"] == found.one("input")["name"] == field.name
    )
    assert found.one("label").text.startswith(t(f"refund.field.{field.name}.label"))


@pytest.mark.parametrize("field", CHOICES, ids=lambda f: f.name)
def test_a_choice_is_a_group_with_a_legend_and_a_label_for_each(field: Field) -> None:
    group = view(field).one("fieldset")
    assert group.one("legend").text == t(f"refund.field.{field.name}.label")
    assert group["role"] == "radiogroup"
    dots = group.all("input")
    assert [f'"{choice}"' in dot["value"] for dot, choice in zip(dots, field.choices, strict=True)]
    assert {dot["name"] for dot in dots} == {field.name}
    assert [label["htmlFor"] for label in group.all("label")] == [dot["id"] for dot in dots]


@pytest.mark.parametrize("field", CHOICES, ids=lambda f: f.name)
def test_a_link_to_a_choice_finds_its_first_button(field: Field) -> None:
    assert view(field).all("input")[0]["id"] == field.name


@pytest.mark.parametrize("field", TICKS, ids=lambda f: f.name)
def test_a_tick_has_its_label(field: Field) -> None:
    found = view(field)
    assert found.one("input")["type"] == "checkbox"
    assert found.one("label")["htmlFor"] == found.one("input")["id"] == field.name


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_hint_fault_and_note_describe_the_control(field: Field) -> None:
    found = view(field)
    control = found.one("fieldset" if field.kind is Kind.CHOICE else "input")
    described = control["aria-describedby"].split()
    assert f"{field.name}-fault" in described
    assert f"{field.name}-note" in described
    assert (f"{field.name}-hint" in described) == (f"refund.field.{field.name}.hint" in keys())
    assert set(described) <= set(found.ids())


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_a_fault_marks_the_control(field: Field) -> None:
    found = view(field)
    control = found.one("fieldset" if field.kind is Kind.CHOICE else "input")
    assert f'faults?.["{field.name}"]' in control["aria-invalid"]
    assert f'faults?.["{field.name}"]' in found.where("id", f"{field.name}-fault").text


@pytest.mark.parametrize("field", LINES, ids=lambda f: f.name)
def test_hint_and_fault_stand_before_the_control(field: Field) -> None:
    ids = view(field).ids()
    assert ids.index(f"{field.name}-fault") < ids.index(field.name)


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_no_control_has_a_ref_since_its_value_would_replace_what_the_form_sends(field: Field) -> None:
    assert [node for node in view(field).all("input") if "ref" in node.attributes] == []


@pytest.mark.parametrize("field", LINES, ids=lambda f: f.name)
def test_what_is_typed_is_left_alone(field: Field) -> None:
    control = view(field).one("input")
    assert f'answers?.["{field.name}"]' in control["defaultValue"]
    assert "value" not in control.attributes


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
def test_controls_are_made_anew_for_another_draft(field: Field) -> None:
    assert view(field).children[0]["key"] == f'(shown+"/{field.name}")'


@pytest.mark.parametrize(
    ("fields", "trigger"), [(LINES, "onBlur"), (CHOICES, "onChange"), (TICKS, "onChange")]
)
def test_each_answer_is_noted(fields: list[Field], trigger: str) -> None:
    for field in fields:
        for control in view(field).all("input"):
            assert f'["name"] : "{field.name}"' in control[trigger]


def test_nothing_is_noted_where_answers_are_kept_on_submit() -> None:
    form = FormVars(FORM.shown, FORM.answers, FORM.faults, FORM.notes, FORM.asked, on_note=None)
    control = drawn(field_view(TICKS[0], form)).one("input")
    assert "onChange" not in control.attributes


@pytest.mark.parametrize(
    ("kind", "attribute", "value"),
    [
        (Kind.EMAIL, "type", "email"),
        (Kind.PHONE, "type", "tel"),
        (Kind.DATE, "type", "text"),
        (Kind.INSZ, "inputMode", "numeric"),
        (Kind.ESTABLISHMENT, "inputMode", "numeric"),
        (Kind.DECIMAL, "inputMode", "decimal"),
        (Kind.PERCENT, "inputMode", "decimal"),
        (Kind.DATE, "className", "input input--date"),
        (Kind.PERCENT, "className", "input input--few"),
        (Kind.TEXT, "className", "input input--wide"),
        (Kind.IBAN, "className", "input input--number"),
    ],
)
def test_a_kind_has_its_keyboard_and_width(kind: Kind, attribute: str, value: str) -> None:
    assert one(kind)[attribute] == value


@pytest.mark.parametrize(
    ("name", "fills_in"),
    [
        ("contact_name", "name"),
        ("contact_email", "email"),
        ("contact_phone", "tel"),
        ("employee_email", "off"),
        ("insz", "off"),
    ],
)
def test_a_browser_fills_in_only_what_is_about_its_user(name: str, fills_in: str) -> None:
    field = next(f for f in FIELDS if f.name == name)
    assert view(field).one("input")["autoComplete"] == fills_in


def test_what_may_be_skipped_says_so() -> None:
    skipped = drawn(field_view(Field("iban", Kind.IBAN, required=False), FORM))
    assert skipped.one("label").text.endswith(t("ui.optional"))
    assert skipped.one("input")["aria-required"] == "false"
    assert t("ui.optional") not in view(Field("iban", Kind.IBAN)).one("label").text


def test_a_question_that_depends_on_others_comes_when_the_server_asks_it() -> None:
    begin = REFUND.steps[0]
    always, depends = begin.fields[0].name, begin.fields[2].name
    rendered = str(step_fields(begin, FORM).render())
    assert f'asked.includes("{depends}")' in rendered
    assert f'asked.includes("{always}")' not in rendered


def test_the_browser_shows_no_bubbles_of_its_own() -> None:
    assert drawn(step_form("x", on_submit=pressed())).one("form")["noValidate"] == "true"
