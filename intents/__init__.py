"""What is being asked: from a person's text to a Question of plain values."""
