"""One command, one file: arguments in, one call, the result printed, an exit code.

A command imports what it shows inside its function. The module itself is loaded for `--help` and
for every press of the tab key, and pydantic, Beancount and the renderers would make those wait.
"""
