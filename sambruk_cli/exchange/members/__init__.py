"""Registers of members as other programs export them, and figures of Statistics Sweden's."""
