package proc

import (
	"context"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Statement is a SQL statement to run with variables or parameters.
type Statement struct {
	Text   string
	Stmt   parse.Stmt
	Vars   bind.Vars
	Params []types.Type
	Values []types.Datum
}

// Column is a result column.
type Column struct {
	Name string
	Type types.Type
}

// Result is what a statement gave.
type Result struct {
	Cols  []Column // nil: the statement returns no rows
	Rows  [][]types.Datum
	Count int64 // rows returned or changed
	Tag   string
	// OutArgs tells, for each column of a CALL, which argument stands for it, -1 for none.
	OutArgs []int
	Bytes   int64 // reserved for Rows
}

// Cursor reads the rows of a query.
type Cursor interface {
	Cols() []Column
	// Next gives the next row, nil at the end.
	Next() ([]types.Datum, error)
	Close()
}

// Host is the session that procedural code runs on.
type Host interface {
	// Run runs a statement to its end and keeps at most max rows (negative: all).
	Run(ctx context.Context, st *Statement, max int) (*Result, error)
	// Open starts a query.
	Open(ctx context.Context, st *Statement) (Cursor, error)
	// Bind binds a scalar expression over variables.
	Bind(ctx context.Context, x parse.Expr, text string, vars bind.Vars) (plan.Expr, error)
	// Session is what functions see now; Epoch changes when bound expressions may mean
	// something else.
	Session(ctx context.Context) *builtin.Session
	Epoch() any
	Types
	Transactions
	Cursors
	// Notice sends a message of a level to the client.
	Notice(level string, n *pgerr.Error)
	// Frames are the calls that run, innermost last: each tells where it is.
	Frames() *[]func() string
	// Grow reserves memory, or gives it back.
	Grow(n int64) error
}

// Types resolves types as declarations write them.
type Types interface {
	// Type resolves a type name, %TYPE included; nothing is a variable here.
	Type(ctx context.Context, tn *parse.TypeName, text string) (types.Type, error)
	// RowType is the row type of a relation, or a composite type.
	RowType(ctx context.Context, parts []string) (types.Type, error)
}

// Transactions are subtransactions and the ends of transactions.
type Transactions interface {
	Mark() int
	RollbackTo(mark int)
	Release(mark int)
	// End commits or rolls back and begins the next transaction.
	End(ctx context.Context, commit, chain bool) error
}

// Cursors are the session's cursors.
type Cursors interface {
	OpenCursor(ctx context.Context, name string, scroll bool, st *Statement) (string, error)
	Fetch(ctx context.Context, f *parse.Fetch) (*Result, error)
	CloseCursor(name string) error
}
