package plan

import (
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Node is a relational operator.
type Node interface {
	// Cols lists the delivered columns.
	Cols() []Column
	// Children lists the inputs, probe side or outer side first.
	Children() []Node
	// Est gives the node's mutable estimates and identity.
	Est() *Estimate
}

// Estimate is what every node carries: its number in EXPLAIN order, set by the planner
// when the plan is finished, and its expected size and cost.
type Estimate struct {
	ID   int
	Rows float64
	Cost float64 // of the subtree, in the unit of one row through a simple operator
}

// Est gives the node's estimates.
func (e *Estimate) Est() *Estimate { return e }

// Scan reads a table. Filter's conjuncts are checked for every row, cheapest and most
// selective first; Preds is what of them can prune splits.
type Scan struct {
	Estimate
	Table   table.Table
	Alias   string
	Columns []Column // delivered columns
	Pos     []int    // their positions in the table, parallel to Columns
	Filter  []Expr
	Preds   []table.Pred
	// Runtime lists filters that joins above fill before this scan starts.
	Runtime []RuntimeUse
	// Sample keeps a share of the rows (TABLESAMPLE); nil keeps all.
	Sample *Sample
	// Keys are declared unique keys of NOT NULL columns, as positions in the table.
	Keys [][]int
}

// Sample is TABLESAMPLE. Repeatable seeds make it deterministic.
type Sample struct {
	System  bool // whole splits rather than rows (BERNOULLI)
	Percent float64
	Seed    int64
	HasSeed bool
}

// RuntimeUse applies a join's filter to a scan column.
type RuntimeUse struct {
	ID  int // RuntimeFilter.ID of a Join above
	Col ColID
}

// Filter keeps rows where all conjuncts are true.
type Filter struct {
	Estimate
	Input Node
	Conds []Expr
}

// Project computes new columns; an Expr that is a Col with the same ID passes through.
type Project struct {
	Estimate
	Input Node
	Exprs []Expr
	Out   []Column
}

// JoinKind says which rows a join delivers.
type JoinKind uint8

// Kinds of joins. Semi and Anti deliver left columns only. Mark delivers left columns
// and a boolean MarkCol: true on a match, NULL when no match but a NULL key was involved
// (x IN (subquery) semantics), else false. AntiNull is NOT IN: no row passes when the
// right side has a NULL key, and a NULL left key passes only if the right side is empty.
// Single is Left that fails with 21000 on a second match. AsOf joins the one best match.
const (
	Inner JoinKind = iota
	Left
	Full
	Semi
	Anti
	AntiNull
	Mark
	Single
	AsOf
	AsOfLeft
)

// Join combines two inputs by equality keys and a residual condition; without keys it
// is a nested-loop (or cross) join. The executor builds a table over the Right input and
// probes with the Left unless BuildLeft, which it must honour for Inner, Left, Full,
// Semi, Anti. For Right joins the planner swaps inputs.
type Join struct {
	Estimate
	Kind      JoinKind
	L, R      Node
	Keys      []JoinKey
	Residual  []Expr // conjuncts over columns of both sides
	BuildLeft bool
	MarkCol   Column // Mark only
	Runtime   []RuntimeFilter
	AsOf      *AsOfCond // AsOf and AsOfLeft
}

// JoinKey is one equality. Both sides have the same type. NullSafe is IS NOT DISTINCT FROM.
type JoinKey struct {
	L, R     Expr
	NullSafe bool
}

// AsOfCond is the inequality `L op R` of an ASOF join: the nearest R satisfying it wins.
// Op is one of >= > <= <.
type AsOfCond struct {
	L, R Expr
	Op   string
}

// RuntimeFilter publishes the build side's keys (range, bloom or exact set) for scans
// under the probe side. Key indexes Keys.
type RuntimeFilter struct {
	ID  int
	Key int
}

// AggCall is one aggregate of an Aggregate or Window node.
type AggCall struct {
	Fn       *builtin.Func
	Args     []Expr // for ordered-set aggregates the direct arguments come first
	ArgTypes []types.Type
	Distinct bool
	Filter   Expr
	OrderBy  []SortKey
	T        types.Type
	Out      Column
}

// Aggregate groups its input by columns. With Sets, each set (indexes into Keys) is
// grouped separately, keys outside the set are NULL, and GroupingCol (if not zero)
// delivers the set's number.
type Aggregate struct {
	Estimate
	Input       Node
	Keys        []ColID // columns of Input; delivered under the same IDs when no Sets
	KeyOut      []Column
	Aggs        []AggCall
	Sets        [][]int
	GroupingCol Column
	// Determinant, when above 0, says that the first Determinant keys decide the others:
	// rows equal in them are equal in all, so only they need hashing and comparing.
	Determinant int
	// Partial and Final split an aggregate over an exchange; both false: complete.
	Partial, Final bool
}

// SortKey is one ORDER BY item.
type SortKey struct {
	Expr       Expr
	Desc       bool
	NullsFirst bool
}

// Sort orders its input; with Limit ≥ 0 it keeps only the first Offset+Limit rows and
// drops Offset of them (top-N). WithTies also keeps rows equal to the last.
type Sort struct {
	Estimate
	Input    Node
	Keys     []SortKey
	Limit    int64 // -1: none
	Offset   int64
	WithTies bool
}

// Limit keeps Count rows (-1: all) after Offset.
type Limit struct {
	Estimate
	Input  Node
	Count  int64
	Offset int64
	// Barrier makes it no limit at all but the edge of a table with row security: only
	// conditions that can tell nothing about the rows they see go below, and EXPLAIN
	// ANALYZE does not count what is there.
	Barrier bool
}

// LimitBy is a Limit whose numbers are computed when the query runs: the columns Count and
// Offset (bigint; NULL: all, none) of the one row of Bounds.
type LimitBy struct {
	Estimate
	Input, Bounds Node
	Count, Offset ColID
}

// DistinctOn keeps the first row of each group of equal On columns, in the order of Keys
// (which begin with them). The input need not be sorted.
type DistinctOn struct {
	Estimate
	Input Node
	On    []ColID
	Keys  []SortKey
}

// SetOpKind is UNION ALL, INTERSECT or EXCEPT.
type SetOpKind uint8

// Set operations; UNION without ALL is a UnionAll under an Aggregate without Aggs.
const (
	UnionAll SetOpKind = iota
	Intersect
	Except
)

// SetOp combines inputs column by column: Map[i][k] is the column of input i that becomes
// Out[k]. Intersect and Except have two inputs; All keeps multiplicities.
type SetOp struct {
	Estimate
	Kind   SetOpKind
	All    bool
	Inputs []Node
	Map    [][]ColID
	Out    []Column
}

// Values delivers literal rows; without columns it delivers len(Rows) empty rows.
type Values struct {
	Estimate
	Rows [][]Expr
	Out  []Column
}

// ProjectSet evaluates set-returning functions per input row, in lockstep as PostgreSQL
// does (shorter ones pad with NULL; a row with no results vanishes unless Outer).
type ProjectSet struct {
	Estimate
	Input   Node
	Funcs   []SetFunc
	Ordinal Column // WITH ORDINALITY column (int8), ID 0 when absent
	Outer   bool   // keep input rows without results, padded with NULL (LEFT JOIN LATERAL)
}

// SetFunc is one set-returning call of a ProjectSet. Out has one column, or one per OUT
// column of the function.
type SetFunc struct {
	Fn       *builtin.Func
	Args     []Expr
	ArgTypes []types.Type
	Out      []Column
}

// WindowFunc is one window function or aggregate of a Window node.
type WindowFunc struct {
	AggCall
	Frame       Frame
	IgnoreNulls bool
}

// FrameMode is ROWS, RANGE or GROUPS.
type FrameMode uint8

// Frame modes.
const (
	FrameRange FrameMode = iota
	FrameRows
	FrameGroups
)

// BoundKind is a kind of frame bound.
type BoundKind uint8

// Frame bounds.
const (
	UnboundedPreceding BoundKind = iota
	Preceding
	CurrentRow
	Following
	UnboundedFollowing
)

// Exclude is the frame exclusion.
type Exclude uint8

// Frame exclusions.
const (
	ExcludeNone Exclude = iota
	ExcludeCurrent
	ExcludeGroup
	ExcludeTies
)

// Frame is a window frame. Offsets are constant expressions over no columns; in RANGE
// mode AddFn and SubFn compute key ± offset.
type Frame struct {
	Mode                   FrameMode
	Start, End             BoundKind
	StartOffset, EndOffset Expr
	AddFn, SubFn           *builtin.Func // order key type × offset type → order key type
	Exclude                Exclude
}

// Window computes functions over partitions; all Funcs share partitioning and order.
type Window struct {
	Estimate
	Input     Node
	Partition []ColID
	Order     []SortKey
	Funcs     []WindowFunc
}

// Max1Row fails with 21000 on a second row; with Pad it delivers a row of NULLs when
// there is none.
type Max1Row struct {
	Estimate
	Input Node
	Pad   bool
}

// CTE is a shared subplan, run once and read by any number of CTEScans.
type CTE struct {
	ID   int
	Name string
	Plan Node
	// Recursive: Plan is the non-recursive term, Step the recursive one, reading the
	// previous round through a CTEScan with Working set.
	Step     Node
	StepMap  []ColID // columns of Step that line up with Plan's
	UnionAll bool
	// Materialize and Inline are the words of the statement (MATERIALIZED, NOT MATERIALIZED);
	// they mean nothing to the executor.
	Materialize, Inline bool
}

// With makes CTEs available to Input; the CTEs run when first read.
type With struct {
	Estimate
	CTEs  []*CTE
	Input Node
}

// CTEScan reads a CTE's rows; Pos maps Out to the CTE plan's columns. Working reads the
// working table of the recursion.
type CTEScan struct {
	Estimate
	CTE     *CTE
	Pos     []int
	Out     []Column
	Working bool
}

// ExchangeKind is how rows change hands between fragments.
type ExchangeKind uint8

// Exchange kinds.
const (
	Gather ExchangeKind = iota
	MergeGather
	Broadcast
	HashPartition
)

// Exchange cuts a plan into fragments.
type Exchange struct {
	Estimate
	Kind  ExchangeKind
	Input Node
	Hash  []ColID
	Sort  []SortKey
}

// Cols lists the delivered columns.
func (n *Scan) Cols() []Column { return n.Columns }

// Cols lists the delivered columns.
func (n *Filter) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *Project) Cols() []Column { return n.Out }

