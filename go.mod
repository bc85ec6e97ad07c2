module github.com/tarndb/tarn

go 1.26.0

require (
	github.com/andybalholm/brotli v1.2.8
	github.com/hashicorp/go-immutable-radix/v2 v2.1.0
	github.com/jackc/pgx/v5 v5.12.0
	github.com/klauspost/compress v1.20.3
	github.com/pierrec/lz4/v4 v4.1.33
	github.com/xdg-go/scram v1.4.0
)

require (
	github.com/hashicorp/golang-lru/v2 v2.0.0 // indirect
	github.com/xdg-go/stringprep v1.0.4 // indirect
	golang.org/x/text v0.42.0 // indirect
)

require github.com/cespare/xxhash/v2 v2.3.0
