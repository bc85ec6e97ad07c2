package parse

// optimize reads OPTIMIZE t [FULL] [WHERE …] [ZORDER BY (…)].
func (p *parser) optimize() Stmt {
	start := p.start()
	p.next()
	o := &Optimize{}
	if p.is(tokString) {
		o.Path = p.next().str
	} else {
		o.Table = p.qualified()
	}
	o.Full = p.acceptKw(kwFull)
	if p.acceptKw(kwWhere) {
		o.Where = p.expr()
	}
	if p.acceptWord("zorder") {
		p.expectKw(kwBy)
		if p.is('(') {
			o.ZOrder = p.parenColumns()
		} else {
			o.ZOrder = p.colIDList()
		}
	}
	o.Span = p.span(start)
	return o
}

// describe reads DESCRIBE or DESC.
func (p *parser) describe() Stmt {
	start := p.start()
	p.next()
	d := &Describe{}
	switch {
	case p.isWord(0, "history") && !p.endsStatement(1):
		p.next()
		d.Kind = DescribeHistory
	case p.isWord(0, "detail") && !p.endsStatement(1):
		p.next()
		d.Kind = DescribeDetail
	case (p.isKw(kwSchema) || p.isKw(kwDatabase) || p.isKw(kwFunction)) && !p.endsStatement(1):
		d.Kind = map[kwID]DescribeKind{
			kwSchema: DescribeSchema, kwDatabase: DescribeDatabase, kwFunction: DescribeFunction,
		}[p.next().kw]
	case p.isWord(0, "query") && !p.endsStatement(1), p.startsQuery() && !p.isKw(kwTable):
		p.acceptWord("query")
		d.Kind, d.Query = DescribeQuery, p.query()
		d.Span = p.span(start)
		return d
	default:
		p.acceptKw(kwTable)
	}
	d.Extended = p.describeExtended()
	p.describeTarget(d)
	d.Span = p.span(start)
	return d
}

// endsStatement: the token n ahead ends the statement.
func (p *parser) endsStatement(n int) bool {
	k := p.peek(n).kind
	return k == tokEOF || k == ';' || k == '.'
}

func (p *parser) describeExtended() bool {
	if (p.isWord(0, "extended") || p.isWord(0, "formatted")) && !p.endsStatement(1) {
		p.next()
		return true
	}
	return false
}

// describeTarget reads the object, a column of it, and LIMIT of a history.
func (p *parser) describeTarget(d *Describe) {
	if p.is(tokString) {
		d.Path = p.next().str
	} else {
		d.Name = p.dotted(isFuncName)
	}
	if d.Kind == DescribeHistory && p.acceptKw(kwLimit) {
		d.Limit = p.expr()
	}
	if d.Kind == DescribeTable && isColID(p.tok()) {
		d.Column = p.qualified()
	}
}

// restore reads RESTORE [TABLE] t TO VERSION|TIMESTAMP AS OF ….
func (p *parser) restore() Stmt {
	start := p.start()
	p.next()
	p.acceptKw(kwTable)
	r := &Restore{Table: p.qualified()}
	p.acceptKw(kwTo)
	if r.AsOf = p.optAsOf(); r.AsOf == nil {
		p.failHere()
	}
	r.Span = p.span(start)
	return r
}

// refresh reads REFRESH MATERIALIZED VIEW or REFRESH [TABLE|FUNCTION] t.
func (p *parser) refresh() Stmt {
	start := p.start()
	p.next()
	r := &Refresh{}
	if p.acceptKw(kwMaterialized) {
		p.expectKw(kwView)
		r.Materialized = true
		r.Concurrently = p.acceptKw(kwConcurrently)
		r.Name = p.qualified()
		r.WithData, r.WithNoData = p.withData()
	} else {
		p.acceptKw(kwTable)
		r.Name = p.qualified()
	}
	r.Span = p.span(start)
	return r
}

// cacheTable reads CACHE [LAZY] TABLE t [OPTIONS (…)] [[AS] query].
func (p *parser) cacheTable() Stmt {
	start := p.start()
	p.next()
	c := &CacheTable{Lazy: p.acceptWord("lazy")}
	p.expectKw(kwTable)
	c.Table = p.qualified()
	if p.acceptKw(kwOptions) {
		c.Options = p.keyValues()
	}
	if p.acceptKw(kwAs) || p.startsQuery() || p.is('(') {
		c.Query = p.query()
	}
	c.Span = p.span(start)
	return c
}

// uncacheTable reads UNCACHE TABLE [IF EXISTS] t.
func (p *parser) uncacheTable() Stmt {
	start := p.start()
	p.next()
	p.expectKw(kwTable)
	u := &UncacheTable{IfExists: p.acceptSeq(kwIf, kwExists)}
	u.Table = p.qualified()
	u.Span = p.span(start)
	return u
}

