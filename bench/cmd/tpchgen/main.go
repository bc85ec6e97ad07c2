// Command tpchgen makes TPC-H data as neutral Parquet files: the rows by the Go port of dbgen in pingcap/go-tpc, the
// files by DuckDB. Scale factor 1 is checked against the answers that TPC publishes.
//
//	go run ./cmd/tpchgen --sf 1 --codec snappy,zstd,uncompressed --out out/sf1
//
// The first codec's files go to the named directory, another's to one with "-<codec>" appended.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/tarndb/tarn/bench/internal/dbgen"
	"github.com/tarndb/tarn/bench/internal/duck"
	"github.com/tarndb/tarn/bench/internal/tpch"
)

// options are the flags.
type options struct {
	sf      float64
	out     string
	codecs  []string
	python  string
	queries string
}

func main() {
	var o options
	flag.Float64Var(&o.sf, "sf", 1, "scale factor: a whole number, or a fraction below 1")
	flag.StringVar(&o.out, "out", "", "directory of the files (default out/sf<scale factor>)")
	codecs := flag.String("codec", "snappy", "compression of the files; several separated by commas")
	flag.StringVar(&o.python, "python", "out/venv/bin/python", "Python with the duckdb package")
	flag.StringVar(&o.queries, "queries", "queries/tpch", "queries for the check at scale factor 1")
	flag.Parse()
	o.codecs = strings.Split(*codecs, ",")
	if o.out == "" {
		o.out = fmt.Sprintf("out/sf%v", o.sf)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := generate(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "tpchgen:", err)
		os.Exit(1)
	}
}

// generate writes text to a temporary directory and from it the files of every codec.
func generate(ctx context.Context, o options) error {
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	text, err := os.MkdirTemp(o.out, "text-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(text)
	if err := dbgen.Generate(o.sf, text); err != nil {
		return err
	}
	db, err := duck.Open(ctx, duck.Options{Python: o.python, Name: "DuckDB", Path: ":memory:"})
	if err != nil {
		return err
	}
	defer db.Close()
	for i, codec := range o.codecs {
		dir := o.out
		if i > 0 {
			dir += "-" + codec
		}
		if err := tpch.WriteParquet(ctx, db, text, dir, codec); err != nil {
			return err
		}
		fmt.Printf("%s: %s files by DuckDB %s\n", dir, codec, db.Version())
	}
	return verify(ctx, db, o)
}

// verify checks scale factor 1 against the published answers.
func verify(ctx context.Context, db *duck.DB, o options) error {
	if o.sf != 1 {
		return nil
	}
	if err := tpch.CheckSF1(ctx, db, o.out, o.queries); err != nil {
		return fmt.Errorf("the data is wrong: %w", err)
	}
	fmt.Println("answers of Q1, Q3, Q6 and Q14 are the published ones")
	return nil
}
