"""Vouchers that are worth a look: round, alike, on days of rest, by one hand. None is an error."""
