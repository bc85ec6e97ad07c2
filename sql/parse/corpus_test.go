package parse

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// sharedData is the folder of shared test data, "" when it is absent.
func sharedData() string {
	dir := os.Getenv("TARN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "data")
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// clientSQL reads the statements that real clients sent.
func clientSQL(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(sharedData(), "client-sql", "*.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	if sharedData() == "" || len(files) == 0 {
		tb.Skip("NOT TESTED: the shared data folder (data/client-sql) is absent; set TARN_SHARED to its parent")
	}
	var list []string
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			tb.Fatal(err)
		}
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			var row struct {
				SQL string `json:"sql"`
			}
			if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
				tb.Fatalf("%s: %v", file, err)
			}
			list = append(list, row.SQL)
		}
		if err := sc.Err(); err != nil {
			tb.Fatal(err)
		}
		if err := f.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	return list
}

func TestClientSQL(t *testing.T) {
	for _, sql := range clientSQL(t) {
		stmts, err := Parse(sql)
		if err != nil {
			t.Errorf("%v\n%s", err, sql)
			continue
		}
		for _, s := range stmts {
			checkStable(t, s)
		}
	}
}

func BenchmarkClientSQL(b *testing.B) {
	list := clientSQL(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Parse(list[i%len(list)]); err != nil {
			b.Fatal(err)
		}
	}
}
