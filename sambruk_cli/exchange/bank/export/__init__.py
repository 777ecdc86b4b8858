"""Lists of an account's movements that a bank's web site exports, as CSV or XLSX."""
