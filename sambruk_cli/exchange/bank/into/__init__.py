"""Money of bank files into the books: a voucher for each movement, once, whatever files tell it."""
