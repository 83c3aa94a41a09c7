# Plenair: `make help` lists what there is. Everything is set up by itself (tools/setup.sh).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test check fmt lint types messages bench lock setup setup-test

PORT ?= 8000
VENV ?= .venv
PYTHON ?=
BIN := $(VENV)/bin
APPS := config core mailing live events workshops registrations handouts polls reports workspace
export VENV PYTHON
unexport PYTHONDONTWRITEBYTECODE # without bytecode every process compiles everything anew, for seconds

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 16

demo: setup ## Serve Plenair with demo data on PORT (default 8000) and PORT+1
	@export PUBLIC_ORIGIN="$${PUBLIC_ORIGIN:-http://127.0.0.1:$(PORT)}"; \
	$(BIN)/python tools/catalogues.py compile && \
	exec $(BIN)/python manage.py serve --demo --port $(PORT)

test: check ## Run every check and all tests, on SQLite and on PostgreSQL with Redis
	@$(BIN)/python tools/catalogues.py compile
	@tools/test.sh

check: setup-test ## Lint, types, imports, templates, migrations, translations, requirements
	@tools/check.sh

fmt: setup-test ## Format the Python code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: setup-test ## Only the quick checks of style and imports
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports

types: setup-test ## Only the types
	@$(BIN)/mypy $(APPS)

messages: setup-test ## Bring the Dutch catalogues in step with the sources, and compile them
	@$(BIN)/python tools/catalogues.py update && $(BIN)/python tools/catalogues.py compile

bench: setup-test ## Measure the live room and print the figures
	@$(BIN)/python -m bench votes phones allocation

lock: setup ## Pin the requirements anew, with hashes and without addresses
	@cd requirements && for name in installer runtime test; do \
	  ../$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-header $$name.in -o $$name.txt; \
	done

setup: # What `demo` needs; only what changed
	@tools/setup.sh runtime

setup-test: # What `check` and `test` need; only what changed
	@tools/setup.sh test
