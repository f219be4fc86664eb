# `make serve` and `make test` are all that a newcomer needs; each installs what it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: serve build lab test bench lock clean

serve: $(READY)
	$(BIN)/timbang serve

build: $(READY)
	$(BIN)/timbang build

lab: $(READY)
	$(BIN)/timbang lab

test: $(READY)
	$(BIN)/python -m timbang.site.browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	# types are looked at meanwhile; jsonschema does without a grammar that takes each process seconds
	$(BIN)/mypy & types=$$!; $(BIN)/timbang check && PYTHONPATH=$(CURDIR)/tests/quick \
	  $(BIN)/pytest --nbval --dist loadfile -n 2 book exercises tests; rest=$$?; wait $$types && exit $$rest

bench: $(READY)
	$(BIN)/python -m timbang.site.browser
	$(BIN)/python benchmarks/run.py

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --output-file requirements.txt

clean:
	rm -rf build _build

# Hashes are required, so nothing but what was locked is installed; the course itself is linked, not copied.
$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)
