"""The stylesheet and the furniture know the same names, and every colour pair can be read."""

import ast
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vov_app.ui.kinds import Tone

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
TOKENS = (ASSETS / "tokens.css").read_text("utf-8")
STYLES = (ASSETS / "app.css").read_text("utf-8")
FURNITURE = sorted((ROOT / "vov_app" / "ui").glob("*.py"))
PAGES_IN_HTML = sorted((ROOT / "vov_app").rglob("*.html"))
MOST_BYTES = 6 * 1024

COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", TOKENS))
TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *(
        (ink, paper, TEXT)
        for ink in ("ink", "hint", "black", "blue", "blue-dark")
        for paper in ("white", "paper")
    ),
    *((ink, "white", TEXT) for ink in ("green", "red", "orange")),
    ("black", "yellow", TEXT),
    ("yellow", "black", TEXT),
    ("yellow", "ink", TEXT),
    *(("white", paper, TEXT) for paper in ("blue", "blue-dark", "black", "ink")),
    *(("ink", paper, TEXT) for paper in ("blue-pale", "green-pale", "orange-pale", "red-pale")),
    ("blue", "blue-pale", TEXT),
    ("blue-dark", "blue-pale", TEXT),
    ("green", "green-pale", TEXT),
    ("orange", "orange-pale", TEXT),
    ("red", "red-pale", TEXT),
    ("black", "green-pale", TEXT),
    *((edge, "white", SHAPE) for edge in ("edge", "blue", "red")),
    ("blue", "yellow", SHAPE),
]


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def styled() -> set[str]:
    """Every class name that the stylesheet has a rule for."""
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/|@[^{]*", " ", STYLES, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def used() -> set[str]:
    """Every class name that furniture or a page in plain HTML gives."""
    named = {name for file in FURNITURE for name in names_in(ast.parse(file.read_text("utf-8")))}
    html = (re.findall(r'class="([^"{]*)"', page.read_text("utf-8")) for page in PAGES_IN_HTML)
    return named | {name for found in html for names in found for name in names.split()}


def names_in(tree: ast.AST) -> Iterator[str]:
    """Class names in constants: those of `class_name`, of what is called so or looks, and of tones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "class_name":
            yield from words_in(node.value)
        if (
            isinstance(node, ast.Assign | ast.AnnAssign)
            and "looks" in ast.unparse(node).split("=")[0].lower()
        ):
            yield from words_in(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "tone_class":
            yield from words_in(node.args[0])
            yield from (f"is-{tone}" for tone in Tone)


def words_in(value: ast.AST | None) -> Iterator[str]:
    if value is None:
        return
    for part in ast.walk(value):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from part.value.split()


def test_every_class_that_furniture_gives_is_styled() -> None:
    assert used() - styled() == set(), "give it a rule in assets/app.css, or use a name that is there"


def test_every_rule_is_for_a_class_that_is_given() -> None:
    assert styled() - used() == set(), "nobody uses it: take the rule out of assets/app.css"


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS, ids=lambda v: str(v))
def test_what_stands_on_a_colour_can_be_read(ink: str, paper: str, least: float) -> None:
    assert contrast(COLOURS[ink], COLOURS[paper]) >= least


def test_contrast_is_what_the_guideline_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_stand_in_the_tokens_alone() -> None:
    assert re.findall(r"#[0-9a-f]{6}\b", STYLES) == []


def test_every_token_is_used_and_every_used_one_exists() -> None:
    given = set(re.findall(r"(?<=  )--([\w-]+):", TOKENS))
    local = {"icon", "tone", "pale"}
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLES + TOKENS)) - local == given


def test_all_styles_together_are_light() -> None:
    assert len(gzip.compress((TOKENS + STYLES).encode())) < MOST_BYTES


def test_every_picture_is_our_own_file() -> None:
    pictures = re.findall(r'url\("([^"]+)"\)', STYLES)
    assert pictures != []
    assert [url for url in pictures if not (ASSETS / url.lstrip("/")).is_file()] == []
    assert {f"/icons/{file.name}" for file in (ASSETS / "icons").iterdir()} == set(pictures)


@pytest.mark.parametrize(
    "condition", ["print", "(forced-colors: active)", "(prefers-reduced-motion: no-preference)"]
)
def test_each_way_of_reading_is_thought_of(condition: str) -> None:
    assert f"@media {condition}" in STYLES


def test_nothing_moves_unless_motion_is_welcome() -> None:
    before, _, _ = STYLES.partition("@media (prefers-reduced-motion")
    assert "transition" not in before
    assert "animation" not in STYLES


def test_focus_is_visible_and_nothing_sticks_over_it() -> None:
    assert re.search(r":focus-visible \{ outline: 0\.\d+rem solid", STYLES)
    assert "sticky" not in STYLES
    assert re.findall(r"\.([\w-]+) \{[^}]*position: fixed", STYLES) == ["connection__text"]
    assert ":root:has(.connection__text) { scroll-padding-bottom" in STYLES
