"""Closing a fiscal year: what is still to be booked, and the change of the files that books it."""
