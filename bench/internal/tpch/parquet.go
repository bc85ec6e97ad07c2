package tpch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tarndb/tarn/bench/internal/dbgen"
	"github.com/tarndb/tarn/bench/internal/duck"
)

// RowGroup is the number of rows in a row group of the neutral files, DuckDB's own default.
const RowGroup = 122880

// WriteParquet writes every table of dbgen text in tblDir as <outDir>/<table>.parquet, rows in the generator's order.
// A file appears whole or not at all.
func WriteParquet(ctx context.Context, db *duck.DB, tblDir, outDir, codec string) error {
	if err := os.MkdirAll(outDir, 0o755); err != nil {
		return err
	}
	for _, table := range dbgen.Tables {
		final := filepath.Join(outDir, table+".parquet")
		if err := db.Exec(ctx, copyStatement(table, filepath.Join(tblDir, table+".tbl"), final+".part", codec)); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		if err := os.Rename(final+".part", final); err != nil {
			return err
		}
	}
	return nil
}

// copyStatement makes DuckDB turn one text file into one Parquet file.
func copyStatement(table, from, to, codec string) string {
	var columns []string
	for _, c := range schema[table] {
		columns = append(columns, fmt.Sprintf("'%s': '%s'", c[0], c[1]))
	}
	return fmt.Sprintf(`COPY (SELECT * FROM read_csv('%s', auto_detect=false, header=false, delim='|', quote='"',
		escape='"', columns={%s})) TO '%s' (FORMAT parquet, COMPRESSION %s, ROW_GROUP_SIZE %d, PARQUET_VERSION v1)`,
		from, strings.Join(columns, ", "), to, codec, RowGroup)
}
