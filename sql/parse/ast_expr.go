package parse

// LiteralKind says how a Literal was written.
type LiteralKind uint8

// Kinds of literal. LitInt fits 32 bits; every other number is LitNumber, with the text
// deciding whether it is a bigint or a numeric. LitBit and LitHex are B'…' and X'…'.
const (
	LitNull LiteralKind = iota
	LitBool
	LitInt
	LitNumber
	LitString
	LitBit
	LitHex
)

// Literal is a constant. Text is the decoded string, the digits of the number (with a
// sign when a minus stood before it), or "true"/"false". Int is set for LitInt.
type Literal struct {
	Span
	Kind LiteralKind
	Text string
	Int  int32
}

// ColumnRef is a possibly qualified column: a, t.a, s.t.a, c.s.t.a. The binder decides
// whether a leading part is a column whose field is selected.
type ColumnRef struct {
	Span
	Parts []string
}

// Star is * or t.* in a select list, RETURNING, ROW(…) or count-like argument.
type Star struct {
	Span
	Table   []string      // qualifier, nil for a bare *
	Exclude []Ident       // * EXCLUDE (a, b), also spelled EXCEPT
	Replace []*SelectItem // * REPLACE (expr AS a)
	Rename  []StarRename  // * RENAME (a AS b)
}

// StarRename is one pair of * RENAME (from AS to).
type StarRename struct {
	From, To Ident
}

// Param is $1, $2, …
type Param struct {
	Span
	Number int
}

// StepKind is the kind of one step of an Indirection.
type StepKind uint8

// Steps: .name, .*, [i], [lo:hi].
const (
	StepField StepKind = iota
	StepStar
	StepIndex
	StepSlice
)

// Step is one step of an Indirection. Index uses Lo only; a slice may miss either bound.
type Step struct {
	Span
	Kind   StepKind
	Name   string
	Lo, Hi Expr
}

// Indirection is a field selection or subscript chain: (x).a, x[1], (f(y)).*, $1[2:3].b.
type Indirection struct {
	Span
	X     Expr
	Steps []Step
}

// UnaryExpr is a prefix operator. OpSchema is set for OPERATOR(schema.op).
type UnaryExpr struct {
	Span
	Op       string
	OpSchema []string
	OpPos    int
	X        Expr
}

// BinaryExpr is an infix operator; != is held as <>. OpPos is where PostgreSQL puts an
// error about it.
type BinaryExpr struct {
	Span
	Op       string
	OpSchema []string
	OpPos    int
	L, R     Expr
}

// BoolOp is AND or OR.
type BoolOp uint8

// The operators of BoolExpr.
const (
	And BoolOp = iota
	Or
)

// BoolExpr is a chain of two or more operands joined by AND or by OR.
type BoolExpr struct {
	Span
	Op   BoolOp
	Args []Expr
}

// NotExpr is NOT x.
type NotExpr struct {
	Span
	X Expr
}

// IsTest is the right side of x IS ….
type IsTest uint8

// The tests of IsExpr.
const (
	IsNull IsTest = iota
	IsTrue
	IsFalse
	IsUnknown
	IsDocument
)

// IsExpr is x IS [NOT] NULL, TRUE, FALSE, UNKNOWN or DOCUMENT.
type IsExpr struct {
	Span
	X     Expr
	Test  IsTest
	Not   bool
	OpPos int
}

// DistinctExpr is l IS [NOT] DISTINCT FROM r.
type DistinctExpr struct {
	Span
	L, R  Expr
	Not   bool
	OpPos int
}

// BetweenExpr is x [NOT] BETWEEN [SYMMETRIC] lo AND hi.
type BetweenExpr struct {
	Span
	X, Lo, Hi Expr
	Not       bool
	Symmetric bool
	OpPos     int
}

// InExpr is x [NOT] IN (list) or x [NOT] IN (query); exactly one of List, Query is set.
type InExpr struct {
	Span
	X     Expr
	List  []Expr
	Query *Query
	Not   bool
	OpPos int
}

// LikeKind distinguishes the pattern operators.
type LikeKind uint8

// The pattern operators.
const (
	Like LikeKind = iota
	ILike
	SimilarTo
)

// LikeExpr is x [NOT] LIKE|ILIKE|SIMILAR TO pattern [ESCAPE e]; Escape may be nil.
type LikeExpr struct {
	Span
	Kind       LikeKind
	X, Pattern Expr
	Escape     Expr
	Not        bool
	OpPos      int
}

// QuantExpr is x op ANY|ALL (array or query); SOME is held as ANY, LIKE as the operator
// ~~. Exactly one of Array, Query is set.
type QuantExpr struct {
	Span
	X        Expr
	Op       string
	OpSchema []string
	OpPos    int
	All      bool
	Array    Expr
	Query    *Query
}

