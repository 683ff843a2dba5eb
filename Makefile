# Everything musren can do from a bare checkout; needs python3 (3.11+), python3-venv, git and make.

PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=
PYTEST_WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check fmt docs lock clean

help:
	@echo "make run    set up, load the demo if the database is empty, serve on http://127.0.0.1:8000"
	@echo "make test   set up and run all tests (SQLite, PostgreSQL, Chromium, LibreOffice)"
	@echo "make check  every static check, then all tests with coverage"
	@echo "make lint   the static checks alone"
	@echo "make fmt    bring the code into the house format"
	@echo "make docs   write docs/reference afresh"
	@echo "make lock   resolve the dependencies again into requirements.lock"
	@echo "make clean  remove .venv, caches and reports (never var/, where the data lives)"

setup: .venv/.installed

# The lock file is taken with its hashes; musren itself is then linked in with the
# setuptools of the lock, so that this step asks the registry for nothing.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "musren needs Python 3.11 or newer; name one with: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "Python has no venv module here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/musren serve --demo

test: setup
	@tools/system_packages.sh
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

# tests/guards/test_gate.py runs each line of this recipe, so that CI runs them too.
lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	test ! -d musren/web/templates || $(BIN)/djlint --lint --quiet musren/web/templates
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .

check: lint
	$(MAKE) test PYTEST_ARGS="--cov --cov-report=term-missing:skip-covered $(PYTEST_ARGS)"

fmt: setup
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: setup
	$(BIN)/musren docs

# Addresses of indexes stay on the machine that resolves: none is written into the file.
lock: setup
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --extra dev --extra redis --strip-extras \
	  --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
