package parse

// ObjectKind is the lower-case SQL name of a kind of object: "table", "view",
// "materialized view", "schema", "sequence", "function", "foreign table" ….
type ObjectKind string

// The kinds the server knows itself; the grammar accepts more.
const (
	KindTable     ObjectKind = "table"
	KindView      ObjectKind = "view"
	KindMatView   ObjectKind = "materialized view"
	KindSchema    ObjectKind = "schema"
	KindDatabase  ObjectKind = "database"
	KindSequence  ObjectKind = "sequence"
	KindType      ObjectKind = "type"
	KindDomain    ObjectKind = "domain"
	KindIndex     ObjectKind = "index"
	KindFunction  ObjectKind = "function"
	KindProcedure ObjectKind = "procedure"
	KindRoutine   ObjectKind = "routine"
	KindAggregate ObjectKind = "aggregate"
	KindRole      ObjectKind = "role"
	KindColumn    ObjectKind = "column"
)

// CreateView is CREATE VIEW or CREATE MATERIALIZED VIEW.
type CreateView struct {
	Span
	Materialized bool
	OrReplace    bool
	Persistence  Persistence
	Recursive    bool
	IfNotExists  bool
	Name         Name
	Columns      []*ViewColumn
	Access       string
	Tablespace   string
	With         []*Option
	Comment      *string
	Properties   []*Option
	Query        *Query
	CheckOption  string // "", "local" or "cascaded"
	WithData     bool
	WithNoData   bool
	// QueryText is the source text of Query.
	QueryText string
}

// ViewColumn is a column name of a view with an optional comment.
type ViewColumn struct {
	Span
	Name    string
	Comment *string
}

// CreateSchema is CREATE SCHEMA with the statements that follow inside it.
type CreateSchema struct {
	Span
	IfNotExists   bool
	Name          Name // empty for CREATE SCHEMA AUTHORIZATION r
	Authorization string
	Comment       *string
	Location      string
	Properties    []*Option
	Elements      []Stmt
}

// CreateDatabase is CREATE DATABASE name [WITH] options.
type CreateDatabase struct {
	Span
	IfNotExists bool
	Name        string
	Options     []*Option
}

// SeqOption is an option of CREATE SEQUENCE: "increment", "start", "restart",
// "minvalue", "maxvalue", "cache", "cycle", "owned by", "as", "sequence name". No is set
// for NO MINVALUE, NO MAXVALUE, NO CYCLE.
type SeqOption struct {
	Span
	Name  string
	No    bool
	Value *Literal
	Type  *TypeName
	Owner Name
}

// CreateSequence is CREATE SEQUENCE.
type CreateSequence struct {
	Span
	Persistence Persistence
	IfNotExists bool
	Name        Name
	Options     []*SeqOption
}

// CreateType is CREATE TYPE: an enum, composite, range, base or shell type.
type CreateType struct {
	Span
	Name    Name
	Form    TypeForm
	Labels  []*Literal   // enum
	Columns []*ColumnDef // composite
	Options []*Option    // range and base types
}

// TypeForm says which CREATE TYPE it is.
type TypeForm uint8

// Forms of CREATE TYPE.
const (
	TypeShell TypeForm = iota
	TypeEnum
	TypeComposite
	TypeRange
	TypeBase
)

// CreateDomain is CREATE DOMAIN.
type CreateDomain struct {
	Span
	Name        Name
	Type        *TypeName
	Collation   *Name
	Constraints []*ColumnConstraint
}

// IndexElem is one column or expression of an index, of ON CONFLICT (…) or of PARTITION
// BY. Column is "" when X is set.
type IndexElem struct {
	Span
	Column    string
	X         Expr
	Collation *Name
	OpClass   *Name
	OpOptions []*Option
	Dir       SortDir
	Nulls     NullsOrder
}

// CreateIndex is CREATE INDEX.
type CreateIndex struct {
	Span
	Unique           bool
	Concurrently     bool
	IfNotExists      bool
	Name             string
	Table            *TableRef
	Access           string
	Elems            []*IndexElem
	Include          []*IndexElem
	NullsNotDistinct bool
	With             []*Option
	Tablespace       string
	Where            Expr
}

// FuncParam is a parameter of a function definition or signature. Mode is "", "in",
// "out", "inout" or "variadic".
type FuncParam struct {
	Span
	Mode    string
	Name    string
	Type    *TypeName
	Default Expr
}

// FuncOption is an option of CREATE or ALTER FUNCTION: "language", "as", "immutable",
// "strict", "security definer", "cost", "set", "comment" …; Words holds fixed words.
type FuncOption struct {
	Span
	Name  string
	Args  []string // LANGUAGE name, AS 'body' [, 'link']
	Value Expr     // COST, ROWS
	Name2 Name     // SUPPORT function
	Types []*TypeName
	Set   *Set
}

// CreateFunction is CREATE FUNCTION or PROCEDURE.
type CreateFunction struct {
	Span
	Procedure   bool
	OrReplace   bool
	IfNotExists bool
	Temporary   bool
	Name        Name
	Params      []*FuncParam
	Returns     *TypeName
	ReturnTable []*FuncParam // RETURNS TABLE (…)
	HasTable    bool
	Options     []*FuncOption
	ReturnExpr  Expr   // RETURN expr
	Atomic      bool   // BEGIN ATOMIC
	AtomicBody  []Stmt // statements (and *ReturnStmt) of BEGIN ATOMIC … END
}

