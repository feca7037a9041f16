"""What `make` does, one file per step; `bootstrap` and `ports` need nothing but the standard library."""
