# Every target works from a bare clone with nothing but make and a Python >= 3.10 on the path: the
# first one to run creates .venv with the versions of constraints/constraints.txt.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(abspath $(VENV)/bin)
STAMP := $(VENV)/.installed
TREE := build/typecheck
PYTEST_ARGS ?=
SET ?=
EXTRACTOR ?=
EVAL_ARGS = $(if $(SET),--set $(SET)) $(if $(EXTRACTOR),--extractor $(EXTRACTOR))

.PHONY: help install demo test check lint types imports generated tree pytest eval eval-errors bench pictures constraints clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

install: $(STAMP) ## create .venv with pinned versions

$(STAMP): setup.cfg pyproject.toml constraints/constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no Python >= 3.10 found; install one or set PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints/constraints.txt setuptools
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -c constraints/constraints.txt -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP) ## ingest the bundled articles and walk through the main queries
	$(BIN)/diplograph demo --output demo-output

test: check pytest ## everything that CI runs: check, all tests, doctests and the quality gate

check: lint types imports generated ## style, types, import layers and generated files

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# mypy and import-linter see the package only as an installed tree: in the checkout it is spread
# over several top-level folders. build/lib is removed since setuptools would pack stale files.
tree: $(STAMP)
	@rm -rf $(TREE) build/lib
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --target $(TREE) .
	@rm -rf build/lib build/bdist.*

types: tree
	cd $(TREE) && $(BIN)/mypy --config-file $(abspath setup.cfg) -p diplograph

imports: tree
	PYTHONPATH=$(abspath $(TREE)) $(BIN)/lint-imports

generated: $(STAMP)
	$(BIN)/python -m diplograph.ontology.generate --check
	$(BIN)/python -m diplograph.queries.docs --check
	$(BIN)/python -m diplograph.cli.docs --check

pytest: $(STAMP)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

eval: $(STAMP) ## the extraction's quality on all sets and its floors; EXTRACTOR=name beside it
	$(BIN)/python tests/eval/report.py $(EVAL_ARGS)

eval-errors: $(STAMP) ## each miss, extra and wrong field with its sentence; SET=name for one set
	$(BIN)/python tests/eval/report.py --errors $(EVAL_ARGS)

bench: $(STAMP) ## speed and memory; prints what docs/measurements.md records
	@for script in benchmarks/*.py; do echo "== $$script" >&2; $(BIN)/python $$script || exit 1; done

pictures: $(STAMP) ## make the pictures of the documentation again
	$(BIN)/diplograph demo --output build/demo >/dev/null
	cp build/demo/network.png docs/pictures/demo-network.png

constraints: $(STAMP) ## resolve constraints/constraints.txt again for Python 3.10-3.13 (needs uv)
	uv pip compile --universal --python-version 3.10 --extra dev --no-header --no-annotate \
		--no-emit-package diplograph --upgrade setup.cfg -o constraints/constraints.txt

clean: ## remove .venv and everything built
	rm -rf $(VENV) build dist demo-output *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
