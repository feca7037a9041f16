"""The docs name every setting, address, right and handler, and every link in them leads somewhere."""

import re
from pathlib import Path

import pytest
from reflex_base.registry import RegistrationContext
from typer.main import get_command

import vov_app.vov_app  # noqa: F401 - registers every handler
from vov_app import routes
from vov_app.domain.access import Access
from vov_app.domain.rights import Context, Right, Standing
from vov_app.operating.cli import app as vov
from vov_app.prototype.people import PEOPLE
from vov_app.services import batch_guide
from vov_app.services.batch_guide import ColumnGuide
from vov_app.settings import ROOT, Settings
from vov_app.state.policy import access_of

DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
OTHER_VARIABLES = {"VOV_HOST", "VOV_CHROMIUM"}


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_configuration_names_every_setting_and_no_other() -> None:
    told = set(re.findall(r"`(VOV_[A-Z_]+)`", read("docs/configuration.md")))
    assert told - OTHER_VARIABLES == {f"VOV_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name != "data_dir"])
def test_configuration_tells_the_default(name: str) -> None:
    row = next(line for line in read("docs/configuration.md").splitlines() if f"`VOV_{name.upper()}`" in line)
    default = Settings.model_fields[name].default
    value = default.get_secret_value() if hasattr(default, "get_secret_value") else default
    assert f"`{value}`" in row if value != "" else "empty" in row


def addresses() -> list[str]:
    constants = {
        name: value for name, value in vars(routes).items() if name.isupper() and isinstance(value, str)
    }
    return sorted(constants.values())


@pytest.mark.parametrize("address", addresses())
def test_routes_names_every_address(address: str) -> None:
    assert f"`{address}`" in read("docs/routes.md")


@pytest.mark.parametrize("value", [*Right, *Context, *Standing, *Access])
def test_rights_names_every_right_context_standing_and_level(value: str) -> None:
    assert f"`{value}`" in read("docs/rights.md")


def test_rights_names_every_handler_with_who_may_call_it() -> None:
    told = dict(re.findall(r"^\| `(\w+State\.\w+)` \| `(\w+)` \|", read("docs/rights.md"), re.MULTILINE))
    handlers = (found.handler.fn for found in RegistrationContext.get().event_handlers.values())
    ours = {fn.__qualname__: str(access_of(fn)) for fn in handlers if fn.__module__.startswith("vov_app")}
    assert told == ours


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", file.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (file.parent / target).exists(), target


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.slug)
def test_the_readme_names_every_demo_person(person: object) -> None:
    assert getattr(person, "name") in read("README.md")  # noqa: B009 - the ids of a parametrized object


@pytest.mark.parametrize(
    "command",
    [
        "make run",
        "make check",
        "make dev",
        "make test",
        "make bench",
        "make fuzz",
        "make chaos",
        "make rolling",
        "make audit",
        "make sbom",
        "make fmt",
    ],
)
def test_the_readme_names_every_command(command: str) -> None:
    assert command in read("README.md")


@pytest.mark.parametrize("command", sorted(get_command(vov).commands))  # type: ignore[attr-defined]
def test_operations_names_every_command_of_the_operator(command: str) -> None:
    assert f"`vov {command}`" in read("docs/operations.md")


def test_operations_names_every_figure() -> None:
    source = (ROOT / "vov_app").rglob("*.py")
    figures = {
        name for file in source for name in re.findall(r'"(vov_[a-z_]+)", "[A-Z]', file.read_text("utf-8"))
    }
    told = re.findall(r"`(vov_[a-z_]+)`", read("docs/operations.md"))
    assert figures <= {name.removesuffix("_total") for name in told}
    assert len(figures) > 8


@pytest.mark.parametrize("column", batch_guide.columns(), ids=lambda column: column.name)
def test_the_guide_for_files_explains_every_column(column: ColumnGuide) -> None:
    told = [
        line.split(" | ") for line in read("docs/bestand.md").splitlines() if f"| `{column.name}` |" in line
    ]
    [(title, _, when, example, choices)] = told
    assert (title, when, example) == (f"| {column.title}", column.when, column.example)
    assert choices.removesuffix("|").strip() == " / ".join(column.choices)


def test_the_guide_for_files_names_no_column_that_there_isn_t() -> None:
    told = re.findall(r"^\| [^|]+ \| `([a-z_]+)` \|", read("docs/bestand.md"), re.MULTILINE)
    assert told == [column.name for column in batch_guide.columns()]
    assert all(column.title in read("docs/bestand.md") for column in batch_guide.given_back())
