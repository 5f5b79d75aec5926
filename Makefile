# Everything runs in .venv, which the first call sets up.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check docs up down train bench clean

demo: .venv/.installed ## the five seed articles into a graph, and the first question answered
	@$(BIN)/conflictgraph build seeds/articles --store demo.lbug
	@printf '\n-- What is in it?\n\n'
	@$(BIN)/conflictgraph query overview --store demo.lbug
	@printf '\n-- Who hijacked the Jaffar Express, by whose account?\n\n'
	@$(BIN)/conflictgraph query attribution event="Jaffar Express" --store demo.lbug
	@printf '\n-- And how many died, by whose count?\n\n'
	@$(BIN)/conflictgraph query tolls title="Jaffar Express" measure=killed --store demo.lbug

test: .venv/.installed-dev check ## every check and every test, the real Neo4j among them
	$(BIN)/python -m pytest

check: .venv/.installed-dev ## format, lint, types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

docs: .venv/.installed-dev ## write what is generated: SCHEMA.md, queries/README.md
	$(BIN)/python -m graph.render > graph/SCHEMA.md
	$(BIN)/python -m queries.render > queries/README.md

up: ## start Neo4j and wait until it is healthy
	docker compose up -d --wait

down: ## stop Neo4j; its data stays
	docker compose down

train: ## train the language pipeline anew (an environment of its own; see training/README.md)
	$(MAKE) -C training

bench: .venv/.installed-dev ## print the figures of bench/RESULTS.md anew
	$(BIN)/python -m bench.quality tests/gold/look tests/gold/measure
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.load

clean: ## remove what make has made
	rm -rf .venv demo.lbug demo.lbug.*

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable . --constraint constraints.txt
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]" --constraint constraints.txt
	@touch $@ .venv/.installed
