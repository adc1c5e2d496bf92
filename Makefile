# Every verb makes what it needs first: `.venv` from the lock file, checked by hash. Only git, make and Python 3.11 or
# newer are asked of the machine.
PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
RUN := .venv/bin/python
export PYTHONPATH := src

.PHONY: help demo test check format docs bench rush shots lock clean
help:
	@echo "make demo [PORT=8000]   sample contests on 127.0.0.1"
	@echo "make test               the whole suite: SQLite, PostgreSQL, a real browser"
	@echo "make check              linters, types, import contracts, migrations, settings"
	@echo "make format             put code in its form"
	@echo "make docs               check that papers name what exists"
	@echo "make bench              measure; figures in var/bench.json"
	@echo "make rush               kill the site while people submit, and prove that a loss would be found"
	@echo "make lock               write the lock files anew from pyproject.toml"
	@echo "make shots              photograph every page; pictures in var/shots/"

.venv/.run: requirements.lock scripts/install.py
	@$(if $(PYTHON),$(PYTHON),python3) scripts/install.py requirements.lock $@
.venv/.dev: requirements-dev.lock .venv/.run
	@$(RUN) scripts/install.py requirements-dev.lock $@

demo: .venv/.run
	@exec $(RUN) scripts/demo.py --port $(PORT)
test: .venv/.dev
	@$(RUN) scripts/test.py $(ARGS)
check: .venv/.dev
	@$(RUN) scripts/check.py
format: .venv/.dev
	@.venv/bin/ruff check -q --fix . ; .venv/bin/ruff format .
docs: .venv/.dev
	@$(RUN) scripts/docs.py
bench: .venv/.dev
	@$(RUN) scripts/bench.py
rush: .venv/.run
	@$(RUN) scripts/rush --prove
shots: .venv/.dev
	@$(RUN) scripts/shots.py $(ARGS)
lock: .venv/.dev
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
clean:
	rm -rf .venv build var/static
