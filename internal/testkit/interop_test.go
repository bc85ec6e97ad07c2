package testkit

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

var interop = flag.Bool("interop", false, "read managed tables with the deltalake wheel of PyPI after every commit")

// readLoop answers each line, a table's directory, a version and an order of columns, with the rows that deltalake
// finds, sorted, and an empty line.
const readLoop = `
import sys, pyarrow as pa
from deltalake import DeltaTable, QueryBuilder
for line in sys.stdin:
    path, version = line.rstrip("\n").split("\t")
    try:
        dt = DeltaTable(path)
        if dt.version() != int(version): print("version", dt.version())
        t = pa.table(QueryBuilder().register("t", dt).execute("select * from t").read_all())
        cols = [t.column(i).to_pylist() for i in range(t.num_columns)]
        def show(v): return "NULL" if v is None else ("t" if v else "f") if isinstance(v, bool) else str(v)
        for row in sorted("|".join(show(c[i]) for c in cols) for i in range(t.num_rows)): print(row)
    except Exception as e:
        print("error", str(e).replace("\n", " "))
    print("", flush=True)
`

// TestOthersFollow writes to managed tables in every way and reads each version, when it
// is published, with another implementation.
func TestOthersFollow(t *testing.T) {
	if !*interop {
		t.Skip("SKIPPED: runs with -interop (make interop)")
	}
	dir := t.TempDir()
	if out, err := exec.Command("python3", "-m", "venv", dir).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no Python with virtual environments: %v %s", err, out)
	}
	py := filepath.Join(dir, "bin", "python")
	if out, err := exec.Command(py, "-m", "pip", "install", "-q", "deltalake", "pyarrow").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: the wheels cannot be had: %v %s", err, out)
	}
	cmd := exec.Command(py, "-c", readLoop)
	cmd.Stderr = os.Stderr
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	f := &follower{t: t, ask: in, answers: newLines(out)}
	n := StartServer(t, nil)
	var err error
	if f.conn, err = pgconn.Connect(context.Background(), URL(n)); err != nil {
		t.Fatal(err)
	}
	defer f.conn.Close(context.Background())
	cols := `k int, "odd näme" text, b bool, d date, m numeric(12,2), i bigint`
	row := "g, CASE WHEN g % 3 > 0 THEN 'é ' || g END, CASE WHEN g % 4 > 0 THEN g % 2 = 0 END, CASE WHEN g % 5 > 0 THEN date '2024-01-01' + g::int END, CASE WHEN g % 7 > 0 THEN g * 1.25 END, g::bigint * 1000000007"
	for _, c := range []struct{ name, clause string }{
		{"plain", ""}, {"vectors", "TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')"}, {"parts", "PARTITIONED BY (b)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f.t = t
			f.run("CREATE TABLE "+c.name+" ("+cols+") "+c.clause, "")
			f.run(fmt.Sprintf("INSERT INTO %s SELECT %s FROM generate_series(1, 3000) g", c.name, row), c.name)
			for i := range 26 {
				lo := i*97 + 1
				f.run(fmt.Sprintf("INSERT INTO %s SELECT %s FROM generate_series(%d, %d) g", c.name, row, 4000+i*10, 4000+i*10+i%5), c.name)
				switch i % 3 {
				case 0:
					f.run(fmt.Sprintf("DELETE FROM %s WHERE k BETWEEN %d AND %d", c.name, lo, lo+20), c.name)
				case 1:
					f.run(fmt.Sprintf("UPDATE %s SET m = m + 1, i = NULL WHERE k %% 50 = %d", c.name, i), c.name)
				}
				if i%9 == 8 {
					f.run("OPTIMIZE "+c.name, c.name)
				}
			}
			f.run("RESTORE TABLE "+c.name+" TO VERSION AS OF 12", c.name)
			f.run("TRUNCATE "+c.name, c.name)
		})
	}
	t.Logf("%d versions read", f.reads)
}

// lines hands over the lines of a process.
type lines chan string

func newLines(r interface{ Read([]byte) (int, error) }) lines {
	c := make(lines, 1)
	go func() {
		defer close(c)
		var rest string
		buf := make([]byte, 64<<10)
		for {
			n, err := r.Read(buf)
			rest += string(buf[:n])
			for line, tail, ok := strings.Cut(rest, "\n"); ok; line, tail, ok = strings.Cut(rest, "\n") {
				c <- line
				rest = tail
			}
			if err != nil {
				return
			}
		}
	}()
	return c
}

// follower compares what a server and another reader find in a table.
type follower struct {
	t       *testing.T
	conn    *pgconn.PgConn
	ask     interface{ Write([]byte) (int, error) }
	answers lines
	reads   int
}

func (f *follower) query(sql string) [][][]byte {
	f.t.Helper()
	res, err := f.conn.Exec(context.Background(), sql).ReadAll()
	if err != nil {
		f.t.Fatalf("%s: %v", sql, err)
	}
	return res[len(res)-1].Rows
}

// run runs a statement and compares a table when it is published.
func (f *follower) run(sql, table string) {
	f.t.Helper()
	f.query(sql)
	if table == "" {
		return
	}
	version := string(f.query("DESCRIBE HISTORY " + table)[0][0]) // flushes buffered rows
	at := string(f.query("DESCRIBE DETAIL " + table)[0][3])
	file := filepath.Join(at, "_delta_log", strings.Repeat("0", 20-len(version))+version+".json")
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			break
		} else if time.Now().After(deadline) {
			f.t.Fatalf("version %s of %s is not published", version, table)
		}
	}
	var want, got []string
	for _, r := range f.query("SELECT * FROM " + table) {
		row := make([]string, len(r))
		for i, v := range r {
			if row[i] = string(v); v == nil {
				row[i] = "NULL"
			}
		}
		want = append(want, strings.Join(row, "|"))
	}
	sort.Strings(want)
	_, _ = fmt.Fprintf(f.ask, "%s\t%s\n", at, version)
	for line := range f.answers {
		if line == "" {
			break
		}
		got = append(got, line)
	}
	sort.Strings(got)
	f.reads++
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			f.t.Fatalf("after %s, version %s: %d rows instead of %d; first difference:\n%s\ninstead of\n%s", sql, version, len(got), len(want),
				strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""), strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
		}
	}
}
