package oracle

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// tally counts verdicts of one class.
type tally [OnlyTheyTake + 1]int

// report prints the counts and returns the share of agreement on statements PostgreSQL
// takes and the share of disagreement on those it refuses.
func report(t *testing.T, counts map[string]*tally, classes ...string) (agree, rejectMiss float64) {
	t.Helper()
	var all tally
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		c := counts[name]
		for _, want := range classes {
			if want == name {
				for i, n := range c {
					all[i] += n
				}
			}
		}
		t.Logf("%-13s same tree %5d  same fingerprint %3d  differs %3d  only PostgreSQL takes %3d  only we take %3d  both refuse %4d",
			name, c[SameTree], c[SamePrint], c[Differs], c[OnlyTheyTake], c[OnlyWeTake], c[BothReject])
	}
	taken := all[SameTree] + all[SamePrint] + all[Differs] + all[OnlyTheyTake]
	refused := all[OnlyWeTake] + all[BothReject]
	agree = float64(all[SameTree]+all[SamePrint]) / float64(max(taken, 1))
	rejectMiss = float64(all[OnlyWeTake]) / float64(max(refused, 1))
	return agree, rejectMiss
}

// run compares all statements and writes the disagreements to a file when asked to.
func run(t *testing.T, list []string) map[string]*tally {
	t.Helper()
	counts := map[string]*tally{}
	var log *bufio.Writer
	if path := os.Getenv("TARN_ORACLE_LOG"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		log = bufio.NewWriter(f)
		defer log.Flush()
	}
	for _, sql := range list {
		r := Compare(sql)
		if counts[r.Class] == nil {
			counts[r.Class] = &tally{}
		}
		counts[r.Class][r.Verdict]++
		if log != nil && r.Verdict != SameTree && r.Verdict != BothReject {
			fmt.Fprintf(log, "== %d %s\n%s\n-- printed: %s\n-- ours: %v\n-- pg: %v\n", r.Verdict, r.Class, r.SQL, r.Printed, r.OurErr, r.PgErr)
		}
		if log != nil && r.Verdict == BothReject && r.PgErr != nil && r.OurErr != nil &&
			!strings.HasPrefix(r.OurErr.Error(), r.PgErr.Error()) {
			fmt.Fprintf(log, "== error texts\n%s\n-- ours: %v\n-- pg: %v\n", r.SQL, r.OurErr, r.PgErr)
		}
	}
	return counts
}

func TestClientSQL(t *testing.T) {
	dir := os.Getenv("TARN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "data", "client-sql", "*.jsonl"))
	if len(files) == 0 {
		t.Skip("NOT TESTED: the shared data folder (data/client-sql) is absent; set TARN_SHARED to its parent")
	}
	var list []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			var row struct {
				SQL string `json:"sql"`
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			list = append(list, row.SQL)
		}
	}
	agree, _ := report(t, run(t, list), "select", "other")
	if agree < 1 {
		t.Errorf("agreement on client statements is %.2f%%, want 100%%", 100*agree)
	}
}

// TestRegression reads PostgreSQL's regression scripts from the folder TARN_PG_REGRESS.
func TestRegression(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("TARN_PG_REGRESS"), "*.sql"))
	if os.Getenv("TARN_PG_REGRESS") == "" || len(files) == 0 {
		t.Skip("NOT TESTED: set TARN_PG_REGRESS to a folder of PostgreSQL 15's regression scripts (*.sql)")
	}
	var list []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Split(string(data))...)
	}
	counts := run(t, list)
	agree, miss := report(t, counts, "select", "insert", "update", "delete", "create table", "create view")
	t.Logf("%d statements; agreement %.2f%%, disagreement on refusals %.2f%%", len(list), 100*agree, 100*miss)
	if agree < 0.99 {
		t.Errorf("agreement is %.2f%%, want 99%%", 100*agree)
	}
	if miss > 0.02 {
		t.Errorf("disagreement on refusals is %.2f%%, want at most 2%%", 100*miss)
	}
}
