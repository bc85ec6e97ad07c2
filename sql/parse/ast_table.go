package parse

// Persistence is TEMPORARY or UNLOGGED.
type Persistence uint8

// Persistence choices.
const (
	Permanent Persistence = iota
	Temporary
	Unlogged
)

// DropBehavior is CASCADE or RESTRICT.
type DropBehavior uint8

// Drop behaviours.
const (
	DropDefault DropBehavior = iota
	DropCascade
	DropRestrict
)

// OnCommit is the ON COMMIT clause of a temporary table.
type OnCommit uint8

// ON COMMIT actions.
const (
	OnCommitNone OnCommit = iota
	OnCommitPreserve
	OnCommitDelete
	OnCommitDrop
)

// CreateTable is CREATE TABLE in all its forms.
type CreateTable struct {
	Span
	Persistence Persistence
	External    bool // CREATE EXTERNAL TABLE
	Foreign     bool // CREATE FOREIGN TABLE … SERVER
	OrReplace   bool
	IfNotExists bool
	Local       bool // CREATE LOCAL TABLE: rows live on one cluster
	Name        Name
	Elems       []TableElem // columns, constraints and LIKE clauses in order
	HasElems    bool        // the parenthesised list was present, perhaps empty
	OfType      *Name
	PartitionOf *Name
	Bound       *PartitionBound
	Inherits    []Name
	Partition   *PartitionSpec // PARTITION BY RANGE|LIST|HASH (…)
	Access      string         // USING method or format
	With        []*Option
	WithoutOIDs bool
	OnCommit    OnCommit
	Tablespace  string
	Server      string

	// Lakehouse clauses.
	PartitionedBy []*ColumnDef // PARTITIONED BY (a, b int)
	ClusterBy     []Ident
	ClusterAuto   bool // CLUSTER BY AUTO
	ClusterNone   bool
	Location      string
	HasLocation   bool
	Comment       *string
	Properties    []*Option // TBLPROPERTIES
	Options       []*Option // OPTIONS

	// AS query. Query is a *Query or *Execute.
	Query      Stmt
	QueryNames []Ident // CREATE TABLE t (a, b) AS …
	WithNoData bool
	WithData   bool
	Clone      *CloneSource
}

// TableElem is a *ColumnDef, *TableConstraint or *LikeClause.
type TableElem interface {
	Node
	tableElem()
}

// ColumnDef is a column definition. Type is nil where only options are given (OF type,
// PARTITION OF, PARTITIONED BY).
type ColumnDef struct {
	Span
	Name        Ident
	Type        *TypeName
	Collation   *Name
	Storage     string
	Compression string
	Constraints []*ColumnConstraint
	Comment     *string   // COMMENT 'text'
	FdwOptions  []*Option // OPTIONS (…) of a foreign table's column
	WithOptions bool      // name WITH OPTIONS …
}

// ConstraintKind is the kind of a column or table constraint.
type ConstraintKind uint8

// Kinds of constraint.
const (
	ConNotNull ConstraintKind = iota
	ConNull
	ConDefault
	ConGenerated // GENERATED ALWAYS AS (expr) STORED
	ConIdentity
	ConCheck
	ConUnique
	ConPrimary
	ConForeign // REFERENCES on a column, FOREIGN KEY on a table
	ConExclude
)

// ConstraintAttrs are the trailing attributes of a constraint.
type ConstraintAttrs struct {
	Deferrable    bool
	NotDeferrable bool
	Deferred      bool // INITIALLY DEFERRED
	Immediate     bool // INITIALLY IMMEDIATE
	NotValid      bool
	NoInherit     bool
	Enforced      bool // ENFORCED
	NotEnforced   bool // NOT ENFORCED
}

// ColumnConstraint is one constraint of a column. Name is "" when it has none.
type ColumnConstraint struct {
	Span
	Name             string
	Kind             ConstraintKind
	X                Expr // default, generation or check expression
	Always           bool // GENERATED ALWAYS rather than BY DEFAULT
	SeqOptions       []*SeqOption
	NullsNotDistinct bool
	With             []*Option
	Tablespace       string
	Ref              *Reference
	Attrs            ConstraintAttrs
}

// TableConstraint is a constraint of a table or domain.
type TableConstraint struct {
	Span
	Name             string
	Kind             ConstraintKind
	X                Expr
	Columns          []Ident
	Include          []Ident
	NullsNotDistinct bool
	UsingIndex       string
	Access           string
	Exclude          []*ExcludeElem
	Where            Expr
	With             []*Option
	Tablespace       string
	Ref              *Reference
	Attrs            ConstraintAttrs
}

// ExcludeElem is one element of EXCLUDE (elem WITH op).
type ExcludeElem struct {
	Span
	Elem     *IndexElem
	Op       string
	OpSchema []string
}

