"""`backtalk kb`: the moderators' desk at the shell."""
