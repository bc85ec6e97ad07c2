package oracle

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

// tally counts verdicts of one class.
type tally struct {
	n         [OnlyTheyTake + 1]int
	sameError int // of those both refuse, with equal text and position
}

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
				for i, n := range c.n {
					all.n[i] += n
				}
			}
		}
		t.Logf("%-13s same tree %5d  same fingerprint %3d  differs %3d  only PostgreSQL takes %3d  only we take %3d  both refuse %4d (%d with the same error)",
			name, c.n[SameTree], c.n[SamePrint], c.n[Differs], c.n[OnlyTheyTake], c.n[OnlyWeTake], c.n[BothReject], c.sameError)
	}
	taken := all.n[SameTree] + all.n[SamePrint] + all.n[Differs] + all.n[OnlyTheyTake]
	refused := all.n[OnlyWeTake] + all.n[BothReject]
	agree = float64(all.n[SameTree]+all.n[SamePrint]) / float64(max(taken, 1))
	rejectMiss = float64(all.n[OnlyWeTake]) / float64(max(refused, 1))
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
		counts[r.Class].n[r.Verdict]++
		if log != nil && r.Verdict != SameTree && r.Verdict != BothReject {
			fmt.Fprintf(log, "== %d %s\n%s\n-- printed: %s\n-- ours: %v\n-- pg: %v\n", r.Verdict, r.Class, r.SQL, r.Printed, r.OurErr, r.PgErr)
		}
		if r.Verdict != BothReject {
			continue
		}
		ours, theirs := r.Errors()
		if ours == theirs {
			counts[r.Class].sameError++
		} else if log != nil {
			fmt.Fprintf(log, "== error texts\n%s\n-- ours: %v\n-- pg:   %v\n", r.SQL, ours, theirs)
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
	list := scripts(t, files)
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

func scripts(t *testing.T, files []string) []string {
	t.Helper()
	var list []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Split(string(data))...)
	}
	return list
}

// TestMutations changes a word of known statements at random and expects the same answer
// from both parsers.
func TestMutations(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("TARN_PG_REGRESS"), "*.sql"))
	if os.Getenv("TARN_PG_REGRESS") == "" || len(files) == 0 {
		t.Skip("NOT TESTED: set TARN_PG_REGRESS to a folder of PostgreSQL 15's regression scripts (*.sql)")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var list []string
	for _, sql := range scripts(t, files) {
		if Class(sql) != "other" && rng.IntN(3) == 0 {
			list = append(list, mutate(rng, sql))
		}
	}
	agree, miss := report(t, run(t, list), "select", "insert", "update", "delete", "create table", "create view")
	t.Logf("%d mutated statements; agreement %.2f%%, disagreement on refusals %.2f%%", len(list), 100*agree, 100*miss)
	if agree < 0.99 || miss > 0.02 {
		t.Errorf("agreement is %.2f%% (want 99%%), disagreement on refusals %.2f%% (want at most 2%%)", 100*agree, 100*miss)
	}
}

// mutate drops, doubles, swaps or replaces one word.
func mutate(rng *rand.Rand, sql string) string {
	words := regexp.MustCompile(`\s+|\w+|'[^']*'|.`).FindAllString(sql, -1)
	if len(words) < 3 {
		return sql
	}
	i, j := rng.IntN(len(words)-1), rng.IntN(len(words))
	switch rng.IntN(4) {
	case 0:
		words[i] = ""
	case 1:
		words[i] += " " + words[i]
	case 2:
		words[i], words[i+1] = words[i+1], words[i]
	default:
		words[i] = " " + words[j] + " "
	}
	return strings.Join(words, "")
}
