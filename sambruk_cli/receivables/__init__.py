"""What members and others owe: invoices, what is paid of them, and what is still open."""
