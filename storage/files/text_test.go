package files

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/tarndb/tarn/sql/types"
)

func TestOpenByName(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.csv"), []byte("id,x\n1,a\n"))
	put(t, filepath.Join(dir, "b.csv"), []byte("x,id,y\nb,2,2.5\n"))
	put(t, filepath.Join(dir, "c.json"), []byte("{\"id\":3}\n"))
	tab, err := env().Open(context.Background(), []string{dir + "/*.csv"}, "", Options{"union_by_name": "true", "filename": "1"})
	if err != nil {
		t.Fatal(err)
	}
	got := rows(t, tab)
	if len(tab.Columns()) != 4 || len(got) != 2 || got[1][0].I != 2 || got[1][1].S != "b" || !got[0][2].Null || got[1][2].Float() != 2.5 ||
		got[0][3].S != dir+"/a.csv" {
		t.Fatalf("%+v %+v", tab.Columns(), got)
	}
	tab, err = env().Open(context.Background(), []string{dir + "/c.json"}, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows(t, tab); len(got) != 1 || got[0][0].I != 3 {
		t.Fatal(got)
	}
}

func TestColumnsOption(t *testing.T) {
	for _, text := range []string{"{'a': 'int', \"b\": 'numeric(10,2)'}", "a int, b numeric(10,2)", "a: int4, b: decimal(10,2)"} {
		cols, err := (&options{raw: Options{"columns": text}}).columns()
		if err != nil || len(cols) != 2 || cols[0].Type.OID != types.Int4 || cols[1].Type != types.NumericType(10, 2) || cols[1].Name != "b" {
			t.Errorf("%s: %+v %v", text, cols, err)
		}
	}
}
