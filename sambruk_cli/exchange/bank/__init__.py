"""Files that banks give of an account: camt.053 and camt.054."""