// use reads USE [CATALOG|SCHEMA|DATABASE] name.
func (p *parser) use() Stmt {
	start := p.start()
	p.next()
	u := &Use{}
	if p.isAny(kwCatalog, kwSchema, kwDatabase) && !p.endsStatement(1) {
		u.Kind = p.next().str
	}
	if p.is(tokString) {
		span := p.here()
		u.Name = Name{span, []string{p.next().str}}
	} else {
		u.Name = p.qualified()
	}
	u.Span = p.span(start)
	return u
}

// undrop reads UNDROP kind name|WITH ID 'id'.
func (p *parser) undrop() Stmt {
	start := p.start()
	p.next()
	u := &Undrop{Kind: p.objectKind()}
	if u.Kind == "" {
		u.Kind = KindTable
	}
	if p.acceptKw(kwWith) {
		p.expectWord("id")
		u.ID = p.stringConst()
	} else {
		u.Name = p.qualified()
	}
	u.Span = p.span(start)
	return u
}

// showKinds are the things SHOW lists, beside settings. The value tells what follows.
var showKinds = []struct {
	words []string
	form  showForm
}{
	{[]string{"create", "table"}, showObject}, {[]string{"create", "view"}, showObject},
	{[]string{"create", "database"}, showObject}, {[]string{"create", "schema"}, showObject},
	{[]string{"table", "extended"}, showList}, {[]string{"tables", "dropped"}, showList}, {[]string{"tables"}, showList},
	{[]string{"schemas"}, showList}, {[]string{"databases"}, showList}, {[]string{"catalogs"}, showList},
	{[]string{"views"}, showList}, {[]string{"columns"}, showColumns}, {[]string{"partitions"}, showObject},
	{[]string{"tblproperties"}, showObject}, {[]string{"functions"}, showList},
	{[]string{"user", "functions"}, showList}, {[]string{"system", "functions"}, showList},
	{[]string{"all", "functions"}, showList}, {[]string{"procedures"}, showList}, {[]string{"users"}, showList},
	{[]string{"roles"}, showList}, {[]string{"groups"}, showList}, {[]string{"grants"}, showGrants},
	{[]string{"volumes"}, showList}, {[]string{"clusters"}, showList}, {[]string{"jobs"}, showList},
	{[]string{"queries"}, showList}, {[]string{"indexes"}, showColumns}, {[]string{"stats"}, showObject},
}

// showForm is what may follow SHOW words.
type showForm uint8

const (
	showList    showForm = iota // [IN|FROM name] [[LIKE] 'pattern']
	showObject                  // name
	showColumns                 // IN|FROM table [IN|FROM schema]
	showGrants                  // [role] ON [kind] name
)

// show reads SHOW setting or one of the SHOW lists.
func (p *parser) show() Stmt {
	start := p.start()
	p.next()
	for _, k := range showKinds {
		if p.isWords(k.words...) {
			s := &ShowObjects{}
			for i, w := range k.words {
				if i > 0 {
					s.What += " "
				}
				s.What += w
			}
			p.i += len(k.words)
			p.showRest(s, k.form)
			s.Span = p.span(start)
			return s
		}
	}
	s := &Show{}
	switch {
	case p.acceptKw(kwAll):
		s.Name = "all"
	case p.acceptSeq(kwTime, kwZone):
		s.Name = "timezone"
	case p.acceptSeq(kwTransaction, kwIsolation):
		p.expectKw(kwLevel)
		s.Name = "transaction_isolation"
	case p.acceptSeq(kwSession, kwAuthorization):
		s.Name = "session_authorization"
	default:
		s.Name = p.settingName()
	}
	s.Span = p.span(start)
	return s
}

// showRest reads what follows the words of a SHOW list.
func (p *parser) showRest(s *ShowObjects, form showForm) {
	in := p.acceptKw(kwIn) || p.acceptKw(kwFrom)
	switch form {
	case showObject:
		s.In = p.qualified()
		return
	case showColumns:
		if !in {
			p.failHere()
			return
		}
		s.In = p.qualified()
		if p.acceptKw(kwIn) || p.acceptKw(kwFrom) {
			schema := p.qualified()
			s.In.Parts = append(schema.Parts, s.In.Parts...)
			s.In.Span = p.span(s.In.Pos)
		}
	case showGrants:
		p.showGrants(s)
		return
	default:
		if in {
			s.In = p.qualified()
		}
	}
	if p.acceptKw(kwLike) || p.is(tokString) {
		pattern := p.stringConst()
		s.Like = &pattern
	}
	if p.acceptKw(kwWhere) {
		s.Where = p.expr()
	}
}

// showGrants reads [role] ON [kind] name, or [role].
func (p *parser) showGrants(s *ShowObjects) {
	if p.acceptKw(kwFor) || (!p.isKw(kwOn) && isNonReserved(p.tok())) {
		r := p.roleSpec()
		s.Grantee = &r
	}
	if p.acceptKw(kwOn) {
		mark := p.i
		if kind := p.objectKind(); kind == "" || p.is(tokEOF) || p.is(';') || p.is('.') {
			p.i = mark
		} else {
			s.What += " on " + string(kind)
		}
		s.In = p.qualified()
	}
}
