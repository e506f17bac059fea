# Every repeated action of a developer. `make help` lists them.
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONPATH := backend

.PHONY: help setup venv run training enrol test fast lint types fmt imports web openapi demo bench pictures verify package deploy establish lock dc09 coverage histories clean

help:  ## what there is
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

setup:  ## make this machine ready: Python, npm, DynamoDB Local, the pages
	@infra/setup run

venv:  ## the Python environment only
	@infra/venv

run:  ## start Varde on this machine and print how to sign in (ARGS="--help" tells what can be set)
	@infra/setup run
	@exec $(PY) -m host $(ARGS)

training:  ## start the exercise beside it: a night to be played, marked on every page, from which nothing gets out
	@infra/setup run
	@exec $(PY) -m host --training $(ARGS)

enrol:  ## a new one-time link for somebody's passkey (PERSON="Silje Strand")
	@$(PY) -m host enrol "$(PERSON)" $(ARGS)

test:  ## everything that must hold: style, types, imports, pages, package, and all tests
	@infra/setup test
	@infra/test

fast:  ## the tests that need neither browser nor emulator
	@$(PY) -m pytest -q -n 2 --dist loadfile tests/unit tests/property tests/integration

histories:  ## random histories of a night, thousands of them (VARDE_HISTORIES=10000, VARDE_HISTORY_STEPS=30)
	@VARDE_HISTORIES=$${VARDE_HISTORIES:-5000} $(PY) -m pytest -q tests/property/test_histories.py

lint:  ## style of Python and TypeScript
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@npm run --silent lint

types:  ## types of Python and TypeScript
	@.venv/bin/mypy
	@npm run --silent types

fmt:  ## put everything in form
	@.venv/bin/ruff check --fix -q .
	@.venv/bin/ruff format -q .
	@npm run --silent fmt

imports:  ## that imports run downwards only
	@.venv/bin/lint-imports

web:  ## build the pages, if their sources changed
	@infra/frontend

openapi:  ## describe the API from the code, and make the pages' client from that
	@$(PY) -m infra.openapi
	@npm run --silent api

dc09:  ## read an alarm panel's frames, hexadecimal on standard input, and say what they mean (ARGS="--help")
	@infra/venv >&2 < /dev/null
	@exec $(PY) -m receiver.fitter $(ARGS)

demo:  ## play an hour at the centre against a running Varde (ARGS="--pace 10")
	@$(PY) -m bench.demo $(ARGS)

bench:  ## measure, print a table, write build/bench.json
	@$(PY) -m bench $(ARGS)

pictures:  ## take the pictures in docs/ anew, from a centre of their own with a played night
	@infra/frontend
	@$(PY) -m bench.pictures $(ARGS)

verify:  ## check that the journal's chain is whole
	@$(PY) -m host verify $(ARGS)

package:  ## Chalice's package and the whole template, linted, with sizes and import times
	@$(PY) -m infra.package

deploy:  ## package and deploy to AWS (docs/operating.md tells which ARGS)
	@$(PY) -m infra.deploy $(ARGS)

establish:  ## name the company and its first administrator in a new stack in AWS, and print a link for the passkey
	@$(PY) -m infra.establish $(ARGS)

lock:  ## lock what the requirements allow, with hashes (ARGS=--upgrade for newer versions)
	@infra/lock $(ARGS)

coverage:  ## which lines the fast tests do not reach
	@$(PY) -m pytest -q -n 2 --dist loadfile --cov --cov-report=term-missing tests/unit tests/property tests/integration

clean:  ## remove what was built; the data in .data stays
	@rm -rf build frontend/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
