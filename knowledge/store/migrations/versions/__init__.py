"""The steps; forward only, since a backup is the way back."""
