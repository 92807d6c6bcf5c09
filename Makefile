# `make run` starts the portal, `make test` checks everything. Both need Python 3.11+, make and git, no more.

SHELL := /bin/sh
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
export PYTHONUTF8 := 1

.PHONY: run test test-twice test-fast lint format lock drill bench pictures clean python

run: python ## the portal with its demo data, on http://localhost:8000 (PORT=... for another port)
	@$(PYTHON) .ci/environment.py requirements.txt
	@exec .venv/bin/python manage.py portal

test: python ## everything on SQLite + files, and every kind of statement on PostgreSQL + Redis
	@exec $(PYTHON) .ci/test.py all

test-twice: python ## the same with every test on both and more drawn at random, for a release; half an hour
	@exec $(PYTHON) .ci/test.py twice

test-fast: python ## SQLite only, no browser
	@exec $(PYTHON) .ci/test.py fast

lint: python ## style, migrations, production settings
	@exec $(PYTHON) .ci/test.py lint

drill: python ## break a portal on purpose; DRILL=name for one
	@exec $(PYTHON) .ci/drills.py $(DRILL)

bench: python ## fill PostgreSQL with up to 100,000 projects and measure; BENCH_SIZES=1000,10000 is shorter
	@exec $(PYTHON) .ci/bench.py

pictures: ## the README's pictures, from a portal that runs with its demo (PORT=... as for run)
	@.venv/bin/python .ci/pictures.py

format: python
	@$(PYTHON) .ci/environment.py requirements.txt requirements-dev.txt
	@.venv/bin/python -m ruff check --fix . && .venv/bin/python -m ruff format .

LOCK = var/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: python ## write the hashed lock files anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(PYTHON) -m venv var/lock && var/lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@echo 'uv>=0.9' | $(LOCK) - -o .ci/uv.txt

clean: ## what can be made again; the portal's data in var/ stays
	@rm -rf .venv .ruff_cache .hypothesis var/test var/static var/lock
	@find . -path ./.git -prune -o -name __pycache__ -type d -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found. Debian, Ubuntu:" \
		"apt-get install python3 python3-venv python3-pip"; exit 1; }
