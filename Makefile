# Needs Python 3.11 or later, a C compiler with Python's headers, and make. Everything else goes into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet
# Tests that may take hours are not taken for hung ones.
LONG := -o faulthandler_timeout=0

.PHONY: demo test lint soak scan-soak fuzz damage bench scan-bench load hostile eval accuracy readme docs wordpress clean

# Exit status 1 is what the demo is about: a draft that must not be published.
demo: $(VENV)/.installed
	$(RUN)/cmcompliance check docs/examples/*.md || test $$? -eq 1

test: $(VENV)/.dev
	$(RUN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --max-worker-restart 0 \
	  -m "not slow and not browser"
	$(RUN)/python tests/in_a_browser.py

lint: $(VENV)/.dev
	$(RUN)/ruff check src tests bench docs integrations
	$(RUN)/mypy

soak: $(VENV)/.dev
	CMCOMPLIANCE_SOAK=20000 $(RUN)/python -m pytest $(LONG) -m "" -s tests/soak tests/fuzz/test_soak.py

# Scans killed fifty times from outside and fifty within: CMCOMPLIANCE_KILLS=200 make scan-soak
scan-soak: $(VENV)/.dev
	$(RUN)/python -m pytest $(LONG) -m slow -s tests/scan

fuzz: $(VENV)/.dev
	CMCOMPLIANCE_FUZZ=100000 $(RUN)/python -m pytest $(LONG) tests/fuzz/test_fuzz.py

# Each reader of archives and of media on its format, damaged at random 10,000 times.
damage: $(VENV)/.dev
	$(RUN)/python -m pytest $(LONG) -m "" tests/archive/readers/test_damage.py tests/media/test_damage.py

bench: $(VENV)/.dev
	$(RUN)/python -m bench

# A million posts on ten networks: hours, and 20 GB of disk. A short run: make scan-bench SCAN_BENCH="--posts 20000"
scan-bench: $(VENV)/.dev
	$(RUN)/python -m bench.scan $(SCAN_BENCH)

# Needs wrk and hey. A short run: make load LOAD="--seconds 5 --rounds 1"
load: $(VENV)/.dev
	$(RUN)/python -m bench.load $(LOAD)

# 10,000 hostile requests at a real service. A short run: make hostile HOSTILE="--requests 500 --examples 5"
hostile: $(VENV)/.dev
	$(RUN)/python -m bench.hostile $(HOSTILE)

eval: $(VENV)/.installed
	$(RUN)/cmcompliance eval corpora/*.jsonl

# The blocks of docs/accuracy.md that need nothing but this checkout.
accuracy: $(VENV)/.dev
	$(RUN)/python docs/refresh_accuracy.py corpora
	$(RUN)/python docs/refresh_accuracy.py ablation --every 5

readme: $(VENV)/.installed
	$(RUN)/python docs/refresh_readme.py

docs: $(VENV)/.docs
	for lang in fr en; do \
	  $(RUN)/cmcompliance rules catalogue build/catalogue/pages/$$lang --lang $$lang && \
	  $(RUN)/sphinx-build -q -W --keep-going -j auto -c docs/catalogue -D language=$$lang \
	    build/catalogue/pages/$$lang build/catalogue/$$lang || exit 1; done
	cp docs/catalogue/index.html build/catalogue/
	@echo "build/catalogue/index.html"

# The WordPress plugin as a zip, its translations compiled before.
wordpress: $(VENV)/.dev
	$(RUN)/python integrations/wordpress/translations.py
	$(RUN)/python integrations/wordpress/package.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[dev]'
	touch $@

$(VENV)/.docs: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[docs]'
	touch $@
