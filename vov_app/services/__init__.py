"""The verbs: each checks the right, changes rows, and writes the letter, in the transaction it is given."""
