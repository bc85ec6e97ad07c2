# Tarn. `make` lists the targets; Go is all that is needed.
GO ?= go
PORT ?= 5439
DATA ?= data
SAMPLES ?= 0.05
TESTFLAGS ?=
export CGO_ENABLED ?= 0

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

build: ## build bin/tarn
	$(GO) build -trimpath -ldflags=-s -o bin/tarn ./cmd/tarn

run: build ## build and start a server with sample tables on 127.0.0.1:$(PORT)
	@echo "connect with: psql -h 127.0.0.1 -p $(PORT) -U tarn tarn    (then try: \dt samples.*)"
	@exec bin/tarn serve --data $(DATA) --listen 127.0.0.1:$(PORT) --samples $(SAMPLES)

test: ## all tests of the product
	$(GO) test -timeout 14m $(TESTFLAGS) ./...

check: fmt vet arch ## format, vet, architecture, unit tests with invariants
	$(GO) test -timeout 14m -tags invariants $(TESTFLAGS) ./...

race: ## tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -timeout 30m $(TESTFLAGS) ./sql/... ./catalog/... ./internal/... ./exec/... ./storage/...

fmt:
	@out=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null)); test -z "$$out" || { echo "gofmt: $$out"; exit 1; }

vet:
	$(GO) vet ./...

arch:
	$(GO) test ./internal/arch

fuzz: ## fuzz the wire protocol for a minute
	$(GO) test ./sql/pgwire -run '^$$' -fuzz FuzzMessages -fuzztime 60s

hostile: ## long runs over hostile input, changing files and stopped statements (half an hour)
	$(GO) test ./sql/pgwire -run 'TestMutatedMessages$$' -v -timeout 2h -mutations 10000000
	$(GO) test ./storage/parquetfile -run 'TestMutantsUnderCap$$' -v -timeout 2h -mutants 100000
	$(GO) test ./sql/session -run 'TestLongStatements$$|TestChangingFile$$|TestFileChangesUnderCursor$$' -v -timeout 2h -file-changes 1000
	$(GO) test ./sql/pgwire -run 'TestStop$$' -v -timeout 2h -stop-limit 500ms -stop-cpu -stop-delays 50ms,300ms,1s,3s

CYCLES ?= 1000
SEED ?= 1
crash: ## kill a server CYCLES times at random points of its commits and compare (a second each)
	$(GO) test ./internal/testkit -run 'TestCrash$$' -v -timeout 24h -crash-cycles $(CYCLES) -crash-seed $(SEED)

interop: ## read what we write with other engines (needs Python and PyPI)
	$(GO) test ./storage/delta -run 'TestOthersReadUs' -interop -count=1 -v
	$(GO) test ./internal/testkit -run 'TestOthersFollow' -interop -count=1 -v

CLIENTS = .venv/clients
$(CLIENTS)/done: internal/testkit/clients/requirements.txt
	python3 -m venv $(CLIENTS)
	$(CLIENTS)/bin/pip install -q -r internal/testkit/clients/requirements.txt
	@touch $@

clients: $(CLIENTS)/done ## real drivers against this server and PostgreSQL 15 (needs Python, PyPI, PostgreSQL)
	$(GO) test ./internal/testkit -run 'TestClients$$' -clients $(CURDIR)/$(CLIENTS)/bin/python -count=1 -v $(TESTFLAGS)

bench: ## race against DuckDB (see bench/README.md)
	$(MAKE) -C bench tpch

clean: ## remove what was built
	rm -rf bin

.PHONY: help build run test check race fmt vet arch fuzz hostile crash interop clients bench clean
