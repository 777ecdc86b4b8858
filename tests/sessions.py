"""Workspaces opened as commands open them, on a day that never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sambruk_cli.opening import reading
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

TERMS = Terms(date(2026, 1, 31))


def read_checked(
    workspace: Workspace, *, cache: bool, today: date | None = None, **named: Any
) -> Session:
    """Books and register, checked, in Swedish."""
    terms = TERMS if today is None else replace(TERMS, today=today)
    return reading.read_checked(workspace, terms, cache=cache, **named)
