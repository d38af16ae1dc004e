# Everything a reader, a contributor or CI needs.  `make help` lists the targets.
# Writes only below build/ and .venv/ (and the catalogues in locale/, with `make po`).

LANGUAGES := $(shell sed -n 's/^\[\(.*\)\]$$/\1/p' source/languages.toml)
# a book needs fonts, and a style with its words
BOOKS := $(filter $(LANGUAGES),$(patsubst source/_latex/book-%.sty,%,$(wildcard source/_latex/book-*.sty)))
TITLE := awesome-2d-generative-models

# A language may be named as LANG=zh_CN: not the one of the shell, which has that name, too.
LANG_CODE ?= $(if $(filter command line,$(origin LANG)),$(LANG),en)
ifeq ($(origin LANG),command line)
export LC_ALL := C.UTF-8
endif
PORT ?= 8000

# "Edit this sentence" leads to the web editor of the repository, if that is on GitHub.
HASH := \#
export EDIT_URL ?= $(shell git remote get-url origin 2>/dev/null | \
  sed -nE 's|^(https://github.com/\|git@github.com:)([^/]+/[^/]+)$$|https://github.com/\2|; s|\.git$$||; \
    s|^https://github.com/.*$$|&/edit/main/{path}$(HASH)L{line}|p')

VENV := .venv
BIN := $(VENV)/bin
SITE := build/html
# with CHAPTER=flow the book is that page alone, with PAPER=letter its pages have that size
BOOK := $(TITLE)$(if $(CHAPTER),-$(CHAPTER))
LATEX := build/latex$(if $(CHAPTER),/$(CHAPTER))
CHAPTERS := variational-autoencoder diffusion-model energy-based-model flow representation-learning \
  disentangled-representation text-to-image evaluation-and-loss others
LOCALE := build/locale/.stamp
LOCALE_DIR := locale
SOURCES = $(shell find source -type f -not -path '*/__pycache__/*')
CATALOGUES = $(shell find locale -name '*.po')

# What the distribution gives: TeX and fonts for the book, the rest for the tests.
PDF_PACKAGES := latexmk texlive-xetex texlive-lang-chinese texlive-fonts-recommended \
  fonts-noto-cjk fonts-noto-core fonts-linuxlibertine fonts-freefont-otf fonts-texgyre-math fonts-symbola \
  librsvg2-bin
# The fonts of the EPUB's cover and of what its figures are measured by.
EPUB_PACKAGES := fonts-noto-cjk fonts-linuxlibertine
TEST_PACKAGES := chromium epubcheck gettext nodejs poppler-utils

SPHINX := $(BIN)/sphinx-build --fail-on-warning --keep-going --nitpicky --quiet
export PYTHONWARNINGS := ignore::DeprecationWarning:sphinx
# one time for every file of a build: that of the commit
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)
export FORCE_SOURCE_DATE := 1

.DELETE_ON_ERROR:
.PHONY: all html pdf epub chapters zip serve test check format linkcheck po language bench clean help setup lock pdf-packages epub-packages test-packages \
  $(LANGUAGES:%=html-%) $(LANGUAGES:%=pdf-%) $(LANGUAGES:%=epub-%)

# the books first: the site tells their size
all: pdf epub ## everything a reader gets: HTML, PDF and EPUB in all languages
	@$(MAKE) --no-print-directory html

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

epub-packages:
	@.ci/packages $(EPUB_PACKAGES)

test-packages:
	@.ci/packages $(PDF_PACKAGES) $(TEST_PACKAGES)

# -- The site and the books ------------------------------------------------------------

html: $(LANGUAGES:%=html-%) ## the site in all languages, in build/html/
	@echo "== site: $(SITE)/index.html"

$(LANGUAGES:%=html-%): html-%: $(VENV)/.stamp $(LOCALE)
	@echo "== HTML, $*"
	@DOCS_LANGUAGE=$* DOCS_LOCALE=../build/locale \
	  $(SPHINX) -b html -d build/doctrees/html-$* source $(SITE)/$*

pdf: $(BOOKS:%=pdf-%) ## the books in all languages, in build/html/pdf/; PAPER=letter, CHAPTER=flow