// ExistsExpr is EXISTS (query).
type ExistsExpr struct {
	Span
	Query *Query
}

// SubqueryExpr is a query used as a scalar or row value.
type SubqueryExpr struct {
	Span
	Query *Query
}

// ArraySubquery is ARRAY(query).
type ArraySubquery struct {
	Span
	Query *Query
}

// ArrayExpr is ARRAY[…]; inner brackets of ARRAY[[1,2],[3,4]] are ArrayExpr too.
type ArrayExpr struct {
	Span
	Elems []Expr
}

// RowExpr is ROW(…) (Explicit) or (a, b).
type RowExpr struct {
	Span
	Elems    []Expr
	Explicit bool
}

// CaseExpr is CASE [arg] WHEN … THEN … [ELSE …] END.
type CaseExpr struct {
	Span
	Arg   Expr
	Whens []When
	Else  Expr
}

// When is one branch of a CaseExpr.
type When struct {
	Span
	Cond, Result Expr
}

// CoalesceExpr is COALESCE(…).
type CoalesceExpr struct {
	Span
	Args []Expr
}

// NullIfExpr is NULLIF(l, r).
type NullIfExpr struct {
	Span
	L, R Expr
}

// MinMaxExpr is GREATEST(…) or LEAST(…).
type MinMaxExpr struct {
	Span
	Greatest bool
	Args     []Expr
}

// CastStyle says how a cast was written.
type CastStyle uint8

// Styles of cast: CAST(x AS t), x::t, t 'literal', TRY_CAST(x AS t).
const (
	CastFunc CastStyle = iota
	CastColons
	CastLiteral
	CastTry
)

// CastExpr is an explicit cast. OpPos is the place of the :: or of the type of a literal.
type CastExpr struct {
	Span
	X     Expr
	Type  *TypeName
	Style CastStyle
	OpPos int
}

// CollateExpr is x COLLATE c.
type CollateExpr struct {
	Span
	X         Expr
	Collation Name
}

// SQLValue is a keyword function without parentheses: current_date, session_user, …
// Name is the lower-case keyword; Precision is -1 when none was given.
type SQLValue struct {
	Span
	Name      string
	Precision int
}

// GroupingExpr is GROUPING(…).
type GroupingExpr struct {
	Span
	Args []Expr
}

// DefaultExpr is the word DEFAULT in VALUES or SET.
type DefaultExpr struct {
	Span
}

// CurrentOf is WHERE CURRENT OF cursor; CursorParam is set for CURRENT OF $n.
type CurrentOf struct {
	Span
	Cursor      string
	CursorParam int
}

// NamedArg is name => value (or name := value) in a call.
type NamedArg struct {
	Span
	Name string
	X    Expr
}

// TypeValue is a type used as an option's value.
type TypeValue struct {
	Span
	Type *TypeName
}

// XMLExpr is one of the XML forms (xmlelement, xmlforest, xmlparse, xmlpi, xmlroot,
// xmlserialize, xmlconcat), kept so that they can be refused by name.
type XMLExpr struct {
	Span
	Op     string // lower-case keyword
	Name   string
	Attrs  []*SelectItem
	Args   []*SelectItem
	Type   *TypeName
	Option string // "document", "content", "preserve whitespace", "standalone yes" …
}

func (*Literal) expr()       {}
func (*ColumnRef) expr()     {}
func (*Star) expr()          {}
func (*Param) expr()         {}
func (*Indirection) expr()   {}
func (*UnaryExpr) expr()     {}
func (*BinaryExpr) expr()    {}
func (*BoolExpr) expr()      {}
func (*NotExpr) expr()       {}
func (*IsExpr) expr()        {}
func (*DistinctExpr) expr()  {}
func (*BetweenExpr) expr()   {}
func (*InExpr) expr()        {}
func (*LikeExpr) expr()      {}
func (*QuantExpr) expr()     {}
func (*ExistsExpr) expr()    {}
func (*SubqueryExpr) expr()  {}
func (*ArraySubquery) expr() {}
func (*ArrayExpr) expr()     {}
func (*RowExpr) expr()       {}
func (*CaseExpr) expr()      {}
func (*CoalesceExpr) expr()  {}
func (*NullIfExpr) expr()    {}
func (*MinMaxExpr) expr()    {}
func (*CastExpr) expr()      {}
func (*CollateExpr) expr()   {}
func (*SQLValue) expr()      {}
func (*GroupingExpr) expr()  {}
func (*DefaultExpr) expr()   {}
func (*CurrentOf) expr()     {}
func (*NamedArg) expr()      {}
func (*TypeValue) expr()     {}
func (*XMLExpr) expr()       {}
func (*FuncCall) expr()      {}
