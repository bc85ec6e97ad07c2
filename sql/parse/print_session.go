package parse

import "strconv"

// stmtSession prints session statements.
func (p *printer) stmtSession(s Stmt) {
	switch s := s.(type) {
	case *Transaction:
		p.transaction(s)
	case *Set:
		p.set(s)
	case *Show:
		p.w("SHOW ")
		p.setting(s.Name)
	case *Prepare:
		p.w("PREPARE ")
		p.id(s.Name)
		if s.Types != nil {
			p.w(" ")
			paren(p, s.Types, p.typeName)
		}
		p.w(" AS ")
		p.stmt(s.Stmt)
	case *Execute:
		p.w("EXECUTE ")
		p.id(s.Name)
		if s.Args != nil {
			paren(p, s.Args, func(x Expr) { p.expr(x, 0) })
		}
	case *Deallocate:
		p.w("DEALLOCATE ", nameOrAll(s.Name))
	case *DeclareCursor:
		p.declareCursor(s)
	case *Fetch:
		p.fetch(s)
	case *CloseCursor:
		p.w("CLOSE ", nameOrAll(s.Name))
	case *Explain:
		p.w("EXPLAIN ")
		if s.Options != nil {
			p.utilOptions(s.Options)
			p.w(" ")
		}
		p.stmt(s.Stmt)
	case *Listen:
		p.w("LISTEN ")
		p.id(s.Channel)
	case *Notify:
		p.w("NOTIFY ")
		p.id(s.Channel)
		if s.Payload != nil {
			p.w(", ")
			p.lit(*s.Payload)
		}
	case *Unlisten:
		if s.Channel == "" {
			p.w("UNLISTEN *")
			return
		}
		p.w("UNLISTEN ")
		p.id(s.Channel)
	default:
		p.stmtMaintain(s)
	}
}

func nameOrAll(name string) string {
	if name == "" {
		return "ALL"
	}
	return QuoteIdent(name)
}

// stmtMaintain prints LOCK, CALL, ANALYZE, VACUUM and the like.
func (p *printer) stmtMaintain(s Stmt) {
	switch s := s.(type) {
	case *Lock:
		p.w("LOCK TABLE ")
		list2(p, s.Tables, p.tableRef)
		if s.Mode != "" {
			p.w(" IN ", upperASCII(s.Mode), " MODE")
		}
		p.opt(s.NoWait, " NOWAIT")
	case *Discard:
		p.w("DISCARD ", upperASCII(s.What))
	case *Call:
		p.w("CALL ")
		p.funcCall(s.Func)
	case *Compound:
		p.w(s.Text)
	case *Do:
		p.w("DO ")
		if s.Language != "" {
			p.w("LANGUAGE ")
			p.id(s.Language)
			p.w(" ")
		}
		p.lit(s.Body)
	case *Analyze:
		p.analyze(s)
	case *Vacuum:
		p.vacuum(s)
	default:
		p.stmtLake(s)
	}
}

var txWords = [...]string{"BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK", "SAVEPOINT ", "RELEASE SAVEPOINT ",
	"ROLLBACK TO SAVEPOINT ", "PREPARE TRANSACTION ", "COMMIT PREPARED ", "ROLLBACK PREPARED "}

func (p *printer) transaction(s *Transaction) {
	p.w(txWords[s.Kind])
	switch s.Kind {
	case TxSavepoint, TxRelease, TxRollbackTo:
		p.id(s.Name)
	case TxPrepare, TxCommitPrepared, TxRollbackPrepared:
		p.lit(s.Name)
	}
	p.opt(s.Chain, " AND CHAIN")
	p.txModes(s.Modes)
}

// txModes prints modes, each with a space before it.
func (p *printer) txModes(m TxModes) {
	sep := " "
	if m.Isolation != "" {
		p.w(sep, "ISOLATION LEVEL ", upperASCII(m.Isolation))
		sep = ", "
	}
	if m.ReadOnly != nil {
		p.w(sep, map[bool]string{true: "READ ONLY", false: "READ WRITE"}[*m.ReadOnly])
		sep = ", "
	}
	if m.Deferrable != nil {
		p.w(sep, notWord(!*m.Deferrable), "DEFERRABLE")
	}
}

// setting prints a dotted setting name.
func (p *printer) setting(name string) {
	if name == "all" {
		p.w("ALL")
		return
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || name[i] == '.' {
			p.opt(start > 0, ".")
			p.id(name[start:i])
			start = i + 1
		}
	}
}

