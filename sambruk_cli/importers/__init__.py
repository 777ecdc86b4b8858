"""Bank files for any Beancount user: importers that run in a script of beangulp's.

Nothing else of the program imports this, since beangulp is an extra (docs/importers.md).
"""

from sambruk_cli.importers.bank import BankImporter

__all__ = ["BankImporter"]
