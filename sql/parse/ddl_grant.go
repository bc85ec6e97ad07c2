package parse

// grant reads GRANT of privileges or roles.
func (p *parser) grant() Stmt {
	start := p.start()
	p.next()
	g := &Grant{}
	p.grantWhat(g)
	p.expectKw(kwTo)
	g.Grantees = p.grantees()
	if g.Roles != nil {
		g.AdminOption = p.acceptSeq(kwWith, kwAdmin, kwOption)
	} else {
		g.GrantOption = p.acceptSeq(kwWith, kwGrant, kwOption)
	}
	p.grantedBy(g)
	g.Span = p.span(start)
	return g
}

// revoke reads REVOKE of privileges or roles.
func (p *parser) revoke() Stmt {
	start := p.start()
	p.next()
	g := &Grant{Revoke: true}
	g.GrantOption = p.acceptSeq(kwGrant, kwOption, kwFor)
	if p.isKw(kwAdmin) && p.isWord(1, "option") {
		p.i += 2
		p.expectKw(kwFor)
		g.AdminOption = true
	}
	p.grantWhat(g)
	p.expectKw(kwFrom)
	g.Grantees = p.grantees()
	p.grantedBy(g)
	g.Behavior = p.dropBehavior()
	g.Span = p.span(start)
	return g
}

func (p *parser) grantedBy(g *Grant) {
	if p.acceptSeq(kwGranted, kwBy) {
		r := p.roleSpec()
		g.GrantedBy = &r
	}
}

// grantees reads [GROUP] role, ….
func (p *parser) grantees() []RoleSpec {
	var list []RoleSpec
	for p.err == nil {
		p.acceptKw(kwGroup)
		list = append(list, p.roleSpec())
		if !p.accept(',') {
			break
		}
	}
	return list
}

// grantWhat reads privileges ON objects, or a list of roles.
func (p *parser) grantWhat(g *Grant) {
	privs := p.privileges()
	if p.acceptKw(kwOn) {
		g.Privileges = privs
		p.grantTarget(g)
		return
	}
	for _, x := range privs {
		if x.Columns != nil || x.Name == "all" {
			p.failHere()
			return
		}
		g.Roles = append(g.Roles, Ident{x.Span, x.Name})
	}
}

// privileges reads ALL [PRIVILEGES] [(cols)] or privilege [(cols)], ….
func (p *parser) privileges() []*Privilege {
	start := p.start()
	if p.acceptKw(kwAll) {
		p.acceptKw(kwPrivileges)
		x := &Privilege{Name: "all", Columns: p.optColumns()}
		x.Span = p.span(start)
		return []*Privilege{x}
	}
	var list []*Privilege
	for p.err == nil {
		start := p.start()
		x := &Privilege{}
		switch {
		case p.acceptSeq(kwAlter, kwSystem):
			x.Name = "alter system"
		case p.isAny(kwSelect, kwReferences, kwCreate):
			x.Name = p.next().str
		default:
			x.Name = p.colID().Name
		}
		if second := p.tok(); isLabel(second) && privilegeObjects[second.str] {
			x.Name += " " + p.next().str
		}
		x.Columns = p.optColumns()
		x.Span = p.span(start)
		list = append(list, x)
		if !p.accept(',') {
			break
		}
	}
	return list
}

// privilegeObjects are the second words of the lakehouse's privileges: USE SCHEMA,
// CREATE TABLE, READ VOLUME ….
var privilegeObjects = map[string]bool{
	"catalog": true, "schema": true, "table": true, "view": true, "materialized": true, "function": true,
	"volume": true, "model": true, "share": true, "connection": true, "location": true,
}

// grantAll are the plural kinds of GRANT … ON ALL kinds IN SCHEMA.
var grantAll = map[string]ObjectKind{
	"tables": KindTable, "sequences": KindSequence, "functions": KindFunction, "procedures": KindProcedure,
	"routines": KindRoutine,
}

// grantTarget reads the objects after ON.
func (p *parser) grantTarget(g *Grant) {
	if p.acceptKw(kwAll) {
		kind, ok := grantAll[p.tok().str]
		if !ok || p.is(tokQuoted) {
			p.failHere()
			return
		}
		p.next()
		p.expectKw(kwIn, kwSchema)
		g.Kind, g.AllInSchema = kind, true
		p.grantNames(g, KindSchema)
		return
	}
	g.Kind = KindTable
	mark := p.i
	switch k := p.objectKind(); k {
	case "", KindColumn:
		p.i = mark
	case "foreign server", "server":
		p.i = mark
	default:
		// A keyword that is a plain table name is followed by the end of the list.
		if p.is(',') || p.is('.') || p.isAny(kwTo, kwFrom) {
			p.i = mark
		} else {
			g.Kind = k
		}
	}
	if p.isWords("foreign", "server") {
		p.i += 2
		g.Kind = "foreign server"
	}
	p.grantNames(g, g.Kind)
}

func (p *parser) grantNames(g *Grant, kind ObjectKind) {
	if kind == "large object" {
		for p.err == nil {
			lit := p.numericOnly()
			g.Objects = append(g.Objects, &ObjectRef{Span: lit.Span, Name: Name{lit.Span, []string{lit.Text}}})
			if !p.accept(',') {
				return
			}
		}
		return
	}
	for p.err == nil {
		g.Objects = append(g.Objects, p.objectRef(kind))
		if !p.accept(',') {
			return
		}
	}
}

// defaultPrivileges reads ALTER DEFAULT PRIVILEGES after those words.
func (p *parser) defaultPrivileges(start int) Stmt {
	a := &AlterDefaultPrivileges{}
	for p.err == nil {
		switch {
		case p.acceptSeq(kwFor, kwRole), p.acceptSeq(kwFor, kwUser):
			a.Roles = p.roleList()
		case p.acceptSeq(kwIn, kwSchema):
			a.Schemas = p.colIDList()
		default:
			a.Grant = p.defaultGrant()
			a.Span = p.span(start)
			return a
		}
	}
	return a
}

// defaultGrant reads GRANT|REVOKE privileges ON kinds TO|FROM roles.
func (p *parser) defaultGrant() *Grant {
	g := &Grant{}
	start := p.start()
	if p.acceptKw(kwRevoke) {
		g.Revoke = true
		g.GrantOption = p.acceptSeq(kwGrant, kwOption, kwFor)
	} else {
		p.expectKw(kwGrant)
	}
	g.Privileges = p.privileges()
	p.expectKw(kwOn)
	kind, ok := grantAll[p.tok().str]
	switch {
	case ok && !p.is(tokQuoted):
		g.Kind = kind
	case p.isKw(kwTypes):
		g.Kind = KindType
	case p.isKw(kwSchemas):
		g.Kind = KindSchema
	default:
		p.failHere()
	}
	p.next()
	if g.Revoke {
		p.expectKw(kwFrom)
	} else {
		p.expectKw(kwTo)
	}
	g.Grantees = p.grantees()
	if g.Revoke {
		g.Behavior = p.dropBehavior()
	} else {
		g.GrantOption = p.acceptSeq(kwWith, kwGrant, kwOption)
	}
	g.Span = p.span(start)
	return g
}
