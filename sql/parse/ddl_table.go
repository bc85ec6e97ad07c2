package parse

// createTable reads CREATE … TABLE; the words up to TABLE are read.
func (p *parser) createTable(c *CreateTable, start int) Stmt {
	c.IfNotExists = p.ifNotExists()
	c.Name = p.qualified()
	switch {
	case p.acceptKw(kwOf):
		n := p.qualified()
		c.OfType = &n
		p.optTypedElems(c)
	case p.acceptSeq(kwPartition, kwOf):
		n := p.qualified()
		c.PartitionOf = &n
		p.optTypedElems(c)
		c.Bound = p.partitionBound()
	case p.is('(') && p.isNameList():
		c.QueryNames = p.parenColumns()
	case p.is('('):
		p.next()
		c.HasElems = true
		if !p.is(')') {
			c.Elems = p.tableElems()
		}
		p.expect(')')
	}
	for p.err == nil && (p.tableClause(c) || p.lakeTableClause(c)) {
	}
	if c.Foreign && c.Server == "" {
		p.failHere()
	}
	p.createTableAs(c)
	if !c.HasElems && c.Query == nil && c.OfType == nil && c.PartitionOf == nil && c.Clone == nil &&
		!c.HasLocation && c.Access == "" {
		p.failHere()
	}
	c.Span = p.span(start)
	return c
}

// isNameList: the parentheses ahead hold column names only, as before AS query.
func (p *parser) isNameList() bool {
	next := p.peek(2).kind
	return isColID(p.peek(1)) && (next == ',' || next == ')')
}

// tableClause reads one of PostgreSQL's clauses behind the column list.
func (p *parser) tableClause(c *CreateTable) bool {
	switch {
	case c.QueryNames == nil && p.acceptKw(kwInherits):
		p.expect('(')
		c.Inherits = p.qualifiedList()
		p.expect(')')
	case c.QueryNames == nil && p.acceptKw(kwPartition):
		p.expectKw(kwBy)
		c.Partition = p.partitionSpec()
	case p.acceptKw(kwUsing):
		c.Access = p.colID().Name
	case p.acceptKw(kwWith):
		c.With = p.relOptions()
	case p.acceptSeq(kwWithout, kwOids):
		c.WithoutOIDs = true
	case p.acceptSeq(kwOn, kwCommit):
		c.OnCommit = p.onCommit()
	case p.acceptKw(kwTablespace):
		c.Tablespace = p.colID().Name
	case c.Foreign && p.acceptKw(kwServer):
		c.Server = p.colID().Name
	default:
		return false
	}
	return true
}

func (p *parser) onCommit() OnCommit {
	if p.acceptKw(kwDrop) {
		return OnCommitDrop
	}
	action := OnCommitPreserve
	if p.acceptKw(kwDelete) {
		action = OnCommitDelete
	} else {
		p.expectKw(kwPreserve)
	}
	p.expectKw(kwRows)
	return action
}

// lakeTableClause reads one of the lakehouse clauses.
func (p *parser) lakeTableClause(c *CreateTable) bool {
	switch {
	case p.isWords("partitioned", "by"):
		p.i += 2
		c.PartitionedBy = p.partitionedBy()
	case p.isSeq(kwCluster, kwBy):
		p.i += 2
		c.ClusterBy, c.ClusterAuto, c.ClusterNone = p.clusterBy()
	case p.acceptKw(kwLocation):
		c.Location, c.HasLocation = p.stringConst(), true
	case p.acceptKw(kwComment):
		s := p.stringConst()
		c.Comment = &s
	case p.acceptWord("tblproperties"):
		c.Properties = append(c.Properties, p.keyValues()...)
	case p.isKw(kwOptions) && (c.Foreign || p.peek(1).kind == '('):
		p.next()
		if c.Foreign {
			c.Options = append(c.Options, p.fdwOptions()...)
		} else {
			c.Options = append(c.Options, p.keyValues()...)
		}
	case p.isWords("shallow", "clone"), p.isWords("deep", "clone"), p.isWord(0, "clone"):
		c.Clone = p.cloneSource()
	default:
		return false
	}
	return true
}

