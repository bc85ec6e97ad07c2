package parse

// FuncSyntax says which special SQL spelling a FuncCall had. The binder can ignore it:
// Name and Args are already those of the pg_catalog function; the printer needs it.
type FuncSyntax uint8

// Special spellings, with the call they stand for.
const (
	SyntaxCall             FuncSyntax = iota // f(a, b)
	SyntaxExtract                            // EXTRACT(f FROM x) = pg_catalog.extract('f', x)
	SyntaxOverlay                            // OVERLAY(x PLACING y FROM i FOR n) = pg_catalog.overlay(x, y, i, n)
	SyntaxPosition                           // POSITION(a IN b) = pg_catalog.position(b, a)
	SyntaxSubstring                          // SUBSTRING(x FROM i FOR n) = pg_catalog.substring(x, i, n)
	SyntaxSubstringSimilar                   // SUBSTRING(x SIMILAR p ESCAPE e) = pg_catalog.substring(x, p, e)
	SyntaxTrim                               // TRIM(BOTH|LEADING|TRAILING c FROM x) = pg_catalog.btrim|ltrim|rtrim(x, c)
	SyntaxTimeZone                           // x AT TIME ZONE z = pg_catalog.timezone(z, x)
	SyntaxOverlaps                           // (a, b) OVERLAPS (c, d) = pg_catalog.overlaps(a, b, c, d)
	SyntaxNormalize                          // NORMALIZE(x, NFC) = pg_catalog.normalize(x, 'NFC')
	SyntaxIsNormalized                       // x IS NFC NORMALIZED = pg_catalog.is_normalized(x, 'NFC')
	SyntaxCollationFor                       // COLLATION FOR (x) = pg_catalog.pg_collation_for(x)
	SyntaxXMLExists                          // XMLEXISTS(p PASSING x) = pg_catalog.xmlexists(p, x)
)

// NullTreatment is IGNORE NULLS or RESPECT NULLS after a window function.
type NullTreatment uint8

// Null treatments.
const (
	NullsDefault NullTreatment = iota
	NullsIgnore
	NullsRespect
)

// FuncCall is a function, aggregate or window function call.
type FuncCall struct {
	Span
	Name        Name
	Args        []Expr // a NamedArg for name => value
	Star        bool   // count(*)
	Distinct    bool
	Variadic    bool // the last argument was marked VARIADIC
	OrderBy     []*SortItem
	WithinGroup bool // OrderBy came from WITHIN GROUP (ORDER BY …)
	Nulls       NullTreatment
	Filter      Expr
	Over        *Window
	Syntax      FuncSyntax
}

// FrameMode is ROWS, RANGE or GROUPS.
type FrameMode uint8

// Frame modes.
const (
	FrameRange FrameMode = iota
	FrameRows
	FrameGroups
)

// BoundKind is the kind of a frame bound.
type BoundKind uint8

// Frame bounds in their order from start to end.
const (
	UnboundedPreceding BoundKind = iota
	OffsetPreceding
	CurrentRow
	OffsetFollowing
	UnboundedFollowing
)

// FrameExclude is the EXCLUDE clause of a frame.
type FrameExclude uint8

// Frame exclusions.
const (
	ExcludeNoOthers FrameExclude = iota
	ExcludeCurrentRow
	ExcludeGroup
	ExcludeTies
)

// FrameBound is one end of a window frame; Offset is set for the Offset kinds.
type FrameBound struct {
	Span
	Kind   BoundKind
	Offset Expr
}

// Frame is an explicit window frame. Without BETWEEN, Between is false and Upper is
// CurrentRow.
type Frame struct {
	Span
	Mode         FrameMode
	Between      bool
	Lower, Upper FrameBound
	Exclude      FrameExclude
}

// Window is a window: OVER name (Name only), OVER (…), or a WINDOW clause entry, where
// Name is the defined name. Base is the window name that starts a specification.
type Window struct {
	Span
	Name        string
	Base        string
	Spec        bool // false for OVER name
	PartitionBy []Expr
	OrderBy     []*SortItem
	Frame       *Frame
}
