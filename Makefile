# The sample dossier:  make site
# Everything checked:  make test

SHELL := /usr/bin/env bash
CARGO ?= cargo

.PHONY: site test test-long bench bench-search bench-pages clean

# Needs nothing but Rust.
site:
	$(CARGO) build --release --locked
	target/release/dossier build .
	@printf '\nOpen one of its editions with a double-click:\n'
	@printf '  %-34s %s\n' \
		'public, nothing but the facts:' "$(CURDIR)/book/public/index.html" \
		'partners, with invented notes:' "$(CURDIR)/book/partners/index.html" \
		'internal, with all of them:' "$(CURDIR)/book/internal/index.html"

test:
	tests/install
	tests/run

# The same tests with more rounds, and the leak mutants; an hour and a half on two cores.
test-long:
	tests/install
	DOSSIER_TEST_ROUNDS=1000 tests/run

# Compares the search with its peers.
bench-search:
	tests/bench/search/run

# Lets Lighthouse judge pages of the sample.
bench-pages:
	tests/bench/pages/run

# SIZES="100 1000" makes it short.
bench:
	tests/bench/run $(SIZES)

clean:
	rm -rf target tests/browser/node_modules book .dossier
