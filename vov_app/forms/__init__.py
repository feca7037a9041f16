"""The questions, pure: what is asked, when, and what makes an answer sound; no words, no database."""
