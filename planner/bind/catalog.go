package bind

import (
	"context"

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
}

// RelationRef is a relation name as written.
type RelationRef struct {
	Parts      []string // one to three: [[catalog.]schema.]name
	SearchPath []string // the session's, or that of the view being expanded
	// Version and Timestamp (µs since 1970 UTC) are time travel; at most one is set.
	Version   *int64
	Timestamp *int64
}

// Relation is a resolved name: exactly one of Table and View is set.
type Relation struct {
	OID    uint32
	Schema string
	Name   string
	Table  table.Table
	View   *View
	// Keys are declared, enforced unique keys, as column positions. Their columns are
	// NOT NULL.
	Keys [][]int
	// Numbers are the attribute numbers of the columns when they are not 1, 2, 3 ….
	Numbers []int32
}

// View is the stored form of a view. Query is used when set, else SQL is parsed.
type View struct {
	SQL        string
	Query      *parse.Query
	SearchPath []string
	Columns    []string // names given in CREATE VIEW v(a, b); nil keeps the query's
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