$(LANGUAGES:%=pdf-%): pdf-%: $(VENV)/.stamp $(LOCALE) | pdf-packages
	@echo "== PDF, $*"
	@DOCS_LANGUAGE=$* DOCS_LOCALE=../build/locale \
	  $(SPHINX) -b latex -d build/doctrees/latex-$* source $(LATEX)/$*
	@cd $(LATEX)/$* && max_print_line=1000 LATEXOPTS= \
	  latexmk -xelatex -silent -halt-on-error -interaction=nonstopmode $(BOOK)-$*.tex >latexmk.log 2>&1 \
	  || { tail -n 40 latexmk.log; exit 1; }
	@mkdir -p $(SITE)/pdf && cp $(LATEX)/$*/$(BOOK)-$*.pdf $(SITE)/pdf/
	@echo "== book: $(SITE)/pdf/$(BOOK)-$*.pdf"

epub: $(BOOKS:%=epub-%) ## the books for e-readers in all languages, in build/html/epub/

# what stands in the folder goes into the book, so nothing of the last build may be there
$(LANGUAGES:%=epub-%): epub-%: $(VENV)/.stamp $(LOCALE) | epub-packages
	@echo "== EPUB, $*"
	@rm -rf build/epub/$*
	@DOCS_LANGUAGE=$* DOCS_LOCALE=../build/locale \
	  $(SPHINX) -b epub -d build/doctrees/epub-$* source build/epub/$*
	@mkdir -p $(SITE)/epub && cp build/epub/$*/$(TITLE)-$*.epub $(SITE)/epub/
	@echo "== book: $(SITE)/epub/$(TITLE)-$*.epub"

chapters: ## a book of each chapter, in all languages
	@for chapter in $(CHAPTERS); do $(MAKE) --no-print-directory pdf CHAPTER=$$chapter || exit 1; done

# The catalogues are compiled beside copies, so that builds side by side find them ready.
# What is damaged in them is left out of the copies.
$(LOCALE): $(CATALOGUES) $(VENV)/.stamp
	@$(BIN)/paperlist compile locale build/locale
	@$(BIN)/sphinx-intl build -d build/locale >/dev/null
	@touch $@

zip: all ## the whole site with its books in one file, to read from a folder
	@cd build && ../$(BIN)/python -m zipfile -c $(TITLE)-site.zip html/
	@echo "== zip: build/$(TITLE)-site.zip"

serve: $(VENV)/.stamp $(LOCALE) ## live preview of the sources; LANG=zh_CN for Chinese, the key E shows the English
	@DOCS_LANGUAGE=$(LANG_CODE) DOCS_LOCALE=../build/locale PREVIEW=1 $(BIN)/sphinx-autobuild \
	  --watch locale --pre-build '$(MAKE) --silent $(LOCALE)' --port $(PORT) \
	  -d build/doctrees/serve-$(LANG_CODE) source build/serve/$(LANG_CODE)

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
	$(BIN)/paperlist links source

# sphinx-intl writes fresh catalogues, paperlist fills them: no translation gets lost or falls to a neighbour.
po: $(VENV)/.stamp ## update the catalogues from the sources
	@rm -rf build/gettext
	@$(SPHINX) -b gettext -d build/doctrees/gettext source build/gettext
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output --omit-header \
	  --add-comments TRANSLATORS: --strip-comments \
	  --output build/gettext/sphinx.pot source/_ext source/_templates \
	  $$($(BIN)/python -c "import furo, pathlib; print(pathlib.Path(furo.__file__).parent)")
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output --omit-header \
	  --output build/gettext/figures.pot source/figures
	@$(BIN)/sphinx-intl update --pot-dir build/gettext --locale-dir build/gettext/locale --line-width 0 \
	  $(foreach language,$(filter-out en,$(LANGUAGES)),--language $(language)) >/dev/null
	@$(BIN)/paperlist merge build/gettext/locale $(LOCALE_DIR)

language: $(VENV)/.stamp ## add a language: LANG=ja, or take it away: LANG=ja REMOVE=yes
	@$(BIN)/paperlist language $(LANG_CODE) $(if $(REMOVE),--remove) --locale $(LOCALE_DIR)
	@$(if $(REMOVE),rm -rf build/locale/$(LANG_CODE) $(SITE)/$(LANG_CODE) $(SITE)/pdf/$(TITLE)-$(LANG_CODE).pdf $(SITE)/epub/$(TITLE)-$(LANG_CODE).epub,$(MAKE) --no-print-directory po)

bench: all build/lighthouse/.stamp ## measure builds, pages, search; Lighthouse needs npm
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_site.py
	@$(MAKE) --no-print-directory html SITE=build/lighthouse/html SITE_URL=https://example.org
	@cd build/lighthouse && node ../../tests/lighthouse/run.mjs html \
	  en/index.html en/flow.html en/explore.html zh_CN/flow.html zh_CN/explore.html

build/lighthouse/.stamp: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	@cd $(@D) && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

clean: ## remove what was built (.venv/ stays)
	rm -rf build
