"""Files that banks give of an account, read into one form, verified, and told once."""
