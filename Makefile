# Two commands do everything: make report and make test. See README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
YEAR ?= 2007
SEED ?= 2008
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start Python hundreds of times: it shall find compiled what it has compiled before.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help report validate dues test quick thorough lint format messages coverage fuzz bench lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: $(VENV)/installed ## print the annual report of YEAR (2007)
	@$(BIN)/sambruk report $(YEAR)

validate: $(VENV)/installed ## check books and register, and the seals of the example
	@$(BIN)/sambruk validate
	@$(BIN)/sambruk --root examples/brf-valdemar verify

dues: $(VENV)/installed ## list what each member owes in YEAR (2007)
	@$(BIN)/sambruk dues $(YEAR)

test: lint ## run every check: format, lint, types, tests
	$(BIN)/pytest -q -n auto --dist loadgroup -m "not thorough"

# By file: what the tests of a file share is then made once.
quick: $(VENV)/installed-dev ## run the tests that start no process, in half a minute
	$(BIN)/pytest -q -n auto --dist loadfile -m "not process and not slow and not longer and not further and not thorough"

thorough: $(VENV)/installed-dev ## try all of which make test tries a sample (SEED)
	SAMBRUK_THOROUGH=$(SEED) $(BIN)/pytest -q -n auto --dist loadgroup -m "slow or thorough" \
	  --hypothesis-seed $(SEED)

lint: $(VENV)/installed-dev ## check format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/installed-dev ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/installed-dev ## renew the catalogue of messages; list those without Swedish
	$(BIN)/python -m tools.catalogue

coverage: $(VENV)/installed-dev ## list the lines that no test runs
	$(BIN)/pytest -q -n auto -m "not thorough" --cov --cov-report term-missing:skip-covered

fuzz: $(VENV)/installed-dev ## read 200 000 mutated SIE files (INPUTS, SEED)
	$(BIN)/python -m tests.sie.fuzz --inputs $(or $(INPUTS),200000) --seed $(SEED)

# Some sizes only: make bench SIZE="example 1k"; they are printed and not written down.
bench: $(VENV)/installed-dev ## time against other programs (SIZE: example 1k 10k 100k dues commits 1m)
ifdef SIZE
	$(BIN)/python -m benchmarks.speed --size $(SIZE)
else
	$(BIN)/python -m benchmarks.speed
	$(BIN)/pip install -q -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.report_pdf
	$(BIN)/python -m benchmarks.sie_reader
	$(BIN)/python -m benchmarks.matching
endif

# Versions and digests of everything that is installed; needs uv. The lists are whole, so pip is
# told to add nothing (--no-deps): it would look for a package's extras beyond the version locked.
lock: ## renew the lock files
	uv pip compile -q -U pyproject.toml --group build --universal --python-version 3.11 \
	  --generate-hashes --no-header -o requirements.lock
	uv pip compile -q -U pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header -c requirements.lock -o requirements-dev.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sambruk needs Python 3.11 or later; make PYTHON=python3.12 names another" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
