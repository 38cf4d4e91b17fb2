"""The moderators' side of Discord: the desk's rules behind menus, commands, cards and forms."""
