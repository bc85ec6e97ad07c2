package session_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

var fileChanges = flag.Int("file-changes", 15, "queries of each format that TestChangingFile runs while files change")

// settled waits until the server is as it was: no reservations, no goroutines more than
// before, no spill files.
func settled(t *testing.T, n *node.Node, goroutines int, spill string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); n.Instance().Memory().Used() > 0 || runtime.NumGoroutine() > goroutines; {
		if time.Now().After(deadline) {
			t.Fatalf("left over: %d bytes, %d goroutines (%d before)", n.Instance().Memory().Used(), runtime.NumGoroutine(), goroutines)
		}
		time.Sleep(time.Millisecond)
	}
	if left, _ := os.ReadDir(spill); len(left) > 0 {
		t.Errorf("%d spill files are left", len(left))
	}
}

// TestLongStatements sends statements of 100,000 parts: each is answered or refused with
// 54001, soon, and the session goes on.
func TestLongStatements(t *testing.T) {
	var spill string
	n := testkit.StartServer(t, func(c *node.Config) { c.Cache, spill = "0", filepath.Join(c.Data, "spill") })
	c := connect(t, n)
	want(t, c, "SELECT 1", "1")
	goroutines := runtime.NumGoroutine()
	const parts = 100_000
	many := func(s string) string { return strings.Repeat(s, parts) }
	for _, q := range []struct{ name, sql, value, code string }{
		{"1+1+…", "SELECT 1" + many("+1"), "", "54001"},
		{"nested parentheses", "SELECT " + many("(") + "1" + many(")"), "", "54001"},
		{"open parentheses", "SELECT " + many("("), "", "54001"},
		{"nested queries", many("(SELECT ") + "1" + many(")"), "", "54001"},
		{"sums to the right", "SELECT " + many("1+(") + "1" + many(")"), "", "54001"},
		{"UNION ALL", "SELECT 1" + many(" UNION ALL SELECT 1"), "", "54001"},
		{"joins", "SELECT 1 FROM pg_class a" + many(" CROSS JOIN pg_class"), "", "54001"},
		{"longest sum", "SELECT 1" + strings.Repeat("+1", 1000), "1001", ""},
		{"AND", "SELECT true" + many(" AND true"), "t", ""},
		{"OR", "SELECT count(*) FROM generate_series(1, 10) i WHERE i < 0" + many(" OR i = 3"), "1", ""},
		{"IN", "SELECT count(*) FROM generate_series(1, 10) i WHERE i IN (1" + many(", 2") + ")", "2", ""},
		{"VALUES", "SELECT count(*) FROM (VALUES (1)" + many(", (2)") + ") v", "100001", ""},
		{"CASE", "SELECT CASE" + many(" WHEN false THEN 1") + " ELSE 7 END", "7", ""},
		{"array", "SELECT cardinality(ARRAY[1" + many(", 1") + "])", "100001", ""},
		{"literal", "SELECT length('" + many("long text ") + "')", "1000000", ""},
		{"array literal", "SELECT '" + many("{") + many("}") + "'::int[]", "", "54000"},
		{"JSON", "SELECT '" + many("[") + many("]") + "'::jsonb", "", "54001"},
		{"regular expression", "SELECT 'a' ~ '" + many("(") + many(")") + "'", "", "2201B"},
		{"pattern", "SELECT repeat('a', 1000) LIKE '" + many("%a") + "b'", "f", ""},
	} {
		start := time.Now()
		got, code := ask(t, c, q.sql)
		took := time.Since(start)
		t.Logf("%-20s %7d bytes: %5s %.40q in %v", q.name, len(q.sql), code, got, took.Round(time.Millisecond))
		if code != q.code || code == "" && got != q.value {
			t.Errorf("%s: got %.100q %s, want %q %s", q.name, got, code, q.value, q.code)
		}
		if took > 30*time.Second {
			t.Errorf("%s took %v", q.name, took)
		}
		want(t, c, "SELECT 1", "1")
	}
	settled(t, n, goroutines, spill)
}

// version is one content of the file that changes: all its rows have the same value.
type version struct {
	data []byte
	sum  string // of count, minimum and maximum
}

// versions writes two contents in a format and reads them back.
func versions(t *testing.T, n *node.Node, dir, format string) (out [2]version) {
	t.Helper()
	c := connect(t, n)
	defer c.Close(context.Background())
	for i, rows := range []int{300_000, 200_000} {
		path := filepath.Join(dir, fmt.Sprintf("version%d.%s", i, format))
		option := ""
		switch format {
		case "parquet":
			option = ", ROW_GROUP_SIZE 20000"
		case "csv":
			option = ", HEADER"
		}
		want(t, c, fmt.Sprintf("COPY (SELECT %d AS v, i, md5(i::text) AS s FROM generate_series(1, %d) i) TO '%s' (FORMAT %s%s)", i+1, rows, path, format, option), "")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = version{data, fmt.Sprintf("%d %d %d %d", rows, i+1, i+1, rows*32)}
	}
	return out
}

// change does to a file what others may do while it is read, and names it.
func change(r *rand.Rand, kind int, path string, v version) string {
	switch kind {
	case 0:
		_ = os.Remove(path)
		return "removed"
	case 1:
		_ = os.Truncate(path, int64(r.IntN(len(v.data))))
		return "truncated"
	case 2:
		_ = os.WriteFile(path, v.data, 0o600)
		return "overwritten"
	case 3:
		if f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600); err == nil {
			_, _ = f.Write(v.data[:r.IntN(1000)+1])
			_ = f.Close()
		}
		return "appended to"
	}
	_ = os.WriteFile(path+".new", v.data, 0o600)
	_ = os.Rename(path+".new", path)
	return "replaced"
}

