package parse

// PLStmt is a statement of a procedural block, of PL/pgSQL or of SQL scripting.
type PLStmt interface {
	Node
	pl()
}

// PLExpr is an expression in a procedural statement. X is set when it is a scalar
// expression by itself, else Query is the query SELECT would make of the text.
type PLExpr struct {
	Span
	X     Expr
	Query *Query
}

// PLTarget is what a value is put into: a variable, a field, an element.
type PLTarget struct {
	Span
	Parts []string
	Steps []Step // after the first subscript
}

// PLBlock is [<<label>>] [DECLARE …] BEGIN … [EXCEPTION …] END.
type PLBlock struct {
	Span
	Label    string
	Decls    []*PLDecl
	Body     []PLStmt
	Handlers []*PLHandler
	Begin    int  // where BEGIN stands
	Script   bool // SQL scripting: handlers are declared and cover the body alone
	Conflict string
}

// PLDecl declares a variable, an alias, a cursor or a condition.
type PLDecl struct {
	Span
	Name      string
	Const     bool
	Type      *TypeName // nil for a record, an alias, a cursor, a condition
	RowType   bool      // Type names a relation: name%ROWTYPE
	NotNull   bool
	Default   *PLExpr
	Alias     string // ALIAS FOR name or $n
	Cursor    *PLCursor
	Condition string // SQLSTATE of a condition
	Replace   bool   // a session variable may exist
}

// PLCursor is the query of a bound cursor with its parameters.
type PLCursor struct {
	Params []*PLDecl
	Query  *Query
	Scroll bool
}

// PLHandler is WHEN conditions THEN statements, or a declared handler.
type PLHandler struct {
	Span
	Conds    []PLCond
	Body     []PLStmt
	Continue bool
}

// PLCond names an error: a condition name ("others", "sqlexception", "not found" among
// them) or an SQLSTATE.
type PLCond struct {
	Span
	Name  string
	State string
}

// PLBranch is a condition (or the values of a CASE branch) and what it leads to.
type PLBranch struct {
	Span
	Conds []PLExpr
	Body  []PLStmt
}

// PLLoopKind is the kind of a PLLoop.
type PLLoopKind uint8

// Kinds of loops.
const (
	PLForever PLLoopKind = iota
	PLWhile
	PLRepeat // the condition ends it, after the body
)

type (
	// PLAssign is target := value; several targets take a row.
	PLAssign struct {
		Span
		Targets []*PLTarget
		Value   PLExpr
	}
	// PLIf is IF … ELSIF … ELSE … END IF.
	PLIf struct {
		Span
		Branches []PLBranch
		Else     []PLStmt
	}
	// PLCase is CASE [arg] WHEN … END CASE.
	PLCase struct {
		Span
		Arg      *PLExpr
		Branches []PLBranch
		HasElse  bool
		Else     []PLStmt
	}
	// PLLoop is LOOP, WHILE or REPEAT.
	PLLoop struct {
		Span
		Label string
		Kind  PLLoopKind
		Cond  PLExpr
		Body  []PLStmt
	}
	// PLForRange is FOR i IN [REVERSE] a .. b [BY c] LOOP.
	PLForRange struct {
		Span
		Label, Var   string
		Reverse      bool
		Lower, Upper PLExpr
		Step         *PLExpr
		Body         []PLStmt
	}
	// PLForQuery is FOR target IN query, EXECUTE string or cursor LOOP. Own says that the
	// loop declares its targets: the scripting form, where columns are variables too.
	PLForQuery struct {
		Span
		Label   string
		Targets []*PLTarget
		Own     bool
		Query   Stmt
		Execute *PLExpr
		Using   []PLExpr
		Cursor  string
		Args    []Expr // NamedArg for name := value
		Body    []PLStmt
	}
	// PLForeach is FOREACH target [SLICE n] IN ARRAY x LOOP.
	PLForeach struct {
		Span
		Label   string
		Targets []*PLTarget
		Slice   int
		X       PLExpr
		Body    []PLStmt
	}
	// PLExit is EXIT or CONTINUE [label] [WHEN x].
	PLExit struct {
		Span
		Continue bool
		Label    string
		When     *PLExpr
	}
	// PLReturn is RETURN [x], RETURN NEXT x, RETURN QUERY q or RETURN QUERY EXECUTE x.
	PLReturn struct {
		Span
		X       *PLExpr
		Next    bool
		IsQuery bool
		Query   Stmt
		Execute *PLExpr
		Using   []PLExpr
	}
	// PLPerform is PERFORM query.
	PLPerform struct {
		Span
		Query *Query
	}
	// PLSQL is any SQL statement, with INTO targets perhaps.
	PLSQL struct {
		Span
		Stmt   Stmt
		Into   []*PLTarget
		Strict bool
	}
	// PLExecute is EXECUTE string [INTO …] [USING …].
	PLExecute struct {
		Span
		X      PLExpr
		Into   []*PLTarget
		Strict bool
		Using  []PLExpr
	}
	// PLRaise is RAISE; without anything it raises the caught error again.
	PLRaise struct {
		Span
		Level     string // lower case, "exception" by default
		HasFormat bool
		Format    string
		Args      []PLExpr
		Cond      *PLCond
		Options   []PLOption
		Again     bool
	}
	// PLAssert is ASSERT cond [, message].
	PLAssert struct {
		Span
		Cond PLExpr
		Msg  *PLExpr
	}
	// PLGetDiag is GET [STACKED] DIAGNOSTICS.
	PLGetDiag struct {
		Span
		Stacked bool
		Items   []PLDiagItem
	}
	// PLOpen is OPEN cursor.
	PLOpen struct {
		Span
		Cursor  string
		Scroll  bool
		Query   Stmt
		Execute *PLExpr
		Using   []PLExpr
		Args    []Expr
	}
	// PLFetch is FETCH or MOVE.
	PLFetch struct {
		Span
		Cursor string
		Fetch  *Fetch
		Count  *PLExpr // instead of Fetch.Count
		Into   []*PLTarget
	}
	// PLClose is CLOSE cursor.
	PLClose struct {
		Span
		Cursor string
	}
	// PLNull is NULL.
	PLNull struct{ Span }
	// PLTx is COMMIT or ROLLBACK.
	PLTx struct {
		Span
		Commit, Chain bool
	}
)

// PLOption is an option of RAISE … USING.
type PLOption struct {
	Name string
	X    PLExpr
}

// PLDiagItem is target = item of GET DIAGNOSTICS.
type PLDiagItem struct {
	Target *PLTarget
	Item   string
}

// Compound is BEGIN … END as a statement: SQL scripting.
type Compound struct {
	Span
	Text  string
	Block *PLBlock
}

func (*Compound) stmt() {}

func (*PLBlock) pl()    {}
func (*PLAssign) pl()   {}
func (*PLIf) pl()       {}
func (*PLCase) pl()     {}
func (*PLLoop) pl()     {}
func (*PLForRange) pl() {}
func (*PLForQuery) pl() {}
func (*PLForeach) pl()  {}
func (*PLExit) pl()     {}
func (*PLReturn) pl()   {}
func (*PLPerform) pl()  {}
func (*PLSQL) pl()      {}
func (*PLExecute) pl()  {}
func (*PLRaise) pl()    {}
func (*PLAssert) pl()   {}
func (*PLGetDiag) pl()  {}
func (*PLOpen) pl()     {}
func (*PLFetch) pl()    {}
func (*PLClose) pl()    {}
func (*PLNull) pl()     {}
func (*PLTx) pl()       {}
