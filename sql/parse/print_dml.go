package parse

import "strconv"

func (p *printer) insert(s *Insert) {
	p.with(s.With)
	p.w(map[bool]string{true: "INSERT OVERWRITE ", false: "INSERT INTO "}[s.Overwrite])
	p.name(s.Table)
	if s.Alias.Name != "" {
		p.w(" AS ")
		p.id(s.Alias.Name)
	}
	if s.Partition != nil {
		p.w(" PARTITION ")
		paren(p, s.Partition, p.setClause)
	}
	if s.Columns != nil {
		p.w(" ")
		paren(p, s.Columns, p.target)
	}
	p.opt(s.ByName, " BY NAME")
	p.overriding(s.Overriding)
	if s.ReplaceWhere != nil {
		p.w(" REPLACE WHERE ")
		p.expr(s.ReplaceWhere, 0)
	}
	if s.Source != nil {
		p.clause(0, "")
		p.query(s.Source)
	} else {
		p.w(" DEFAULT VALUES")
	}
	if s.OnConflict != nil {
		p.onConflict(s.OnConflict)
	}
	p.returning(s.Returning)
}

func (p *printer) overriding(o Overriding) {
	p.w([...]string{"", " OVERRIDING USER VALUE", " OVERRIDING SYSTEM VALUE"}[o])
}

func (p *printer) target(t *TargetColumn) {
	p.id(t.Name)
	p.steps(t.Steps)
}

func (p *printer) returning(list []*SelectItem) {
	if list != nil {
		p.clause(2, "RETURNING ")
		list2(p, list, p.selectItem)
	}
}

func (p *printer) onConflict(c *OnConflict) {
	p.w(" ON CONFLICT")
	if c.Target != nil {
		p.w(" ")
		paren(p, c.Target, p.indexElem)
		if c.TargetWhere != nil {
			p.w(" WHERE ")
			p.expr(c.TargetWhere, 0)
		}
	}
	if c.Constraint != "" {
		p.w(" ON CONSTRAINT ")
		p.id(c.Constraint)
	}
	if !c.DoUpdate {
		p.w(" DO NOTHING")
		return
	}
	p.w(" DO UPDATE SET ")
	list2(p, c.Set, p.setClause)
	p.where(c.Where)
}

func (p *printer) setClause(s *SetClause) {
	if s.Multi {
		paren(p, s.Columns, p.target)
	} else {
		list2(p, s.Columns, p.target)
	}
	if s.Value != nil {
		p.w(" = ")
		p.expr(s.Value, 0)
	}
}

// dmlTarget prints the table of UPDATE, DELETE and MERGE.
func (p *printer) dmlTarget(t *TableRef) {
	p.tableRef(t)
	p.w(" ")
}

func (p *printer) update(s *Update) {
	p.with(s.With)
	p.w("UPDATE ")
	p.dmlTarget(s.Table)
	p.w("SET ")
	list2(p, s.Set, p.setClause)
	if s.From != nil {
		p.clause(3, "FROM ")
		p.tables(s.From)
	}
	p.where(s.Where)
	p.returning(s.Returning)
}

func (p *printer) delete(s *Delete) {
	p.with(s.With)
	p.w("DELETE FROM ")
	p.tableRef(s.Table)
	if s.Using != nil {
		p.clause(2, "USING ")
		p.tables(s.Using)
	}
	p.where(s.Where)
	p.returning(s.Returning)
}

func (p *printer) merge(s *Merge) {
	p.with(s.With)
	p.w("MERGE ")
	p.opt(s.SchemaEvolution, "WITH SCHEMA EVOLUTION ")
	p.w("INTO ")
	p.dmlTarget(s.Table)
	p.w("USING ")
	p.table(s.Source)
	p.w(" ON ")
	p.expr(s.On, 0)
	for _, w := range s.Whens {
		p.mergeWhen(w)
	}
	p.returning(s.Returning)
}

func (p *printer) mergeWhen(w *MergeWhen) {
	p.clause(2, "WHEN ")
	p.w([...]string{"MATCHED", "NOT MATCHED", "NOT MATCHED BY SOURCE"}[w.Match])
	if w.Cond != nil {
		p.w(" AND ")
		p.expr(w.Cond, 0)
	}
	p.w(" THEN ")
	switch w.Action {
	case MergeDoNothing:
		p.w("DO NOTHING")
	case MergeUpdate:
		p.w("UPDATE SET ")
		list2(p, w.Set, p.setClause)
	case MergeUpdateStar:
		p.w("UPDATE SET *")
	case MergeDelete:
		p.w("DELETE")
	case MergeInsertStar:
		p.w("INSERT *")
	case MergeInsert:
		p.mergeInsert(w)
	}
}

