# Livery. `make` by itself lists what there is to make.
#
# Two commands matter: `make demo` to see it, `make test` to trust it. Both work on a fresh Debian or Ubuntu machine that
# has only Go, make and git. Whatever is built or brought goes into build/; whatever runs keeps its things in data/.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# A clone that belongs to another user is not a reason to fail: the version is given, not asked of git.
# Everything but the race detector is built in one way, so that nothing is compiled twice.
export GOFLAGS := -buildvcs=false -trimpath $(filter-out -buildvcs=% -trimpath,$(GOFLAGS))
export CGO_ENABLED := 0
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
# The day the version was released on: support ends five years later.
RELEASED := $(shell git log -1 --format=%cs 2>/dev/null)
BINARY := build/livery
# Go tests run in this: one throw-away PostgreSQL for all packages.
WITH_PG := go run ./internal/testdb/withpg
# In front of what npm does.
IN_WEB := cd web && PATH="$$(../scripts/node.sh):$$PATH" && export PATH &&

##@ Use

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z][a-z-]*:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo

.PHONY: demo
demo: install-demo build ## Start everything, with two brands and simulated trackers; Ctrl-C ends it
	@exec $(BINARY) demo

.PHONY: serve
serve: build ## Run an installation as configured by LIVERY_* (docs/configuration.md)
	@exec $(BINARY) serve

.PHONY: build
build: ## Build build/livery; needs nothing but Go
	@mkdir -p build
	@go build -ldflags "-X main.version=$(VERSION) -X main.released=$(RELEASED)" -o $(BINARY) ./cmd/livery

##@ Check

.PHONY: test
test: install-test ## Everything: staleness, Go with -race, browser; ends with counts
	@scripts/test.sh

.PHONY: test-short
test-short: ## Go tests without -race, and those that take long without their long parts
	@$(WITH_PG) go test -short ./...

.PHONY: test-go
test-go: ## Go tests with -race, and without it what does a part under it
	@scripts/test.sh go

.PHONY: test-web
test-web: build ## Type checks, unit and browser tests of the web app
	@scripts/test.sh web

.PHONY: test-flows
test-flows: build ## The same, each flow of the browser tests in every brand, language and size that it is written for
	@LIVERY_FLOWS=all scripts/test.sh web

.PHONY: lint
lint: ## golangci-lint, with the rules and the reasons of .golangci.yaml
	@"$$(scripts/tool.sh golangci-lint)" run

.PHONY: stale
stale: ## Fail if anything generated differs from what it is generated from
	@scripts/stale.sh

##@ Generate

.PHONY: generate
generate: generate-sql generate-go generate-web ## All that is generated and committed

.PHONY: generate-sql
generate-sql: ## Go from <package>/queries.sql, by sqlc
	@scripts/sqlc.sh generate

.PHONY: generate-go
generate-go: ## What go:generate lines make: docs/configuration.md, the OpenAPI documents
	@go generate ./...

.PHONY: generate-web
generate-web: ## The TypeScript client and the built web app
	@$(IN_WEB) npm ci --no-audit --no-fund && npm run generate && npm run build

##@ Prove: each ends with a line of figures

.PHONY: prove
prove: prove-isolation prove-invisible prove-desk prove-escalation prove-mail prove-rights prove-ledger prove-renewal prove-topups prove-import prove-domains prove-start prove-durability prove-vectors ## All of them

.PHONY: prove-isolation
prove-isolation: ## No tenant reaches another's data, by any route, even with the application's checks off
	@$(WITH_PG) go run ./bench/prove/isolation

.PHONY: prove-invisible
prove-invisible: ## Nothing on a brand's hosts tells of the platform, the level above or another brand; attacks by host are refused
	@$(WITH_PG) go run ./bench/prove/invisible

.PHONY: prove-desk
prove-desk: ## The queue is critical first and then by its clock, promises never move by chatter, letters belong to whom they should
	@$(WITH_PG) go run ./bench/prove/desk

.PHONY: prove-escalation
prove-escalation: ## Questions go up one level at a time, by value, and answers come down as notes
	@$(WITH_PG) go run ./bench/prove/escalation

