package rule

import (
	"math"
	"sort"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// scanPredicates orders each scan's conditions, cheap and selective ones first, and tells
// the scan which of them prune splits by min and max: comparisons of a column with
// constants, IN lists, NULL tests, and LIKE with a fixed start, which is a range.
//
// A case-insensitive or unanchored LIKE prunes nothing:
//
//	SELECT * FROM t WHERE name LIKE '%son'
func scanPredicates(c *Ctx, n plan.Node) plan.Node {
	plan.Walk(n, func(x plan.Node) bool {
		s, ok := x.(*plan.Scan)
		if !ok || len(s.Filter) == 0 {
			return true
		}
		c.note()
		c.Stats.ScanCols(s)
		orderFilter(c, s)
		s.Preds = nil
		for _, e := range s.Filter {
			s.Preds = appendPreds(s.Preds, s, e)
		}
		return true
	})
	return n
}

// orderFilter sorts conditions by what they cost per row they drop.
func orderFilter(c *Ctx, s *plan.Scan) {
	rank := make(map[plan.Expr]float64, len(s.Filter))
	for _, e := range s.Filter {
		rank[e] = evalCost(e) / (1.0001 - c.Stats.One(e))
	}
	sort.SliceStable(s.Filter, func(i, k int) bool { return rank[s.Filter[i]] < rank[s.Filter[k]] })
}

// evalCost guesses the work of evaluating e for a row.
func evalCost(e plan.Expr) float64 {
	cost := 0.0
	plan.WalkExpr(e, func(x plan.Expr) bool {
		switch x := x.(type) {
		case *plan.Col:
			cost += 1
			if x.T.Phys() == types.PStr {
				if _, fixed := x.T.FixedScale(); !fixed {
					cost += 3
				}
			}
		case *plan.Call:
			cost++
			switch plan.OpName(x) {
			case "~~", "!~~", "~~*", "!~~*":
				cost += 10
			case "~", "!~", "~*", "!~*":
				cost += 40
			}
		case *plan.In:
			cost += 1 + math.Log2(float64(len(x.Items)+1))
		case *plan.Coerce:
			cost += 20
		case *plan.Const:
		default:
			cost += 0.5
		}
		return true
	})
	return cost
}

// appendPreds adds the pruning predicates a condition gives.
func appendPreds(ps []table.Pred, s *plan.Scan, e plan.Expr) []table.Pred {
	switch x := e.(type) {
	case *plan.Call:
		return callPreds(ps, s, x)
	case *plan.In:
		if pos, ok := scanCol(s, x.Arg); ok && !x.Neg {
			var vals []types.Datum
			for _, d := range x.Items {
				if !d.Null {
					vals = append(vals, d)
				}
			}
			return append(ps, table.Pred{Col: pos, Op: table.PredIn, Values: vals})
		}
	case *plan.IsNull:
		if pos, ok := scanCol(s, x.Arg); ok {
			op := table.PredIsNull
			if x.Neg {
				op = table.PredNotNull
			}
			return append(ps, table.Pred{Col: pos, Op: op})
		}
	case *plan.Or:
		return orPreds(ps, s, x)
	}
	return ps
}

// scanCol finds the table position of a plain column, also under a relabelling that
// keeps the order of values.
func scanCol(s *plan.Scan, e plan.Expr) (int, bool) {
	if r, ok := e.(*plan.Relabel); ok && types.Category(r.T) == 'S' && types.Category(r.Arg.Type()) == 'S' {
		e = r.Arg
	}
	c, ok := e.(*plan.Col)
	if !ok {
		return 0, false
	}
	for i, col := range s.Columns {
		if col.ID == c.ID {
			return s.Pos[i], true
		}
	}
	return 0, false
}

var predOps = map[string]table.PredOp{"=": table.PredEQ, "<": table.PredLT, "<=": table.PredLE, ">": table.PredGT, ">=": table.PredGE}

func callPreds(ps []table.Pred, s *plan.Scan, x *plan.Call) []table.Pred {
	name := plan.OpName(x)
	if name == "" {
		return ps
	}
	pos, ok := scanCol(s, x.Args[0])
	k, isConst := x.Args[1].(*plan.Const)
	if !ok || !isConst || k.D.Null {
		return ps
	}
	if op, cmp := predOps[name]; cmp && comparable(x.Args[0].Type(), k.T) {
		return append(ps, table.Pred{Col: pos, Op: op, Values: []types.Datum{k.D}})
	}
	if name == "~~" && k.T.OID == types.Text {
		return likePreds(ps, pos, k.D.S)
	}
	return ps
}

// comparable tells whether a constant is in the column's own type.
func comparable(col, k types.Type) bool {
	return col.OID == k.OID && (col.OID != types.BPChar)
}

// likePreds turns 'abc%' into a range and a pattern without wildcards into an equality.
func likePreds(ps []table.Pred, pos int, pattern string) []table.Pred {
	i := strings.IndexAny(pattern, `%_\`)
	if i < 0 {
		return append(ps, table.Pred{Col: pos, Op: table.PredEQ, Values: []types.Datum{types.NewStr(pattern)}})
	}
	if i == 0 {
		return ps
	}
	lo := pattern[:i]
	ps = append(ps, table.Pred{Col: pos, Op: table.PredGE, Values: []types.Datum{types.NewStr(lo)}})
	if hi, ok := nextPrefix(lo); ok {
		ps = append(ps, table.Pred{Col: pos, Op: table.PredLT, Values: []types.Datum{types.NewStr(hi)}})
	}
	return ps
}

// nextPrefix is the least string above all strings that start with s.
func nextPrefix(s string) (string, bool) {
	b := []byte(s)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1]), true
		}
	}
	return "", false
}

// orPreds widens an OR of ranges over one column to the range around them.
func orPreds(ps []table.Pred, s *plan.Scan, x *plan.Or) []table.Pred {
	lo, hi := types.Null, types.Null
	col, t := -1, types.Type{}
	for i, b := range x.Args {
		l, h, c, ct := branchRange(s, b)
		if c < 0 || i > 0 && c != col {
			return ps
		}
		col, t = c, ct
		if i == 0 {
			lo, hi = l, h
			continue
		}
		if lo.Null || l.Null {
			lo = types.Null
		} else if types.Compare(t, l, lo) < 0 {
			lo = l
		}
		if hi.Null || h.Null {
			hi = types.Null
		} else if types.Compare(t, h, hi) > 0 {
			hi = h
		}
	}
	if !lo.Null {
		ps = append(ps, table.Pred{Col: col, Op: table.PredGE, Values: []types.Datum{lo}})
	}
	if !hi.Null {
		ps = append(ps, table.Pred{Col: col, Op: table.PredLE, Values: []types.Datum{hi}})
	}
	return ps
}

// branchRange is the range one branch of an OR puts on the single column it tests; col is
// -1 when it is of another form. A NULL bound is open.
func branchRange(s *plan.Scan, b plan.Expr) (lo, hi types.Datum, col int, t types.Type) {
	lo, hi, col = types.Null, types.Null, -1
	for _, e := range plan.Conjuncts(nil, b) {
		call, ok := e.(*plan.Call)
		if !ok {
			return lo, hi, -1, t
		}
		pos, okC := scanCol(s, firstArg(call))
		var k *plan.Const
		if len(call.Args) == 2 {
			k, _ = call.Args[1].(*plan.Const)
		}
		op, cmp := predOps[plan.OpName(call)]
		if !okC || k == nil || k.D.Null || !cmp || !comparable(call.Args[0].Type(), k.T) || col >= 0 && pos != col {
			return lo, hi, -1, t
		}
		col, t = pos, k.T
		if op == table.PredEQ || op == table.PredGE || op == table.PredGT {
			lo = k.D
		}
		if op == table.PredEQ || op == table.PredLE || op == table.PredLT {
			hi = k.D
		}
	}
	return lo, hi, col, t
}

func firstArg(c *plan.Call) plan.Expr {
	if len(c.Args) == 0 {
		return c
	}
	return c.Args[0]
}
