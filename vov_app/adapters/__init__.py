"""The outside world, one thing per file, each replaceable."""
