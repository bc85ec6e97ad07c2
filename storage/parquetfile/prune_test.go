package parquetfile

import (
	"context"
	"math/rand"
	"path/filepath"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// matches is the predicate as the scan itself would check it.
func matches(t types.Type, d types.Datum, p table.Pred) bool {
	switch p.Op {
	case table.PredIsNull:
		return d.Null
	case table.PredNotNull:
		return !d.Null
	}
	for _, v := range p.Values {
		if d.Null || v.Null {
			continue
		}
		c := types.Compare(t, d, v)
		switch p.Op {
		case table.PredEQ, table.PredIn:
			if c == 0 {
				return true
			}
		case table.PredLT:
			return c < 0
		case table.PredLE:
			return c <= 0
		case table.PredGT:
			return c > 0
		case table.PredGE:
			return c >= 0
		}
	}
	return false
}

// TestPruning reads with random predicates: no row that satisfies them may be missing,
// and every row delivered must be right.
func TestPruning(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	want, _ := writeRandom(t, path, 60_000, WriterOptions{PageRows: 1500, RowGroupRows: 25_000, Bloom: []string{"id", "mode", "price"}})
	tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	cols := writerCols()
	rnd := rand.New(rand.NewSource(3))
	var m table.Metrics
	for range 100 {
		col := rnd.Intn(13) // flat ones
		p := table.Pred{Col: col, Op: table.PredOp(rnd.Intn(8))}
		for range 1 + rnd.Intn(2) {
			p.Values = append(p.Values, want[col][rnd.Intn(len(want[col]))])
		}
		if p.Op != table.PredIn {
			p.Values = p.Values[:1]
		}
		preds := []table.Pred{p}
		if rnd.Intn(2) == 0 {
			preds = append(preds, table.Pred{Col: 0, Op: table.PredLT, Values: []types.Datum{want[0][rnd.Intn(60_000)]}})
		}
		found := map[int64]bool{}
		splits, _ := tab.Splits(ctx, preds)
		for _, s := range splits {
			r, err := s.Open(ctx, []int{0, col, 10}, preds, &m)
			if err != nil {
				t.Fatal(err)
			}
			for n, _ := r.Next(); n > 0; n, _ = r.Next() {
				var id, v, text vec.Vec
				for i, dst := range []*vec.Vec{&id, &v, &text} {
					if err := r.Read(i, nil, dst); err != nil {
						t.Fatal(err)
					}
				}
				for i := range n {
					row := id.Datum(i).I / 3
					found[row] = true
					if v.Datum(i) != want[col][row] || text.Datum(i) != want[10][row] {
						t.Fatalf("row %d is wrong", row)
					}
				}
			}
			r.Close()
		}
		for row := range want[0] {
			ok := true
			for _, p := range preds {
				ok = ok && matches(cols[p.Col].Type, want[p.Col][row], p)
			}
			if ok && !found[int64(row)] {
				t.Fatalf("row %d is missing for %+v", row, preds)
			}
		}
	}
	if m.PrunedPages == 0 || m.PrunedGroups == 0 {
		t.Fatalf("nothing was pruned: %+v", m)
	}
	t.Logf("%+v", m)
}

// TestSparseRead makes sure that a narrow predicate fetches little.
func TestSparseRead(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	writeRandom(t, path, 60_000, WriterOptions{PageRows: 2048, RowGroupRows: 60_000})
	tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	preds := []table.Pred{{Col: 0, Op: table.PredEQ, Values: []types.Datum{types.NewInt(3 * 40_000)}}}
	rows := func(preds []table.Pred) (n int, m table.Metrics) {
		splits, _ := tab.Splits(ctx, preds)
		for _, s := range splits {
			r, err := s.Open(ctx, []int{0, 10}, preds, &m)
			if err != nil {
				t.Fatal(err)
			}
			var v vec.Vec
			for k, _ := r.Next(); k > 0; k, _ = r.Next() {
				n += k
				r.Read(0, nil, &v)
				r.Read(1, nil, &v)
			}
			r.Close()
		}
		return n, m
	}
	n, m := rows(preds)
	_, all := rows(nil)
	if n != vec.Size || m.BytesRead*3 > all.BytesRead {
		t.Fatalf("%d rows, %d of %d bytes", n, m.BytesRead, all.BytesRead)
	}
}