func (p *printer) mergeInsert(w *MergeWhen) {
	p.w("INSERT")
	if w.Columns != nil {
		p.w(" ")
		paren(p, w.Columns, p.target)
	}
	p.overriding(w.Overriding)
	if w.Values == nil {
		p.w(" DEFAULT VALUES")
		return
	}
	p.w(" VALUES ")
	paren(p, w.Values, func(x Expr) { p.expr(x, 0) })
}

func (p *printer) truncate(s *Truncate) {
	p.w("TRUNCATE ")
	list2(p, s.Tables, p.tableRef)
	p.opt(s.Restart, " RESTART IDENTITY")
	p.opt(s.Continue, " CONTINUE IDENTITY")
	p.behavior(s.Behavior)
}

func (p *printer) copyStmt(s *Copy) {
	p.w("COPY ")
	if s.Query != nil {
		p.w("(")
		p.stmt(s.Query)
		p.w(")")
	} else {
		p.name(s.Table)
		p.parenIDs(s.Columns)
	}
	p.w(map[bool]string{true: " FROM ", false: " TO "}[s.From])
	switch {
	case s.Stdio && s.From:
		p.w("STDIN")
	case s.Stdio:
		p.w("STDOUT")
	default:
		p.opt(s.Program, "PROGRAM ")
		p.lit(s.Path)
	}
	if s.Options != nil {
		p.w(" WITH ")
		p.utilOptions(s.Options)
	}
	p.where(s.Where)
}

// utilOptions prints ( name value, … ).
func (p *printer) utilOptions(list []*Option) {
	paren(p, list, func(o *Option) {
		p.id(o.Name)
		if o.Value != nil {
			p.w(" ")
			p.optionValue(o.Value)
		}
	})
}

// optionValue prints a word, literal, list or type of an option.
func (p *printer) optionValue(x Expr) {
	switch x := x.(type) {
	case *ColumnRef:
		p.word(x)
	case *RowExpr:
		paren(p, x.Elems, p.optionValue)
	default:
		p.expr(x, 0)
	}
}

// word prints a one-part reference that stands for a word. Reserved words and operators
// are what they are; anything else is quoted as a name would be.
func (p *printer) word(x *ColumnRef) {
	s := x.Parts[0]
	id := keywordByName[s]
	switch {
	case id != notKeyword, charClass[s[0]]&classOp != 0 && len(x.Parts) == 1 && isOperatorText(s):
		p.w(s)
	default:
		p.parts(x.Parts)
	}
}

func isOperatorText(s string) bool {
	for i := range len(s) {
		if charClass[s[i]]&classOp == 0 {
			return false
		}
	}
	return true
}

// keyValues prints ( 'key' = value, … ).
func (p *printer) keyValues(list []*Option) {
	paren(p, list, func(o *Option) {
		p.lit(o.Name)
		if o.Value != nil {
			p.w(" = ")
			p.optionValue(o.Value)
		}
	})
}

func (p *printer) copyInto(s *CopyInto) {
	p.w("COPY INTO ")
	p.name(s.Table)
	p.parenIDs(s.Columns)
	p.w(" FROM ")
	if s.Query != nil {
		p.subquery(s.Query)
	} else {
		p.lit(s.Source)
	}
	p.w(" FILEFORMAT = ")
	p.id(s.FileFormat)
	switch s.Validate {
	case "":
	case "all":
		p.w(" VALIDATE ALL")
	default:
		p.w(" VALIDATE ", upperASCII(s.Validate))
	}
	if s.Files != nil {
		p.w(" FILES = ")
		paren(p, s.Files, p.lit)
	}
	if s.Pattern != "" {
		p.w(" PATTERN = ")
		p.lit(s.Pattern)
	}
	if s.FormatOptions != nil {
		p.w(" FORMAT_OPTIONS ")
		p.keyValues(s.FormatOptions)
	}
	if s.CopyOptions != nil {
		p.w(" COPY_OPTIONS ")
		p.keyValues(s.CopyOptions)
	}
}

func (p *printer) int(n int) { p.w(strconv.Itoa(n)) }
