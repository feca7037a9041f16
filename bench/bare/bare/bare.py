"""One page with a heading, a count, and a button that changes it: nothing of ours."""

import reflex as rx


class Count(rx.State):
    """A number."""

    count: int = 0

    @rx.event
    def add(self) -> None:
        """One more."""
        self.count += 1


def index() -> rx.Component:
    """The page."""
    return rx.el.main(
        rx.el.h1("Bare"),
        rx.el.p(Count.count, id="count"),
        rx.el.button("Add", id="add", on_click=Count.add),
    )


app = rx.App(toaster=None, app_wraps={}, reset_style=False)
app.add_page(index, route="/", title="Bare")
