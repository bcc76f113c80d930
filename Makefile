# `make run` and `make test` need nothing but Debian and a Swift toolchain: what is missing is installed first.
# ARGS goes to the program that is run:  make run ARGS="--mqtt-port 1884",  make test ARGS="--filter MQTTTests"

SOURCES := Sources Tests Package.swift

# Of every debug build: other flags would compile our targets again. Dependencies are never held to them.
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

# How many tests run at once, each perhaps with a broker and five processes. `swift test` has no word for it, the test program has.
WIDTH := --experimental-maximum-parallelization-width 3

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run build test test-pages bench bench-pages screenshots format lint clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what Baedal needs (by apt-get, only what is missing)
	@.ci/setup

setup-test: ## Install what the tests need as well
	@.ci/setup test

build: setup ## Build for release
	swift build -c release --product baedal

run: build ## Build for release and serve
	@.ci/port-hint $(ARGS)
	@exec .build/release/baedal serve $(ARGS)

test: setup-test ## Build with warnings as errors and run every test
	swift build --build-tests $(STRICT)
	@.ci/tests "$$(swift build --show-bin-path)/baedalPackageTests.xctest" --testing-library swift-testing $(WIDTH) $(ARGS)
	@[ -n "$(ARGS)" ] || .ci/browser-tests

test-pages: setup-test ## Try the pages in a real browser
	swift build --build-tests $(STRICT)
	@.ci/browser-tests $(ARGS)

screenshots: setup-test ## Take the pictures of the pages for the README
	swift build --build-tests $(STRICT)
	@.ci/browser-tests --run Tests/BrowserTests/screenshots.py .github/pictures

bench-pages: setup-test ## Measure how smooth the pages stay under load
	swift build --build-tests $(STRICT)
	@.ci/browser-tests --run Tests/BrowserTests/frames.py

bench: build ## Measure a server of its own, from outside
	swift build -c release --product baedal-bench
	@exec .build/release/baedal-bench --server .build/release/baedal $(ARGS)

format: ## Format the sources in place
	swift format --in-place --parallel --recursive $(SOURCES)

lint: ## Fail on whatever `make format` would change
	swift format lint --strict --parallel --recursive $(SOURCES)

clean: ## Remove what was built, never the data in .baedal
	swift package clean
