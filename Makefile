# Every command is `make NAME`; the work is in tools/portal. docs/operations.md lists the settings.
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test torture check bench messages

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run:  ## install what is missing, then run the portal with its sample programme
	@$(PYTHON) -m tools.portal run

test:  ## run all tests; make test ARGS="tests/core -k money" runs some
	@$(PYTHON) -m tools.portal test $(ARGS)

torture:  ## play 1000 random schedules of people who write at once; make torture ARGS="--schedules 5000 --seed 7"
	@$(PYTHON) -m tools.portal torture $(ARGS)

check:  ## format, lint, templates, types, layers, migrations, translations, deploy settings
	@$(PYTHON) -m tools.portal check

bench:  ## run the benchmarks and print them as a table
	@$(PYTHON) -m tools.portal bench $(ARGS)

messages:  ## collect interface strings into locale/
	@$(PYTHON) -m tools.portal messages
