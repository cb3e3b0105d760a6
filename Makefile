# Two commands: `make report` and `make test`. Both make the virtual environment when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?=
OUT ?= reports/$(if $(CORPUS),$(notdir $(patsubst %/,%,$(CORPUS))),nordkorea)

.PHONY: report test lab lock

report: $(VENV)/run.stamp
	$(BIN)/lesarten report $(CORPUS) --out $(OUT)

test: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest

lab: $(VENV)/lab.stamp
	$(BIN)/jupyter lab notebooks/report.ipynb

# The lock files pin every version with its hashes and name no index.
$(VENV)/%.stamp: requirements/%.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/$*.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# Maintainers only: pin anew what pyproject.toml asks for, for Python 3.11 to 3.13 on all systems.
lock:
	for extra in run test lab; do \
	  uv pip compile pyproject.toml requirements/build.in $$(test $$extra = run || echo --extra $$extra) \
	    --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	    --output-file requirements/$$extra.lock; \
	done
