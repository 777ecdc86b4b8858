"""Which open items payments pay: `match_payments`, and the values that go in and come out."""