// ReturnStmt is RETURN expr inside BEGIN ATOMIC.
type ReturnStmt struct {
	Span
	X Expr
}

// ObjectRef names an object in DROP, COMMENT, GRANT and ALTER. Params is set for
// functions and operators; HasParams tells f() from f.
type ObjectRef struct {
	Span
	Name      Name
	Params    []*FuncParam
	OrderArgs []*FuncParam // of an ordered-set aggregate
	AggStar   bool         // agg(*)
	HasParams bool
	Type      *TypeName // for types, domains and casts
	On        Name      // ON table, USING method or FOR t: its second name
	To        *TypeName // second type of a cast
}

// Drop is DROP kind [IF EXISTS] objects [CASCADE|RESTRICT].
type Drop struct {
	Span
	Kind         ObjectKind
	IfExists     bool
	Concurrently bool
	Objects      []*ObjectRef
	Behavior     DropBehavior
	Force        bool // DROP DATABASE … WITH (FORCE)
}

// AlterObject is an ALTER of something other than a table: RENAME TO, OWNER TO, SET
// SCHEMA, options; Action says which.
type AlterObject struct {
	Span
	Kind     ObjectKind
	IfExists bool
	Object   *ObjectRef
	Action   string // "rename", "owner", "set schema", "options", "set", "depends" …
	Name     string // new name, owner or schema
	OldName  string // RENAME VALUE, RENAME ATTRIBUTE, RENAME CONSTRAINT
	Options  []*Option
	FuncOpts []*FuncOption
	Set      *Set
	X        Expr
	Enum     *EnumChange
	Actions  []*AlterAction // ALTER TYPE … ADD ATTRIBUTE …, ALTER DOMAIN …
	Behavior DropBehavior
}

// EnumChange is ALTER TYPE … ADD VALUE or RENAME VALUE.
type EnumChange struct {
	Span
	IfNotExists bool
	Old         string // RENAME VALUE old TO new
	New         string
	Neighbour   string
	After       bool
	Before      bool
}

// CommentOn is COMMENT ON kind object IS text; Text is nil for NULL.
type CommentOn struct {
	Span
	Kind   ObjectKind
	Object *ObjectRef
	Text   *string
}

// RoleSpec is a role name or one of the keywords CURRENT_USER, CURRENT_ROLE,
// SESSION_USER, PUBLIC (then Keyword is set, in lower case).
type RoleSpec struct {
	Span
	Name    string
	Keyword string
}

// CreateRole is CREATE ROLE|USER|GROUP.
type CreateRole struct {
	Span
	Keyword string // "role", "user" or "group"
	Name    string
	Options []*Option
}

// AlterRole is ALTER ROLE|USER|GROUP. Set is for ALTER ROLE r [IN DATABASE d] SET ….
type AlterRole struct {
	Span
	Keyword  string
	Role     RoleSpec // Keyword "all" for ALTER ROLE ALL
	Options  []*Option
	Database string
	Set      *Set
	// AddMembers and DropMembers are ALTER GROUP … ADD|DROP USER.
	AddMembers  []RoleSpec
	DropMembers []RoleSpec
}

// Privilege is one privilege with its column list; "all" is ALL PRIVILEGES.
type Privilege struct {
	Span
	Name    string
	Columns []Ident
}

// Grant is GRANT or REVOKE of privileges on objects, or, when Roles is set, of roles.
type Grant struct {
	Span
	Revoke      bool
	Privileges  []*Privilege
	Kind        ObjectKind
	AllInSchema bool // ON ALL TABLES IN SCHEMA …: Kind is the object kind, Objects schemas
	Objects     []*ObjectRef
	Grantees    []RoleSpec
	// GrantOption is WITH GRANT OPTION, or GRANT OPTION FOR of a revoke; AdminOption is
	// the same for roles.
	GrantOption bool
	AdminOption bool
	GrantedBy   *RoleSpec
	Roles       []Ident
	Behavior    DropBehavior
}

// AlterDefaultPrivileges is ALTER DEFAULT PRIVILEGES … GRANT|REVOKE.
type AlterDefaultPrivileges struct {
	Span
	Roles   []RoleSpec
	Schemas []Ident
	Grant   *Grant
}

// OwnedBy is REASSIGN OWNED or DROP OWNED.
type OwnedBy struct {
	Span
	Drop     bool
	Roles    []RoleSpec
	To       RoleSpec
	Behavior DropBehavior
}

func (*CreateView) stmt()             {}
func (*CreateSchema) stmt()           {}
func (*CreateDatabase) stmt()         {}
func (*CreateSequence) stmt()         {}
func (*CreateType) stmt()             {}
func (*CreateDomain) stmt()           {}
func (*CreateIndex) stmt()            {}
func (*CreateFunction) stmt()         {}
func (*ReturnStmt) stmt()             {}
func (*Drop) stmt()                   {}
func (*AlterObject) stmt()            {}
func (*CommentOn) stmt()              {}
func (*CreateRole) stmt()             {}
func (*AlterRole) stmt()              {}
func (*Grant) stmt()                  {}
func (*AlterDefaultPrivileges) stmt() {}
func (*OwnedBy) stmt()                {}
