# Everything is set up on the way: `make run` and `make test` work in a fresh clone that has Python 3.11 and make.

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
    "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
endif
# So that the message about the version is one of ours.
PYTHON := $(or $(PYTHON),python3)

VENV_PYTHON := .venv/bin/python
LOCK := $(VENV_PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
    --custom-compile-command "make lock" $(LOCK_OPTIONS)

.DEFAULT_GOAL := help
.PHONY: help run test bench words lock upgrade clean

help:  ## show this
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

run:  ## set up and open the window; HOME_DIR=/some/folder keeps its data there
	@$(PYTHON) packaging/prepare.py run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    exec $(VENV_PYTHON) -m organic_p2p $(if $(HOME_DIR),--home "$(HOME_DIR)"); \
	else \
	    echo "organic: there is no screen here, so three homes tell their story and draw their windows into build/pictures"; \
	    exec $(VENV_PYTHON) -m organic_p2p demo --pictures build/pictures; \
	fi

test:  ## set up and run every check; CHECKS="types unit" runs only those
	@$(PYTHON) packaging/prepare.py test
	@$(VENV_PYTHON) -m tests.check $(CHECKS)

bench:  ## set up and measure speed and size
	@$(PYTHON) packaging/prepare.py test
	@$(VENV_PYTHON) -m tests.bench

lock:  ## pin what pyproject.toml asks for, keeping the pins that still fit
	@$(PYTHON) packaging/prepare.py test
	@$(LOCK) pyproject.toml -o packaging/requirements.lock
	@$(LOCK) --group build -c packaging/requirements.lock -o packaging/requirements-build.lock
	@$(LOCK) pyproject.toml --group dev -c packaging/requirements.lock -c packaging/requirements-build.lock \
	    -o packaging/requirements-dev.lock

words:  ## collect what the window says for translators, and compile the translations
	@$(PYTHON) packaging/prepare.py test
	@$(VENV_PYTHON) packaging/languages.py

upgrade:  ## pin the newest versions that fit
	@$(MAKE) lock LOCK_OPTIONS=--upgrade

clean:  ## remove all that the targets above made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
