package plan

import "github.com/tarndb/tarn/sql/types"

// Equal tells whether two expressions are the same computation. Volatile calls are equal
// when written alike: it is the caller's business not to merge them.
func Equal(a, b Expr) bool {
	if a == b {
		return true
	}
	switch x := a.(type) {
	case *Col:
		y, ok := b.(*Col)
		return ok && x.ID == y.ID
	case *Const:
		y, ok := b.(*Const)
		return ok && x.D == y.D && sameType(x.T, y.T)
	case *Param:
		y, ok := b.(*Param)
		return ok && x.N == y.N && sameType(x.T, y.T)
	case *Call:
		y, ok := b.(*Call)
		return ok && x.Fn == y.Fn && sameType(x.T, y.T) && EqualLists(x.Args, y.Args)
	case *And:
		y, ok := b.(*And)
		return ok && EqualLists(x.Args, y.Args)
	case *Or:
		y, ok := b.(*Or)
		return ok && EqualLists(x.Args, y.Args)
	case *Not:
		y, ok := b.(*Not)
		return ok && Equal(x.Arg, y.Arg)
	case *IsNull:
		y, ok := b.(*IsNull)
		return ok && x.Neg == y.Neg && Equal(x.Arg, y.Arg)
	case *BoolTest:
		y, ok := b.(*BoolTest)
		return ok && x.Neg == y.Neg && x.Val == y.Val && Equal(x.Arg, y.Arg)
	case *Distinct:
		y, ok := b.(*Distinct)
		return ok && x.Neg == y.Neg && Equal(x.L, y.L) && Equal(x.R, y.R)
	case *Case:
		y, ok := b.(*Case)
		return ok && equalCase(x, y)
	case *Coalesce:
		y, ok := b.(*Coalesce)
		return ok && sameType(x.T, y.T) && EqualLists(x.Args, y.Args)
	}
	return equalRare(a, b)
}

func equalRare(a, b Expr) bool {
	switch x := a.(type) {
	case *MinMax:
		y, ok := b.(*MinMax)
		return ok && x.Max == y.Max && EqualLists(x.Args, y.Args)
	case *In:
		y, ok := b.(*In)
		return ok && x.Neg == y.Neg && Equal(x.Arg, y.Arg) && equalData(x.Items, y.Items)
	case *AnyAll:
		y, ok := b.(*AnyAll)
		return ok && x.Fn == y.Fn && x.All == y.All && Equal(x.L, y.L) && Equal(x.Array, y.Array)
	case *Relabel:
		y, ok := b.(*Relabel)
		return ok && sameType(x.T, y.T) && Equal(x.Arg, y.Arg)
	case *Coerce:
		y, ok := b.(*Coerce)
		return ok && x.Try == y.Try && sameType(x.T, y.T) && Equal(x.Arg, y.Arg)
	case *MakeArray:
		y, ok := b.(*MakeArray)
		return ok && x.Multi == y.Multi && sameType(x.T, y.T) && EqualLists(x.Elems, y.Elems)
	case *MakeRow:
		y, ok := b.(*MakeRow)
		return ok && EqualLists(x.Fields, y.Fields)
	case *Field:
		y, ok := b.(*Field)
		return ok && x.Idx == y.Idx && Equal(x.Arg, y.Arg)
	case *Subscript:
		y, ok := b.(*Subscript)
		return ok && x.Slice == y.Slice && Equal(x.Arg, y.Arg) &&
			EqualLists(x.Lower, y.Lower) && EqualLists(x.Upper, y.Upper)
	}
	return false
}

func equalCase(x, y *Case) bool {
	if len(x.Whens) != len(y.Whens) || (x.Else == nil) != (y.Else == nil) || !sameType(x.T, y.T) {
		return false
	}
	for i := range x.Whens {
		if !Equal(x.Whens[i].Cond, y.Whens[i].Cond) || !Equal(x.Whens[i].Then, y.Whens[i].Then) {
			return false
		}
	}
	return x.Else == nil || Equal(x.Else, y.Else)
}

// EqualLists compares expressions one by one; nil equals nil.
func EqualLists(a, b []Expr) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if (a[i] == nil) != (b[i] == nil) || a[i] != nil && !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalData(a, b []types.Datum) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func sameType(a, b types.Type) bool { return a.Mod == b.Mod && types.Same(a, b) }

// EqualAggs tells whether two aggregate calls give the same value.
func EqualAggs(a, b *AggCall) bool {
	return a.Fn == b.Fn && a.Distinct == b.Distinct && EqualLists(a.Args, b.Args) &&
		(a.Filter == nil) == (b.Filter == nil) && (a.Filter == nil || Equal(a.Filter, b.Filter)) &&
		EqualSort(a.OrderBy, b.OrderBy)
}

// EqualSort compares sort keys.
func EqualSort(a, b []SortKey) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Desc != b[i].Desc || a[i].NullsFirst != b[i].NullsFirst || !Equal(a[i].Expr, b[i].Expr) {
			return false
		}
	}
	return true
}
