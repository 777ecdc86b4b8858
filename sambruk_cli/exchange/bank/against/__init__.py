"""The account of the books against the bank's own list of its movements."""
