# `make run` and `make test` are all that a newcomer needs: each first sets up whatever
# is missing (packaging/setup.sh), which is quick when nothing is.

PYTHON := .venv/bin/python

# Some systems forbid Python to keep byte code; the app would start seconds later.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test bench check screens demo lock clean set-up set-up-tests

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: set-up ## open the app
	@.venv/bin/mit-trainer app

test: set-up-tests ## run all tests, with a virtual screen and a virtual sound card
	@$(PYTHON) -m pytest

bench: set-up-tests ## measure the promised times, and our ear against other pitch trackers
	@$(PYTHON) tests/bench/run.py
	@packaging/setup.sh bench
	@OMP_NUM_THREADS=1 .venv-bench/bin/python -W ignore tests/bench/accuracy.py

check: set-up ## judge format, style, types and the directions of imports
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

screens: set-up-tests ## draw every screen into build/screens
	@$(PYTHON) tests/ui/screens.py build/screens

demo: set-up ## play a whole session with the simulated patient into build/demo
	@.venv/bin/mit-trainer demo --out build/demo --seed 1

lock: set-up ## bring requirements.lock in line with pyproject.toml
	PATH="$$PATH:.uv/bin" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	    pyproject.toml --all-extras --group dev -o requirements.lock --no-header
	PATH="$$PATH:.uv/bin" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	    --group bench -c requirements.lock -o packaging/bench.lock --no-header
	PATH="$$PATH:.uv/bin" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	    --no-deps --group bench-compiled -o packaging/bench-compiled.lock --no-header

clean: ## remove what was set up and built here; a person's records are elsewhere
	rm -rf .venv .venv-bench .uv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find mit_trainer tests packaging -name __pycache__ -prune -exec rm -rf {} +

set-up:
	@packaging/setup.sh run

set-up-tests:
	@packaging/setup.sh test
