// Package interop reads our Parquet files with parquet-go and its files with ours. It is
// a module of its own so that parquet-go is no dependency of the product.
package interop

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// record is a row in both libraries' hands.
type record struct {
	ID    int64    `parquet:"id,delta"`
	Small *int32   `parquet:"small,optional,dict"`
	F     *float64 `parquet:"f,optional"`
	Flag  *bool    `parquet:"flag,optional"`
	Mode  *string  `parquet:"mode,optional,dict"`
	Text  *string  `parquet:"text,optional"`
}

var cols = []table.Column{
	{Name: "id", Type: types.T(types.Int8), NotNull: true}, {Name: "small", Type: types.T(types.Int4)}, {Name: "f", Type: types.T(types.Float8)},
	{Name: "flag", Type: types.T(types.Bool)}, {Name: "mode", Type: types.T(types.Text)}, {Name: "text", Type: types.T(types.Text)},
}

func random(n int) []record {
	r := rand.New(rand.NewSource(9))
	out := make([]record, n)
	for i := range out {
		x := &out[i]
		x.ID = r.Int63() - r.Int63()
		if r.Intn(4) > 0 {
			v := int32(r.Intn(30))
			x.Small = &v
		}
		if r.Intn(4) > 0 {
			v := r.NormFloat64()
			x.F = &v
		}
		if r.Intn(4) > 0 {
			v := r.Intn(2) == 0
			x.Flag = &v
		}
		if r.Intn(4) > 0 {
			v := fmt.Sprint("mode ", r.Intn(7))
			x.Mode = &v
		}
		if r.Intn(4) > 0 {
			v := fmt.Sprint(r.Int63(), r.Int63())[:r.Intn(20)]
			x.Text = &v
		}
	}
	return out
}

func show(r record) string {
	return fmt.Sprint(r.ID) + opt(r.Small) + opt(r.F) + opt(r.Flag) + opt(r.Mode) + opt(r.Text)
}

func opt[T any](p *T) string {
	if p == nil {
		return "|NULL"
	}
	return fmt.Sprint("|", *p)
}

// batch makes vectors of records.
func batch(rs []record) *vec.Batch {
	b := &vec.Batch{N: len(rs)}
	for _, c := range cols {
		b.Cols = append(b.Cols, &vec.Vec{Type: c.Type, Phys: c.Type.Phys()})
	}
	for i, r := range rs {
		b.Cols[0].I64 = append(b.Cols[0].I64, r.ID)
		put(b.Cols[1], &b.Cols[1].I32, r.Small, i, len(rs))
		put(b.Cols[2], &b.Cols[2].F64, r.F, i, len(rs))
		b.Cols[3].B = append(b.Cols[3].B, 0)
		if r.Flag == nil {
			b.Cols[3].SetNull(i, len(rs))
		} else if *r.Flag {
			b.Cols[3].B[i] = 1
		}
		for k, p := range []*string{r.Mode, r.Text} {
			if p == nil {
				b.Cols[4+k].AppendStr("")
				b.Cols[4+k].SetNull(i, len(rs))
			} else {
				b.Cols[4+k].AppendStr(*p)
			}
		}
	}
	return b
}

func put[T any](v *vec.Vec, to *[]T, p *T, i, n int) {
	var x T
	if p == nil {
		v.SetNull(i, n)
	} else {
		x = *p
	}
	*to = append(*to, x)
}

// TestOursInTheirs writes here and reads with parquet-go.
func TestOursInTheirs(t *testing.T) {
	want := random(50_000)
	for _, opt := range []parquetfile.WriterOptions{{}, {Layout: parquetfile.Neutral}, {Codec: "zstd", PageRows: 1000, Bloom: []string{"id"}}, {Layout: parquetfile.Neutral, Codec: "gzip", PageRows: 333}} {
		var out bytes.Buffer
		w, err := parquetfile.NewWriter(&out, cols, opt)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(want); i += vec.Size {
			if err := w.Write(batch(want[i:min(len(want), i+vec.Size)])); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r := parquet.NewGenericReader[record](bytes.NewReader(out.Bytes()))
		got := make([]record, len(want))
		n := 0
		for n < len(got) {
			k, err := r.Read(got[n:])
			n += k
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if n != len(want) {
			t.Fatalf("%d rows", n)
		}
		for i := range want {
			if show(got[i]) != show(want[i]) {
				t.Fatalf("%+v row %d: %s instead of %s", opt, i, show(got[i]), show(want[i]))
			}
		}
	}
}

// TestTheirsInOurs writes with parquet-go and reads here.
func TestTheirsInOurs(t *testing.T) {
	want := random(50_000)
	for i, opts := range [][]parquet.WriterOption{
		{parquet.Compression(&parquet.Snappy)}, {parquet.Compression(&parquet.Zstd), parquet.DataPageVersion(1), parquet.PageBufferSize(2000)},
		{parquet.PageBufferSize(500), parquet.MaxRowsPerRowGroup(7777)},
	} {
		path := filepath.Join(t.TempDir(), fmt.Sprint(i))
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		w := parquet.NewGenericWriter[record](f, opts...)
		if _, err := w.Write(want); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		f.Close()
		compare(t, path, want)
	}
}

func compare(t *testing.T, path string, want []record) {
	ctx := context.Background()
	tab, err := parquetfile.OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, parquetfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	splits, _ := tab.Splits(ctx, nil)
	at := 0
	for _, s := range splits {
		r, err := s.Open(ctx, []int{0, 1, 2, 3, 4, 5}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, _ := r.Next(); n > 0; n, _ = r.Next() {
			var vs [6]vec.Vec
			for i := range vs {
				if err := r.Read(i, nil, &vs[i]); err != nil {
					t.Fatal(err)
				}
			}
			for j := range n {
				var g record
				g.ID = vs[0].Datum(j).I
				if d := vs[1].Datum(j); !d.Null {
					x := int32(d.I)
					g.Small = &x
				}
				if d := vs[2].Datum(j); !d.Null {
					x := d.Float()
					g.F = &x
				}
				if d := vs[3].Datum(j); !d.Null {
					x := d.Bool()
					g.Flag = &x
				}
				if d := vs[4].Datum(j); !d.Null {
					g.Mode = &d.S
				}
				if d := vs[5].Datum(j); !d.Null {
					g.Text = &d.S
				}
				if show(g) != show(want[at]) {
					t.Fatalf("row %d: %s instead of %s", at, show(g), show(want[at]))
				}
				at++
			}
		}
		r.Close()
	}
	if at != len(want) {
		t.Fatalf("%d rows", at)
	}
}
