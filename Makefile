# The two commands are `make run` and `make test`; each does its own set-up.
# Needs Python 3.11+ with pip and venv; name another interpreter with `make run PYTHON=python3.13`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The interpreter's own pip installs into the environment: where the system splits venv from pip, that still works.
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check --quiet

.PHONY: run test setup lint types lock clean

run: setup
	@$(BIN)/poochho run

test: $(VENV)/.dev-installed lint types
	$(BIN)/pytest --numprocesses auto --dist loadfile

setup: $(VENV)/.installed

lint: $(VENV)/.dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev-installed
	$(BIN)/mypy

# --no-deps: the lock is complete, and indic-nlp-library's unused dependencies stay out (pyproject.toml, tool.uv).
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Poochho needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.12" % sys.version.split()[0])'
	@echo "Setting up $(VENV) (once; about half a minute)"
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip $(VENV)
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-installed: $(VENV)/.installed requirements-dev.lock
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Renew all locks from pyproject.toml: the second one only adds to the first, and those of deploy/ have what was tested.
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --custom-compile-command 'make lock' pyproject.toml
lock: $(VENV)/.installed
	$(PIP) install 'uv==0.13.*'
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group build --extra postgresql --constraint requirements-dev.lock --output-file deploy/requirements.lock
	$(COMPILE) --group build --extra postgresql --extra cloud --constraint requirements-dev.lock \
	    --output-file deploy/requirements-cloud.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
