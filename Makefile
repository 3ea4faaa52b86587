# Two commands do everything: `make demo` and `make test`.
# Both set up their own virtual environment first; nothing is installed outside this folder,
# but for the system packages that `make test` needs, on Debian and as root only.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE_MODULES := tests/tools/node_modules
FOLDER ?= ppm-xl demo

.PHONY: demo test check template lock fuzz bench pictures system clean

demo: $(VENV)/ready
	@"$(BIN)/ppm-xl" demo "$(FOLDER)"

test: system $(VENV)/ready-dev $(NODE_MODULES)/ready
	@"$(BIN)/python" -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(VENV)/ready-dev
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports"

template: $(VENV)/ready-dev
	"$(BIN)/python" -m ppm_xl.template workbook_template.xlsm

# Thousands of examples of every property, for a night and not for CI.
fuzz: $(VENV)/ready-dev
	HYPOTHESIS_PROFILE=fuzz "$(BIN)/python" -m pytest -q tests/mis tests/book tests/venn tests/status tests/targets tests/meeting tests/recording tests/form tests/school tests/round tests/one_child tests/conversations tests/reports tests/provision tests/leadership tests/story

bench: $(VENV)/ready-dev
	"$(BIN)/python" -m benchmarks.start_up
	"$(BIN)/python" -m benchmarks.demo_stages
	"$(BIN)/python" -m benchmarks.reading
	"$(BIN)/python" -m benchmarks.importing
	"$(BIN)/python" -m benchmarks.family_reports
	"$(BIN)/python" -m benchmarks.meeting_packs
	"$(BIN)/python" -m benchmarks.preparing
	"$(BIN)/python" -m benchmarks.venn
	"$(BIN)/python" -m benchmarks.status

# Pictures in the README and the docs are made from the demo, never by hand.
pictures: system $(VENV)/ready-dev
	"$(BIN)/python" tools/make_pictures.py
	"$(BIN)/python" tools/venn_gallery.py

lock:
	"$(BIN)/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	"$(BIN)/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra dev pyproject.toml -o requirements-dev.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ppm-xl needs Python 3.11 or later: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up (once, about a minute) …"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# The lock of the tests holds the other one's packages too, so one run of pip installs all.
$(VENV)/ready-dev: requirements.lock requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Setting up what the tests need (once) …"
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(VENV)/ready $@

$(NODE_MODULES)/ready: tests/tools/package-lock.json
	@if command -v npm >/dev/null; then cd tests/tools && npm install --no-save --silent --no-audit --no-fund && touch node_modules/ready; else echo "npm is missing: Microsoft's validator will not run."; fi

# On Debian, as root, install what is missing; elsewhere the tests name what they could not run.
system:
	@sh tests/tools/system_packages.sh

clean:
	rm -rf $(VENV) $(NODE_MODULES) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
