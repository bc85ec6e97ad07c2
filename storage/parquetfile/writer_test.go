package parquetfile

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// writerCols has a column of every stored form.
func writerCols() []table.Column {
	row := types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: []types.Field{
		{Name: "a", Type: types.T(types.Int4)}, {Name: "b", Type: types.ArrayOf(types.T(types.Text))}}}}
	return []table.Column{
		{Name: "id", Type: types.T(types.Int8), NotNull: true},
		{Name: "flag", Type: types.T(types.Bool)},
		{Name: "small", Type: types.T(types.Int2)},
		{Name: "day", Type: types.T(types.Date)},
		{Name: "at", Type: types.T(types.TimestampTZ)},
		{Name: "price", Type: types.NumericType(15, 2)},
		{Name: "big", Type: types.NumericType(30, 5)},
		{Name: "f4", Type: types.T(types.Float4)},
		{Name: "f8", Type: types.T(types.Float8)},
		{Name: "mode", Type: types.T(types.Text)},
		{Name: "comment", Type: types.T(types.Text)},
		{Name: "raw", Type: types.T(types.Bytea)},
		{Name: "uid", Type: types.T(types.UUID)},
		{Name: "tags", Type: types.ArrayOf(types.T(types.Text))},
		{Name: "nums", Type: types.ArrayOf(types.T(types.Int8))},
		{Name: "rec", Type: row},
		{Name: "props", Type: types.MapType(types.T(types.Text), types.T(types.Int4))},
	}
}

// randomDatum makes a value of column c for a row.
func randomDatum(r *rand.Rand, c table.Column, row int) types.Datum {
	if !c.NotNull && r.Intn(5) == 0 {
		return types.Null
	}
	word := func() string { return fmt.Sprintf("w%d", r.Intn(20)) }
	switch c.Name {
	case "id":
		return types.NewInt(int64(row) * 3)
	case "flag":
		return types.NewBool(r.Intn(2) == 0)
	case "small":
		return types.NewInt(int64(r.Intn(5)) - 2)
	case "day":
		return types.NewInt(int64(8000 + r.Intn(3000)))
	case "at":
		return types.NewInt(r.Int63() - math.MaxInt64/2)
	case "price":
		return types.ScaledNumeric(r.Int63n(1e12)-5e11, 2)
	case "big":
		d, _ := types.ParseDecimal(fmt.Sprintf("-%d%d.%05d", r.Int63n(1e12), r.Int63n(1e10), r.Intn(100000)))
		return d.Datum()
	case "f4":
		return types.NewFloat(float64(float32(r.NormFloat64())))
	case "f8":
		return types.NewFloat(r.NormFloat64())
	case "uid":
		b := make([]byte, 16)
		r.Read(b)
		return types.NewStr(string(b))
	case "tags":
		var e []types.Datum
		for range r.Intn(4) {
			e = append(e, types.NewStr(word()))
		}
		if r.Intn(4) == 0 {
			e = append(e, types.Null)
		}
		return types.NewArray(types.T(types.Text), e)
	case "nums":
		var e []types.Datum
		for range r.Intn(3) {
			e = append(e, types.NewInt(r.Int63n(100)))
		}
		return types.NewArray(types.T(types.Int8), e)
	case "rec":
		f := c.Type.Ext.Fields
		b := types.Null
		if r.Intn(3) > 0 {
			b = types.NewArray(types.T(types.Text), []types.Datum{types.NewStr(word())})
		}
		return types.EncodeRow([]types.Type{f[0].Type, f[1].Type}, []types.Datum{types.NewInt(int64(row)), b})
	case "props":
		var k, v []types.Datum
		for i := range r.Intn(3) {
			k = append(k, types.NewStr(fmt.Sprint("k", i)))
			v = append(v, types.NewInt(int64(i)))
		}
		return types.EncodeMap(c.Type, k, v)
	case "mode":
		return types.NewStr(word())
	}
	b := make([]byte, r.Intn(30))
	for i := range b {
		b[i] = byte('a' + r.Intn(26))
	}
	return types.NewStr(string(b))
}

// toVec makes a flat vector of datums.
func toVec(t types.Type, ds []types.Datum) *vec.Vec {
	v := &vec.Vec{Type: t, Phys: t.Phys()}
	scale, fixed := t.FixedScale()
	if fixed {
		v.Phys, v.Scale = types.PI64, int16(scale)
	}
	for i, d := range ds {
		switch v.Phys {
		case types.PBool:
			v.B = append(v.B, uint8(d.I))
		case types.PI32:
			v.I32 = append(v.I32, int32(d.I))
		case types.PI64:
			x := d.I
			if fixed && !d.Null {
				x, _ = types.DecimalOf(d).Scaled(scale)
			}
			v.I64 = append(v.I64, x)
		case types.PF64:
			v.F64 = append(v.F64, d.Float())
		default:
			v.AppendStr(d.S)
		}
		if d.Null {
			v.SetNull(i, len(ds))
		}
	}
	return v
}

