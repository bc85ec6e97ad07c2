package parse

// TxKind is the kind of a transaction statement.
type TxKind uint8

// Transaction statements.
const (
	TxBegin TxKind = iota
	TxStart
	TxCommit
	TxRollback
	TxSavepoint
	TxRelease
	TxRollbackTo
	TxPrepare
	TxCommitPrepared
	TxRollbackPrepared
)

// Transaction is BEGIN, COMMIT, ROLLBACK, SAVEPOINT and relatives.
type Transaction struct {
	Span
	Kind  TxKind
	Name  string // savepoint or prepared transaction id
	Modes TxModes
	Chain bool // AND CHAIN
}

// TxModes are transaction modes; nil pointers were not given.
type TxModes struct {
	Isolation  string // "", "read committed", "serializable" …
	ReadOnly   *bool
	Deferrable *bool
}

// SetScope is LOCAL, SESSION or neither.
type SetScope uint8

// Scopes of SET.
const (
	ScopeDefault SetScope = iota
	ScopeSession
	ScopeLocal
)

// SetKind is the kind of a SET or RESET.
type SetKind uint8

// Kinds of SET. SET ROLE, TIME ZONE, NAMES and SESSION AUTHORIZATION are SetValue of
// role, timezone, client_encoding and session_authorization.
const (
	SetValue SetKind = iota
	SetDefault
	SetFromCurrent
	SetReset
	SetResetAll
	SetTransaction // SET TRANSACTION modes
	SetCharacteristics
	SetSnapshot
	SetConstraints
)

// Set is SET or RESET. Values hold literals, one-part *ColumnRef for words, and a
// *CastExpr for SET TIME ZONE INTERVAL '…'.
type Set struct {
	Span
	Scope    SetScope
	Kind     SetKind
	Name     string // lower case, with dots
	Values   []Expr
	Modes    TxModes
	Snapshot string
	// Constraints and Deferred are SET CONSTRAINTS; a nil list means ALL.
	Constraints []Name
	Deferred    bool
}

// Show is SHOW name or SHOW ALL (Name "all").
type Show struct {
	Span
	Name string
}

// Prepare is PREPARE name [(types)] AS statement.
type Prepare struct {
	Span
	Name  string
	Types []*TypeName
	Stmt  Stmt
}

// Execute is EXECUTE name [(args)].
type Execute struct {
	Span
	Name string
	Args []Expr
}

// Deallocate is DEALLOCATE name; Name "" means ALL.
type Deallocate struct {
	Span
	Name string
}

// DeclareCursor is DECLARE name … CURSOR … FOR query. Nil pointers were not given.
type DeclareCursor struct {
	Span
	Name        string
	Binary      bool
	Insensitive bool
	Asensitive  bool
	Scroll      *bool
	Hold        *bool
	Query       *Query
}

// FetchDir is the direction of FETCH and MOVE.
type FetchDir uint8

// Directions. Count is 1 for NEXT and PRIOR.
const (
	FetchForward FetchDir = iota
	FetchBackward
	FetchAbsolute
	FetchRelative
)

// Fetch is FETCH or MOVE. All is set for ALL, FORWARD ALL and BACKWARD ALL.
type Fetch struct {
	Span
	Move   bool
	Dir    FetchDir
	Count  int64
	All    bool
	Cursor string
}

// CloseCursor is CLOSE name; Name "" means ALL.
type CloseCursor struct {
	Span
	Name string
}

// Explain is EXPLAIN [(options)] statement. ANALYZE and VERBOSE written without
// parentheses are options too.
type Explain struct {
	Span
	Options []*Option
	Stmt    Stmt
}

// Listen is LISTEN channel.
type Listen struct {
	Span
	Channel string
}

// Notify is NOTIFY channel [, payload].
type Notify struct {
	Span
	Channel string
	Payload *string
}

// Unlisten is UNLISTEN channel; Channel "" means *.
type Unlisten struct {
	Span
	Channel string
}

// Lock is LOCK TABLE.
type Lock struct {
	Span
	Tables []*TableRef
	Mode   string // "access exclusive" …, "" when not given
	NoWait bool
}

// Discard is DISCARD ALL|PLANS|SEQUENCES|TEMP; What is lower case.
type Discard struct {
	Span
	What string
}

// Call is CALL procedure(args).
type Call struct {
	Span
	Func *FuncCall
}

// Do is DO [LANGUAGE l] 'body'.
type Do struct {
	Span
	Language string
	Body     string
}

// Analyze is ANALYZE [(options)] tables, or ANALYZE TABLE t COMPUTE STATISTICS ….
type Analyze struct {
	Span
	Options []*Option
	Tables  []*VacuumTarget
	// Compute is the text after COMPUTE STATISTICS: "", "noscan", "for all columns",
	// "for columns"; HasCompute tells that the lakehouse form was used.
	Compute    string
	HasCompute bool
	Columns    []Ident
}

// Vacuum is VACUUM, in PostgreSQL's form or with RETAIN n HOURS, DRY RUN, FULL, LITE.
type Vacuum struct {
	Span
	Options []*Option
	Tables  []*VacuumTarget
	Path    string // VACUUM 'path'
	Retain  Expr   // hours
	DryRun  bool
	Mode    string // "", "full", "lite" after the table
}

// VacuumTarget is a table with columns to analyze.
type VacuumTarget struct {
	Span
	Table   Name
	Columns []Ident
}

// Utility is a statement that is recognised but not broken down: rare commands kept so
// that they can be refused by name. Command is its upper-case tag, such as CREATE RULE;
// Text is the source text.
type Utility struct {
	Span
	Command string
	Text    string
}

func (*Transaction) stmt()   {}
func (*Set) stmt()           {}
func (*Show) stmt()          {}
func (*Prepare) stmt()       {}
func (*Execute) stmt()       {}
func (*Deallocate) stmt()    {}
func (*DeclareCursor) stmt() {}
func (*Fetch) stmt()         {}
func (*CloseCursor) stmt()   {}
func (*Explain) stmt()       {}
func (*Listen) stmt()        {}
func (*Notify) stmt()        {}
func (*Unlisten) stmt()      {}
func (*Lock) stmt()          {}
func (*Discard) stmt()       {}
func (*Call) stmt()          {}
func (*Do) stmt()            {}
func (*Analyze) stmt()       {}
func (*Vacuum) stmt()        {}
func (*Utility) stmt()       {}
