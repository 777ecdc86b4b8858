"""Analytical review: what has moved, against the year before and the budget, and first digits."""
