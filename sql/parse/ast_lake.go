package parse

// Optimize is OPTIMIZE t [FULL] [WHERE cond] [ZORDER BY (cols)].
type Optimize struct {
	Span
	Table  Name
	Path   string
	Full   bool
	Where  Expr
	ZOrder []Ident
}

// DescribeKind is what DESCRIBE is about.
type DescribeKind uint8

// Forms of DESCRIBE.
const (
	DescribeTable DescribeKind = iota
	DescribeHistory
	DescribeDetail
	DescribeSchema
	DescribeDatabase
	DescribeFunction
	DescribeQuery
)

// Describe is DESCRIBE (or DESC) in its lakehouse forms.
type Describe struct {
	Span
	Kind     DescribeKind
	Extended bool // EXTENDED or FORMATTED
	Name     Name
	Path     string
	Column   Name // DESCRIBE t column
	Query    *Query
	Limit    Expr // DESCRIBE HISTORY t LIMIT n
}

// Restore is RESTORE TABLE t TO VERSION|TIMESTAMP AS OF ….
type Restore struct {
	Span
	Table Name
	AsOf  *AsOf
}

// Refresh is REFRESH MATERIALIZED VIEW (Materialized) or REFRESH [TABLE|FUNCTION] t.
type Refresh struct {
	Span
	Materialized bool
	Concurrently bool
	Name         Name
	WithData     bool
	WithNoData   bool
}

// CacheTable is CACHE [LAZY] TABLE t [OPTIONS (…)] [[AS] query].
type CacheTable struct {
	Span
	Lazy    bool
	Table   Name
	Options []*Option
	Query   *Query
}

// UncacheTable is UNCACHE TABLE [IF EXISTS] t; All is CLEAR CACHE.
type UncacheTable struct {
	Span
	IfExists bool
	Table    Name
	All      bool
}

// Use is USE [CATALOG|SCHEMA|DATABASE] name; Kind is the lower-case word or "".
type Use struct {
	Span
	Kind string
	Name Name
}

// ShowObjects is SHOW TABLES, SHOW SCHEMAS, SHOW COLUMNS IN t, SHOW CREATE TABLE t, SHOW
// FUNCTIONS, SHOW GRANTS … . What is the lower-case words after SHOW: "tables",
// "create table", "columns" ….
type ShowObjects struct {
	Span
	What string
	// In is the container after IN or FROM, or the object of SHOW CREATE and the like.
	In   Name
	Like *string
	// Where is the MySQL-like filter of a few forms.
	Where   Expr
	Grantee *RoleSpec
}

// Undrop is UNDROP kind name, or UNDROP TABLE WITH ID 'id'.
type Undrop struct {
	Span
	Kind ObjectKind
	Name Name
	ID   string
}

func (*Optimize) stmt()     {}
func (*Describe) stmt()     {}
func (*Restore) stmt()      {}
func (*Refresh) stmt()      {}
func (*CacheTable) stmt()   {}
func (*UncacheTable) stmt() {}
func (*Use) stmt()          {}
func (*ShowObjects) stmt()  {}
func (*Undrop) stmt()       {}
