# Everything runs in .venv, made from requirements.lock by Python 3.11 or later, venv and pip: nothing else is needed.
#
#   make demo         convert the example listing to every format, check the results, show them
#   make test         all tests, with the examples of the documentation
#   make lint         style, types, layers, security
#   make docs         generate the reference pages and our schemas, build the documentation
#   make wheel-test   try the built wheel and a third-party plugin, with the source out of reach
#   make browser      the page in a real browser (Debian's chromium and chromium-driver)
#   make spark        the jobs of Apache Spark, on this machine (Java 17; Spark itself goes to build/spark)
#   make fidelity     how much of real finding aids survives
#   make receivers    what receiving systems make of what is written
#   make trust        hostile input, faults and suites, in full
#   make fuzz         every fuzz target for a minute  (FUZZ_SECONDS=60; FUZZ_RUNS=2000000 FUZZ_SECONDS=0 for so many)
#   make bench        speed beside hand-written programs and other libraries
#   make gate         the steps that docmeta takes for the rows of it that need nothing else, against what is known
#   make gallery      the pictures of the documentation, taken in Chromium
#   make lock         pin the newest versions of all dependencies
#   make clean        remove whatever was made

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
SHARED := $(or $(DOCMETA_SHARED),$(abspath ../shared))
FUZZ_SECONDS ?= 60
FUZZ_RUNS ?= -1
TESTS ?=

export HYPOTHESIS_PROFILE ?= default
export PYTHONUTF8 := 1
# Hundreds of tests start the command line: without compiled modules each would compile the library again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help:
	@sed -n 's/^#   /  /p' $(firstword $(MAKEFILE_LIST))

# --- environment -------------------------------------------------------------

$(BIN)/python:
	@found=''
	for candidate in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do
		if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
			found="$$candidate"
			break
		fi
	done
	if [ -z "$$found" ]; then
		echo 'docmeta needs Python 3.11 or later with its venv module; none was found.' >&2
		echo 'Install one (Debian and Ubuntu: python3 and python3-venv), or name one: make PYTHON=/path/to/python3.11 ...' >&2
		exit 1
	fi
	echo "Making $(VENV) with $$($$found --version)"
	"$$found" -m venv --clear $(VENV)

$(VENV)/.locked: requirements.lock | $(BIN)/python
	@echo 'Installing the pinned dependencies'
	$(PIP) install --require-hashes -r requirements.lock
	touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@echo 'Installing docmeta'
	$(PIP) install --no-build-isolation --no-deps --editable .
	touch $@

.PHONY: venv
venv: $(VENV)/.installed

# --- what a visitor runs ------------------------------------------------------

.PHONY: demo
demo: venv
	@$(BIN)/python tools/demo.py demo

# --- checks -------------------------------------------------------------------

.PHONY: test
test: venv
	@$(BIN)/python -m pytest $(TESTS)

# The packages that drive a browser are installed only here.
.PHONY: browser
browser: venv
	@if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
		if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
			apt-get install -y -q chromium chromium-driver >/dev/null 2>&1 || { apt-get update -q >/dev/null && apt-get install -y -q chromium chromium-driver >/dev/null; }
		fi
	fi
	$(PIP) install --require-hashes -r requirements-browser.lock
	$(BIN)/python -m pytest -n0 tests/browser

# Spark is 450 MB, so it lies apart, where no other check needs it or sees it; pip keeps what it has built for the next time.
SPARK := build/spark

$(SPARK)/.installed: requirements-spark.lock $(VENV)/.locked
	@echo 'Installing Apache Spark'
	rm -rf $(SPARK)
	$(PIP) install --require-hashes --target $(SPARK) -r requirements-spark.lock
	touch $@

