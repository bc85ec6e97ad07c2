module github.com/tarndb/tarn/bench

go 1.26.8

require (
	github.com/jackc/pgx/v5 v5.12.0
	github.com/pingcap/go-tpc v1.0.12
	golang.org/x/sys v0.49.0
)

require (
	github.com/jackc/pgpassfile v1.0.0 // indirect
	github.com/jackc/pgservicefile v0.0.0-20240606120523-5a60cdf6a761 // indirect
	go.uber.org/atomic v1.9.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/text v0.41.0 // indirect
)
