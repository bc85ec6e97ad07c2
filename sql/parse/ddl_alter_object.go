package parse

// alter reads ALTER and hands over by the kind of object.
func (p *parser) alter() Stmt {
	start := p.start()
	p.next()
	if p.acceptSeq(kwDefault, kwPrivileges) {
		return p.defaultPrivileges(start)
	}
	mark := p.i
	kind := p.objectKind()
	switch kind {
	case "":
		p.failHere()
		return nil
	case KindTable, KindView, KindMatView, KindIndex, KindSequence, "foreign table":
		if p.isWords("all", "in") {
			break
		}
		if kind == KindIndex && p.hasDepends() {
			break
		}
		if kind == KindMatView && p.hasDepends() {
			break
		}
		return p.alterTable(kind, start)
	case KindRole, "user", "group":
		return p.alterRole(string(kind), start)
	case KindSchema, KindDatabase, KindType, KindDomain, KindFunction, KindProcedure, KindRoutine, KindAggregate:
		return p.alterObject(kind, mark, start)
	}
	p.i = mark
	if kind == "policy" {
		return p.policy(true, start)
	}
	return p.utility("ALTER", start)
}

// hasDepends: the statement is ALTER … [NO] DEPENDS ON EXTENSION.
func (p *parser) hasDepends() bool {
	for n := 0; ; n++ {
		switch t := p.peek(n); {
		case t.kind == tokEOF, t.kind == tokError, t.kind == ';':
			return false
		case t.kind == tokKeyword && t.kw == kwDepends:
			return true
		}
	}
}

// alterObject reads the common actions on schemas, types, functions and so on.
func (p *parser) alterObject(kind ObjectKind, mark, start int) Stmt {
	a := &AlterObject{Kind: kind}
	a.Object = p.objectRef(kind)
	switch {
	case p.acceptSeq(kwRename, kwTo):
		a.Action, a.Name = "rename", p.colID().Name
	case p.acceptSeq(kwOwner, kwTo):
		a.Action, a.Name = "owner", p.roleWord()
	case p.acceptSeq(kwSet, kwSchema):
		a.Action, a.Name = "set schema", p.colID().Name
	case p.isKw(kwDepends), p.isSeq(kwNo, kwDepends):
		p.i = mark
		return p.utility("ALTER", start)
	default:
		p.alterSpecial(a)
	}
	a.Span = p.span(start)
	return a
}

// alterSpecial reads the actions particular to a kind.
func (p *parser) alterSpecial(a *AlterObject) {
	switch a.Kind {
	case KindType:
		p.alterType(a)
	case KindDomain:
		p.alterDomain(a)
	case KindDatabase:
		p.alterDatabase(a)
	case KindFunction, KindProcedure, KindRoutine:
		a.Action = "options"
		for p.err == nil {
			o := p.funcOption()
			if o == nil {
				break
			}
			a.FuncOpts = append(a.FuncOpts, o)
		}
		if a.FuncOpts == nil {
			p.failHere()
		}
		p.acceptKw(kwRestrict)
	case KindSchema:
		p.expectKw(kwSet)
		p.expectWord("dbproperties")
		a.Action, a.Options = "options", p.keyValues()
	default:
		p.failHere()
	}
}

// alterDatabase reads SET, RESET and options of a database.
func (p *parser) alterDatabase(a *AlterObject) {
	switch {
	case p.isSeq(kwSet, kwTablespace):
		p.i += 2
		a.Action, a.Name = "tablespace", p.colID().Name
	case p.isSeq(kwRefresh, kwCollation):
		p.i += 2
		p.expectKw(kwVersion)
		a.Action = "refresh collation version"
	case p.isAny(kwSet, kwReset):
		a.Action = "set"
		a.Set, _ = p.setOrReset().(*Set)
	default:
		a.Action = "options"
		p.acceptKw(kwWith)
		a.Options = p.databaseOptions()
	}
}

