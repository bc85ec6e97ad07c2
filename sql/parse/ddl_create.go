package parse

// create reads CREATE and hands over by the kind of object.
func (p *parser) create() Stmt {
	start := p.start()
	p.next()
	orReplace := p.acceptSeq(kwOr, kwReplace)
	pers := p.persistence()
	external := p.isWord(0, "external") && p.isWord(1, "table")
	local := !external && pers == Permanent && p.isSeq(kwLocal, kwTable)
	if external || local {
		p.next()
	}
	t := p.tok()
	if t.kind == tokKeyword {
		switch t.kw {
		case kwTable:
			p.next()
			return p.createTable(&CreateTable{Persistence: pers, OrReplace: orReplace, External: external, Local: local}, start)
		case kwView, kwRecursive:
			return p.createView(&CreateView{Persistence: pers, OrReplace: orReplace}, start)
		case kwSequence:
			p.next()
			return p.createSequence(pers, start)
		case kwFunction:
			return p.createFunction(orReplace, pers == Temporary, start)
		}
	}
	if pers != Permanent {
		p.failHere()
		return nil
	}
	if orReplace && !p.isAny(kwProcedure, kwMaterialized) {
		return p.utility("CREATE", start)
	}
	return p.createOther(orReplace, start)
}

// createOther reads the kinds of CREATE that take no persistence.
func (p *parser) createOther(orReplace bool, start int) Stmt {
	t := p.tok()
	if t.kind != tokKeyword {
		return p.createWord(start)
	}
	switch t.kw {
	case kwMaterialized:
		p.next()
		return p.createView(&CreateView{Materialized: true, OrReplace: orReplace}, start)
	case kwSchema:
		p.next()
		return p.createSchema(start)
	case kwDatabase:
		p.next()
		return p.createDatabase(start)
	case kwType:
		p.next()
		return p.createType(start)
	case kwDomain:
		p.next()
		return p.createDomain(start)
	case kwUnique, kwIndex:
		return p.createIndex(start)
	case kwProcedure:
		return p.createFunction(orReplace, false, start)
	case kwRole, kwUser, kwGroup:
		if t.kw == kwUser && p.isWord(1, "mapping") {
			break
		}
		return p.createRole(start)
	case kwForeign:
		if next := p.peek(1); next.kind == tokKeyword && next.kw == kwTable {
			p.i += 2
			return p.createTable(&CreateTable{Foreign: true}, start)
		}
	}
	if t.kw == kwPolicy {
		return p.policy(false, start)
	}
	return p.createWord(start)
}

// createKinds are the rarer things CREATE knows, kept as Utility.
var createKinds = map[string]bool{
	"access": true, "aggregate": true, "cast": true, "collation": true, "conversion": true, "default": true,
	"event": true, "extension": true, "foreign": true, "language": true, "operator": true,
	"procedural": true, "publication": true, "rule": true, "server": true, "statistics": true,
	"subscription": true, "tablespace": true, "text": true, "transform": true, "trigger": true, "trusted": true,
	"user": true, "constraint": true, "catalog": true, "share": true, "recipient": true, "connection": true,
	"external": true, "volume": true, "bloomfilter": true,
}

func (p *parser) createWord(start int) Stmt {
	t := p.tok()
	if !isLabel(t) || t.kind == tokQuoted || !createKinds[t.str] {
		p.failHere()
		return nil
	}
	return p.utility("CREATE", start)
}

// utility takes the rest of the statement as text. Its tag is verb and the next word, or
// two words where PostgreSQL's tag has them.
func (p *parser) utility(verb string, start int) Stmt {
	u := &Utility{Command: verb}
	for n := 0; n < 2 && isLabel(p.peek(n)); n++ {
		word := p.peek(n)
		if n == 1 && !secondTagWord[word.str] {
			break
		}
		u.Command += " " + upperASCII(word.str)
	}
	depth := 0
	for p.err == nil {
		switch t := p.tok(); t.kind {
		case tokEOF:
			if depth > 0 {
				p.failHere()
			}
			u.Span = p.span(start)
			u.Text = p.sql[u.Pos:u.End]
			return u
		case tokError:
			p.failHere()
		case '(':
			depth++
		case ')':
			depth--
			if depth < 0 {
				p.failHere()
			}
		case ';':
			if depth <= 0 {
				u.Span = p.span(start)
				u.Text = p.sql[u.Pos:u.End]
				return u
			}
		}
		p.next()
	}
	return u
}

// secondTagWord are the words that belong to the tag as its last part.
var secondTagWord = map[string]bool{
	"method": true, "privileges": true, "trigger": true, "data": true, "search": true, "mapping": true,
	"class": true, "family": true, "label": true, "wrapper": true, "object": true, "location": true, "index": true,
}

// createView reads CREATE … VIEW from RECURSIVE, VIEW or MATERIALIZED's VIEW on.
func (p *parser) createView(v *CreateView, start int) Stmt {
	v.Recursive = p.acceptKw(kwRecursive)
	p.expectKw(kwView)
	v.IfNotExists = p.ifNotExists()
	v.Name = p.qualified()
	if p.is('(') {
		v.Columns = p.viewColumns()
	} else if v.Recursive {
		p.failHere()
	}
	for p.err == nil && p.viewClause(v) {
	}
	p.expectKw(kwAs)
	if !p.is('(') && !p.startsQuery() {
		p.failHere()
		return nil
	}
	v.Query = p.query()
	if p.err != nil {
		return nil
	}
	v.QueryText = p.sql[v.Query.Pos:v.Query.End]
	if v.Materialized {
		v.WithData, v.WithNoData = p.withData()
	} else {
		v.CheckOption = p.checkOption()
	}
	v.Span = p.span(start)
	return v
}

// viewClause reads one clause between a view's columns and AS.
func (p *parser) viewClause(v *CreateView) bool {
	switch {
	case p.acceptKw(kwWith):
		v.With = p.relOptions()
	case v.Materialized && p.acceptKw(kwUsing):
		v.Access = p.colID().Name
	case v.Materialized && p.acceptKw(kwTablespace):
		v.Tablespace = p.colID().Name
	case p.acceptKw(kwComment):
		s := p.stringConst()
		v.Comment = &s
	case p.acceptWord("tblproperties"):
		v.Properties = append(v.Properties, p.keyValues()...)
	default:
		return false
	}
	return true
}

func (p *parser) viewColumns() []*ViewColumn {
	var list []*ViewColumn
	p.expect('(')
	for p.err == nil {
		start := p.start()
		c := &ViewColumn{Name: p.colID().Name}
		if p.acceptKw(kwComment) {
			s := p.stringConst()
			c.Comment = &s
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

// checkOption reads WITH [CASCADED|LOCAL] CHECK OPTION.
func (p *parser) checkOption() string {
	if !p.acceptKw(kwWith) {
		return ""
	}
	opt := "cascaded"
	if p.acceptKw(kwLocal) {
		opt = "local"
	} else {
		p.acceptKw(kwCascaded)
	}
	p.expectKw(kwCheck, kwOption)
	return opt
}

// createSequence reads CREATE SEQUENCE after its kind.
func (p *parser) createSequence(pers Persistence, start int) Stmt {
	s := &CreateSequence{Persistence: pers, IfNotExists: p.ifNotExists()}
	s.Name = p.qualified()
	s.Options = p.seqOptions()
	s.Span = p.span(start)
	return s
}
