# Two commands matter: `make run` and `make test`. Each sets everything up by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_VERSION := 26.3
READY := $(VENV)/.ready-$(shell cksum < requirements.lock | cut -d' ' -f1)

export DO_NOT_TRACK := 1
export PREFECT_HOME ?= $(CURDIR)/.prefect
export PYTHONWARNINGS ?= ignore::DeprecationWarning

.PHONY: run serve test lint bench bench-reading soak dictionary lock clean

run: $(READY) ## the main job: five portals from the embedded simulator (LIVE=1: the real ones) into data_lake/local
	$(BIN)/python -m flows ingest --server $(if $(LIVE),--live)

serve: $(READY) ## server, UI, deployments and a worker, until Ctrl-C
	$(BIN)/python -m flows serve

test: $(READY) ## the same in each run: no order of a set, no seed and no hour of the day decides anything
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -m "not soak" $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) build/peers/.ready ## ratios of speed and memory, each against a peer or a floor in the same run
	$(BIN)/python -m benchmarks.gate
	$(BIN)/python -m benchmarks.whole_run
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.layouts
	$(BIN)/python -m benchmarks.generic
	$(BIN)/python -m benchmarks.collect --scrapy build/peers/bin/python
	$(BIN)/python -m benchmarks.lake

build/peers/.ready: benchmarks/peers.txt
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet "pip==$(PIP_VERSION)"
	build/peers/bin/python -m pip install --quiet -r benchmarks/peers.txt
	@touch $@

bench-reading: $(READY) build/peers/.ready ## our reader and its peers side by side
	$(BIN)/python -m benchmarks.reading $(ARGS)
	$(BIN)/python -m benchmarks.reading --mutate nometa,noclass $(ARGS)

soak: $(READY) ## long and seeded; CHAOS_SEED, CHAOS_RUNS (300) and CHAOS_FLOWS (25) are for its faults
	$(BIN)/python -m pytest -m soak --timeout=0 $(ARGS)

dictionary: $(READY) ## docs/data-dictionary.md from the schemas
	$(BIN)/python -m data_lake.dictionary > docs/data-dictionary.md

lock: $(READY) ## requirements.lock from pyproject.toml: exact versions and hashes, no index address
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --universal --python-version 3.11 --quiet --output-file requirements.lock

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "pip==$(PIP_VERSION)"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@rm -f $(VENV)/.ready-*
	@touch $@

clean:
	rm -rf $(VENV) .prefect .pytest_cache .mypy_cache .ruff_cache .hypothesis
