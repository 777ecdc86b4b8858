"""What a SIE file must hold and agree on: one module for each group of rules (SIE 4B § 5 and 6).

A rule sees the records in the order of the file, and ends once. It keeps what it has to compare,
not the records, so that a file of any size is checked in little memory.
"""
