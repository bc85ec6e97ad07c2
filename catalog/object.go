package catalog

import "github.com/tarndb/tarn/sql/types"

// ID identifies an object for ever; it is also the object's OID as clients see it.
type ID uint32

// CSN numbers commits; a snapshot is named by the last commit it holds.
type CSN uint64

// Fixed identities, with PostgreSQL's numbers where it has them.
const (
	RootID      ID = 1     // parent of databases
	DatabaseID  ID = 5     // the database of this server
	PgCatalogID ID = 11    // schema pg_catalog
	InfoID      ID = 13183 // schema information_schema
	PublicID    ID = 2200  // schema public
	SystemID    ID = 9100  // schema tarn: the server's own views of itself
	TempID      ID = 9101  // the session's temporary schema, as pg_temp
	FirstID     ID = 16384 // first identity of a user object
)

// Kind is the kind of an object.
type Kind uint8

// Kinds of objects.
const (
	Database Kind = iota + 1
	Schema
	Table
	View
)

// String names the kind as error messages do.
func (k Kind) String() string {
	switch k {
	case Database:
		return "database"
	case Schema:
		return "schema"
	case Table:
		return "table"
	case View:
		return "view"
	}
	return "object"
}

// class is the name space of a kind: tables and views share one.
func (k Kind) class() byte {
	if k == View {
		return byte(Table)
	}
	return byte(k)
}

// Object is one descriptor. Exactly the pointer of its Kind is set.
type Object struct {
	ID      ID
	Parent  ID
	Kind    Kind
	Name    string
	Owner   string
	Comment string
	Version uint64 // grows by one with each change
	Created CSN
	Changed CSN
	Table   *TableInfo
	View    *ViewInfo
}

// TableInfo describes a table. A table with a Location is a set of files read in place.
type TableInfo struct {
	Columns     []Column
	Location    string // path or glob, "" for an in-memory table
	Format      string // parquet, csv, json
	Keys        [][]int
	OnCommit    OnCommit
	Constraints []Constraint
}

// Column is a declared column.
type Column struct {
	Number    int32 // attnum: given once, never used again
	Name      string
	Type      types.Type
	NotNull   bool
	Default   string // SQL text, "" for none
	Generated string // SQL text of GENERATED ALWAYS AS … STORED
	Identity  byte   // 'a' always, 'd' by default, 0 none
}

// ConstraintKind is the kind of a table constraint, by PostgreSQL's letters.
type ConstraintKind byte

// Kinds of constraints.
const (
	Check      ConstraintKind = 'c'
	PrimaryKey ConstraintKind = 'p'
	Unique     ConstraintKind = 'u'
	ForeignKey ConstraintKind = 'f'
)

// Constraint is a constraint of a table. Columns are given by their numbers.
type Constraint struct {
	Name    string
	Kind    ConstraintKind
	Columns []int32
	Expr    string // of a check, SQL text
	// NullsNotDistinct makes NULLs equal in a unique key.
	NullsNotDistinct bool
	Deferrable       bool
}

// Positions turns column numbers into positions, -1 for one that is not there.
func (t *TableInfo) Positions(numbers []int32) []int {
	out := make([]int, len(numbers))
	for i, n := range numbers {
		out[i] = -1
		for p := range t.Columns {
			if t.Columns[p].Number == n {
				out[i] = p
			}
		}
	}
	return out
}

// OnCommit says what happens to a temporary table at the end of a transaction.
type OnCommit uint8

// What a commit does to a temporary table.
const (
	OnCommitPreserve OnCommit = iota
	OnCommitDelete
	OnCommitDrop
)

// ViewInfo is a stored query.
type ViewInfo struct {
	SQL        string
	SearchPath []string // names in SQL are resolved along it
	Columns    []Column // result columns when the view was made
	Named      bool     // the column names were given in CREATE VIEW
	Check      string   // "", "local" or "cascaded"
}

// ColumnNames lists the names of columns.
func ColumnNames(cols []Column) []string {
	out := make([]string, len(cols))
	for i := range cols {
		out[i] = cols[i].Name
	}
	return out
}