// RefAction is what ON DELETE or ON UPDATE does.
type RefAction uint8

// Referential actions.
const (
	RefNoAction RefAction = iota
	RefRestrict
	RefCascade
	RefSetNull
	RefSetDefault
)

// RefMatch is the MATCH clause.
type RefMatch uint8

// Match kinds.
const (
	MatchSimple RefMatch = iota
	MatchFull
	MatchPartial
)

// Reference is REFERENCES table (columns) ….
type Reference struct {
	Span
	Table            Name
	Columns          []Ident
	Match            RefMatch
	OnDelete         RefAction
	OnDeleteCols     []Ident
	OnUpdate         RefAction
	OnDeleteExplicit bool
	OnUpdateExplicit bool
}

// LikeClause is LIKE table INCLUDING … EXCLUDING …; Options are the words in order, such
// as "including all".
type LikeClause struct {
	Span
	Table   Name
	Options []string
}

// PartitionSpec is PARTITION BY strategy (elements).
type PartitionSpec struct {
	Span
	Strategy string
	Elems    []*IndexElem
}

// PartitionBound is FOR VALUES … or DEFAULT.
type PartitionBound struct {
	Span
	Default            bool
	In                 []Expr
	From, To           []Expr
	Hash               bool
	Modulus, Remainder int
}

// CloneSource is SHALLOW|DEEP CLONE table [AS OF].
type CloneSource struct {
	Span
	Shallow bool
	Table   Name
	AsOf    *AsOf
}

// AlterTable is ALTER TABLE|VIEW|MATERIALIZED VIEW|INDEX|SEQUENCE|FOREIGN TABLE with a
// list of actions.
type AlterTable struct {
	Span
	Kind     ObjectKind
	IfExists bool
	Table    *TableRef
	Actions  []*AlterAction
}

// AlterKind is the kind of one ALTER TABLE action.
type AlterKind uint8

// Actions of ALTER TABLE.
const (
	AlterAddColumn AlterKind = iota
	AlterDropColumn
	AlterColumnType
	AlterSetDefault
	AlterDropDefault
	AlterSetNotNull
	AlterDropNotNull
	AlterDropExpression
	AlterAddIdentity
	AlterSetIdentity
	AlterDropIdentity
	AlterSetStatistics
	AlterSetStorage
	AlterSetCompression
	AlterColumnSetOptions
	AlterColumnResetOptions
	AlterColumnComment
	AlterColumnPosition // ALTER COLUMN c FIRST|AFTER d
	AlterAddConstraint
	AlterConstraintAttrs
	AlterValidateConstraint
	AlterDropConstraint
	AlterRenameColumn
	AlterRenameConstraint
	AlterRename
	AlterSetSchema
	AlterOwner
	AlterSetOptions   // SET (…)
	AlterResetOptions // RESET (…)
	AlterSetProperties
	AlterUnsetProperties
	AlterSetLocation
	AlterClusterBy
	AlterSetTablespace
	AlterSetAccess
	AlterSetLogged
	AlterSetUnlogged
	AlterInherit
	AlterNoInherit
	AlterOf
	AlterNotOf
	AlterAttach
	AlterDetach
	AlterTrigger // ENABLE|DISABLE TRIGGER|RULE, kept as words
	AlterRowSecurity
	AlterClusterOn
	AlterWithoutCluster
	AlterWithoutOIDs
	AlterReplicaIdentity
	AlterFdwOptions
	AlterSequenceOptions
	AlterRowFilter // SET ROW FILTER Target ON (Columns)
	AlterDropRowFilter
	AlterMask // ALTER Column SET MASK Target USING COLUMNS (Columns)
	AlterDropMask
)

// AlterAction is one action; which fields are set depends on Kind.
type AlterAction struct {
	Span
	Kind        AlterKind
	IfExists    bool
	IfNotExists bool
	Column      Ident // the column acted on
	Number      int   // ALTER INDEX … ALTER COLUMN n
	Def         *ColumnDef
	First       bool
	After       string
	Type        *TypeName
	Collation   *Name
	X           Expr // default or USING expression
	Constraint  *TableConstraint
	Name        string // constraint, new name, schema, owner, trigger …
	NewName     string
	Target      Name // partition, parent, type or index
	Bound       *PartitionBound
	Options     []*Option
	SeqOptions  []*SeqOption
	Always      bool
	Words       string // fixed words of rare forms
	Columns     []Ident
	Behavior    DropBehavior
	Value       string
}

func (*ColumnDef) tableElem()       {}
func (*TableConstraint) tableElem() {}
func (*LikeClause) tableElem()      {}

func (*CreateTable) stmt() {}
func (*AlterTable) stmt()  {}
