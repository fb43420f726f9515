# The front door: `make` alone lists what there is.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup report test check lint types layers docs update wheel gallery example bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv with everything needed to use, test and develop

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all,dev]'
	@touch $@

report: $(READY) ## render the toolkits on board into reports/
	$(BIN)/prevent render

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

check: lint types layers docs test ## all that CI runs on a clone

lint: $(READY) ## ruff, its formatter too, and the layout of the toolkits on board
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/prevent fmt --check

types: $(READY) ## mypy, strict
	$(BIN)/mypy

layers: $(READY) ## the floors: who may import whom
	$(BIN)/lint-imports

docs: $(READY) ## are the generated pages what the program says?
	$(BIN)/python docs/generate.py --check

update: $(READY) ## rewrite what is generated: format, docs, golden files
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/prevent fmt
	$(BIN)/python docs/generate.py

wheel: $(READY) ## build the wheel and run it from another folder
	$(BIN)/python tests/run_wheel.py

gallery: $(READY) ## take the pictures of docs/gallery.md anew; needs chromium, pdftoppm and soffice
	$(BIN)/python docs/gallery.py

example: $(READY) ## make the toolkits of the example anew; takes some minutes
	PATH="$(abspath $(BIN)):$$PATH" examples/example-borough/make.sh

bench: $(READY) ## compare with other programs, which it installs; writes docs/benchmarks.md; takes half an hour
	$(BIN)/python -m bench.run

clean: ## remove what the targets above made
	rm -rf $(VENV) dist build reports .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
