"""Closing a fiscal year: what is still to be booked; and sealing it, so that changes show."""
