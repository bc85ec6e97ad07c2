package parse

func (p *printer) tables(list []TableExpr) { list2(p, list, p.table) }

// table prints a FROM item.
func (p *printer) table(t TableExpr) {
	switch t := t.(type) {
	case *TableRef:
		p.tableRef(t)
	case *FileRef:
		p.lit(t.Path)
		p.asOf(t.AsOf)
		p.alias(t.Alias)
	case *SubqueryRef:
		p.opt(t.Lateral, "LATERAL ")
		p.subquery(t.Query)
		p.alias(t.Alias)
	case *FuncRef:
		p.funcRef(t)
	case *JoinExpr:
		if t.Alias != nil {
			p.w("(")
			p.join(t)
			p.w(")")
			p.alias(t.Alias)
			return
		}
		p.join(t)
	case *XMLTableRef:
		p.xmlTable(t)
	}
}

func (p *printer) tableRef(t *TableRef) {
	p.opt(t.Only, "ONLY ")
	p.name(t.Name)
	p.asOf(t.AsOf)
	p.alias(t.Alias)
	if s := t.Sample; s != nil {
		p.w(" TABLESAMPLE ")
		p.name(s.Method)
		p.w("(")
		p.exprs(s.Args)
		p.w(")")
		if s.Repeatable != nil {
			p.w(" REPEATABLE (")
			p.expr(s.Repeatable, 0)
			p.w(")")
		}
	}
}

func (p *printer) asOf(a *AsOf) {
	switch {
	case a == nil:
	case a.Version != nil:
		p.w(" VERSION AS OF ")
		p.expr(a.Version, precOp)
	default:
		p.w(" TIMESTAMP AS OF ")
		p.expr(a.Timestamp, precOp)
	}
}

func (p *printer) alias(a *Alias) {
	if a == nil {
		return
	}
	p.w(" AS ")
	p.id(a.Name)
	p.parenIDs(a.Columns)
}

func (p *printer) funcRef(f *FuncRef) {
	p.opt(f.Lateral, "LATERAL ")
	if f.RowsFrom {
		p.w("ROWS FROM (")
		list2(p, f.Funcs, func(it FuncItem) {
			p.expr(it.X, 0)
			if it.Columns != nil {
				p.w(" AS ")
				paren(p, it.Columns, p.columnDef)
			}
		})
		p.w(")")
		p.opt(f.Ordinality, " WITH ORDINALITY")
		p.alias(f.Alias)
		return
	}
	p.expr(f.Funcs[0].X, 0)
	p.opt(f.Ordinality, " WITH ORDINALITY")
	cols := f.Funcs[0].Columns
	if f.Alias == nil && cols != nil {
		p.w(" AS")
	}
	p.alias(f.Alias)
	if cols != nil {
		p.w(" ")
		paren(p, cols, p.columnDef)
	}
}

// join prints a join without an alias of its own.
func (p *printer) join(j *JoinExpr) {
	p.table(j.L)
	p.clause(5, "")
	p.opt(j.Natural, "NATURAL ")
	p.w([...]string{"JOIN ", "CROSS JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ", "SEMI JOIN ", "ANTI JOIN ",
		"ASOF JOIN ", "ASOF LEFT JOIN "}[j.Kind])
	if r, ok := j.R.(*JoinExpr); ok && r.Alias == nil {
		p.w("(")
		p.join(r)
		p.w(")")
	} else {
		p.table(j.R)
	}
	if j.Using != nil {
		p.w(" USING (")
		p.ids(j.Using)
		p.w(")")
		if j.UsingAlias != nil {
			p.w(" AS ")
			p.id(j.UsingAlias.Name)
		}
	}
	if j.On != nil {
		p.w(" ON ")
		p.expr(j.On, 0)
	}
}

func (p *printer) xmlTable(x *XMLTableRef) {
	p.opt(x.Lateral, "LATERAL ")
	p.w("XMLTABLE(")
	if x.Namespaces != nil {
		p.w("XMLNAMESPACES(")
		list2(p, x.Namespaces, func(it *SelectItem) {
			p.opt(it.Alias.Name == "", "DEFAULT ")
			p.bexpr(it.X)
			if it.Alias.Name != "" {
				p.w(" AS ")
				p.id(it.Alias.Name)
			}
		})
		p.w("), ")
	}
	p.primary(x.Row)
	p.w(" PASSING ")
	p.primary(x.Doc)
	p.w(" COLUMNS ")
	list2(p, x.Columns, p.xmlColumn)
	p.w(")")
	p.alias(x.Alias)
}

func (p *printer) xmlColumn(c *XMLTableColumn) {
	p.id(c.Name)
	if c.Ordinality {
		p.w(" FOR ORDINALITY")
		return
	}
	p.w(" ")
	p.typeName(c.Type)
	if c.Path != nil {
		p.w(" PATH ")
		p.bexpr(c.Path)
	}
	if c.Default != nil {
		p.w(" DEFAULT ")
		p.bexpr(c.Default)
	}
	p.opt(c.NotNull, " NOT NULL")
}
