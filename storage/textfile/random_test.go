package textfile

import (
	"context"
	stdcsv "encoding/csv"
	stdjson "encoding/json"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

func word(r *rand.Rand) string {
	b := make([]rune, r.Intn(12))
	for i := range b {
		b[i] = []rune("ab,\"\n ;é'\\{}[]:\t1")[r.Intn(17)]
	}
	return string(b)
}

func textCols(n int) (cols []table.Column) {
	for i := range n {
		cols = append(cols, table.Column{Name: fmt.Sprint("c", i), Type: types.T(types.Text)})
	}
	return cols
}

// texts reads all rows of text columns with a buffer of the given size.
func texts(t *testing.T, tab table.Table, buffer int) (out [][]string) {
	t.Helper()
	tab.(*textTable).buffer = buffer
	cols := make([]int, len(tab.Columns()))
	for i := range cols {
		cols[i] = i
	}
	splits, err := tab.Splits(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range splits {
		r, err := s.Open(context.Background(), cols, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for {
			n, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				break
			}
			rows := make([][]string, n)
			for i := range cols {
				var v vec.Vec
				if err := r.Read(i, nil, &v); err != nil {
					t.Fatal(err)
				}
				for j := range rows {
					rows[j] = append(rows[j], strings.Clone(v.Datum(j).S))
				}
			}
			out = append(out, rows...)
		}
		r.Close()
	}
	return out
}

func same(t *testing.T, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows instead of %d", len(got), len(want))
	}
	for i := range want {
		if fmt.Sprintf("%q", got[i]) != fmt.Sprintf("%q", want[i]) {
			t.Fatalf("row %d: %q instead of %q", i, got[i], want[i])
		}
	}
}

// TestCSVAgainstStandardLibrary reads what encoding/csv writes, through buffers of all sizes.
func TestCSVAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	no := false
	for range 60 {
		n := 2 + r.Intn(4)
		var b strings.Builder
		w := stdcsv.NewWriter(&b)
		w.UseCRLF = false
		var want [][]string
		for range 1 + r.Intn(400) {
			row := make([]string, n)
			for i := range row {
				row[i] = word(r)
			}
			want = append(want, row)
			w.Write(row)
		}
		w.Flush()
		tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", b.String())},
			CSVOptions{Columns: textCols(n), Header: &no, Delim: ","})
		if err != nil {
			t.Fatal(err)
		}
		same(t, texts(t, tab, 16<<r.Intn(10)), want)
	}
}

// TestJSONAgainstStandardLibrary does the same with encoding/json.
func TestJSONAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	for round := range 60 {
		n := 1 + r.Intn(4)
		cols := textCols(n)
		var b strings.Builder
		var want [][]string
		all := []map[string]string{}
		for range 1 + r.Intn(300) {
			row, m := make([]string, n), map[string]string{}
			for i := range row {
				row[i] = word(r)
				m[cols[i].Name] = row[i]
			}
			want = append(want, row)
			all = append(all, m)
			if round%2 == 0 {
				line, _ := stdjson.Marshal(m)
				b.Write(append(line, '\n'))
			}
		}
		if round%2 == 1 {
			text, _ := stdjson.MarshalIndent(all, "", " ")
			b.Write(text)
		}
		tab, err := OpenJSON(context.Background(), object.NewSet(), []object.Info{temp(t, "x.json", b.String())}, JSONOptions{Columns: cols})
		if err != nil {
			t.Fatal(err)
		}
		same(t, texts(t, tab, 16<<r.Intn(10)), want)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,b\n1,\"x\"\"y\"\n")
	f.Add("\"\"\"\n,;\r\n\"a\nb\",")
	f.Fuzz(func(t *testing.T, in string) {
		fuzz(t, "x.csv", in, func(i object.Info) (table.Table, error) {
			return OpenCSV(context.Background(), object.NewSet(), []object.Info{i}, CSVOptions{})
		})
	})
}

func FuzzJSON(f *testing.F) {
	f.Add("{\"a\":[1,{\"b\":null}],\"c\":\"\\u00e9\"}\n")
	f.Add("[1,\"\\\\\",{}]")
	f.Fuzz(func(t *testing.T, in string) {
		fuzz(t, "x.json", in, func(i object.Info) (table.Table, error) {
			return OpenJSON(context.Background(), object.NewSet(), []object.Info{i}, JSONOptions{})
		})
	})
}

// fuzz opens and reads a file: it may be refused but must not panic or hang.
func fuzz(t *testing.T, name, in string, open func(object.Info) (table.Table, error)) {
	tab, err := open(temp(t, name, in))
	if err != nil {
		return
	}
	tab.(*textTable).buffer = 16
	_, _ = dump(t, tab)
}

func TestShortFloat(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	for range 100_000 {
		s := fmt.Sprintf("%.*f", r.Intn(8), (r.Float64()-0.5)*float64(uint64(1)<<r.Intn(40)))
		got, ok := parseFloat([]byte(s))
		var want float64
		if _, err := fmt.Sscan(s, &want); err != nil || !ok || got != want {
			t.Fatalf("%s: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "-", ".", "1.2.3", "1e", "abc", "0x10", "1_0"} {
		if f, ok := parseFloat([]byte(s)); ok {
			t.Errorf("%q is %v", s, f)
		}
	}
}
