package bind

import (
	"context"

	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Catalog answers what the binder asks of one catalog snapshot. All methods answer
// nil, nil for a name that does not exist, so that the error text and position stay
// with the binder.
type Catalog interface {
	// Relation resolves a relation name along ref.SearchPath.
	Relation(ctx context.Context, ref RelationRef) (*Relation, error)
	// OpenFile opens a file relation: a path or glob with a format ("parquet", "csv",
	// "json", "delta", or "" to decide by the path) and reader options.
	OpenFile(ctx context.Context, path, format string, options []FileOption) (table.Table, error)
	// TableFunction opens a catalog table function (table_changes('t', 1) and the like)
	// whose arguments are constants; nil, nil when there is none of that name.
	TableFunction(ctx context.Context, call TableCall) (table.Table, error)
	// Functions lists the functions of a name along the search path, first found first.
	Functions(ctx context.Context, parts, searchPath []string) ([]*Function, error)
}

// Function is a function of the catalog.
type Function struct {
	// Func is its signature; Eval or Set calls it.
	Func   *builtin.Func
	Schema string
	Params []types.Field // input parameters
	// Ret is the declared result (of each row when it returns a set); Func.Ret is its OID.
	Ret types.Type
	// Defaults are the expressions of the last parameters, SearchPath where their names
	// and those of Body are looked up.
	Defaults   []string
	SearchPath []string
	Strict     bool
	OutName    string // of a scalar function's only OUT parameter
	Proc       bool   // a procedure, which only CALL runs
	// Body is the query of a SQL function that consists of one, nil for others.
	Body *parse.Query
	Text string // of Body
	// Check refuses a call, nil: nobody is refused.
	Check func(ctx context.Context) error
}

// RelationRef is a relation name as written.
type RelationRef struct {
	Parts      []string // one to three: [[catalog.]schema.]name
	SearchPath []string // the session's, or that of the view being expanded
	// Version and Timestamp (µs since 1970 UTC) are time travel; at most one is set.
	Version   *int64
	Timestamp *int64
	// Change asks for Relation.Target: the statement changes the table. Verb is what it
	// does, such as INSERT.
	Change bool
	Verb   string
}

// Relation is a resolved name: exactly one of Table and View is set.
type Relation struct {
	OID    uint32
	Schema string
	Name   string
	Table  table.Table
	View   *View
	// Security is what the statement's role may see and write of the table, nil for all.
	Security *Security
	// Refused is why the role may not use the table at all, told without a position.
	Refused error
	// Veiled: errors must not show rows of the table.
	Veiled bool
	// Keys are declared, enforced unique keys, as column positions. Their columns are
	// NOT NULL.
	Keys [][]int
	// Numbers are the attribute numbers of the columns when they are not 1, 2, 3 ….
	Numbers []int32
	// Target is set when RelationRef.Change was and the relation is a table that can
	// change.
	Target *Target
}

// View is the stored form of a view. Query is used when set, else SQL is parsed.
type View struct {
	SQL        string
	Query      *parse.Query
	SearchPath []string
	// Owner is the role whose rights the query has, 0 for those of the reader.
	Owner   uint32
	Columns []string // names given in CREATE VIEW v(a, b); nil keeps the query's
}

// FileOption is one reader option of read_csv(path, header => true).
type FileOption struct {
	Name  string
	Value types.Datum
	Type  types.Type
}

// TableCall is a call of a catalog table function.
type TableCall struct {
	Parts    []string
	Args     []types.Datum
	ArgTypes []types.Type
	Named    []FileOption
}
