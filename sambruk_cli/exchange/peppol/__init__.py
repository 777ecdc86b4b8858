"""Invoices as Peppol BIS Billing 3 takes them (UBL 2.1), held to the official rules."""
