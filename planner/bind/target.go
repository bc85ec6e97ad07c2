package bind

import (
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/storage/table"
)

// Target is what the binder must know of a table that a statement changes. Expressions
// are SQL text, bound anew for each statement.
type Target struct {
	// Rows is the table with the columns file (int4) and pos (int8) at its end.
	Rows    table.Table
	Columns []TargetColumn // as many as Rows has without the last two
	Checks  []Check
	Uniques []UniqueKey
	// ReadOnly, when not nil, is the error of changing this table at all.
	ReadOnly error
}

// TargetColumn is a column as changes see it.
type TargetColumn struct {
	NotNull bool
	// Default is the expression of DEFAULT, also nextval('…') of a serial or identity
	// column; "" is NULL.
	Default string
	// Generated is the expression of a generated column, "" for none.
	Generated string
	// Identity is 'a' for GENERATED ALWAYS AS IDENTITY, 'd' for BY DEFAULT, 0 for none.
	Identity byte
	// Domain is what the column's domain demands of its values, nil for a plain type.
	Domain *builtin.Domain
}

// Check is a CHECK constraint.
type Check struct {
	Name string
	Expr string
}

// UniqueKey is a PRIMARY KEY or UNIQUE constraint over column positions.
type UniqueKey struct {
	Name    string
	Columns []int
	// NullsEqual is NULLS NOT DISTINCT.
	NullsEqual bool
	Primary    bool
	Deferrable bool
}
