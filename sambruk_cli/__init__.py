"""sambruk: a membership association's books, dues and annual report from plain text."""

__version__ = "0.1.0"
