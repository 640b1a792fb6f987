# One word a chore. `make demo` and `make test` need Python 3.11+ and make; everything else they install themselves into .venv.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: demo test lint types docs bench install system clean

# Debian keeps what makes an environment in a package of its own (python3-venv).
$(BIN)/trichyeu: pyproject.toml
	@$(PYTHON) -c "import importlib.util as u, sys; sys.exit(u.find_spec('ensurepip') is None)" || PYTHON="$(PYTHON)" sh tests/install-system.sh venv
	$(PYTHON) -m venv "$(VENV)"
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -e ".[dev,serve,export]"
	@touch "$(BIN)/trichyeu"

install: $(BIN)/trichyeu

# Engines that only some formats and their tests need (scans, Word 97, PDFs of the tests); skipped where apt-get may not run.
system:
	@sh tests/install-system.sh

demo: install
	@"$(BIN)/trichyeu" ingest corpus/*.txt --db output/trichyeu.db
	@"$(BIN)/trichyeu" search "quyết định" --db output/trichyeu.db --limit 3
	@echo
	@echo "Tiếp theo / next:  $(BIN)/trichyeu search \"kế hoạch\"   ·   $(BIN)/trichyeu verify   ·   $(BIN)/trichyeu serve"

test: install system lint types
	"$(BIN)/python" -m pytest -n 2 --dist loadfile

lint: install
	"$(BIN)/ruff" check extractor tests bench

types: install
	"$(BIN)/mypy"

docs: install
	"$(BIN)/python" docs/figures.py

bench: install
	"$(BIN)/python" bench/extraction.py

clean:
	rm -rf "$(VENV)" .rules_cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
