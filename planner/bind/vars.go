package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Conflict says what a name means that is a variable and a column.
type Conflict uint8

// What to do about a name that is both: refuse it, or prefer one.
const (
	ConflictError Conflict = iota
	ConflictVariable
	ConflictColumn
)

// Vars are the variables a statement inside a function may name. They belong to one text:
// statements that are bound on the way with texts of their own (views, defaults) do not
// see them.
type Vars interface {
	// Text is the statement text the variables are for.
	Text() string
	// Lookup finds the variable that the first parts of a name stand for and tells how
	// many parts; 0 when there is none.
	Lookup(parts []string) (v plan.Expr, used int)
	// Param is $n, nil when there is none.
	Param(n int) plan.Expr
	// Conflict says what a name means that is also a column.
	Conflict() Conflict
}

// columnRef resolves a.b.c: a column, a column of a table, a field of a row, or a
// variable.
func (x *exprBinder) columnRef(parts []string, off int) (plan.Expr, error) {
	if x.b.vars == nil {
		return x.onlyColumn(parts, off)
	}
	v, used := x.b.vars.Lookup(parts)
	if used > 0 && x.b.vars.Conflict() == ConflictVariable {
		return x.variable(v, parts[used:], off)
	}
	e, err := x.onlyColumn(parts, off)
	if used == 0 {
		return e, err
	}
	if err != nil {
		switch pgerr.CodeOf(err) {
		case pgerr.UndefinedColumn, pgerr.UndefinedTable:
			return x.variable(v, parts[used:], off)
		}
		return nil, err
	}
	if x.b.vars.Conflict() == ConflictColumn {
		return e, nil
	}
	return nil, x.b.errAt(off, pgerr.AmbiguousColumn, "column reference \"%s\" is ambiguous", dotted(parts)).
		WithDetail("It could refer to either a PL/pgSQL variable or a table column.")
}

// variable is a variable, or a field of one.
func (x *exprBinder) variable(v plan.Expr, fields []string, off int) (plan.Expr, error) {
	var err error
	for _, f := range fields {
		if v, err = x.field(v, f, off); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func dotted(parts []string) string {
	s := parts[0]
	for _, p := range parts[1:] {
		s += "." + p
	}
	return s
}