// alterType reads ADD VALUE, RENAME VALUE, attribute changes and SET (…).
func (p *parser) alterType(a *AlterObject) {
	switch {
	case p.acceptSeq(kwAdd, kwValue):
		a.Action, a.Enum = "add value", p.enumAdd()
	case p.acceptSeq(kwRename, kwValue):
		start := p.start()
		e := &EnumChange{Old: p.stringConst()}
		p.expectKw(kwTo)
		e.New = p.stringConst()
		e.Span = p.span(start)
		a.Action, a.Enum = "rename value", e
	case p.acceptSeq(kwRename, kwAttribute):
		a.Action, a.OldName = "rename attribute", p.colID().Name
		p.expectKw(kwTo)
		a.Name = p.colID().Name
		a.Behavior = p.dropBehavior()
	case p.isKw(kwSet) && p.peek(1).kind == '(':
		p.next()
		a.Action, a.Options = "options", p.relOptions()
	default:
		a.Action = "attributes"
		for p.err == nil {
			a.Actions = append(a.Actions, p.alterAttribute())
			if !p.accept(',') {
				break
			}
		}
	}
}

// enumAdd reads [IF NOT EXISTS] 'v' [BEFORE|AFTER 'w'].
func (p *parser) enumAdd() *EnumChange {
	start := p.start()
	e := &EnumChange{IfNotExists: p.ifNotExists()}
	e.New = p.stringConst()
	switch {
	case p.acceptKw(kwBefore):
		e.Before, e.Neighbour = true, p.stringConst()
	case p.acceptKw(kwAfter):
		e.After, e.Neighbour = true, p.stringConst()
	}
	e.Span = p.span(start)
	return e
}

// alterAttribute reads ADD|DROP|ALTER ATTRIBUTE ….
func (p *parser) alterAttribute() *AlterAction {
	start := p.start()
	a := &AlterAction{}
	switch {
	case p.acceptSeq(kwAdd, kwAttribute):
		a.Kind = AlterAddColumn
		c := &ColumnDef{Name: p.colID()}
		c.Type = p.typeName()
		if p.acceptKw(kwCollate) {
			n := p.qualified()
			c.Collation = &n
		}
		c.Span = p.span(start)
		a.Def = c
	case p.acceptSeq(kwDrop, kwAttribute):
		a.Kind, a.IfExists = AlterDropColumn, p.acceptSeq(kwIf, kwExists)
		a.Column = p.colID()
	default:
		p.expectKw(kwAlter, kwAttribute)
		a.Column = p.colID()
		p.acceptSeq(kwSet, kwData)
		p.expectKw(kwType)
		a.Kind, a.Type = AlterColumnType, p.typeName()
		if p.acceptKw(kwCollate) {
			n := p.qualified()
			a.Collation = &n
		}
	}
	a.Behavior = p.dropBehavior()
	a.Span = p.span(start)
	return a
}

// alterDomain reads default, NOT NULL and constraint changes of a domain.
func (p *parser) alterDomain(a *AlterObject) {
	start := p.start()
	act := &AlterAction{}
	switch {
	case p.acceptSeq(kwSet, kwDefault):
		act.Kind, act.X = AlterSetDefault, p.expr()
	case p.acceptSeq(kwDrop, kwDefault):
		act.Kind = AlterDropDefault
	case p.acceptSeq(kwSet, kwNot, kwNull):
		act.Kind = AlterSetNotNull
	case p.acceptSeq(kwDrop, kwNot, kwNull):
		act.Kind = AlterDropNotNull
	case p.acceptKw(kwAdd):
		act.Kind, act.Constraint = AlterAddConstraint, p.tableConstraint()
	case p.acceptSeq(kwDrop, kwConstraint):
		act.Kind, act.IfExists = AlterDropConstraint, p.acceptSeq(kwIf, kwExists)
		act.Name, act.Behavior = p.colID().Name, p.dropBehavior()
	case p.acceptSeq(kwValidate, kwConstraint):
		act.Kind, act.Name = AlterValidateConstraint, p.colID().Name
	default:
		p.expectKw(kwRename, kwConstraint)
		act.Kind, act.Name = AlterRenameConstraint, p.colID().Name
		p.expectKw(kwTo)
		act.NewName = p.colID().Name
	}
	act.Span = p.span(start)
	a.Action, a.Actions = "actions", []*AlterAction{act}
}
