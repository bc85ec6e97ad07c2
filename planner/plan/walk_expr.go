package plan

// EachArg calls f for each direct operand of e. The plan inside a Subquery is not one.
func EachArg(e Expr, f func(Expr)) {
	switch e := e.(type) {
	case *Call:
		each(e.Args, f)
	case *And:
		each(e.Args, f)
	case *Or:
		each(e.Args, f)
	case *Not:
		f(e.Arg)
	case *IsNull:
		f(e.Arg)
	case *BoolTest:
		f(e.Arg)
	case *Distinct:
		f(e.L)
		f(e.R)
	case *Case:
		for _, w := range e.Whens {
			f(w.Cond)
			f(w.Then)
		}
		if e.Else != nil {
			f(e.Else)
		}
	case *Coalesce:
		each(e.Args, f)
	case *MinMax:
		each(e.Args, f)
	case *In:
		f(e.Arg)
	case *AnyAll:
		f(e.L)
		f(e.Array)
	case *Relabel:
		f(e.Arg)
	case *Coerce:
		f(e.Arg)
	case *MakeArray:
		each(e.Elems, f)
	case *MakeRow:
		each(e.Fields, f)
	case *Field:
		f(e.Arg)
	case *Subscript:
		f(e.Arg)
		eachSet(e.Lower, f)
		eachSet(e.Upper, f)
	case *Subquery:
		each(e.Left, f)
	}
}

func each(es []Expr, f func(Expr)) {
	for _, e := range es {
		f(e)
	}
}

func eachSet(es []Expr, f func(Expr)) {
	for _, e := range es {
		if e != nil {
			f(e)
		}
	}
}

// WalkExpr visits e and its operands, parents first; f returns false to skip operands.
func WalkExpr(e Expr, f func(Expr) bool) {
	if f(e) {
		EachArg(e, func(a Expr) { WalkExpr(a, f) })
	}
}

// AnyExpr tells whether f holds for e or any operand below it.
func AnyExpr(e Expr, f func(Expr) bool) bool {
	found := false
	WalkExpr(e, func(x Expr) bool {
		if !found && f(x) {
			found = true
		}
		return !found
	})
	return found
}

// MapArgs rebuilds e with f applied to each direct operand; e itself when none changed.
func MapArgs(e Expr, f func(Expr) Expr) Expr {
	switch e := e.(type) {
	case *Call:
		if as, ok := mapList(e.Args, f); ok {
			c := *e
			c.Args = as
			return &c
		}
	case *And:
		if as, ok := mapList(e.Args, f); ok {
			return &And{Args: as}
		}
	case *Or:
		if as, ok := mapList(e.Args, f); ok {
			return &Or{Args: as}
		}
	case *Not:
		if a := f(e.Arg); a != e.Arg {
			return &Not{Arg: a}
		}
	case *IsNull:
		if a := f(e.Arg); a != e.Arg {
			return &IsNull{Arg: a, Neg: e.Neg}
		}
	case *BoolTest:
		if a := f(e.Arg); a != e.Arg {
			return &BoolTest{Arg: a, Val: e.Val, Neg: e.Neg}
		}
	case *Distinct:
		if l, r := f(e.L), f(e.R); l != e.L || r != e.R {
			return &Distinct{L: l, R: r, Neg: e.Neg}
		}
	case *Case:
		return mapCase(e, f)
	case *Coalesce:
		if as, ok := mapList(e.Args, f); ok {
			return &Coalesce{Args: as, T: e.T}
		}
	case *MinMax:
		if as, ok := mapList(e.Args, f); ok {
			return &MinMax{Args: as, Max: e.Max, T: e.T}
		}
	default:
		return mapRareArgs(e, f)
	}
	return e
}

