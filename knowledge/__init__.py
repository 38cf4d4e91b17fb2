"""What Backtalk knows: entries, the packs that hold them, and the search over them."""
