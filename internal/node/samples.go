package node

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/catalog/replica"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/tpch"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// sampleSchema is where the sample tables are.
const sampleSchema = "samples"

// keyColumns tells how many leading columns of a sample table are its key.
var keyColumns = map[string][]int{"lineitem": {0, 3}, "partsupp": {0, 1}}

// addSamples makes schema samples of the TPC-H tables in the data directory, generating
// them first when they are wanted and not there.
func addSamples(ctx context.Context, cfg *Config, store session.Store, progress func(string)) error {
	dir := filepath.Join(cfg.Data, "samples")
	done := filepath.Join(dir, "complete")
	if _, err := os.Stat(done); err != nil {
		if cfg.Samples <= 0 {
			return nil
		}
		if err := generateSamples(ctx, dir, cfg.Samples, progress); err != nil {
			return fmt.Errorf("generating samples: %w", err)
		}
		if err := os.WriteFile(done, []byte(fmt.Sprintf("TPC-H scale %g\n", cfg.Samples)), 0o644); err != nil {
			return err
		}
	}
	tx := store.Begin()
	if tx.View().Schema(sampleSchema) != nil {
		return nil
	}
	schema, err := tx.Create(catalog.Object{Parent: catalog.DatabaseID, Kind: catalog.Schema, Name: sampleSchema,
		Owner: catalog.SuperuserID, Comment: "TPC-H tables to try things on"})
	if err != nil {
		return err
	}
	for _, t := range tpch.Tables() {
		info := &catalog.TableInfo{Storage: catalog.Files, Location: filepath.Join(dir, t.Name+".parquet"), Format: "parquet"}
		for i, c := range t.Cols {
			info.Columns = append(info.Columns, catalog.Column{Number: int32(i + 1), Name: c.Name, Type: c.Type, NotNull: c.NotNull})
		}
		info.NextColumn = int32(len(t.Cols) + 1)
		key := keyColumns[t.Name]
		if key == nil {
			key = []int{0}
		}
		pk := catalog.Constraint{ID: tx.NextID(), Name: t.Name + "_pkey", Kind: catalog.PrimaryKey}
		for _, p := range key {
			pk.Columns = append(pk.Columns, int32(p+1))
		}
		info.Constraints = []catalog.Constraint{pk}
		if _, err := tx.Create(catalog.Object{Parent: schema.ID, Kind: catalog.Table, Name: t.Name, Owner: catalog.SuperuserID, Table: info}); err != nil {
			return err
		}
	}
	_, err = store.Commit(ctx, tx.Change())
	return err
}

// wasDropped tells whether somebody dropped the samples: they do not come back by
// themselves.
func wasDropped(snap *catalog.Snapshot) (dropped bool) {
	snap.Dropped(func(o *catalog.Object) bool {
		dropped = dropped || o.Kind == catalog.Schema && o.Name == sampleSchema
		return !dropped
	})
	return dropped
}

// moveSamples tells the catalog where the samples are after the data directory of a
// single server was moved. In a cluster they stay where they were made.
func moveSamples(ctx context.Context, store *replica.Store, tx *catalog.Tx, schema *catalog.Object, dir string) error {
	if len(store.Node().Here().Voters) > 1 {
		return nil
	}
	var moved []*catalog.Object
	tx.View().Children(schema.ID, catalog.Table, func(o *catalog.Object) bool {
		if o.Table != nil && filepath.Base(filepath.Dir(o.Table.Location)) == sampleSchema &&
			filepath.Dir(o.Table.Location) != dir && filepath.Base(o.Table.Location) == o.Name+".parquet" {
			moved = append(moved, o)
		}
		return true
	})
	for _, o := range moved {
		n := *o
		info := *o.Table
		info.Location = filepath.Join(dir, filepath.Base(info.Location))
		n.Table = &info
		if _, err := tx.Replace(o, n); err != nil {
			return err
		}
	}
	if len(moved) == 0 {
		return nil
	}
	_, err := store.Commit(ctx, tx.Change())
	return err
}

// generateSamples writes the eight tables as Parquet files.
func generateSamples(ctx context.Context, dir string, sf float64, progress func(string)) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for i, t := range tpch.Tables() {
		start := time.Now()
		rows, err := generateTable(ctx, t, filepath.Join(dir, t.Name+".parquet"), sf)
		if err != nil {
			return err
		}
		progress(fmt.Sprintf("samples %d/8: %s, %d rows, %.1f s", i+1, t.Name, rows, time.Since(start).Seconds()))
	}
	return nil
}

// generateTable writes one table under a temporary name and renames it when complete.
func generateTable(ctx context.Context, t tpch.Table, path string, sf float64) (rows int64, err error) {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = f.Close()
		if err != nil {
			_ = os.Remove(path + ".tmp")
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<20)
	w, err := parquetfile.NewWriter(buf, append([]table.Column{}, t.Cols...), parquetfile.WriterOptions{})
	if err != nil {
		return 0, err
	}
	err = t.Generate(sf, func(b *vec.Batch) error {
		rows += int64(b.N)
		if err := w.Write(b); err != nil {
			return err
		}
		return ctx.Err()
	})
	if err != nil {
		return rows, err
	}
	if err := w.Close(); err != nil {
		return rows, err
	}
	if err := buf.Flush(); err != nil {
		return rows, err
	}
	if err := f.Close(); err != nil {
		return rows, err
	}
	return rows, os.Rename(path+".tmp", path)
}
