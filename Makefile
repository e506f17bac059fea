# Every repeated action. `make help` lists them.
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYTHONPATH := backend

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | column -t -s "$$(printf '\t')"

venv:  ## make .venv from the locked requirements
	@infra/venv

.PHONY: help venv
