"""Letters that are really sent, to a real mail server on this machine."""
