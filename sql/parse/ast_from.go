package parse

// Alias names a FROM item and perhaps its columns.
type Alias struct {
	Span
	Name    string
	Columns []Ident
}

// TableRef is a table by name.
type TableRef struct {
	Span
	Name   Name
	Only   bool
	Alias  *Alias
	AsOf   *AsOf
	Sample *TableSample
}

// FileRef is a string literal in place of a table: a path or glob of files.
type FileRef struct {
	Span
	Path  string
	AsOf  *AsOf
	Alias *Alias
}

// AsOf is VERSION AS OF n or TIMESTAMP AS OF t; exactly one is set.
type AsOf struct {
	Span
	Version   Expr
	Timestamp Expr
}

// TableSample is TABLESAMPLE method (args) [REPEATABLE (seed)].
type TableSample struct {
	Span
	Method     Name
	Args       []Expr
	Repeatable Expr
}

// SubqueryRef is a parenthesised query (or VALUES) in FROM; Alias may be nil.
type SubqueryRef struct {
	Span
	Lateral bool
	Query   *Query
	Alias   *Alias
}

// FuncRef is a function in FROM. Plain calls have one Func; ROWS FROM has RowsFrom set
// and any number. Column definitions of a plain call are in Funcs[0].Columns.
type FuncRef struct {
	Span
	Lateral    bool
	RowsFrom   bool
	Funcs      []FuncItem
	Ordinality bool
	Alias      *Alias
}

// FuncItem is one function of a FuncRef with its column definition list.
type FuncItem struct {
	Span
	X       Expr // usually *FuncCall; also the SQL spellings such as COALESCE or current_date
	Columns []*ColumnDef
}

// XMLTableRef is XMLTABLE(…), kept so that it can be refused by name.
type XMLTableRef struct {
	Span
	Lateral    bool
	Namespaces []*SelectItem
	Row, Doc   Expr
	Columns    []*XMLTableColumn
	Alias      *Alias
}

// XMLTableColumn is one column of XMLTABLE.
type XMLTableColumn struct {
	Span
	Name       string
	Ordinality bool
	Type       *TypeName
	Path       Expr
	Default    Expr
	NotNull    bool
}

// JoinKind is the kind of a join.
type JoinKind uint8

// Joins. Asof joins match the nearest row; semi and anti joins give left rows only.
const (
	InnerJoin JoinKind = iota
	CrossJoin
	LeftJoin
	RightJoin
	FullJoin
	SemiJoin
	AntiJoin
	AsofJoin
	AsofLeftJoin
)

// JoinExpr is a join of two FROM items. At most one of Natural, Using, On is set. Alias
// is that of a parenthesised join; UsingAlias that of USING (…) AS x.
type JoinExpr struct {
	Span
	Kind       JoinKind
	Natural    bool
	L, R       TableExpr
	Using      []Ident
	UsingAlias *Ident
	On         Expr
	Alias      *Alias
	KeywordPos int
}

func (*TableRef) tableExpr()    {}
func (*FileRef) tableExpr()     {}
func (*SubqueryRef) tableExpr() {}
func (*FuncRef) tableExpr()     {}
func (*XMLTableRef) tableExpr() {}
func (*JoinExpr) tableExpr()    {}
