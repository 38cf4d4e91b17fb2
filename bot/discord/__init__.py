"""The engine in a Discord server."""
