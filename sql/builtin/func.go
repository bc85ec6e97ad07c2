// Package builtin is the catalog of functions, operators, casts and aggregates, with
// PostgreSQL's names, OIDs and resolution rules, and a row-wise evaluation of each.
//
// Signatures of PostgreSQL's functions come from pgproc.txt, pgoperator.txt and
// pgcast.txt; an entry becomes callable when an area file (strings.go, datetime_ops.go,
// agg_basic.go, …) registers an evaluation under its prosrc name. Tarn's own functions,
// the words of DuckDB and Databricks, bring their signature with them (def, defSet,
// defAgg) and never change what a call means that PostgreSQL accepts.
//
// ResolveFunc, ResolveOp, CommonType and FindCast choose overloads and conversions as
// PostgreSQL's parser does.
//
// Invariants: entries are immutable after init; a strict function is never called with
// a NULL argument; Eval is pure but for what Volatility admits, keeps no argument and
// is safe for concurrent use. exec/kernel holds vectorized forms of the hot ones, found
// by Func.Kernel, that must agree with Eval. Start reading at Func, then ResolveFunc;
// docs/adding-a-function.md has the steps.
package builtin

import (
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/sql/types"
)

// Kind says what a function is.
type Kind uint8

// Kinds of functions, as pg_proc.prokind tells them apart, and set-returning ones.
const (
	Scalar Kind = iota
	Aggregate
	Window
	SetReturning
)

// Volatility is pg_proc.provolatile.
type Volatility uint8

// Volatility classes. Stable functions are constant within one statement.
const (
	Immutable Volatility = iota
	Stable
	Volatile
)

// Func is one overload.
type Func struct {
	OID        uint32
	Name       string
	Kind       Kind
	Volatility Volatility
	Args       []types.OID // polymorphic pseudo-types allowed
	ArgNames   []string    // input argument names for named notation; nil when there are none
	Defaults   int         // how many trailing arguments may be left out
	// DefaultVals are the values of the last Defaults arguments when left out.
	DefaultVals []types.Datum
	Variadic    bool // last argument repeats (or is VARIADIC "any")
	Ret         types.OID
	// RetType refines the result type from the actual argument types; nil means Ret.
	RetType   func(args []types.Type) types.Type
	NotStrict bool
	// Eval computes a Scalar. Args of a strict function are never NULL.
	Eval func(c *Ctx, args []types.Datum) (types.Datum, error)
	// Set computes a SetReturning function: it calls yield for each row; a row with
	// several columns has Cols of them. yield returning false ends it.
	Set  func(c *Ctx, args []types.Datum, yield func(row []types.Datum) bool) error
	Cols []types.Field // of a SetReturning function with OUT columns; nil: one column of Ret
	// New starts an Aggregate.
	New func(c *Ctx) Agg
	// Kernel is PostgreSQL's prosrc name (int4pl, texteq, float8_sum …): the key under
	// which exec/kernel registers a vectorized form.
	Kernel string
	// OrderedSet marks WITHIN GROUP aggregates; Direct is their number of direct arguments
	// (of hypothetical ones the least; they take as many as WITHIN GROUP has values). Add
	// gets the direct arguments before the values, rows in WITHIN GROUP order.
	OrderedSet   bool
	Direct       int
	Hypothetical bool // an ordered-set aggregate of the rank() family
}

// Agg is the state of one aggregate for one group, the general (slow) path: the executor
// has typed states for count, sum, avg, min, max and their like.
type Agg interface {
	// Add takes one row's arguments; for strict aggregates (Func.NotStrict false) rows
	// with a NULL argument are not passed. It must copy the strings it keeps.
	Add(args []types.Datum) error
	// Merge takes in another state of the same aggregate that saw later rows.
	Merge(other Agg) error
	// Result gives the value; it may be called more than once (window frames).
	Result() (types.Datum, error)
	// Bytes is the memory held, for accounting.
	Bytes() int64
}

// Ctx is what a function may know besides its arguments.
type Ctx struct {
	ArgTypes []types.Type // actual argument types
	Ret      types.Type   // resolved result type
	// Desc and NullsFirst tell the WITHIN GROUP order to hypothetical-set aggregates.
	Desc, NullsFirst []bool
	Session          *Session
}

// Session is the part of a session's state that functions see; fixed for a statement.
type Session struct {
	StatementTime   time.Time
	TransactionTime time.Time
	Location        *time.Location
	DateStyle       string // "ISO, MDY"
	IntervalStyle   string // "postgres"
	ExtraFloat      int    // extra_float_digits
	ByteaOutput     string // "hex" or "escape"
	User            string
	SessionUser     string
	Database        string
	SearchPath      []string
	BackendPID      int32
	Settings        func(name string) (string, bool) // current_setting
	SetSetting      func(name, value string, local bool) error
	Catalog         Catalog // may be nil in tests
	// Interrupted, when not nil, tells long evaluations that the statement is to end.
	Interrupted func() error

	styled atomic.Pointer[types.Style] // what Style computed
}

// Catalog answers what regclass-like types and pg_* functions ask of the snapshot.
type Catalog interface {
	// RelationOID resolves a possibly qualified relation name; ok false when absent.
	RelationOID(name string) (oid uint32, ok bool)
	// RelationName gives the name of a relation, qualified when not visible.
	RelationName(oid uint32) (name string, ok bool)
	SchemaOID(name string) (uint32, bool)
	SchemaName(oid uint32) (string, bool)
	RoleOID(name string) (uint32, bool)
	RoleName(oid uint32) (string, bool)
	TypeByName(name string) (types.Type, bool)
	// Call evaluates a catalog function (pg_get_viewdef, pg_table_is_visible, …) by name.
	Call(name string, args []types.Datum) (types.Datum, error)
}

// Operator is one operator overload.
type Operator struct {
	OID        uint32
	Name       string
	Left       types.OID // 0 for a prefix operator
	Right      types.OID
	Fn         *Func
	Commutator string // operator name, "" if none
	Negator    string
}

// CastContext says when a cast applies without being asked for.
type CastContext uint8

// Cast contexts: implicit ones apply anywhere, assignment ones when storing into a column.
const (
	CastImplicit CastContext = iota
	CastAssignment
	CastExplicit
)

// Cast converts between types. Fn nil with Binary set means the datum is reused as is.
// Fn takes the value, and optionally the target typmod (int4) and an is-explicit bool.
type Cast struct {
	From, To types.OID
	Context  CastContext
	Fn       *Func
	Binary   bool
}
