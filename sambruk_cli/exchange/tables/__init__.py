"""Tables that other programs export, as rows of cells: CSV in any usual encoding, and XLSX."""
