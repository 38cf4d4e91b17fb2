# Two commands need nothing but Python >= 3.11 and make:  make chat   make test
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help chat test eval bench fit lint check lock clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Backtalk needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up .venv: packages of requirements.lock, each checked against its hash (once, a minute or so) ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready." >&2

chat: $(READY)  ## talk to Backtalk in the terminal
	@$(BIN)/backtalk chat

test: $(READY)  ## lint, types, knowledge and the whole test suite
	@echo "Checking style, types and knowledge, then running the tests ..." >&2
	@$(BIN)/ruff check bot knowledge intents tests
	@$(BIN)/mypy
	@$(BIN)/backtalk kb lint
	@$(BIN)/python -m pytest

eval: $(READY)  ## score the labelled questions, out of fold
	@$(BIN)/backtalk eval

bench: $(READY)  ## print the benchmark tables
	@$(BIN)/python -m tests.benchmarks

fit: $(READY)  ## refit what the answers depend on after knowledge changed
	@$(BIN)/backtalk fit

lint: $(READY)  ## what needs a moderator's eye in the knowledge base
	@$(BIN)/backtalk kb lint

lock:  ## rewrite requirements.lock from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:  ## remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