// Cols lists the delivered columns.
func (n *Join) Cols() []Column {
	switch n.Kind {
	case Semi, Anti, AntiNull:
		return n.L.Cols()
	case Mark:
		return append(append([]Column{}, n.L.Cols()...), n.MarkCol)
	}
	l, r := n.L.Cols(), n.R.Cols()
	out := append(make([]Column, 0, len(l)+len(r)), l...)
	out = append(out, r...)
	for i := range out { // an outer join's padded columns may be NULL
		switch {
		case i >= len(l) && (n.Kind == Left || n.Kind == Full || n.Kind == Single || n.Kind == AsOfLeft):
			out[i].NotNull = false
		case i < len(l) && n.Kind == Full:
			out[i].NotNull = false
		}
	}
	return out
}

// Cols lists the delivered columns: keys, aggregates, then the set number.
func (n *Aggregate) Cols() []Column {
	out := append([]Column{}, n.KeyOut...)
	for i := range n.Aggs {
		out = append(out, n.Aggs[i].Out)
	}
	if n.GroupingCol.ID != 0 {
		out = append(out, n.GroupingCol)
	}
	return out
}

// Cols lists the delivered columns.
func (n *Sort) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *Limit) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *LimitBy) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *DistinctOn) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *SetOp) Cols() []Column { return n.Out }