// partitionedBy reads ( a, b int, … ).
func (p *parser) partitionedBy() []*ColumnDef {
	var list []*ColumnDef
	p.expect('(')
	for p.err == nil {
		start := p.start()
		c := &ColumnDef{Name: p.colID()}
		if !p.is(',') && !p.is(')') {
			c.Type = p.typeName()
			if p.acceptKw(kwComment) {
				s := p.stringConst()
				c.Comment = &s
			}
		}
		c.Span = p.span(start)
		list = append(list, c)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// clusterBy reads ( columns ), AUTO or NONE.
func (p *parser) clusterBy() (cols []Ident, auto, none bool) {
	switch {
	case p.acceptWord("auto"):
		return nil, true, false
	case p.acceptKw(kwNone):
		return nil, false, true
	}
	return p.parenColumns(), false, false
}

// cloneSource reads [SHALLOW|DEEP] CLONE t [AS OF].
func (p *parser) cloneSource() *CloneSource {
	start := p.start()
	c := &CloneSource{Shallow: p.acceptWord("shallow")}
	p.acceptWord("deep")
	p.expectWord("clone")
	c.Table = p.qualified()
	c.AsOf = p.optAsOf()
	c.Span = p.span(start)
	return c
}

// createTableAs reads AS query [WITH [NO] DATA].
func (p *parser) createTableAs(c *CreateTable) {
	if c.HasElems || !p.acceptKw(kwAs) {
		if c.QueryNames != nil {
			p.failHere()
		}
		return
	}
	if p.isKw(kwExecute) {
		c.Query = p.execute()
	} else if p.is('(') || p.startsQuery() {
		c.Query = p.query()
	} else {
		p.failHere()
	}
	c.WithData, c.WithNoData = p.withData()
}

// withData reads WITH DATA or WITH NO DATA.
func (p *parser) withData() (data, noData bool) {
	switch {
	case p.acceptSeq(kwWith, kwData):
		return true, false
	case p.acceptSeq(kwWith, kwNo, kwData):
		return false, true
	}
	return false, false
}

// optTypedElems reads ( column [WITH OPTIONS] constraints, … ) of a typed table.
func (p *parser) optTypedElems(c *CreateTable) {
	if !p.accept('(') {
		return
	}
	c.HasElems = true
	for p.err == nil {
		if p.startsTableConstraint() {
			c.Elems = append(c.Elems, p.tableConstraint())
		} else {
			start := p.start()
			d := &ColumnDef{Name: p.colID()}
			d.WithOptions = p.acceptSeq(kwWith, kwOptions)
			p.columnConstraints(d)
			d.Span = p.span(start)
			c.Elems = append(c.Elems, d)
		}
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
}

// tableElems reads columns, constraints and LIKE clauses.
func (p *parser) tableElems() []TableElem {
	var list []TableElem
	for p.err == nil {
		switch {
		case p.isKw(kwLike):
			list = append(list, p.likeClause())
		case p.startsTableConstraint():
			list = append(list, p.tableConstraint())
		default:
			list = append(list, p.columnDef())
		}
		if !p.accept(',') {
			break
		}
	}
	return list
}

// likeClause reads LIKE t {INCLUDING|EXCLUDING what}.
func (p *parser) likeClause() *LikeClause {
	start := p.start()
	p.next()
	l := &LikeClause{Table: p.qualified()}
	for p.isAny(kwIncluding, kwExcluding) {
		verb := p.next().str
		if !p.isAny(kwComments, kwCompression, kwConstraints, kwDefaults, kwIdentity, kwGenerated, kwIndexes,
			kwStatistics, kwStorage, kwAll) {
			p.failHere()
			break
		}
		l.Options = append(l.Options, verb+" "+p.next().str)
	}
	l.Span = p.span(start)
	return l
}

// columnDef reads name type {qualifier}.
func (p *parser) columnDef() *ColumnDef {
	start := p.start()
	c := &ColumnDef{Name: p.colID()}
	c.Type = p.typeName()
	if p.acceptKw(kwStorage) {
		c.Storage = p.colID().Name
	}
	if p.acceptKw(kwCompression) {
		if p.acceptKw(kwDefault) {
			c.Compression = "default"
		} else {
			c.Compression = p.colID().Name
		}
	}
	if p.isKw(kwOptions) && p.peek(1).kind == '(' {
		p.next()
		c.FdwOptions = p.fdwOptions()
	}
	p.columnConstraints(c)
	c.Span = p.span(start)
	return c
}

// fdwOptions reads ( [ADD|SET|DROP] name 'value', … ).
func (p *parser) fdwOptions() []*Option {
	p.expect('(')
	var list []*Option
	for p.err == nil {
		start := p.start()
		o := &Option{}
		if p.isAny(kwAdd, kwSet, kwDrop) && isLabel(p.peek(1)) {
			o.Namespace = p.next().str
		}
		o.Name = p.label().Name
		if o.Namespace != "drop" {
			o.Value = text(p.here(), p.stringConst())
		}
		o.Span = p.span(start)
		list = append(list, o)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// partitionSpec reads PARTITION BY strategy ( elements ).
func (p *parser) partitionSpec() *PartitionSpec {
	start := p.start()
	s := &PartitionSpec{Strategy: p.colID().Name}
	p.expect('(')
	s.Elems = p.indexElems()
	p.expect(')')
	switch s.Strategy {
	case "list", "range", "hash":
	default:
		p.failPos(-1, "22023", "unrecognized partitioning strategy \"%s\"", s.Strategy)
	}
	s.Span = p.span(start)
	return s
}

// partitionBound reads FOR VALUES … or DEFAULT.
func (p *parser) partitionBound() *PartitionBound {
	start := p.start()
	b := &PartitionBound{}
	if p.acceptKw(kwDefault) {
		b.Default = true
		b.Span = p.span(start)
		return b
	}
	p.expectKw(kwFor, kwValues)
	switch {
	case p.acceptKw(kwIn):
		b.In = p.parenExprs()
	case p.acceptKw(kwFrom):
		b.From = p.parenExprs()
		p.expectKw(kwTo)
		b.To = p.parenExprs()
	default:
		p.expectKw(kwWith)
		p.hashBound(b, start)
	}
	b.Span = p.span(start)
	return b
}

// hashBound reads ( modulus n, remainder m ).
func (p *parser) hashBound(b *PartitionBound, start int) {
	b.Hash = true
	b.Modulus, b.Remainder = -1, -1
	p.expect('(')
	for p.err == nil {
		pos := p.start()
		word := p.nonReserved().Name
		n := p.intConst()
		switch word {
		case "modulus":
			b.Modulus = n
		case "remainder":
			b.Remainder = n
		default:
			p.failPos(pos, "42601", "unrecognized hash partition bound specification \"%s\"", word)
		}
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	if b.Modulus < 0 {
		p.failPos(start, "42601", "modulus for hash partition must be specified")
	}
	if b.Remainder < 0 {
		p.failPos(start, "42601", "remainder for hash partition must be specified")
	}
}

func (p *parser) parenExprs() []Expr {
	p.expect('(')
	list := p.exprList()
	p.expect(')')
	return list
}
