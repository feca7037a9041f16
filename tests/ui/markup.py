"""Look at what a component draws: its elements with their attributes, in the order of the page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.event import EventHandler


@dataclass(frozen=True)
class Node:
    """One element; attributes and text are JavaScript expressions, with the quotes of constants taken off."""

    tag: str
    attributes: dict[str, str]
    children: tuple["Node", ...]
    text: str

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def all(self, tag: str = "") -> list["Node"]:
        """The elements in here with this tag, itself too, in the order of the page."""
        mine = [self] if not tag or self.tag == tag else []
        return [*mine, *(found for child in self.children for found in child.all(tag))]

    def one(self, tag: str) -> "Node":
        """The only element with this tag."""
        (found,) = self.all(tag)
        return found

    def where(self, name: str, value: str) -> "Node":
        """The only element of which this attribute has this value."""
        (found,) = [node for node in self.all() if node.attributes.get(name) == value]
        return found

    def ids(self) -> list[str]:
        """All ids in here."""
        return [node["id"] for node in self.all() if "id" in node.attributes]

    def classes(self) -> set[str]:
        """All class names that constants in here hold."""
        return {name for node in self.all() for name in node.attributes.get("className", "").split()}


def drawn(component: rx.Component) -> Node:
    """What a component draws, both branches of each condition included."""
    return _node("root", {}, tuple(_nodes(component.render())))


def told(name: str, kind: Any = str) -> Any:
    """A Var as a State would tell it."""
    return rx.Var(_js_expr=name, _var_type=kind).guess_type()


def handler() -> EventHandler:
    """An event handler that takes what controls send."""
    return EventHandler(fn=_note, state=rx.State)


def pressed() -> EventHandler:
    """An event handler that takes nothing."""
    return EventHandler(fn=_press, state=rx.State)


def typed() -> EventHandler:
    """An event handler that takes what was typed."""
    return EventHandler(fn=_type, state=rx.State)


def _type(self: object, value: str) -> None:
    """Stands in for a handler of a search."""


def _note(self: object, name: str, value: str) -> None:
    """Stands in for a handler that keeps an answer."""


def _press(self: object) -> None:
    """Stands in for a handler of a button."""


def _nodes(rendered: Any) -> Iterator[Node]:
    if not isinstance(rendered, dict):
        return
    if "cond_state" in rendered:
        yield from _nodes(rendered["true_value"])
        yield from _nodes(rendered["false_value"])
    elif "contents" in rendered:
        yield Node("", {}, (), _bare(rendered["contents"]))
    elif "name" in rendered:
        inner = tuple(node for child in rendered["children"] for node in _nodes(child))
        yield _node(_bare(rendered["name"]), dict(map(_attribute, rendered["props"])), inner)


def _node(tag: str, attributes: dict[str, str], inner: tuple[Node, ...]) -> Node:
    return Node(tag, attributes, inner, "".join(node.text for node in inner))


def _attribute(prop: str) -> tuple[str, str]:
    name, _, value = (
        prop.partition(":") if not prop.startswith('"') else prop.replace('":', '"\0').partition("\0")
    )
    return _bare(name), _bare(value)


def _bare(expression: str) -> str:
    try:
        found = json.loads(expression)
    except ValueError:
        return expression
    return found if isinstance(found, str) else expression
