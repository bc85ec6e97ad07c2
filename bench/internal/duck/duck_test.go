package duck

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/tarndb/tarn/bench/internal/answer"
)

// python is the interpreter that `make venv` makes.
const python = "../../out/venv/bin/python"

func TestQuery(t *testing.T) {
	if _, err := os.Stat(python); err != nil {
		t.Skip("SKIPPED: DuckDB is not installed for the bench, run `make venv`")
	}
	ctx := context.Background()
	db, err := Open(ctx, Options{Python: python, Name: "DuckDB", Path: ":memory:", Settings: map[string]string{"threads": "1"}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const sql = `SELECT 1.50::DECIMAL(15,2), 0.1::DOUBLE, true, NULL::VARCHAR, 'a''b', DATE '2013-07-01',
		TIMESTAMP '2013-07-01 10:00:00', sum(1), i FROM range(2000) r (i) GROUP BY i ORDER BY i`
	want := "[1.50 0.1 t NULL a'b 2013-07-01 2013-07-01 10:00:00 1 0]"
	for range 2 { // tuples first, then Arrow
		res, sample, err := db.Query(ctx, sql)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(res.Rows[0]); got != want || len(res.Rows) != 2000 {
			t.Errorf("%d rows, first %s, want %s", len(res.Rows), got, want)
		}
		if sample.Wall <= 0 || sample.CPU <= 0 || sample.PeakKB <= 0 {
			t.Errorf("not measured: %+v", sample)
		}
		if c := res.Columns[7].Class; c != answer.Exact {
			t.Errorf("sum of integers is %v", c)
		}
	}
	if _, _, err := db.Query(ctx, "SELECT nothing"); err == nil {
		t.Error("an error was lost")
	}
	if err := db.Exec(ctx, "SELECT 1"); err != nil {
		t.Errorf("after an error: %v", err)
	}
}
