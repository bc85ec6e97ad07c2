package exec_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/tarndb/tarn/exec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/files"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// benchDir is where TPC-H Parquet files lie (scale factor 1), set by TARN_TPCH.
func benchTable(b testing.TB, name string) table.Table {
	dir := os.Getenv("TARN_TPCH")
	if dir == "" {
		b.Skip("TARN_TPCH is not set: no TPC-H files to run on")
	}
	t, err := (&files.Env{Store: object.NewLocal()}).Open(context.Background(), []string{filepath.Join(dir, name+".parquet")}, "", nil)
	if err != nil {
		b.Fatal(err)
	}
	return t
}

// scanOf makes a scan of named columns.
func scanOf(t table.Table, sp *plan.Space, cols ...string) *plan.Scan {
	s := &plan.Scan{Table: t}
	for _, name := range cols {
		for i, c := range t.Columns() {
			if c.Name == name {
				s.Columns = append(s.Columns, sp.NewCol(name, c.Type, c.NotNull))
				s.Pos = append(s.Pos, i)
			}
		}
	}
	return s
}

func col(s *plan.Scan, name string) *plan.Col {
	for _, c := range s.Columns {
		if c.Name == name {
			return c.Ref()
		}
	}
	panic(name)
}

func op(name string, l, r plan.Expr) plan.Expr {
	lt, rt := l.Type(), r.Type()
	o, err := builtin.ResolveOp(name, &lt, &rt)
	if err != nil {
		panic(err)
	}
	return &plan.Call{Fn: o.Op.Fn, Args: []plan.Expr{l, r}, T: o.Ret}
}

func num(t *testing.B, s string) plan.Expr {
	d, err := types.Parse(types.T(types.Numeric), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &plan.Const{D: d, T: types.T(types.Numeric)}
}

func date(t *testing.B, s string) plan.Expr {
	d, err := types.Parse(types.T(types.Date), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &plan.Const{D: d, T: types.T(types.Date)}
}

func agg(sp *plan.Space, name string, arg plan.Expr) plan.AggCall {
	var ts []types.Type
	var args []plan.Expr
	if arg != nil {
		ts, args = []types.Type{arg.Type()}, []plan.Expr{arg}
	}
	r, err := builtin.ResolveFunc(name, ts, nil, false)
	if err != nil {
		panic(err)
	}
	return plan.AggCall{Fn: r.Func, Args: args, T: r.Ret, Out: sp.NewCol(name, r.Ret, false)}
}

func runPlan(b *testing.B, root plan.Node) {
	q := &plan.Query{Root: root, Output: root.Cols()}
	for b.Loop() {
		rows, err := exec.Open(context.Background(), q, &exec.Env{Session: &builtin.Session{}})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for {
			batch, err := rows.Next()
			if err != nil {
				b.Fatal(err)
			}
			if batch == nil {
				break
			}
			n += batch.Live()
			if b.N == 1 {
				for i := range batch.N {
					for _, c := range batch.Cols {
						b.Log(string(types.AppendText(nil, c.Type, c.Datum(i), types.DefaultStyle)))
					}
				}
			}
		}
		rows.Close()
	}
}

func BenchmarkQ6(b *testing.B) {
	sp := &plan.Space{}
	s := scanOf(benchTable(b, "lineitem"), sp, "l_shipdate", "l_discount", "l_quantity", "l_extendedprice")
	s.Filter = []plan.Expr{
		op(">=", col(s, "l_shipdate"), date(b, "1994-01-01")), op("<", col(s, "l_shipdate"), date(b, "1995-01-01")),
		op(">=", col(s, "l_discount"), num(b, "0.05")), op("<=", col(s, "l_discount"), num(b, "0.07")),
		op("<", col(s, "l_quantity"), num(b, "24")),
	}
	runPlan(b, &plan.Aggregate{Input: s, Aggs: []plan.AggCall{
		agg(sp, "sum", op("*", col(s, "l_extendedprice"), col(s, "l_discount")))}})
}

func BenchmarkQ1(b *testing.B) {
	sp := &plan.Space{}
	s := scanOf(benchTable(b, "lineitem"), sp, "l_shipdate", "l_returnflag", "l_linestatus", "l_quantity",
		"l_extendedprice", "l_discount", "l_tax")
	s.Filter = []plan.Expr{op("<=", col(s, "l_shipdate"), date(b, "1998-09-02"))}
	one := num(b, "1")
	disc := op("*", col(s, "l_extendedprice"), op("-", one, col(s, "l_discount")))
	a := &plan.Aggregate{Input: s, Keys: []plan.ColID{s.Columns[1].ID, s.Columns[2].ID}, KeyOut: s.Columns[1:3]}
	for _, x := range []plan.Expr{col(s, "l_quantity"), col(s, "l_extendedprice"), disc,
		op("*", disc, op("+", one, col(s, "l_tax")))} {
		a.Aggs = append(a.Aggs, agg(sp, "sum", x))
	}
	for _, x := range []string{"l_quantity", "l_extendedprice", "l_discount"} {
		a.Aggs = append(a.Aggs, agg(sp, "avg", col(s, x)))
	}
	a.Aggs = append(a.Aggs, agg(sp, "count", nil))
	runPlan(b, a)
}
