# Everything a fresh machine needs: Python 3.11 or later, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test attacks fuzz bench bench-scaling catalogues lint clean

demo: $(VENV)/installed
	$(BIN)/grader demo

test: $(VENV)/installed-for-tests
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/run.sh

# Every attack, every tier, as root, with root given up, and as an ordinary user; then the table.
attacks: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest tests/test_attacks.py -m "thorough or not thorough"
	$(BIN)/python tests/attacks/table.py

# Frames damaged at random: COUNT of them.
COUNT ?= 200000
fuzz: $(VENV)/installed-for-tests
	$(BIN)/python tests/wire/fuzz.py $(COUNT)

# Grader and its peers, and how grader's cost grows: docs/performance.md. On an idle machine; BENCH=--quick to try.
BENCH ?=
bench: $(VENV)/installed-for-tests
	$(BIN)/python bench/compare.py $(BENCH)

bench-scaling: $(VENV)/installed-for-tests
	$(BIN)/python bench/scaling.py $(BENCH)

# What students read, in every language; LANGUAGE=fr begins a new one: docs/languages.md.
LANGUAGE ?=
catalogues: $(VENV)/installed-for-tests
	$(BIN)/python tests/language/making_catalogues.py $(LANGUAGE)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[instructor]'
	touch $@

$(VENV)/installed-for-tests: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[instructor,dev,oracles]'
	touch $@ $(VENV)/installed

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check

clean:
	rm -rf $(VENV) out