func mapRareArgs(e Expr, f func(Expr) Expr) Expr {
	switch e := e.(type) {
	case *In:
		if a := f(e.Arg); a != e.Arg {
			return &In{Arg: a, Items: e.Items, Neg: e.Neg}
		}
	case *AnyAll:
		if l, r := f(e.L), f(e.Array); l != e.L || r != e.Array {
			return &AnyAll{Fn: e.Fn, L: l, Array: r, All: e.All}
		}
	case *Relabel:
		if a := f(e.Arg); a != e.Arg {
			return &Relabel{Arg: a, T: e.T}
		}
	case *Coerce:
		if a := f(e.Arg); a != e.Arg {
			c := *e
			c.Arg = a
			return &c
		}
	case *MakeArray:
		if as, ok := mapList(e.Elems, f); ok {
			return &MakeArray{Elems: as, Multi: e.Multi, T: e.T}
		}
	case *MakeRow:
		if as, ok := mapList(e.Fields, f); ok {
			return &MakeRow{Fields: as, T: e.T}
		}
	case *Field:
		if a := f(e.Arg); a != e.Arg {
			return &Field{Arg: a, Idx: e.Idx, T: e.T}
		}
	case *Subscript:
		a := f(e.Arg)
		lo, okLo := mapList(e.Lower, f)
		hi, okHi := mapList(e.Upper, f)
		if a != e.Arg || okLo || okHi {
			return &Subscript{Arg: a, Lower: lo, Upper: hi, Slice: e.Slice, T: e.T}
		}
	case *Subquery:
		if as, ok := mapList(e.Left, f); ok {
			c := *e
			c.Left = as
			return &c
		}
	}
	return e
}

func mapCase(e *Case, f func(Expr) Expr) Expr {
	c := &Case{T: e.T, Whens: make([]When, len(e.Whens))}
	changed := false
	for i, w := range e.Whens {
		c.Whens[i] = When{Cond: f(w.Cond), Then: f(w.Then)}
		changed = changed || c.Whens[i] != w
	}
	if e.Else != nil {
		c.Else = f(e.Else)
		changed = changed || c.Else != e.Else
	}
	if !changed {
		return e
	}
	return c
}

// mapList applies f; the list is copied only when something changed.
func mapList(es []Expr, f func(Expr) Expr) ([]Expr, bool) {
	var out []Expr
	for i, e := range es {
		if e == nil {
			continue
		}
		x := f(e)
		if x != e && out == nil {
			out = append(make([]Expr, 0, len(es)), es...)
		}
		if out != nil {
			out[i] = x
		}
	}
	if out == nil {
		return es, false
	}
	return out, true
}

// MapExpr rebuilds e bottom-up: f sees each expression after its operands were mapped.
func MapExpr(e Expr, f func(Expr) Expr) Expr {
	return f(MapArgs(e, func(a Expr) Expr { return MapExpr(a, f) }))
}

// AddExprCols adds the columns e reads, including those that subqueries inside it take
// from outside.
func AddExprCols(s *ColSet, e Expr) {
	switch e := e.(type) {
	case *Col:
		s.Add(e.ID)
		return
	case *Subquery:
		s.Union(FreeCols(e.Plan))
	}
	EachArg(e, func(a Expr) { AddExprCols(s, a) })
}

// ExprCols is the set of columns e reads.
func ExprCols(e Expr) ColSet {
	var s ColSet
	AddExprCols(&s, e)
	return s
}

// ReplaceCols substitutes columns in e, also inside the plans of subqueries (in place).
func ReplaceCols(e Expr, with func(*Col) Expr) Expr {
	return MapExpr(e, func(x Expr) Expr {
		switch x := x.(type) {
		case *Col:
			return with(x)
		case *Subquery:
			ReplaceFree(x.Plan, with)
		}
		return x
	})
}

// Conjuncts appends the AND terms of e.
func Conjuncts(dst []Expr, e Expr) []Expr {
	if a, ok := e.(*And); ok {
		for _, x := range a.Args {
			dst = Conjuncts(dst, x)
		}
		return dst
	}
	return append(dst, e)
}

// AndOf joins conjuncts; it is the inverse of Conjuncts. There must be at least one.
func AndOf(conds []Expr) Expr {
	if len(conds) == 1 {
		return conds[0]
	}
	return &And{Args: conds}
}

// HasSubquery tells whether a subquery is left anywhere in e.
func HasSubquery(e Expr) bool {
	return AnyExpr(e, func(x Expr) bool { _, ok := x.(*Subquery); return ok })
}
