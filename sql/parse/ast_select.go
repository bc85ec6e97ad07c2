package parse

// Query is a complete query: WITH, a body, ORDER BY, LIMIT and locking. It is a
// statement, the inside of every subquery, and, in parentheses, a body itself.
type Query struct {
	Span
	With    *With
	Body    QueryBody
	OrderBy []*SortItem
	// OrderByAll is ORDER BY ALL; its direction is in OrderBy[0] with a nil X.
	OrderByAll bool
	Limit      Expr
	LimitAll   bool // LIMIT ALL
	Offset     Expr
	WithTies   bool // FETCH FIRST … WITH TIES
	Locking    []*Locking
}

// With is a WITH clause.
type With struct {
	Span
	Recursive bool
	CTEs      []*CTE
}

// Materialize is the MATERIALIZED choice of a CTE.
type Materialize uint8

// Materialisation choices.
const (
	MaterializeDefault Materialize = iota
	MaterializeAlways
	MaterializeNever
)

// CTE is one common table expression; Stmt is a *Query or a data-changing statement.
type CTE struct {
	Span
	Name        Ident
	Columns     []Ident
	Materialize Materialize
	Stmt        Stmt
	Search      *CTESearch
	Cycle       *CTECycle
}

// CTESearch is SEARCH BREADTH|DEPTH FIRST BY cols SET col.
type CTESearch struct {
	Span
	BreadthFirst bool
	By           []Ident
	Set          Ident
}

// CTECycle is CYCLE cols SET mark [TO v DEFAULT d] USING path.
type CTECycle struct {
	Span
	Columns []Ident
	Set     Ident
	To      Expr
	Default Expr
	Using   Ident
}

// Select is one SELECT core.
type Select struct {
	Span
	Distinct   bool
	DistinctOn []Expr
	Items      []*SelectItem // may be empty
	Into       *Into
	From       []TableExpr
	Where      Expr
	GroupBy    *GroupBy
	Having     Expr
	Windows    []*Window
	Qualify    Expr
}

// SelectItem is an expression of a select list with its label. Alias.Name is "" when no
// label was given.
type SelectItem struct {
	Span
	X     Expr
	Alias Ident
}

// Into is the target of SELECT … INTO.
type Into struct {
	Span
	Persistence Persistence
	Table       Name
}

// GroupBy is a GROUP BY clause; All is GROUP BY ALL with no list.
type GroupBy struct {
	Span
	Distinct bool
	All      bool
	Items    []GroupItem
}

// GroupKind is the kind of a grouping item.
type GroupKind uint8

// Kinds of grouping item.
const (
	GroupExpr  GroupKind = iota
	GroupEmpty           // ()
	GroupRollup
	GroupCube
	GroupSets
)

// GroupItem is an expression or a grouping set. Sets nest under GroupSets; ROLLUP and
// CUBE hold their lists as Items of kind GroupExpr (a RowExpr for a composite element).
type GroupItem struct {
	Span
	Kind  GroupKind
	X     Expr
	Items []GroupItem
}

// SetOpKind is UNION, INTERSECT or EXCEPT.
type SetOpKind uint8

// Set operations.
const (
	Union SetOpKind = iota
	Intersect
	Except
)

// SetOp combines two bodies; All keeps duplicates. OpPos is the keyword's place.
type SetOp struct {
	Span
	Op    SetOpKind
	All   bool
	L, R  QueryBody
	OpPos int
}

// Values is VALUES (…), (…).
type Values struct {
	Span
	Rows [][]Expr
}

// SortDir is the direction of a SortItem.
type SortDir uint8

// Sort directions.
const (
	SortDefault SortDir = iota
	SortAsc
	SortDesc
	SortUsing
)

// NullsOrder is NULLS FIRST or LAST.
type NullsOrder uint8

// Null placements.
const (
	NullsOrderDefault NullsOrder = iota
	NullsFirst
	NullsLast
)

// SortItem is one ORDER BY element.
type SortItem struct {
	Span
	X         Expr
	Dir       SortDir
	UsingOp   string // for ORDER BY x USING op
	UsingPath []string
	Nulls     NullsOrder
}

// LockStrength is the strength of FOR UPDATE and relatives.
type LockStrength uint8

// Lock strengths.
const (
	ForUpdate LockStrength = iota
	ForNoKeyUpdate
	ForShare
	ForKeyShare
)

// LockWait says what a locking clause does about a held lock.
type LockWait uint8

// Wait policies.
const (
	LockBlock LockWait = iota
	LockSkip
	LockNoWait
)

// Locking is FOR UPDATE|SHARE … [OF tables] [NOWAIT|SKIP LOCKED].
type Locking struct {
	Span
	Strength LockStrength
	Of       []Name
	Wait     LockWait
}

func (*Query) stmt()       {}
func (*Query) queryBody()  {}
func (*Select) queryBody() {}
func (*SetOp) queryBody()  {}
func (*Values) queryBody() {}