// halfWay tells whether an answer is one of a text file that was cut short or is being
// written: rows of one content only, or all of the first and then some of what was added.
func halfWay(answer, did string) bool {
	var rows, lo, hi, length int
	n, _ := fmt.Sscan(answer, &rows, &lo, &hi, &length)
	if n != 4 || length > rows*32 {
		return false
	}
	return lo == hi || did == "appended to" && rows > 300_000
}

// fileErrors are the SQLSTATEs of a file that has gone, has changed or is damaged.
var fileErrors = map[string]bool{"58P01": true, "55000": true, "XX001": true, "58030": true, "22P04": true, "22P02": true, "22000": true, "22032": true}

// TestChangingFile asks about a file that is removed, replaced, truncated, appended to or
// overwritten meanwhile: the answer is that of the old or the new content, or a clear
// error; nothing is left over.
//
//	go test ./sql/session -run TestChangingFile -v -timeout 1h -file-changes 2000
func TestChangingFile(t *testing.T) {
	for _, format := range []string{"parquet", "csv", "json"} {
		t.Run(format, func(t *testing.T) { changingFile(t, format) })
	}
}

func changingFile(t *testing.T, format string) {
	var spill string
	n := testkit.StartServer(t, func(c *node.Config) { c.Cache, spill = "0", filepath.Join(c.Data, "spill") })
	dir := t.TempDir()
	vs := versions(t, n, dir, format)
	path := filepath.Join(dir, "changing."+format)
	c := connect(t, n)
	want(t, c, "SELECT 1", "1")
	goroutines := runtime.NumGoroutine()
	sql := fmt.Sprintf("SELECT count(*) || ' ' || min(v) || ' ' || max(v) || ' ' || sum(length(s)) FROM '%s'", path)
	if err := os.WriteFile(path, vs[0].data, 0o600); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	want(t, c, sql, vs[0].sum)
	usual := time.Since(start)
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	seen := map[string]int{}
	for range *fileChanges {
		_ = os.Remove(path)
		if err := os.WriteFile(path, vs[0].data, 0o600); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var did string
		seed := r.Uint64()
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, 2))
			time.Sleep(time.Duration(r.Int64N(int64(usual))))
			did = change(r, r.IntN(5), path, vs[1])
		})
		got, code := ask(t, c, sql)
		wg.Wait()
		switch {
		case code == "" && (got == vs[0].sum || got == vs[1].sum):
			code = "answered"
		case code == "" && format != "parquet" && halfWay(got, did):
			code = "answered as it was half way" // opened after it was cut or added to, or while it was written
		case code == "":
			t.Errorf("%s: a mixed answer: %s", did, got)
		case !fileErrors[code] || !strings.Contains(got, "changing."):
			t.Errorf("%s: %s %s", did, code, got)
		}
		seen[did+": "+code]++
	}
	want(t, c, "SELECT 1", "1")
	t.Logf("%d queries: %v", *fileChanges, seen)
	settled(t, n, goroutines, spill)
}

// TestFileChangesUnderCursor changes a file between two fetches.
func TestFileChangesUnderCursor(t *testing.T) {
	for _, format := range []string{"parquet", "csv", "json"} {
		n := testkit.StartServer(t, func(c *node.Config) { c.Cache = "0" })
		dir := t.TempDir()
		vs := versions(t, n, dir, format)
		for kind := range 5 {
			underCursor(t, n, filepath.Join(dir, "changing."+format), vs, kind)
		}
	}
}

func underCursor(t *testing.T, n *node.Node, path string, vs [2]version, kind int) {
	t.Helper()
	_ = os.Remove(path)
	if err := os.WriteFile(path, vs[0].data, 0o600); err != nil {
		t.Fatal(err)
	}
	c := connect(t, n)
	want(t, c, fmt.Sprintf("BEGIN; DECLARE c CURSOR FOR SELECT v FROM '%s'; FETCH 10 FROM c", path), "1")
	goroutines := runtime.NumGoroutine()
	did := change(rand.New(rand.NewPCG(1, 2)), kind, path, vs[1])
	res, err := c.Exec(context.Background(), "FETCH ALL FROM c").ReadAll()
	if err == nil {
		if rows := len(res[0].Rows); rows != 300_000-10 {
			t.Errorf("%s %s: %d rows", path, did, rows)
		}
		for _, row := range res[0].Rows {
			if string(row[0]) != "1" {
				t.Fatalf("%s %s: a row of the new content", path, did)
			}
		}
	} else if !strings.Contains(err.Error(), "changing.") {
		t.Errorf("%s %s: %v", path, did, err)
	}
	t.Logf("%-15s %-11s: %v", filepath.Base(path), did, err)
	want(t, c, "ROLLBACK; SELECT 1", "1")
	for deadline := time.Now().Add(5 * time.Second); (n.Instance().Memory().Used() > 0 || runtime.NumGoroutine() > goroutines) && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if used := n.Instance().Memory().Used(); used > 0 {
		t.Errorf("%s %s: %d bytes are left", path, did, used)
	}
}
