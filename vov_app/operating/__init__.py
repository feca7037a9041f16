"""What runs without a visitor: the caretakers of the real door, and the commands of its operator."""