// writeRandom writes rows and returns them by column.
func writeRandom(t *testing.T, path string, rows int, opt WriterOptions) (want [][]types.Datum, st *FileStats) {
	t.Helper()
	r := rand.New(rand.NewSource(7))
	cols := writerCols()
	var out bytes.Buffer
	w, err := NewWriter(&out, cols, opt)
	if err != nil {
		t.Fatal(err)
	}
	want = make([][]types.Datum, len(cols))
	for at := 0; at < rows; {
		n := min(rows-at, 1+r.Intn(vec.Size))
		b := &vec.Batch{N: n}
		for i, c := range cols {
			ds := make([]types.Datum, n)
			for j := range ds {
				ds[j] = randomDatum(r, c, at+j)
			}
			want[i] = append(want[i], ds...)
			b.Cols = append(b.Cols, toVec(c.Type, ds))
		}
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
		at += n
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return want, w.Stats()
}

func checkFile(t *testing.T, path string, want [][]types.Datum) {
	t.Helper()
	ctx := context.Background()
	tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	splits, _ := tab.Splits(ctx, nil)
	for i, c := range tab.Columns() {
		if wc := writerCols()[i]; c.Name != wc.Name || !sameType(c.Type, wc.Type) || c.NotNull != wc.NotNull {
			t.Errorf("column %+v instead of %+v", c, wc)
		}
		at := 0
		for _, s := range splits {
			r, err := s.Open(ctx, []int{i}, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			for n, _ := r.Next(); n > 0; n, _ = r.Next() {
				var v vec.Vec
				if err := r.Read(0, nil, &v); err != nil {
					t.Fatal(err)
				}
				for j := range n {
					if d := v.Datum(j); d != want[i][at] {
						t.Fatalf("column %s row %d: %+v instead of %+v", c.Name, at, d, want[i][at])
					}
					at++
				}
			}
			r.Close()
		}
		if at != len(want[i]) {
			t.Fatalf("%d rows instead of %d", at, len(want[i]))
		}
	}
}

func TestWriteAndRead(t *testing.T) {
	for _, opt := range []WriterOptions{
		{}, {Layout: Neutral}, {Codec: "zstd", PageRows: 1000}, {Layout: Neutral, Codec: "lz4_raw", RowGroupRows: 4000},
		{Codec: "none", PageRows: 777}, {Layout: Neutral, Codec: "gzip", PageRows: 100, Bloom: []string{"id", "mode"}},
	} {
		for _, rows := range []int{0, 1, 9_000} {
			t.Run(fmt.Sprintf("%d-%s-%d-%d", opt.Layout, opt.Codec, opt.PageRows, rows), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "x.parquet")
				want, _ := writeRandom(t, path, rows, opt)
				checkFile(t, path, want)
			})
		}
	}
}

// TestWriteForOthers leaves files for other readers to check when TARN_PARQUET_OUT names
// a folder.
func TestWriteForOthers(t *testing.T) {
	dir := os.Getenv("TARN_PARQUET_OUT")
	if dir == "" {
		t.Skip("TARN_PARQUET_OUT is not set")
	}
	for name, opt := range map[string]WriterOptions{"fast": {}, "neutral": {Layout: Neutral}, "zstd": {Codec: "zstd", PageRows: 1000, Bloom: []string{"id", "mode"}}} {
		_, st := writeRandom(t, filepath.Join(dir, name+".parquet"), 30_000, opt)
		t.Logf("%s: %+v", name, st.Cols[0])
	}
}

func TestWriterStats(t *testing.T) {
	_, st := writeRandom(t, filepath.Join(t.TempDir(), "x.parquet"), 30_000, WriterOptions{RowGroupRows: 8000})
	id := st.Cols[0]
	if st.Rows != 30_000 || !id.HasRange || id.Min.I != 0 || id.Max.I != 29_999*3 || id.Nulls != 0 {
		t.Fatalf("%+v", id)
	}
	if m := st.Cols[9]; m.NDV != 20 || m.Min.S != "w0" || m.Max.S != "w9" || m.Nulls < 5000 {
		t.Fatalf("%+v", m)
	}
}
