package parse

// Insert is INSERT INTO|OVERWRITE.
type Insert struct {
	Span
	With       *With
	Overwrite  bool
	Table      Name
	Alias      Ident // Name "" when absent
	Columns    []*TargetColumn
	ByName     bool         // INSERT INTO t BY NAME query
	Partition  []*SetClause // PARTITION (a = 1, b): Value is nil for b
	Overriding Overriding
	// Source is nil for DEFAULT VALUES.
	Source *Query
	// ReplaceWhere is INSERT INTO t REPLACE WHERE cond.
	ReplaceWhere Expr
	OnConflict   *OnConflict
	Returning    []*SelectItem
}

// Overriding is the OVERRIDING … VALUE clause.
type Overriding uint8

// Overriding choices.
const (
	OverridingNone Overriding = iota
	OverridingUser
	OverridingSystem
)

// TargetColumn is a column to be assigned, with subscripts or fields: a, a.b, a[1].
type TargetColumn struct {
	Span
	Name  string
	Steps []Step
}

// OnConflict is ON CONFLICT [target] DO NOTHING|UPDATE.
type OnConflict struct {
	Span
	Target      []*IndexElem
	TargetWhere Expr
	Constraint  string
	DoUpdate    bool
	Set         []*SetClause
	Where       Expr
}

// SetClause is one assignment. Several columns mean (a, b) = value, where Value is a
// RowExpr, a SubqueryExpr or another expression.
type SetClause struct {
	Span
	Columns []*TargetColumn
	Multi   bool // written with parentheses
	Value   Expr
}

// Update is UPDATE.
type Update struct {
	Span
	With      *With
	Table     *TableRef
	Set       []*SetClause
	From      []TableExpr
	Where     Expr
	Returning []*SelectItem
}

// Delete is DELETE FROM.
type Delete struct {
	Span
	With      *With
	Table     *TableRef
	Using     []TableExpr
	Where     Expr
	Returning []*SelectItem
}

// Merge is MERGE INTO.
type Merge struct {
	Span
	With   *With
	Table  *TableRef
	Source TableExpr
	On     Expr
	Whens  []*MergeWhen
	// SchemaEvolution is MERGE WITH SCHEMA EVOLUTION.
	SchemaEvolution bool
	Returning       []*SelectItem
}

// MergeMatch says which rows a WHEN clause is for.
type MergeMatch uint8

// Row classes of MERGE.
const (
	MergeMatched MergeMatch = iota
	MergeNotMatched
	MergeNotMatchedBySource
)

// MergeAction is what a WHEN clause does.
type MergeAction uint8

// Actions of MERGE. The star forms are UPDATE SET * and INSERT *.
const (
	MergeDoNothing MergeAction = iota
	MergeUpdate
	MergeUpdateStar
	MergeDelete
	MergeInsert
	MergeInsertStar
)

// MergeWhen is one WHEN clause. Values is nil for INSERT DEFAULT VALUES.
type MergeWhen struct {
	Span
	Match      MergeMatch
	Cond       Expr
	Action     MergeAction
	Set        []*SetClause
	Columns    []*TargetColumn
	Overriding Overriding
	Values     []Expr
}

// Truncate is TRUNCATE TABLE.
type Truncate struct {
	Span
	Tables   []*TableRef
	Restart  bool // RESTART IDENTITY
	Continue bool // CONTINUE IDENTITY, the default, was written
	Behavior DropBehavior
}

// Copy is COPY table or (query) TO or FROM.
type Copy struct {
	Span
	Table   Name
	Columns []Ident
	Query   Stmt // set for COPY (query) TO
	From    bool
	Program bool
	// Path is the file or program, "" for STDIN and STDOUT.
	Path    string
	Stdio   bool
	Options []*Option // old-style words are held under their new names
	Where   Expr
}

// CopyInto is COPY INTO t FROM source FILEFORMAT = f ….
type CopyInto struct {
	Span
	Table         Name
	Columns       []Ident
	Source        string
	Query         *Query // COPY INTO t FROM (SELECT … FROM 'path')
	FileFormat    string
	Validate      string // VALIDATE ALL or VALIDATE n ROWS, as written
	Files         []string
	Pattern       string
	FormatOptions []*Option
	CopyOptions   []*Option
}

func (*Insert) stmt()   {}
func (*Update) stmt()   {}
func (*Delete) stmt()   {}
func (*Merge) stmt()    {}
func (*Truncate) stmt() {}
func (*Copy) stmt()     {}
func (*CopyInto) stmt() {}
