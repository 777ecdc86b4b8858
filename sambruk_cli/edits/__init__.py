"""Changing a user's files: a plan, its diff, and carrying it out whole or not at all."""

FOLDER = ".sambruk-change"  # in a workspace: a change that has been decided on and is not finished
