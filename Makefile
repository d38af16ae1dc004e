# Everything a reader, a contributor or CI needs.  `make help` lists the targets.
# Writes only below build/ and .venv/ (and the catalogues in locale/, with `make po`).

LANGUAGES := en zh_CN
TITLE := awesome-2d-generative-models

VENV := .venv
BIN := $(VENV)/bin
SITE := build/html
LOCALE := build/locale/.stamp
LOCALE_DIR := locale
SOURCES = $(shell find source -type f -not -path '*/__pycache__/*')
CATALOGUES = $(shell find locale -name '*.po')

# What the distribution gives: TeX and fonts for the book, the rest for the tests.
PDF_PACKAGES := latexmk texlive-xetex texlive-lang-chinese texlive-fonts-recommended \
  fonts-noto-cjk fonts-noto-core fonts-linuxlibertine fonts-freefont-otf fonts-texgyre-math fonts-symbola \
  librsvg2-bin
TEST_PACKAGES := chromium gettext nodejs poppler-utils

SPHINX := $(BIN)/sphinx-build --fail-on-warning --keep-going --nitpicky --quiet
export PYTHONWARNINGS := ignore::DeprecationWarning:sphinx
# one time for every file of a build: that of the commit
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)
export FORCE_SOURCE_DATE := 1

.DELETE_ON_ERROR:
.PHONY: all html pdf zip serve test check format linkcheck po bench clean help setup lock pdf-packages test-packages \
  $(LANGUAGES:%=html-%) $(LANGUAGES:%=pdf-%)

all: html pdf ## everything a reader gets: HTML and PDF in all languages

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -- Setup -----------------------------------------------------------------------------

setup: $(VENV)/.stamp ## the Python environment in .venv/

$(VENV)/.stamp: requirements.txt
	@echo "== Python environment in $(VENV)/"
	@if command -v uv >/dev/null; then \
	  uv venv --quiet --clear --python '>=3.11' $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
	  python3 -m venv --clear $(VENV) && \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && \
	  $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

lock: ## pin the newest versions that pyproject.toml allows, in requirements.txt (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --group dev --output-file requirements.txt pyproject.toml

pdf-packages:
	@.ci/packages $(PDF_PACKAGES)

test-packages:
	@.ci/packages $(PDF_PACKAGES) $(TEST_PACKAGES)

# -- The site and the books ------------------------------------------------------------

html: $(LANGUAGES:%=html-%) ## the site in all languages, in build/html/
	@cp -R source/_root/. $(SITE)/
	@echo "== site: $(SITE)/index.html"

$(LANGUAGES:%=html-%): html-%: $(VENV)/.stamp $(LOCALE)
	@echo "== HTML, $*"
	@DOCS_LANGUAGE=$* DOCS_LOCALE=../build/locale \
	  $(SPHINX) -b html -d build/doctrees/html-$* source $(SITE)/$*

pdf: $(LANGUAGES:%=pdf-%) ## the books in all languages, in build/html/pdf/

$(LANGUAGES:%=pdf-%): pdf-%: $(VENV)/.stamp $(LOCALE) | pdf-packages
	@echo "== PDF, $*"
	@DOCS_LANGUAGE=$* DOCS_LOCALE=../build/locale \
	  $(SPHINX) -b latex -d build/doctrees/latex-$* source build/latex/$*
	@cd build/latex/$* && max_print_line=1000 LATEXOPTS= \
	  latexmk -xelatex -silent -halt-on-error -interaction=nonstopmode $(TITLE)-$*.tex >latexmk.log 2>&1 \
	  || { tail -n 40 latexmk.log; exit 1; }
	@mkdir -p $(SITE)/pdf && cp build/latex/$*/$(TITLE)-$*.pdf $(SITE)/pdf/
	@echo "== book: $(SITE)/pdf/$(TITLE)-$*.pdf"

# The catalogues are compiled beside copies, so that builds side by side find them ready.
$(LOCALE): $(CATALOGUES) $(VENV)/.stamp
	@mkdir -p build/locale && cp -Rpu locale/. build/locale/
	@cd build/locale && find . -name '*.po' | while read -r file; do \
	  [ -e "../../locale/$$file" ] || rm -f "$$file" "$${file%.po}.mo"; done
	@$(BIN)/sphinx-intl build -d build/locale >/dev/null
	@touch $@

zip: all ## the whole site with its books in one file, to read from a folder
	@cd build && ../$(BIN)/python -m zipfile -c $(TITLE)-site.zip html/
	@echo "== zip: build/$(TITLE)-site.zip"

serve: $(VENV)/.stamp $(LOCALE) ## live preview of the sources, LANG_CODE=zh_CN for Chinese
	@DOCS_LANGUAGE=$(or $(LANG_CODE),en) DOCS_LOCALE=../build/locale $(BIN)/sphinx-autobuild \
	  --watch locale --pre-build '$(MAKE) --silent $(LOCALE)' -d build/doctrees/serve source build/serve

# -- Checks ----------------------------------------------------------------------------

test: all check test-packages ## everything CI checks
	$(BIN)/pytest

check: $(VENV)/.stamp ## lint, types and entries
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/paperlist check source locale
	$(BIN)/paperlist format --check source

format: $(VENV)/.stamp ## write code and entries in canonical form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/paperlist format source

linkcheck: $(VENV)/.stamp ## external links
	DOCS_LANGUAGE=en $(BIN)/sphinx-build -b linkcheck -d build/doctrees/html-en source build/linkcheck

po: $(VENV)/.stamp ## update the catalogues from the sources
	@$(SPHINX) -b gettext -d build/doctrees/gettext source build/gettext
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output --omit-header \
	  --output build/gettext/sphinx.pot source/_ext source/_templates \
	  $$($(BIN)/python -c "import furo, pathlib; print(pathlib.Path(furo.__file__).parent)")
	@$(BIN)/sphinx-intl update --pot-dir build/gettext --locale-dir $(LOCALE_DIR) --line-width 0 \
	  $(foreach language,$(filter-out en,$(LANGUAGES)),--language $(language))

bench: all build/lighthouse/.stamp ## measure builds, pages, search; Lighthouse needs npm
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_site.py
	@cd build/lighthouse && node ../../tests/lighthouse/run.mjs ../html \
	  en/index.html en/flow.html en/explore.html zh_CN/flow.html zh_CN/explore.html

build/lighthouse/.stamp: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	@cd $(@D) && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

clean: ## remove what was built (.venv/ stays)
	rm -rf build
