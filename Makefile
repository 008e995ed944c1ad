# `make` alone prints this list.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
TEMPLATES := $(wildcard templates */templates)
export PYTHONPATH := .:site

.DEFAULT_GOAL := help
.PHONY: help run test check bench mutants format screenshots clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: export BASE_URL = http://127.0.0.1:$(PORT)
run: $(VENV)/runs ## Start the site with demo content on http://127.0.0.1:8000 (PORT changes it)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo
	@echo "The site:   http://127.0.0.1:$(PORT)/        its admin: http://127.0.0.1:$(PORT)/admin/"
	@$(BIN)/python manage.py deliver & worker=$$!; trap "kill $$worker" EXIT INT TERM; \
		$(BIN)/python manage.py runserver 127.0.0.1:$(PORT) --skip-checks

test: check ## Run the checks and the whole suite, on every database that answers
	$(BIN)/python tests/run.py

check: $(VENV)/tests ## Format, lint, types, templates, migrations, deployment settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --check $(TEMPLATES)
	$(BIN)/djlint --quiet --lint $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(VENV)/tests ## Time the API beside stock Wagtail, answers from memory, the locator, comments, an import
	$(BIN)/python benchmarks/run.py

mutants: $(VENV)/tests ## Break visibility, consents, queue, tags and nearest in one place each, and list what no test saw
	rm -rf var/mutants && mkdir -p var/mutants
	git ls-files -z | tar -c --null -T - | tar -x -C var/mutants
	cd var/mutants && PYTHONPATH= nice $(CURDIR)/$(BIN)/mutmut run && $(CURDIR)/$(BIN)/mutmut results

format: $(VENV)/tests ## Put code and templates into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat $(TEMPLATES)

screenshots: $(VENV)/tests ## Render every page type at 320, 768 and 1440 pixels into var/screenshots/
	$(BIN)/python tests/browser/screenshots.py

clean: ## Remove the virtual environment and all data under var/
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/runs: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/tests: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/runs
