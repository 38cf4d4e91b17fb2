"""What is said, and where: the engine, its wording, the terminal and Discord."""
