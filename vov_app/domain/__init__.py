"""The law as plain Python: decisions over values, no clock, no database, no words."""
