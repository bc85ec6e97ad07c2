package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/tarndb/tarn/bench/internal/duck"
)

// describeData says which files the sides read: who wrote them, how they are compressed, how large they are.
func describeData(ctx context.Context, o options, s *sides) (string, error) {
	ours := o.data
	if o.tarnFiles != "" {
		ours = o.tarnFiles
	}
	text, err := describeFiles(ctx, s.rival, ours)
	if err != nil || ours == o.rivalData {
		return text, err
	}
	other, err := describeFiles(ctx, s.rival, o.rivalData)
	return text + "; rival: " + other, err
}

// describeFiles asks DuckDB about the footers of a directory's files.
func describeFiles(ctx context.Context, db *duck.DB, dir string) (string, error) {
	glob, err := filepath.Abs(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return "", err
	}
	res, _, err := db.Query(ctx, fmt.Sprintf(`SELECT
		(SELECT string_agg(DISTINCT created_by, ' and ') FROM parquet_file_metadata('%[1]s')),
		(SELECT string_agg(DISTINCT lower(compression), '/') FROM parquet_metadata('%[1]s')),
		(SELECT sum(total_compressed_size) // 1000000 FROM parquet_metadata('%[1]s'))`, glob))
	if err != nil {
		return "", err
	}
	row := res.Rows[0]
	return fmt.Sprintf("%s (%v, %v MB, written by %v)", filepath.Base(dir), row[1], row[2], row[0]), nil
}

// revision is the git revision of the tree the bench runs in, "-dirty" if it has changes, "unknown" without git.
func revision() string {
	out, err := exec.Command("git", "describe", "--always", "--dirty", "--abbrev=12").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
