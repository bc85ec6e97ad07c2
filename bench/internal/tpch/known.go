package tpch

import (
	"context"
	"fmt"
	"math/big"
	"path/filepath"

	"github.com/tarndb/tarn/bench/internal/duck"
	"github.com/tarndb/tarn/bench/internal/suite"
)

// known are figures from the answers that TPC publishes for scale factor 1 with the validation parameters. Published
// figures are rounded to two digits; these are compared after the same rounding.
var known = []struct {
	query       string
	row, column int
	value       string
}{
	{"q01", 0, 2, "37734107.00"},
	{"q01", 0, 3, "56586554400.73"},
	{"q01", 0, 4, "53758257134.87"},
	{"q01", 0, 5, "55909065222.83"},
	{"q01", 0, 9, "1478493"},
	{"q01", 3, 5, "55889619119.83"},
	{"q03", 0, 0, "2456423"},
	{"q03", 0, 1, "406181.01"},
	{"q06", 0, 0, "123141078.23"},
	{"q14", 0, 0, "16.38"},
}

// CheckSF1 runs queries on the scale factor 1 files in dir and compares them with the published answers.
func CheckSF1(ctx context.Context, db *duck.DB, dir, queriesDir string) error {
	tables, err := suite.Tables(dir)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := db.Exec(ctx, t.CreateView()); err != nil {
			return err
		}
	}
	queries, err := suite.Load(filepath.Join(queriesDir))
	if err != nil {
		return err
	}
	for _, q := range queries {
		if err := check(ctx, db, q); err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
	}
	return nil
}

// check compares one query's answer with what is known of it.
func check(ctx context.Context, db *duck.DB, q suite.Query) error {
	for _, k := range known {
		if k.query != q.ID {
			continue
		}
		res, _, err := db.Query(ctx, q.SQL)
		if err != nil {
			return err
		}
		if k.row >= len(res.Rows) {
			return fmt.Errorf("%d rows", len(res.Rows))
		}
		got := res.Rows[k.row][k.column].Text
		if !sameCents(got, k.value) {
			return fmt.Errorf("row %d column %d is %s, the published answer %s", k.row+1, k.column+1, got, k.value)
		}
	}
	return nil
}

// sameCents compares two numbers rounded to two digits.
func sameCents(a, b string) bool {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	return okX && okY && x.FloatString(2) == y.FloatString(2)
}
