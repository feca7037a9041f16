"""Read one cookie from a Cookie header, as the browser sends it with a request or a websocket."""


def cookie(header: str, name: str) -> str:
    """The value of this cookie; empty when the header doesn't hold it.

    Other sites below the same domain may set cookies that no parser accepts; they don't hide ours.
    """
    for pair in header.split(";"):
        key, equals, value = pair.strip().partition("=")
        if key == name and equals:
            return value
    return ""
