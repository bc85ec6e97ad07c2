package plan

import (
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// ColID identifies a column within one plan; 0 is none.
type ColID int32

// Column is a column delivered by an operator.
type Column struct {
	ID      ColID
	Name    string
	Type    types.Type
	NotNull bool // proven never NULL
}

// Expr is a bound scalar expression.
type Expr interface{ Type() types.Type }

type (
	// Const is a literal or folded value.
	Const struct {
		D types.Datum
		T types.Type
	}
	// Col reads a column of the operator's input.
	Col struct {
		ID ColID
		T  types.Type
	}
	// Param is a $n parameter; replaced by Const before execution.
	Param struct {
		N int // 1-based
		T types.Type
	}
	// Call applies a function, operator or cast. A NULL argument of a strict function
	// gives NULL without a call.
	Call struct {
		Fn   *builtin.Func
		Args []Expr
		T    types.Type
		Pos  int // 1-based character position for run-time errors, 0 unknown
	}
	// And is an n-ary conjunction (at least two terms), three-valued.
	And struct{ Args []Expr }
	// Or is an n-ary disjunction (at least two terms), three-valued.
	Or struct{ Args []Expr }
	// Not is three-valued negation.
	Not struct{ Arg Expr }
	// IsNull is IS NULL, or IS NOT NULL when Neg; rows are tested as a value (the binder
	// expands PostgreSQL's field-wise rule).
	IsNull struct {
		Arg Expr
		Neg bool
	}
	// BoolTest is IS [NOT] TRUE, FALSE: never NULL. (IS UNKNOWN is IsNull.)
	BoolTest struct {
		Arg Expr
		Val bool
		Neg bool
	}
	// Distinct is IS DISTINCT FROM, or IS NOT DISTINCT FROM when Neg, by type comparison;
	// both sides have the same type.
	Distinct struct {
		L, R Expr
		Neg  bool
	}
	// Case is a searched CASE; a simple CASE is bound to one. Else nil means NULL. A
	// result is evaluated only for rows that reach it.
	Case struct {
		Whens []When
		Else  Expr
		T     types.Type
	}
	// Coalesce gives the first argument that is not NULL.
	Coalesce struct {
		Args []Expr
		T    types.Type
	}
	// MinMax is GREATEST (Max) or LEAST, ignoring NULLs.
	MinMax struct {
		Args []Expr
		Max  bool
		T    types.Type
	}
	// In is arg [NOT] IN (constants): items have arg's type; a NULL item is allowed.
	In struct {
		Arg   Expr
		Items []types.Datum
		Neg   bool
	}
	// AnyAll is `l op ANY (array)` or ALL; Fn is the boolean operator's function.
	AnyAll struct {
		Fn    *builtin.Func
		L     Expr
		Array Expr
		All   bool
	}
	// Relabel reinterprets a value as a binary-compatible type.
	Relabel struct {
		Arg Expr
		T   types.Type
	}
	// Coerce converts element-wise or through text (array, row and I/O casts): the
	// executor calls builtin's cast path row by row. Try makes failure NULL (TRY_CAST).
	Coerce struct {
		Arg  Expr
		T    types.Type
		Path *builtin.CastPath
		Try  bool
		Pos  int
	}
	// MakeArray is ARRAY[…]; with Multi the elements are arrays of one dimension less.
	MakeArray struct {
		Elems []Expr
		Multi bool
		T     types.Type
	}
	// MakeRow is ROW(…).
	MakeRow struct {
		Fields []Expr
		T      types.Type
	}
	// Field selects field Idx of a row value.
	Field struct {
		Arg Expr
		Idx int
		T   types.Type
	}
	// Subscript is a[i][j] or, with Slice, a[l:u]; nil bounds are open. Maps are
	// subscripted by key, jsonb by text or integer.
	Subscript struct {
		Arg   Expr
		Lower []Expr // only when Slice
		Upper []Expr
		Slice bool
		T     types.Type
	}
	// Subquery is a not yet unnested subquery; it exists only inside the planner.
	Subquery struct {
		Kind SubqueryKind
		Plan Node
		// Left and Fns: `(Left…) op ANY (subquery)`, compared with the plan's columns.
		Left []Expr
		Fns  []*builtin.Func
		Neg  bool
		T    types.Type
	}
)

// When is one branch of a Case.
type When struct{ Cond, Then Expr }

// SubqueryKind says how a subquery's rows become a value.
type SubqueryKind uint8

// Kinds of subquery expressions.
const (
	SubScalar SubqueryKind = iota
	SubExists
	SubAny
	SubAll
	SubArray
)

// Type gives the type of the value.
func (e *Const) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Col) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Param) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Call) Type() types.Type { return e.T }

// Type is boolean.
func (e *And) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *Or) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *Not) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *IsNull) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *BoolTest) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *Distinct) Type() types.Type { return types.T(types.Bool) }

// Type gives the type of the value.
func (e *Case) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Coalesce) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *MinMax) Type() types.Type { return e.T }

// Type is boolean.
func (e *In) Type() types.Type { return types.T(types.Bool) }

// Type is boolean.
func (e *AnyAll) Type() types.Type { return types.T(types.Bool) }

// Type gives the type of the value.
func (e *Relabel) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Coerce) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *MakeArray) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *MakeRow) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Field) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Subscript) Type() types.Type { return e.T }

// Type gives the type of the value.
func (e *Subquery) Type() types.Type { return e.T }
