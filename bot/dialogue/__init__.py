"""A conversation turn by turn: what follows on an answer, and what each kind of follow-up does to it."""
