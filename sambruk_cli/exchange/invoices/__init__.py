"""Invoices that somebody states in a file."""
