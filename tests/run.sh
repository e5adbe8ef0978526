#!/bin/sh
# All that must hold, in the order of what is cheap to find: style, types, the course, the tests with their coverage.
set -eu

echo "== style"
ruff check
ruff format --check

echo "== types"
mypy
for solution in solutions/*/; do
    module=$(sed -n 's/^module *= *"\(.*\)"/\1/p' "$solution/assignment.toml")
    # What it is given stands, as a module, in its release.
    MYPYPATH="assignments/$(basename "$solution")" mypy "$solution/$module.py"
done

echo "== course"
grader release --check
grader verify

echo "== tests"
coverage erase
# A file's tests share its zygote, and the attacks listen on one port: files are what is spread over the cores.
coverage run -m pytest -n logical --dist loadfile "$@"
coverage combine --quiet
coverage report --fail-under=94
