"""A workspace read without checks."""

from __future__ import annotations

from pathlib import Path

from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.ledgers import load_books
from tests.sessions import TERMS


def read_all(workspace: Workspace) -> tuple[Register, Books, tuple[Finding, ...]]:
    """Register, books, and what reading them found."""
    register, found = read_register(workspace)
    books, more = load_books(workspace, register.years)
    return register, books, (*found, *more)


def unchecked(register: Register, books: Books) -> Session:
    """A session of books whose files nothing asks for."""
    return Session(Workspace(Path()), register, books, (), register.years, TERMS)
