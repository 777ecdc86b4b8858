"""camt.053 (statements) and camt.054 (notifications) of ISO 20022, read by local names."""
