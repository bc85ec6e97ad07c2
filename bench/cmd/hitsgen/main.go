// Command hitsgen makes data of ClickBench's shape as a neutral Parquet file written by DuckDB.
//
//	go run ./cmd/hitsgen --rows 3000000 --out out/hits
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/tarndb/tarn/bench/internal/duck"
	"github.com/tarndb/tarn/bench/internal/hits"
)

func main() {
	rows := flag.Int("rows", 3000000, "rows of the table; the original has 99,997,497")
	out := flag.String("out", "out/hits", "directory of the file")
	codec := flag.String("codec", "snappy", "compression of the file")
	python := flag.String("python", "out/venv/bin/python", "Python with the duckdb package")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := generate(ctx, *rows, *out, *codec, *python); err != nil {
		fmt.Fprintln(os.Stderr, "hitsgen:", err)
		os.Exit(1)
	}
}

// generate lets a DuckDB make the file.
func generate(ctx context.Context, rows int, out, codec, python string) (err error) {
	db, err := duck.Open(ctx, duck.Options{Python: python, Name: "DuckDB", Path: ":memory:"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := hits.Write(ctx, db, rows, out, codec); err != nil {
		return err
	}
	fmt.Printf("%s: %d rows, %s file by DuckDB %s\n", out, rows, codec, db.Version())
	return nil
}
