"""Threads, articles and messages read into proposed drafts, each credited and with its source."""
