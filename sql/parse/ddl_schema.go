package parse

// createSchema reads CREATE SCHEMA after its kind.
func (p *parser) createSchema(start int) Stmt {
	s := &CreateSchema{IfNotExists: p.ifNotExists()}
	if !p.isKw(kwAuthorization) {
		s.Name = p.qualified()
	}
	if p.acceptKw(kwAuthorization) {
		s.Authorization = p.roleWord()
	}
	for p.err == nil {
		switch {
		case p.acceptKw(kwComment):
			c := p.stringConst()
			s.Comment = &c
		case p.acceptWords("managed", "location"), p.acceptKw(kwLocation):
			s.Location = p.stringConst()
		case p.isKw(kwWith) && p.isWord(1, "dbproperties"):
			p.i += 2
			s.Properties = p.keyValues()
		default:
			s.Elements = p.schemaElements(s)
			s.Span = p.span(start)
			return s
		}
	}
	return s
}

// schemaElements reads the CREATE and GRANT statements inside CREATE SCHEMA.
func (p *parser) schemaElements(s *CreateSchema) []Stmt {
	var list []Stmt
	pos := p.start()
	for p.err == nil {
		switch {
		case p.isKw(kwCreate):
			list = append(list, p.schemaElement())
		case p.isKw(kwGrant):
			list = append(list, p.grant())
		default:
			if s.IfNotExists && list != nil {
				p.failPos(pos, "0A000", "CREATE SCHEMA IF NOT EXISTS cannot include schema elements")
			}
			return list
		}
	}
	return list
}

// schemaElement reads one CREATE inside CREATE SCHEMA: a table, view, index, sequence or
// trigger.
func (p *parser) schemaElement() Stmt {
	if t := p.peek(1); t.kind == tokKeyword && (t.kw == kwSchema || t.kw == kwFunction || t.kw == kwProcedure) {
		p.failAt(t)
		return nil
	}
	return p.create()
}

// createDatabase reads CREATE DATABASE name [WITH] {option [=] value}.
func (p *parser) createDatabase(start int) Stmt {
	d := &CreateDatabase{IfNotExists: p.ifNotExists()}
	d.Name = p.colID().Name
	p.acceptKw(kwWith)
	d.Options = p.databaseOptions()
	d.Span = p.span(start)
	return d
}

// databaseOptions reads {name [=] value}; CONNECTION LIMIT is one name.
func (p *parser) databaseOptions() []*Option {
	var list []*Option
	for isLabel(p.tok()) && p.err == nil && !p.isKw(kwSet) {
		start := p.start()
		o := &Option{Name: p.label().Name}
		if o.Name == "connection" {
			p.expectKw(kwLimit)
			o.Name = "connection_limit"
		}
		p.accept('=')
		o.Value = p.wordValue()
		o.Span = p.span(start)
		list = append(list, o)
	}
	return list
}

// createType reads CREATE TYPE after its kind.
func (p *parser) createType(start int) Stmt {
	t := &CreateType{Name: p.qualified()}
	switch {
	case p.is('('):
		t.Form, t.Options = TypeBase, p.relOptions()
	case p.acceptSeq(kwAs, kwEnum):
		t.Form = TypeEnum
		p.expect('(')
		for !p.is(')') && p.err == nil {
			span := p.here()
			t.Labels = append(t.Labels, text(span, p.stringConst()))
			if !p.accept(',') {
				break
			}
		}
		p.expect(')')
	case p.acceptSeq(kwAs, kwRange):
		t.Form, t.Options = TypeRange, p.relOptions()
	case p.acceptKw(kwAs):
		t.Form = TypeComposite
		if p.is('(') && p.peek(1).kind == ')' {
			p.i += 2
			break
		}
		t.Columns = p.columnDefList()
	}
	t.Span = p.span(start)
	return t
}

// createDomain reads CREATE DOMAIN after its kind.
func (p *parser) createDomain(start int) Stmt {
	d := &CreateDomain{Name: p.qualified()}
	p.acceptKw(kwAs)
	d.Type = p.typeName()
	c := &ColumnDef{}
	p.columnConstraints(c)
	d.Collation, d.Constraints = c.Collation, c.Constraints
	d.Span = p.span(start)
	return d
}

// createIndex reads CREATE [UNIQUE] INDEX.
func (p *parser) createIndex(start int) Stmt {
	x := &CreateIndex{Unique: p.acceptKw(kwUnique)}
	p.expectKw(kwIndex)
	x.Concurrently = p.acceptKw(kwConcurrently)
	x.IfNotExists = p.ifNotExists()
	if !p.isKw(kwOn) {
		x.Name = p.colID().Name
	} else if x.IfNotExists {
		p.failHere()
	}
	p.expectKw(kwOn)
	x.Table = p.relationName()
	if p.acceptKw(kwUsing) {
		x.Access = p.colID().Name
	}
	p.expect('(')
	x.Elems = p.indexElems()
	p.expect(')')
	if p.acceptKw(kwInclude) {
		p.expect('(')
		x.Include = p.indexElems()
		p.expect(')')
	}
	x.NullsNotDistinct = p.nullsNotDistinct()
	if p.isKw(kwWith) && p.peek(1).kind == '(' {
		p.next()
		x.With = p.relOptions()
	}
	if p.acceptKw(kwTablespace) {
		x.Tablespace = p.colID().Name
	}
	if p.acceptKw(kwWhere) {
		x.Where = p.expr()
	}
	x.Span = p.span(start)
	return x
}