// Cols lists the delivered columns.
func (n *Values) Cols() []Column { return n.Out }

// Cols lists the input's columns, the functions' and the ordinal.
func (n *ProjectSet) Cols() []Column {
	out := append([]Column{}, n.Input.Cols()...)
	for i := range n.Funcs {
		out = append(out, n.Funcs[i].Out...)
	}
	if n.Ordinal.ID != 0 {
		out = append(out, n.Ordinal)
	}
	return out
}

// Cols lists the input's columns and the functions'.
func (n *Window) Cols() []Column {
	out := append([]Column{}, n.Input.Cols()...)
	for i := range n.Funcs {
		out = append(out, n.Funcs[i].Out)
	}
	return out
}

// Cols lists the delivered columns.
func (n *Max1Row) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *With) Cols() []Column { return n.Input.Cols() }

// Cols lists the delivered columns.
func (n *CTEScan) Cols() []Column { return n.Out }

// Cols lists the delivered columns.
func (n *Exchange) Cols() []Column { return n.Input.Cols() }

// Children lists the inputs.
func (n *Scan) Children() []Node { return nil }

// Children lists the inputs.
func (n *Filter) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *Project) Children() []Node { return []Node{n.Input} }

// Children lists the inputs, left first.
func (n *Join) Children() []Node { return []Node{n.L, n.R} }

// Children lists the inputs.
func (n *Aggregate) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *Sort) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *Limit) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *LimitBy) Children() []Node { return []Node{n.Input, n.Bounds} }

// Children lists the inputs.
func (n *DistinctOn) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *SetOp) Children() []Node { return n.Inputs }

// Children lists the inputs.
func (n *Values) Children() []Node { return nil }

// Children lists the inputs.
func (n *ProjectSet) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *Window) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *Max1Row) Children() []Node { return []Node{n.Input} }

// Children lists the input; the CTEs' plans are reached through CTEs.
func (n *With) Children() []Node { return []Node{n.Input} }

// Children lists the inputs.
func (n *CTEScan) Children() []Node { return nil }

// Children lists the inputs.
func (n *Exchange) Children() []Node { return []Node{n.Input} }
