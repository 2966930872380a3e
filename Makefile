# The commands of this project; `make` alone lists them. Works with GNU make 3.81 and newer.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON_DIRS := agent bench config evaluation launcher protocol tests token_server
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
UV := $(shell command -v uv || echo $(BIN)/uv)
# Stamps: a step is done again only when what it reads has changed.
BASE := .venv/.installed-base
DEV := .venv/.installed-dev
NPM := web_client/node_modules/.installed
PAGE := web_client/dist/.built
PAGE_SOURCES := $(shell find web_client/src web_client/public web_client/index.html \
	web_client/tsconfig.json web_client/vite.config.ts -type f 2>/dev/null)
# Tests that prepare nothing themselves need all of it.
READY := $(DEV) $(PAGE) livekit-server

.PHONY: help run test check fix unit contract integration e2e bench eval web-test screenshots lock \
	clean lint types web-check livekit-server

help: ## show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

run: $(BASE) $(PAGE) ## set up what is missing, start everything, print the address
	@exec $(BIN)/python -m launcher

test: ## everything: check, contract, integration, web client, end to end
	@$(MAKE) --no-print-directory $(DEV) $(PAGE)
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory web-test
	@$(MAKE) --no-print-directory contract
	@$(MAKE) --no-print-directory integration
	@$(MAKE) --no-print-directory e2e

check: $(DEV) $(NPM) ## lint, types, import rules, generated files, unit tests; no servers
	@$(MAKE) --no-print-directory -j2 lint types web-check unit

fix: $(DEV) $(NPM) ## format and repair what can be repaired by itself
	@$(BIN)/ruff check --fix $(PYTHON_DIRS)
	@$(BIN)/ruff format $(PYTHON_DIRS)
	@$(BIN)/python -m protocol.generate
	@npm --prefix web_client run --silent check -- --fix 2>/dev/null || true

lint: $(DEV)
	@$(BIN)/ruff check $(PYTHON_DIRS)
	@$(BIN)/ruff format --check $(PYTHON_DIRS)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m protocol.generate --check

types: $(DEV)
	@$(BIN)/mypy

web-check: $(NPM)
	@npm --prefix web_client run --silent check

unit: $(DEV) ## the unit tests
	@$(PYTEST) -m unit

contract: $(READY) ## what the libraries and servers we stand on really do
	@$(PYTEST) -m contract

integration: $(READY) ## our parts together with a real livekit-server
	@$(PYTEST) -m integration

e2e: $(READY) ## the whole in Chromium
	@$(PYTEST) -m e2e

web-test: $(NPM) ## the web client's own tests
	@npm --prefix web_client run --silent test

bench: $(READY) ## measure: beside the framework's default, the local stack, reading, hearing
	@status=0; for part in bench bench.local bench.reading bench.recognition; do \
		$(BIN)/python -m $$part || status=1; done; exit $$status

eval: $(DEV) ## score the finder by spoken questions over varied pages
	@$(BIN)/python -m evaluation

screenshots: $(NPM) $(PAGE) ## pictures of the web client, to look at
	@npm --prefix web_client run --silent screenshots

livekit-server: $(DEV)
	@$(BIN)/python -m launcher.livekit_server

lock: ## write requirements/*.txt anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@sh launcher/setup.sh dev
	@COMPILE="$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)"; \
	eval "$$COMPILE pyproject.toml -o requirements/base.txt" && \
	eval "$$COMPILE pyproject.toml --extra local -c requirements/base.txt -o requirements/local.txt" && \
	eval "$$COMPILE pyproject.toml --extra local --group dev -c requirements/local.txt -o requirements/dev.txt" && \
	grep '^uv==' requirements/dev.txt | cut -d' ' -f1 | eval "$$COMPILE - -o requirements/uv.txt"

clean: ## remove all that was made here, but .env
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis logs \
		web_client/node_modules web_client/dist web_client/screenshots bench/results \
		evaluation/results evaluation/.cache
	@find $(PYTHON_DIRS) -name __pycache__ -type d -prune -exec rm -rf {} +

$(BASE): requirements/base.txt requirements/uv.txt launcher/setup.sh
	@sh launcher/setup.sh base
	@touch $@

$(DEV): requirements/dev.txt requirements/base.txt requirements/uv.txt launcher/setup.sh
	@sh launcher/setup.sh dev
	@touch $(BASE) $@

$(NPM): web_client/package.json web_client/package-lock.json launcher/setup.sh
	@sh launcher/setup.sh npm
	@touch $@

$(PAGE): $(NPM) $(PAGE_SOURCES)
	@sh launcher/setup.sh page
	@touch $@
