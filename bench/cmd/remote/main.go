// Command remote asks Tarn the TPC-H queries over Parquet files in object stores and compares every answer with the
// one from local files. It prints what each query asked of the store, as a proxy before the store has counted it, and
// makes sure that columns and row groups that a query does not need are not fetched.
//
//	go run ./cmd/remote --data out/sf0.1
//
// It needs versitygw (go install github.com/versity/versitygw/cmd/versitygw@latest) and azurite-blob (npm install
// azurite). A store whose server is missing is skipped, loudly, and the exit code is 1.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/tarndb/tarn/bench/internal/objstore"
	"github.com/tarndb/tarn/bench/internal/suite"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/stores"
)

// options are the flags.
type options struct {
	data, tarn, queries string
	versitygw, azurite  string
	s3, azure           bool
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "out/sf0.1", "directory of Parquet files, one per table")
	flag.StringVar(&o.tarn, "tarn", "../bin/tarn", "Tarn binary")
	flag.StringVar(&o.queries, "queries", "queries/tpch", "directory of query files")
	flag.StringVar(&o.versitygw, "versitygw", "versitygw", "S3 test server: path, or a name in PATH")
	flag.StringVar(&o.azurite, "azurite", "azurite-blob", "Azure test server: path, or a name in PATH")
	flag.BoolVar(&o.s3, "s3", true, "run over S3")
	flag.BoolVar(&o.azure, "azure", true, "run over Azure Blob")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "remote:", err)
		os.Exit(1)
	}
}

// run asks locally first, then over each store.
func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "tarn-remote-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	queries, err := suite.Load(o.queries)
	if err != nil {
		return err
	}
	tables, err := suite.Tables(o.data)
	if err != nil {
		return err
	}
	want, err := askLocal(ctx, o, filepath.Join(dir, "local"), tables, queries)
	if err != nil {
		return err
	}
	var errs []error
	for _, s := range []struct {
		on    bool
		name  string
		start func() (*objstore.Store, error)
	}{
		{o.s3, "S3", func() (*objstore.Store, error) { return objstore.StartS3(o.versitygw, dir) }},
		{o.azure, "Azure Blob", func() (*objstore.Store, error) { return objstore.StartAzure(ctx, o.azurite, dir) }},
	} {
		if !s.on {
			continue
		}
		store, err := s.start()
		if errors.Is(err, objstore.ErrMissing) {
			fmt.Fprintf(os.Stderr, "\n*** SKIPPED %s: %v ***\n\n", s.name, err)
		}
		if err == nil {
			err = overStore(ctx, o, store, filepath.Join(dir, cmp.Or(s.name, "x")), tables, queries, want)
			err = errors.Join(err, store.Stop())
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// upload copies the files into a store, with the client that Tarn has and its environment.
func upload(ctx context.Context, s *objstore.Store, tables []suite.Table) ([]suite.Table, error) {
	for name, value := range s.Env {
		if err := os.Setenv(name, value); err != nil { // the server that is started later inherits it
			return nil, err
		}
	}
	set := stores.New()
	var out []suite.Table
	for _, t := range tables {
		f, err := os.Open(t.Path)
		if err != nil {
			return nil, err
		}
		to := s.URL + "tpch/" + t.Name + ".parquet"
		_, err = set.Put(ctx, to, f, object.PutCond{})
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", to, err)
		}
		out = append(out, suite.Table{Name: t.Name, Path: to})
	}
	return out, nil
}
