// Package hits makes a table of ClickBench's shape: the 105 columns of its hits table with generated rows. README.md
// of the bench says in what they are like the original and in what they are not.
package hits

import (
	"context"
	_ "embed" // for the generating SQL
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/bench/internal/duck"
)

//go:embed hits.sql
var script string

// Write makes hits.parquet in dir, whole or not at all.
func Write(ctx context.Context, db *duck.DB, rows int, dir, codec string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	final := filepath.Join(dir, "hits.parquet")
	sql := strings.NewReplacer("{rows}", strconv.Itoa(rows), "{out}", final+".part", "{codec}", codec).Replace(script)
	if err := db.Exec(ctx, sql); err != nil {
		return err
	}
	return os.Rename(final+".part", final)
}
