package delta_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

var interop = flag.Bool("interop", false, "read what we write with the deltalake and duckdb wheels of PyPI")

// readBack prints what another reader finds in a table: its version, files, rows in order.
const readBack = `
import sys, pyarrow as pa
from deltalake import DeltaTable, QueryBuilder
dt = DeltaTable(sys.argv[1])
t = pa.table(QueryBuilder().register("t", dt).execute("select * from t").read_all())
print("version", dt.version())
cols = [t.column(i).to_pylist() for i in range(t.num_columns)]
for row in sorted("|".join(str(c[i]) for c in cols) for i in range(t.num_rows)):
    print(row)
`

// duckRead does the same through DuckDB's extension.
const duckRead = `
import sys, duckdb
try:
    duckdb.sql("install delta; load delta")
except Exception as e:
    print("SKIP", str(e).splitlines()[0])
    sys.exit(0)
for row in duckdb.sql("select count(*) from delta_scan('" + sys.argv[1] + "')").fetchall():
    print(row[0])
`

// wheels makes a Python with the readers, or skips.
func wheels(t *testing.T) string {
	t.Helper()
	if !*interop {
		t.Skip("SKIPPED: runs with -interop (make interop)")
	}
	dir := t.TempDir()
	if out, err := exec.Command("python3", "-m", "venv", dir).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no Python with virtual environments: %v %s", err, out)
	}
	py := filepath.Join(dir, "bin", "python")
	if out, err := exec.Command(py, "-m", "pip", "install", "-q", "deltalake", "duckdb", "pyarrow").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: the wheels cannot be had: %v %s", err, out)
	}
	return py
}

func python(t *testing.T, py, script, arg string) string {
	t.Helper()
	out, err := exec.Command(py, "-c", script, arg).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// TestOthersReadUs writes tables with all we write and reads them with other engines.
func TestOthersReadUs(t *testing.T) {
	py := wheels(t)
	t.Run("types", func(t *testing.T) {
		dir := t.TempDir()
		log, s := create(t, dir, everyType, nil, everyRow[:2])
		before := python(t, py, readBack, dir)
		for _, part := range []string{"version 0", "héllo", "1234567.89", "12345678901234567890.1234", "00112233-4455-6677-8899-aabbccddeeff"} {
			if !strings.Contains(before, part) {
				t.Errorf("%q is not in\n%s", part, before)
			}
		}
		if err := log.WriteCheckpoint(ctx, s, 0); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(dir, "_delta_log", fmt.Sprintf("%020d.json", 0))); err != nil {
			t.Fatal(err)
		}
		if after := python(t, py, readBack, dir); after != before {
			t.Errorf("from the checkpoint:\n%s\nfrom the log:\n%s", after, before)
		}
	})
	t.Run("partitions", func(t *testing.T) {
		dir := t.TempDir()
		create(t, dir, partCols, []int{0, 2}, partRows)
		got := python(t, py, readBack, dir)
		if want := 1 + len(partRows); strings.Count(got, "\n")+1 != want {
			t.Errorf("%d lines of %d:\n%s", strings.Count(got, "\n")+1, want, got)
		}
		for _, r := range partRows {
			if r[0] != "NULL" && !strings.Contains(got, r[0]) {
				t.Errorf("%q is not in\n%s", r[0], got)
			}
		}
	})
	t.Run("deletions", func(t *testing.T) {
		dir := t.TempDir()
		log, s := deleteSome(t, dir)
		want := len(scan(t, open(t, log, s, delta.Options{})))
		check := func() {
			got := python(t, py, readBack, dir)
			if n := strings.Count(got, "\n"); n != want {
				t.Errorf("%d rows instead of %d", n, want)
			}
			duck := python(t, py, duckRead, dir)
			if strings.HasPrefix(duck, "SKIP") {
				t.Log("SKIPPED DuckDB: ", duck)
			} else if duck != fmt.Sprint(want) {
				t.Errorf("DuckDB finds %s rows instead of %d", duck, want)
			}
		}
		check()
		if err := log.WriteCheckpoint(ctx, s, 0); err != nil {
			t.Fatal(err)
		}
		for v := range s.Version() + 1 {
			if err := os.Remove(filepath.Join(dir, "_delta_log", fmt.Sprintf("%020d.json", v))); err != nil {
				t.Fatal(err)
			}
		}
		check()
	})
}

var partCols = everyTypeOf("text", "integer", "timestamptz", "date")

func everyTypeOf(names ...string) (out []table.Column) {
	for i, n := range names {
		out = append(out, column(fmt.Sprintf("c%d", i), n))
	}
	return out
}

var partRows = [][]string{
	{"a/b=c", "1", "2024-01-02 03:04:05.678+00", "2024-01-01"}, {"50% off?", "2", "NULL", "2024-01-01"}, {"NULL", "3", "2024-01-02 03:04:05+00", "NULL"},
	{"x:y", "4", "2024-01-02 03:04:05.678901+00", "2024-01-01"}, {"a b", "5", "1969-12-31 23:59:59.999999+00", "2024-01-01"}, {"ünï", "6", "NULL", "NULL"},
}

// deleteSome makes a table with deletion vectors inline and in a file.
func deleteSome(t *testing.T, dir string) (delta.Log, *delta.Snapshot) {
	cols := everyTypeOf("bigint", "timestamp")
	var rows [][]string
	for i := range 5000 {
		rows = append(rows, []string{fmt.Sprint(i), "2024-01-02 03:04:05.678901"})
	}
	log, s := create(t, dir, cols, nil, rows)
	c := next(s)
	c.Adds = writeRows(t, log, cols, nil, rows[:100])
	commit(t, log, c)
	s, err := s.Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	many := delta.NewBitmap()
	for i := range uint64(5000) {
		if i%3 == 0 || i > 4000 {
			many.Add(i)
		}
	}
	dvs, err := delta.WriteDeletionVectors(ctx, log.Store, log.Root, []*delta.Bitmap{many, delta.NewBitmap(5, 99)})
	if err != nil {
		t.Fatal(err)
	}
	c = next(s)
	for i, f := range s.Files() {
		add := f.Add
		add.DeletionVector, add.Stats = dvs[i], delta.LooseStats(add.Stats)
		c.Adds = append(c.Adds, &add)
		c.Removes = append(c.Removes, delta.RemoveOf(&f.Add, c.Info.Timestamp, true))
	}
	commit(t, log, c)
	if s, err = s.Apply(c); err != nil {
		t.Fatal(err)
	}
	return log, s
}
