# From a bare Python 3.13 to a running desk. Everything is installed inside this folder, from the locks.

PYTHON ?= python3.13
UV_VERSION := 0.13.9
# uv would take its own environment for the one to fill.
UV := VIRTUAL_ENV=$(CURDIR)/.venv .tools/bin/python -m uv
DESK := .venv/bin/desk

.DEFAULT_GOAL := help
.PHONY: help run test check properties bench flood faults hostile audit sbom pictures clean install

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' Makefile

run: install ## Start the local stack with demo data; Ctrl-C stops it (options: make run ARGS="--http-port 8000")
	@exec $(DESK) up $(ARGS)

test: install ## Run every check and every test (options for pytest: make test ARGS="-k clock")
	@exec $(DESK) test $(ARGS)

check: install ## Run what is quick: lint, format, types, imports, and the quick tests (under a minute)
	@exec $(DESK) check

properties: install ## Hold 100 000 random histories of one seed to the contract (twenty minutes; HISTORIES=... for others)
	@HISTORIES=$${HISTORIES:-100000} exec .venv/bin/python -m pytest tests/properties $(ARGS)

bench: install ## Measure speed and storage requests
	@exec .venv/bin/python -m bench $(ARGS)

flood: install ## Let strangers flood the desk in product time, and print which mails left in what time (some minutes)
	@exec .venv/bin/python -m tests.flood $(ARGS)

faults: install ## Let calls fail at every place, in pairs and in orders by seed, and print what was found (hours; ARGS="--help")
	@exec .venv/bin/python -m tests.faults $(ARGS)

hostile: install ## Ask every door 20 000 hostile things (some minutes; options: make hostile ARGS="--seed 2 --requests 1000")
	@exec .venv/bin/python -m tests.hostile $(ARGS)

audit: install ## Ask a public database what is known to be wrong with the packages in the lock
	@exec $(DESK) audit $(ARGS)

sbom: install ## Write the bill of materials of what is deployed (CycloneDX) to dist/sbom.json
	@$(UV) venv --quiet --clear --python .venv/bin/python dist/deployed
	@$(UV) pip install --quiet --require-hashes --python dist/deployed --requirements requirements.txt
	@exec .venv/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file dist/sbom.json dist/deployed

pictures: install ## Take every page as it really looks, for the documents, to docs/pictures (a minute or two)
	@exec .venv/bin/python -m tests.pictures

clean: ## Forget the local stack's data; what is installed stays
	@if [ -x $(DESK) ]; then exec $(DESK) clean; else rm -rf .data; fi

# uv checks the whole lock in a moment when nothing has changed, so this runs every time.
install: .tools/uv-$(UV_VERSION)
	@.tools/bin/python -c pass 2>/dev/null || { \
	  rm -rf .tools; \
	  echo "make: the Python that .tools was made with is gone: run make again to use the one that is there now." >&2; exit 1; }
	@$(UV) sync --frozen --python .tools/bin/python || { \
	  echo "make: the packages in uv.lock could not be installed (see above): check that the package registry can be reached, then run make again." >&2; exit 1; }

.tools/uv-$(UV_VERSION):
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null || { \
	  echo "make: Python 3.13 is needed, and '$(PYTHON)' is not one: install it, or name it with: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: '$(PYTHON)' has no ensurepip, so it cannot make a virtual environment: on Debian and Ubuntu install python3.13-venv." >&2; exit 1; }
	@rm -rf .tools
	@echo "Installing uv $(UV_VERSION) into .tools"
	@$(PYTHON) -m venv .tools && .tools/bin/python -m pip install --disable-pip-version-check uv==$(UV_VERSION) || { \
	  rm -rf .tools; \
	  echo "make: uv $(UV_VERSION) could not be installed (see above): check that the package registry can be reached, then run make again." >&2; exit 1; }
	@touch $@