.PHONY: spark
spark: venv
	@if ! command -v java >/dev/null && [ ! -x "$${JAVA_HOME:-}/bin/java" ]; then
		if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
			apt-get install -y -q openjdk-17-jre-headless >/dev/null 2>&1 || { apt-get update -q >/dev/null && apt-get install -y -q openjdk-17-jre-headless >/dev/null; } || true
		fi
		if ! command -v java >/dev/null; then
			echo 'Skipped: Apache Spark needs Java 17 or later, which is not there and cannot be installed here (Debian: openjdk-17-jre-headless).'
			exit 0
		fi
	fi
	$(MAKE) $(SPARK)/.installed
	PYTHONPATH=$(SPARK) $(BIN)/python -m pytest -n0 tests/spark

.PHONY: lint
lint: venv
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src plugins schemas
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/profiles.py --check

.PHONY: format
format: venv
	@$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

.PHONY: docs
docs: venv
	@$(BIN)/python tools/reference.py
	$(BIN)/python tools/profiles.py
	$(MAKE) docs-check

.PHONY: docs-check
docs-check: venv
	@$(BIN)/python tools/reference.py --check
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html
	echo 'Documentation: docs/_build/html/index.html'

.PHONY: wheel-test
wheel-test: venv
	@bash tools/wheel-test.sh $(BIN)/python

# --- measurements ---------------------------------------------------------------

.PHONY: need-shared
need-shared:
	@if [ ! -d "$(SHARED)" ]; then
		echo 'This needs the outside material: a folder "shared" beside the checkout, or DOCMETA_SHARED.' >&2
		exit 1
	fi

.PHONY: fidelity
fidelity: venv need-shared
	@$(BIN)/python tools/fidelity.py "$(SHARED)"

.PHONY: receivers
receivers: venv
	@$(BIN)/python tools/receivers.py $(wildcard $(SHARED))

.PHONY: trust
trust: venv need-shared
	@$(BIN)/python tools/trust.py "$(SHARED)"

.PHONY: bench
bench: venv
	@$(BIN)/python bench/speed.py

# Steps, which are the same on any machine and however busy, with a wide margin, so that a change that doubles those of a row is seen.
.PHONY: gate
gate: venv
	@$(BIN)/python bench/speed.py --gate

# The fuzzing engine exists for Linux only and is installed only here.
.PHONY: fuzz
fuzz: venv
	@$(PIP) install --require-hashes -r requirements-fuzz.lock
	for target in tests/fuzz/fuzz_*.py; do
		name=$$(basename "$$target" .py)
		corpus=build/fuzz/$$name
		mkdir -p "$$corpus"
		echo "== $$name"
		$(BIN)/python "$$target" -max_total_time=$(FUZZ_SECONDS) -runs=$(FUZZ_RUNS) -timeout=5 -rss_limit_mb=1000 -max_len=2500 -artifact_prefix=build/fuzz/ -print_final_stats=1 "$$corpus"
	done

.PHONY: gallery
gallery: venv
	@$(BIN)/python tools/gallery.py docs/_static/gallery

# --- upkeep -----------------------------------------------------------------------

UV_EXPORT := $(BIN)/uv export --quiet --frozen --no-emit-project --no-header --no-annotate

# uv.lock names the index that it came from; what is exported from it, and kept, does not.
.PHONY: lock
lock: venv
	@$(PIP) install 'uv>=0.9'
	$(BIN)/uv lock --upgrade --quiet
	$(UV_EXPORT) --all-groups --all-extras --no-extra fuzz --no-extra spark --output-file requirements.lock
	$(UV_EXPORT) --no-default-groups --extra fuzz --output-file requirements-fuzz.lock
	echo -e "selenium\naxe-core-python" | $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --constraint requirements.lock --output-file requirements-browser.lock -
	echo -e "pyspark[sql]\npandas<3" | $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --constraint requirements.lock --output-file requirements-spark.lock -
	rm -f uv.lock

.PHONY: clean
clean:
	@rm -rf $(VENV) build dist demo docs/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache uv.lock
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.ONESHELL:
