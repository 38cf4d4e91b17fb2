"""What moderators do to entries, with every rule of it; Discord and the shell are two doors to the same desk."""