.PHONY: prove-mail
prove-mail: ## Letters through postfix and dovecot, a corpus of nasty ones, PostgreSQL stopped: none lost, none answered twice (as root)
	@scripts/install.sh mail
	@go run ./bench/prove/mail

.PHONY: prove-rights
prove-rights: ## What the API allows is what a plain model of the rights allows, over random trees, people and changes
	@$(WITH_PG) go run ./bench/prove/rights

.PHONY: prove-ledger
prove-ledger: ## The books are what arithmetic says, alone and by many at once, and the database refuses what may never happen
	@$(WITH_PG) go run ./bench/prove/ledger

.PHONY: prove-renewal
prove-renewal: ## What is charged and served is what a plain telling says, over random histories, years of calendars, and kill -9
	@$(WITH_PG) go run ./bench/prove/renewal

.PHONY: prove-durability
prove-durability: ## Nothing acknowledged is lost: kill -9, a database away, a disk full, fsync before the reply
	@go run ./bench/prove/durability

.PHONY: prove-vectors
prove-vectors: ## Frames of real trackers decode to what is expected (LIVERY_VECTORS: their folder)
	@go run ./bench/prove/vectors

.PHONY: prove-import
prove-import: ## A business of 300 customers and 2,000 trackers is brought, killed, resumed, repeated and taken back
	@go run ./bench/prove/importing

.PHONY: prove-topups
prove-topups: ## Money that came in is where it should be: told late, twice and out of order, and under kill -9
	@$(WITH_PG) go run ./bench/prove/topups

.PHONY: prove-domains
prove-domains: ## A name is asked for, proved, gets its certificate, is renewed and lost, with pebble and the DNS of its challenge server
	@go run ./bench/prove/domains

.PHONY: prove-start
prove-start: install-test build ## A new reseller goes alone, in a browser, from its invitation to a customer's moving tracker on its own domain
	@go run ./bench/prove/start

##@ Measure: each ends with a line of figures

.PHONY: bench
bench: bench-ingest bench-live bench-connections bench-request bench-brands bench-people bench-ledger bench-renewal bench-desk ## All of them

.PHONY: bench-ingest
bench-ingest: ## Records a second from socket to row, beside COPY of the same rows
	@go run ./bench/ingest

.PHONY: bench-live
bench-live: build ## From a tracker's socket to a browser's WebSocket
	@go run ./bench/live

.PHONY: bench-connections
bench-connections: ## Memory of an idle tracker connection
	@go run ./bench/connections

.PHONY: bench-request
bench-request: ## Brand resolution, right check, a page of objects under row-level security
	@go run ./bench/request

.PHONY: bench-people
bench-people: ## Sign-ins a second, the customers of a large reseller, right checks, the end of open WebSockets
	@go run ./bench/people

.PHONY: bench-ledger
bench-ledger: ## Payments by card a second on one hot book beside pgbench; a balance and pages of a wallet with a million entries
	@go run ./bench/ledger

.PHONY: bench-desk
bench-desk: ## A page of the queue and searches over a million tickets, letters a second; beside the bare query and a bare SMTP server
	@go run ./bench/desk

.PHONY: bench-brands
bench-brands: ## 100,000 domains: their brands and certificates found, in memory and not; first pages beside a bare Fiber handler
	@go run ./bench/brands

.PHONY: bench-renewal
bench-renewal: ## Renewals of a million objects a second, beside the same row by row
	@go run ./bench/renewal

##@ Look after

.PHONY: screens
screens: install-test build ## Pictures of every screen into build/screens, and the one the README shows
	@$(IN_WEB) npm ci --no-audit --no-fund && npm run screens

.PHONY: install-demo
install-demo: ## What `make demo` needs of the system (scripts/install.sh)
	@scripts/install.sh demo

.PHONY: install-test
install-test: ## What `make test` needs of the system
	@scripts/install.sh test

.PHONY: clean
clean: ## Remove what was built and brought; data/ stays
	@rm -rf build web/node_modules web/test-results web/playwright-report
