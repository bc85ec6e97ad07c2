package copyfmt

import (
	"fmt"
	"testing"

	"github.com/tarndb/tarn/sql/types"
)

// BenchmarkLineitem decodes rows like those of TPC-H's lineitem.
func BenchmarkLineitem(b *testing.B) {
	money := types.NumericType(15, 2)
	char := func(n int) types.Type {
		mod, _ := types.ModIn(types.BPChar, []int{n})
		return types.Type{OID: types.BPChar, Mod: mod}
	}
	varchar := types.Type{OID: types.VarChar, Mod: 48}
	ts := []types.Type{types.T(types.Int8), types.T(types.Int8), types.T(types.Int8), types.T(types.Int4), money, money, money, money,
		char(1), char(1), types.T(types.Date), types.T(types.Date), types.T(types.Date), char(25), char(10), varchar}
	var cols []Column
	for i, t := range ts {
		cols = append(cols, Column{Name: fmt.Sprint("c", i), Type: t})
	}
	var data []byte
	const rows = 20_000
	for i := range rows {
		data = fmt.Appendf(data, "%d,%d,%d,%d,%d.00,%d.35,0.04,0.02,N,O,1996-03-13,1996-02-12,1996-03-22,DELIVER IN PERSON,TRUCK,egular courts above the\n",
			i, i*7, i%1000, i%7, i%50, i*13)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		d := New(Options{Format: CSV, Delimiter: ',', Quote: '"', Escape: '"'}, "l", cols, nil)
		n := 0
		for at := 0; at < len(data); at += 64 << 10 {
			d.Feed(data[at:min(at+64<<10, len(data))])
			for {
				batch, err := d.Next()
				if err != nil {
					b.Fatal(err)
				}
				if batch == nil {
					break
				}
				n += batch.N
			}
		}
		if n != rows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
