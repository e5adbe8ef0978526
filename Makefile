# Everything a fresh machine needs: Python 3.11 or later, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint clean

demo: $(VENV)/installed
	$(BIN)/grader demo

test: $(VENV)/installed-for-tests
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/run.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[instructor]'
	touch $@

$(VENV)/installed-for-tests: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[instructor,dev]'
	touch $@ $(VENV)/installed

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check

clean:
	rm -rf $(VENV) out
