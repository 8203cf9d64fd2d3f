# `make run` and `make test` are each enough as the very first command in a fresh clone.
# Written for GNU make 3.81 and newer, because that is what macOS brings.

VENV = .venv
BIN = $(VENV)/bin

# How deep the tests go: quick, or deep (more kill points, seeds and made-up input, and all stories in the browser).
HYPHA_DEPTH ?= quick
export HYPHA_DEPTH
# One for each core, unless a number is given.
WORKERS ?= auto
ARGS ?=

# All of these are looked up only when something has to be installed, so that a second `make run` starts at once.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$python" && break; done)
UV = $(shell uv --version >/dev/null 2>&1 && echo uv)
PIP_INSTALL = $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

READY_TO_RUN = $(VENV)/.ready-to-run
READY_TO_TEST = $(VENV)/.ready-to-test

.PHONY: help setup run test bench lint format lock

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile

setup: $(READY_TO_TEST) ## make .venv with everything that running and testing need

run: $(READY_TO_RUN) ## start Hypha (settings: see .env.example)
	@$(BIN)/hypha run

test: $(READY_TO_TEST) ## run all tests; ARGS="tests/domain -x" narrows them
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

bench: $(READY_TO_TEST) ## measure, and print the figures that docs/ quotes
	@$(BIN)/python -m tests.benchmarks

lint: $(READY_TO_TEST) ## look through the code without running it
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/pyright

format: $(READY_TO_TEST) ## lay the code out, and mend what can be mended without thought
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url $(UPGRADE)

lock: ## lock what pyproject.toml asks for; UPGRADE=--upgrade takes newer versions
	@uv --version >/dev/null 2>&1 || { echo "make lock needs uv."; exit 1; }
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@if grep -n '://' requirements.lock requirements-dev.lock; then echo "A lock may hold no address."; exit 1; fi

$(BIN)/python:
	@echo "Making $(VENV) (once; this takes a minute or so)."
	@rm -rf $(VENV)
	@if [ -n "$(UV)" ]; then uv venv --quiet --python "$(or $(PYTHON),3.11)" $(VENV); \
	elif [ -n "$(PYTHON)" ]; then "$(PYTHON)" -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "This Python cannot make a venv. On Debian and Ubuntu: apt install python3-venv"; exit 1; }; \
	else echo "Hypha needs Python 3.11 or newer. If it is somewhere unusual: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3"; exit 1; fi

# The project installs itself last, without looking anywhere: setuptools, which builds it, is in the lock.
define install
	@echo "Installing what $(1) names."
	@[ -n "$(UV)" ] || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(PIP_INSTALL) --require-hashes -r $(1)
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation --editable .
endef

$(READY_TO_RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)
	@touch $@

$(READY_TO_TEST): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-dev.lock)
	@touch $(READY_TO_RUN) $@
