package parse

// CreatePolicy is CREATE POLICY, or ALTER POLICY when Alter is set. Nil and empty parts
// were not given.
type CreatePolicy struct {
	Span
	Alter       bool
	Name        string
	Table       Name
	Restrictive bool
	Permissive  bool   // AS PERMISSIVE was written
	Command     string // "all", "select", "insert", "update", "delete" or ""
	Roles       []RoleSpec
	Using       Expr
	Check       Expr
	NewName     string // RENAME TO
}

func (*CreatePolicy) stmt() {}

// policy reads CREATE or ALTER POLICY from the word POLICY on.
func (p *parser) policy(alter bool, start int) Stmt {
	p.next()
	c := &CreatePolicy{Alter: alter, Name: p.colID().Name}
	p.expectKw(kwOn)
	c.Table = p.qualified()
	if alter && p.acceptSeq(kwRename, kwTo) {
		c.NewName = p.colID().Name
		c.Span = p.span(start)
		return c
	}
	if !alter {
		p.policyKind(c)
	}
	if p.acceptKw(kwTo) {
		c.Roles = p.roleList()
	}
	if p.acceptKw(kwUsing) {
		c.Using = p.parenExpr()
	}
	if p.acceptKw(kwWith) {
		p.expectKw(kwCheck)
		c.Check = p.parenExpr()
	}
	c.Span = p.span(start)
	return c
}

// policyKind reads AS PERMISSIVE|RESTRICTIVE and FOR command.
func (p *parser) policyKind(c *CreatePolicy) {
	if p.acceptKw(kwAs) {
		switch t := p.tok(); {
		case p.acceptWord("permissive"):
			c.Permissive = true
		case p.acceptWord("restrictive"):
			c.Restrictive = true
		default:
			p.failPos(int(t.pos), "42601", "unrecognized row security option \"%s\"", t.str)
			return
		}
	}
	if p.acceptKw(kwFor) {
		if !p.isAny(kwAll, kwSelect, kwInsert, kwUpdate, kwDelete) {
			p.failHere()
			return
		}
		c.Command = p.next().str
	}
}

func (p *parser) parenExpr() Expr {
	p.expect('(')
	x := p.expr()
	p.expect(')')
	return x
}

// rowFilter reads ROW FILTER f ON (columns), from ROW on.
func (p *parser) rowFilter(a *AlterAction) {
	p.i += 2
	a.Kind, a.Target = AlterRowFilter, p.dotted(isFuncName)
	p.expectKw(kwOn)
	p.expect('(')
	if !p.is(')') {
		a.Columns = append(a.Columns, p.colID())
		for p.accept(',') {
			a.Columns = append(a.Columns, p.colID())
		}
	}
	p.expect(')')
}

// mask reads MASK f [USING COLUMNS (columns)], from MASK on.
func (p *parser) mask(a *AlterAction) {
	p.next()
	a.Kind, a.Target = AlterMask, p.dotted(isFuncName)
	if p.acceptKw(kwUsing) {
		if !p.acceptWord("columns") {
			p.failHere()
		}
		a.Columns = p.parenColumns()
	}
}

// policy prints CREATE or ALTER POLICY.
func (p *printer) policy(c *CreatePolicy) {
	verb := "CREATE"
	if c.Alter {
		verb = "ALTER"
	}
	p.w(verb, " POLICY ")
	p.id(c.Name)
	p.w(" ON ")
	p.name(c.Table)
	if c.NewName != "" {
		p.w(" RENAME TO ")
		p.id(c.NewName)
		return
	}
	p.opt(c.Permissive, " AS PERMISSIVE")
	p.opt(c.Restrictive, " AS RESTRICTIVE")
	if c.Command != "" {
		p.w(" FOR ", upperASCII(c.Command))
	}
	for i, r := range c.Roles {
		p.w([...]string{" TO ", ", "}[min(i, 1)])
		p.role(r)
	}
	for _, x := range []struct {
		word string
		e    Expr
	}{{" USING (", c.Using}, {" WITH CHECK (", c.Check}} {
		if x.e != nil {
			p.w(x.word)
			p.expr(x.e, 0)
			p.w(")")
		}
	}
}

// filterOrMask prints ROW FILTER and MASK actions.
func (p *printer) filterOrMask(a *AlterAction) {
	if a.Kind == AlterMask || a.Kind == AlterDropMask {
		p.w("ALTER COLUMN ")
		p.id(a.Column.Name)
		p.w(" ")
	}
	switch a.Kind {
	case AlterDropRowFilter:
		p.w("DROP ROW FILTER")
	case AlterDropMask:
		p.w("DROP MASK")
	case AlterRowFilter:
		p.w("SET ROW FILTER ")
		p.name(a.Target)
		p.w(" ON (")
		p.ids(a.Columns)
		p.w(")")
	case AlterMask:
		p.w("SET MASK ")
		p.name(a.Target)
		if a.Columns != nil {
			p.w(" USING COLUMNS (")
			p.ids(a.Columns)
			p.w(")")
		}
	}
}
