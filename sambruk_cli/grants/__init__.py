"""What came of grants and gifts with a purpose: received, used, left, to be paid back."""