// set prints SET and RESET.
func (p *printer) set(s *Set) {
	switch s.Kind {
	case SetReset:
		p.w("RESET ")
		p.setting(s.Name)
		return
	case SetResetAll:
		p.w("RESET ALL")
		return
	}
	p.w("SET ", [...]string{"", "SESSION ", "LOCAL "}[s.Scope])
	switch s.Kind {
	case SetTransaction:
		p.w("TRANSACTION")
		p.txModes(s.Modes)
	case SetCharacteristics:
		p.w("SESSION CHARACTERISTICS AS TRANSACTION")
		p.txModes(s.Modes)
	case SetSnapshot:
		p.w("TRANSACTION SNAPSHOT ")
		p.lit(s.Snapshot)
	case SetConstraints:
		p.w("CONSTRAINTS ")
		if s.Constraints == nil {
			p.w("ALL")
		}
		list2(p, s.Constraints, p.name)
		p.w(map[bool]string{true: " DEFERRED", false: " IMMEDIATE"}[s.Deferred])
	case SetFromCurrent:
		p.setting(s.Name)
		p.w(" FROM CURRENT")
	default:
		p.setValue(s)
	}
}

func (p *printer) setValue(s *Set) {
	if len(s.Values) == 1 {
		if _, ok := s.Values[0].(*CastExpr); ok {
			p.w("TIME ZONE ")
			p.expr(s.Values[0], 0)
			return
		}
	}
	p.setting(s.Name)
	p.w(" TO ")
	if s.Kind == SetDefault {
		p.w("DEFAULT")
		return
	}
	list2(p, s.Values, func(x Expr) {
		if c, ok := x.(*ColumnRef); ok && c.Parts[0] != "on" {
			p.id(c.Parts[0])
			return
		}
		p.optionValue(x)
	})
}

func (p *printer) declareCursor(s *DeclareCursor) {
	p.w("DECLARE ")
	p.id(s.Name)
	p.opt(s.Binary, " BINARY")
	p.opt(s.Insensitive, " INSENSITIVE")
	p.opt(s.Asensitive, " ASENSITIVE")
	if s.Scroll != nil {
		p.w(map[bool]string{true: " SCROLL", false: " NO SCROLL"}[*s.Scroll])
	}
	p.w(" CURSOR")
	if s.Hold != nil {
		p.w(map[bool]string{true: " WITH HOLD", false: " WITHOUT HOLD"}[*s.Hold])
	}
	p.w(" FOR ")
	p.query(s.Query)
}

func (p *printer) fetch(s *Fetch) {
	p.w(map[bool]string{true: "MOVE ", false: "FETCH "}[s.Move])
	p.w([...]string{"FORWARD ", "BACKWARD ", "ABSOLUTE ", "RELATIVE "}[s.Dir])
	if s.All {
		p.w("ALL")
	} else {
		p.w(strconv.FormatInt(s.Count, 10))
	}
	p.w(" FROM ")
	p.id(s.Cursor)
}

func (p *printer) analyze(s *Analyze) {
	p.w("ANALYZE ")
	if s.HasCompute {
		p.w("TABLE ")
		list2(p, s.Tables, p.vacuumTarget)
		p.w(" COMPUTE STATISTICS")
		p.opt(s.Compute != "", " "+upperASCII(s.Compute))
		if s.Columns != nil {
			p.w(" ")
			p.ids(s.Columns)
		}
		return
	}
	if s.Options != nil {
		p.utilOptions(s.Options)
		p.w(" ")
	}
	list2(p, s.Tables, p.vacuumTarget)
	p.trimEnd()
}

// trimEnd drops a space at the end.
func (p *printer) trimEnd() {
	if n := len(p.b); n > 0 && p.b[n-1] == ' ' {
		p.b = p.b[:n-1]
	}
}

func (p *printer) vacuumTarget(v *VacuumTarget) {
	p.name(v.Table)
	p.parenIDs(v.Columns)
}

func (p *printer) vacuum(s *Vacuum) {
	p.w("VACUUM ")
	if s.Options != nil {
		p.utilOptions(s.Options)
		p.w(" ")
	}
	if s.Path != "" {
		p.lit(s.Path)
	}
	list2(p, s.Tables, p.vacuumTarget)
	p.trimEnd()
	p.opt(s.Mode != "", " "+upperASCII(s.Mode))
	if s.Retain != nil {
		p.w(" RETAIN ")
		p.expr(s.Retain, 0)
		p.w(" HOURS")
	}
	p.opt(s.DryRun, " DRY RUN")
}
