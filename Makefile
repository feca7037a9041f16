# Each command sets up what it needs: .venv, .web and var are made, and nothing else in the tree is written.
.DEFAULT_GOAL := help
.PHONY: help run dev test check bench chaos rolling fuzz audit sbom fmt lock clean
export PORT ?= 3000
# Compiled modules are kept, also where Python was told to leave none beside the source: without them each server and each
# worker of the suite compiles some two thousand modules again, which takes longer than what it does with them.
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/var/cache/python
unexport PYTHONDONTWRITEBYTECODE

find := python=$$(tools/find-python)
dev_set := $(find) && "$$python" -m tools.bootstrap dev
with := .venv/bin/python -m

help: ## say what there is
	@sed -n 's/^\([a-z]*\): ## /  make \1\t/p' Makefile | expand -t 16

run: ## serve the whole thing on PORT (3000), in production mode
	@$(find) && "$$python" -m tools.ports && "$$python" -m tools.bootstrap run && exec $(with) tools.serve

dev: ## the same with hot reload
	@$(find) && "$$python" -m tools.ports && "$$python" -m tools.bootstrap dev && exec $(with) tools.dev

test: ## the whole suite, browser included
	@$(dev_set) && $(with) tools.check test

check: ## what CI runs: format, lint, types, walls, locks, migrations, build, tests, coverage
	@$(dev_set) && $(with) tools.check check

chaos: ## kill, cut and fill at every moment, where the suite tries a few
	@$(dev_set) && $(with) tools.build && CHAOS=full $(with) pytest -q -s -n 0 tests/chaos

rolling: ## replace each of two hosts behind Caddy while 200 people work; clients=10 for fewer, think=12 for slower
	@$(dev_set) && $(with) tools.build && $(with) bench.rolling $(if $(clients),--clients $(clients)) $(if $(think),--think $(think))

bench: ## what it costs, next to a bare Reflex app; quick=1 for a short run
	@$(dev_set) && $(with) tools.build && $(with) bench $(if $(quick),quick)

fuzz: ## 100,000 events and 20,000 calls of anything at all, against the built app, and 30,000 files
	@$(dev_set) && FUZZ_FILES=$${FUZZ_FILES-60} $(with) pytest -q -n0 --timeout 7200 tests/adapters/test_uploads_fuzz.py
	@FUZZ_EVENTS=$${FUZZ_EVENTS-100000} FUZZ_CALLS=$${FUZZ_CALLS-20000} $(with) pytest -q -n0 -s tests/fuzz

audit: ## known weaknesses of the packages that we pin; needs the network
	@$(dev_set) && $(with) tools.audit

sbom: ## what we are made of, as CycloneDX files in var/sbom
	@$(dev_set) && $(with) tools.sbom

fmt: ## format, and mend what can be mended
	@$(dev_set) && $(with) ruff check --fix --quiet . ; $(with) ruff format .

lock: ## bring the pinned packages up to date
	@$(dev_set) && $(with) tools.locks write

clean: ## remove all that was made
	@rm -rf .venv .web var
