"""Plain HTTP beside Reflex: sign-in, headers, health."""
