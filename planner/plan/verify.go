package plan

import "fmt"

// Verify checks that every expression names only columns its operator's inputs deliver
// (for a dependent join, also those of the left side), that no column is made twice, and
// that list lengths agree. It is for invariants and tests.
func Verify(n Node) error {
	var made ColSet
	v := &verifier{}
	v.node(n, made)
	return v.err
}

// VerifyFinal also demands that nothing of the planner's own is left: subqueries,
// dependent joins, parameters.
func VerifyFinal(n Node) error {
	if err := Verify(n); err != nil {
		return err
	}
	if free := FreeCols(n); !free.Empty() {
		return fmt.Errorf("columns %v are not made anywhere", free)
	}
	v := &verifier{final: true}
	v.node(n, nil)
	return v.err
}

type verifier struct {
	err   error
	final bool
}

func (v *verifier) fail(format string, args ...any) {
	if v.err == nil {
		v.err = fmt.Errorf(format, args...)
	}
}

// node checks the tree under n; outer is what enclosing queries deliver.
func (v *verifier) node(n Node, outer ColSet) {
	avail := outer.Clone()
	switch n := n.(type) {
	case *Join:
		v.node(n.L, outer)
		inner := outer.Clone()
		if !v.final {
			inner.Union(OutSet(n.L))
		}
		v.node(n.R, inner)
		v.keys(n)
		avail.Union(OutSet(n.L))
		avail.Union(OutSet(n.R))
	case *With:
		for _, c := range n.CTEs {
			v.node(c.Plan, outer)
			if c.Step != nil {
				v.node(c.Step, outer)
			}
		}
		v.node(n.Input, outer)
	case *Scan:
		avail.Union(OutSet(n))
		if len(n.Columns) != len(n.Pos) {
			v.fail("scan of %s: %d columns, %d positions", n.Table.Name(), len(n.Columns), len(n.Pos))
		}
	default:
		for _, c := range n.Children() {
			v.node(c, outer)
			avail.Union(OutSet(c))
		}
	}
	v.uses(n, avail)
	v.lists(n)
}

// keys checks that each key names its own side.
func (v *verifier) keys(n *Join) {
	l, r := OutSet(n.L), OutSet(n.R)
	for _, k := range n.Keys {
		if ExprCols(k.L).Intersects(r) || ExprCols(k.R).Intersects(l) {
			v.fail("a key of %T is on the wrong side", n)
		}
	}
}

func (v *verifier) uses(n Node, avail ColSet) {
	var used ColSet
	AddUses(&used, n)
	used.Each(func(id ColID) {
		if !avail.Has(id) {
			v.fail("%T reads column %d that its input does not deliver", n, id)
		}
	})
	EachExpr(n, func(e Expr) {
		WalkExpr(e, func(x Expr) bool {
			switch x := x.(type) {
			case *Subquery:
				if v.final {
					v.fail("a subquery is left in %T", n)
				}
				v.node(x.Plan, avail)
			case *Param:
				if v.final {
					v.fail("parameter $%d is left", x.N)
				}
			}
			return true
		})
	})
}

func (v *verifier) lists(n Node) {
	switch n := n.(type) {
	case *Project:
		if len(n.Exprs) != len(n.Out) {
			v.fail("project: %d expressions, %d columns", len(n.Exprs), len(n.Out))
		}
	case *Aggregate:
		if len(n.Keys) != len(n.KeyOut) {
			v.fail("aggregate: %d keys, %d key columns", len(n.Keys), len(n.KeyOut))
		}
	case *SetOp:
		for i, m := range n.Map {
			if len(m) != len(n.Out) {
				v.fail("set operation: input %d maps %d of %d columns", i, len(m), len(n.Out))
			}
		}
	case *CTEScan:
		if len(n.Pos) != len(n.Out) {
			v.fail("cte scan: %d positions, %d columns", len(n.Pos), len(n.Out))
		}
	}
}
