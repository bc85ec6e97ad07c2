package textfile

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

func temp(t *testing.T, name, text string) object.Info {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	info, err := object.NewSet().Head(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// dump reads a table as text: a line for names and types, then one a row.
func dump(t *testing.T, tab table.Table) (string, error) {
	t.Helper()
	ctx := context.Background()
	var out strings.Builder
	cols := make([]int, len(tab.Columns()))
	for i, c := range tab.Columns() {
		cols[i] = i
		fmt.Fprintf(&out, "%s:%v ", c.Name, c.Type)
	}
	out.WriteString("\n")
	splits, err := tab.Splits(ctx, nil)
	if err != nil {
		return "", err
	}
	for _, s := range splits {
		r, err := s.Open(ctx, cols, nil, nil)
		if err != nil {
			return "", err
		}
		for {
			n, err := r.Next()
			if err != nil {
				return out.String(), err
			}
			if n == 0 {
				break
			}
			vs := make([]vec.Vec, len(cols))
			for i := range cols {
				if err := r.Read(i, nil, &vs[i]); err != nil {
					return out.String(), err
				}
			}
			for j := range n {
				for i := range vs {
					if d := vs[i].Datum(j); d.Null {
						out.WriteString("NULL|")
					} else {
						out.Write(types.AppendText(nil, vs[i].Type, d, nil))
						out.WriteString("|")
					}
				}
				out.WriteString("\n")
			}
		}
		r.Close()
	}
	return out.String(), nil
}

func TestCSV(t *testing.T) {
	yes := true
	for _, c := range []struct {
		name, in, want string
		o              CSVOptions
	}{
		{"types", "id,name,price,day,ok\n1,a,1.5,2024-01-02,true\n2,,3,2024-12-31,false\n", "id:bigint name:text price:double precision day:date ok:boolean \n1|a|1.5|2024-01-02|t|\n2|NULL|3|2024-12-31|f|\n", CSVOptions{}},
		{"quotes", "a;b\n\"x;1\";\"say \"\"hi\"\"\"\n\"two\nlines\";\n", "a:text b:text \nx;1|say \"hi\"|\ntwo\nlines|NULL|\n", CSVOptions{}},
		{"crlf and no header", "1\t2\r\n3\t4\r\n", "column0:bigint column1:bigint \n1|2|\n3|4|\n", CSVOptions{}},
		{"no final newline", "a,b\n1,2", "a:bigint b:bigint \n1|2|\n", CSVOptions{}},
		{"empty quoted is no NULL", "a,b\n\"\",\n", "a:text b:text \n|NULL|\n", CSVOptions{}},
		{"leading zeros", "zip,n\n01234,5\n", "zip:text n:bigint \n01234|5|\n", CSVOptions{}},
		{"byte-order mark", "\xef\xbb\xbfa,b\n1,2\n", "a:bigint b:bigint \n1|2|\n", CSVOptions{}},
		{"skip and comment", "junk\na,b\n#no\n1,2\n", "a:bigint b:bigint \n1|2|\n", CSVOptions{Skip: 1, Comment: "#"}},
		{"columns", "1,x\n", "k:integer v:text \n1|x|\n", CSVOptions{Columns: []table.Column{{Name: "k", Type: types.T(types.Int4)}, {Name: "v", Type: types.T(types.Text)}}}},
		{"all text", "a,b\n1,2\n", "a:text b:text \n1|2|\n", CSVOptions{AllText: true, Header: &yes}},
		{"pad", "a,b,c\n1,2,3\n1\n", "a:bigint b:bigint c:bigint \n1|2|3|\n1|NULL|NULL|\n", CSVOptions{PadShort: true}},
		{"skip bad", "a,b\n1,2\nx\n3,4,5\n5,6\n", "a:bigint b:bigint \n1|2|\n5|6|\n", CSVOptions{SkipBad: true, Header: &yes, Columns: []table.Column{{Name: "a", Type: types.T(types.Int8)}, {Name: "b", Type: types.T(types.Int8)}}}},
		{"timestamps", "t,z\n2024-01-02 03:04:05,2024-01-02T03:04:05Z\n", "t:timestamp without time zone z:timestamp with time zone \n2024-01-02 03:04:05|2024-01-02 03:04:05+00|\n", CSVOptions{}},
		{"null text", "a,b\nNA,1\n2,NA\n", "a:bigint b:bigint \nNULL|1|\n2|NULL|\n", CSVOptions{Null: "NA"}},
		{"backslash escape", "a,b\n\"x\\\"y\",1\n", "a:text b:bigint \nx\"y|1|\n", CSVOptions{Escape: "\\"}},
		{"one column", "a\nx\ny\n", "a:text \nx|\ny|\n", CSVOptions{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", c.in)}, c.o)
			if err != nil {
				t.Fatal(err)
			}
			got, err := dump(t, tab)
			if err != nil || got != c.want {
				t.Errorf("%v\ngot  %q\nwant %q", err, got, c.want)
			}
		})
	}
}

func TestCSVErrorsNameTheLine(t *testing.T) {
	for in, want := range map[string]string{
		"a,b\n1,2\n3,4,5\n":         "line 3",
		"a,b\n1,2\n\"x\ny\",2\n3\n": "line 5",
		"a,b\n1,\"open\n":           "unterminated",
	} {
		tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", in)},
			CSVOptions{Columns: []table.Column{{Name: "a", Type: types.T(types.Text)}, {Name: "b", Type: types.T(types.Text)}}})
		if err == nil {
			_, err = dump(t, tab)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	var b strings.Builder
	b.WriteString("n\n")
	for i := range 30_000 {
		fmt.Fprintln(&b, i)
	}
	b.WriteString("oops\n")
	tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", b.String())}, CSVOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = dump(t, tab); err == nil || !strings.Contains(err.Error(), "line 30002") {
		t.Fatal(err)
	}
}

// TestCSVSplits compares a large file read in parts with what was written.
func TestCSVSplits(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,text\n")
	for i := 0; b.Len() < 3*splitBytes; i++ {
		fmt.Fprintf(&b, "%d,\"row %d\nwith \"\"quotes\"\" and, commas\"\n", i, i)
	}
	tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", b.String())}, CSVOptions{})
	if err != nil {
		t.Fatal(err)
	}
	splits, _ := tab.Splits(context.Background(), nil)
	if len(splits) < 3 {
		t.Fatalf("%d splits", len(splits))
	}
	at := 0
	for _, s := range splits {
		if want := int64(2 + 2*at); s.(*split).line != want {
			t.Errorf("split begins at line %d instead of %d", s.(*split).line, want)
		}
		r, err := s.Open(context.Background(), []int{1, 0}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, err := r.Next(); n > 0 || err != nil; n, err = r.Next() {
			if err != nil {
				t.Fatal(err)
			}
			var text, id vec.Vec
			r.Read(0, nil, &text)
			r.Read(1, nil, &id)
			for i := range n {
				if want := fmt.Sprintf("row %d\nwith \"quotes\" and, commas", at); id.I64[i] != int64(at) || text.Str(i) != want {
					t.Fatalf("row %d: %d %q", at, id.I64[i], text.Str(i))
				}
				at++
			}
		}
		r.Close()
	}
	if want := strings.Count(b.String(), "with"); at != want {
		t.Fatalf("%d rows instead of %d", at, want)
	}
}

func TestCSVCompressed(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte("a,b\n1,x\n"))
	w.Close()
	tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv.gz", z.String())}, CSVOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := dump(t, tab); err != nil || !strings.HasSuffix(got, "1|x|\n") {
		t.Fatal(got, err)
	}
}
