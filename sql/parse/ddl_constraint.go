package parse

// startsTableConstraint: a table constraint, not a column, is next.
func (p *parser) startsTableConstraint() bool {
	return p.isAny(kwConstraint, kwCheck, kwUnique, kwPrimary, kwForeign) ||
		(p.isKw(kwExclude) && (p.peek(1).kind == '(' || p.isWord(1, "using")))
}

// columnConstraints reads the qualifiers of a column onto c.
func (p *parser) columnConstraints(c *ColumnDef) {
	for p.err == nil {
		switch {
		case p.acceptKw(kwCollate):
			if c.Collation != nil {
				p.failPos(p.start(), "42601", "multiple COLLATE clauses not allowed")
			}
			n := p.qualified()
			c.Collation = &n
		case p.isKw(kwComment):
			p.next()
			s := p.stringConst()
			c.Comment = &s
		default:
			k := p.columnConstraint(c.Constraints)
			if k == nil {
				return
			}
			c.Constraints = append(c.Constraints, k...)
		}
	}
}

// columnConstraint reads one constraint, or attributes of the last one in before; nil
// when there is none.
func (p *parser) columnConstraint(before []*ColumnConstraint) []*ColumnConstraint {
	start := p.start()
	if p.constraintAttr(before, start) {
		return []*ColumnConstraint{}
	}
	k := &ColumnConstraint{}
	named := p.acceptKw(kwConstraint)
	if named {
		k.Name = p.colID().Name
	}
	if !p.columnConstraintBody(k) {
		if named {
			p.failHere()
		}
		return nil
	}
	k.Span = p.span(start)
	return []*ColumnConstraint{k}
}

// constraintAttr reads [NOT] DEFERRABLE or INITIALLY … onto the last constraint.
func (p *parser) constraintAttr(before []*ColumnConstraint, start int) bool {
	var attrs ConstraintAttrs
	kind := ""
	switch {
	case p.acceptKw(kwDeferrable):
		attrs.Deferrable, kind = true, "DEFERRABLE"
	case p.acceptSeq(kwNot, kwDeferrable):
		attrs.NotDeferrable, kind = true, "NOT DEFERRABLE"
	case p.acceptSeq(kwInitially, kwDeferred):
		attrs.Deferred, kind = true, "INITIALLY DEFERRED"
	case p.acceptSeq(kwInitially, kwImmediate):
		attrs.Immediate, kind = true, "INITIALLY IMMEDIATE"
	case len(before) > 0 && p.isKw(kwNot) && p.isWord(1, "enforced"):
		p.i += 2
		attrs.NotEnforced, kind = true, "NOT ENFORCED"
	case len(before) > 0 && p.acceptWord("enforced"):
		attrs.Enforced, kind = true, "ENFORCED"
	default:
		return false
	}
	if len(before) == 0 {
		p.failPos(start, "42601", "misplaced %s clause", kind)
		return true
	}
	last := &before[len(before)-1].Attrs
	switch {
	case (last.Deferrable || last.NotDeferrable) && (attrs.Deferrable || attrs.NotDeferrable):
		p.failPos(start, "42601", "multiple DEFERRABLE/NOT DEFERRABLE clauses not allowed")
	case (last.Deferred || last.Immediate) && (attrs.Deferred || attrs.Immediate):
		p.failPos(start, "42601", "multiple INITIALLY IMMEDIATE/DEFERRED clauses not allowed")
	}
	last.Deferrable = last.Deferrable || attrs.Deferrable
	last.NotDeferrable = last.NotDeferrable || attrs.NotDeferrable
	last.Deferred = last.Deferred || attrs.Deferred
	last.Immediate = last.Immediate || attrs.Immediate
	last.Enforced = last.Enforced || attrs.Enforced
	last.NotEnforced = last.NotEnforced || attrs.NotEnforced
	return true
}

// columnConstraintBody reads a constraint without its name.
func (p *parser) columnConstraintBody(k *ColumnConstraint) bool {
	switch {
	case p.acceptSeq(kwNot, kwNull):
		k.Kind = ConNotNull
	case p.acceptKw(kwNull):
		k.Kind = ConNull
	case p.acceptKw(kwUnique):
		k.Kind = ConUnique
		k.NullsNotDistinct = p.nullsNotDistinct()
		k.With, k.Tablespace = p.indexParams()
	case p.acceptSeq(kwPrimary, kwKey):
		k.Kind = ConPrimary
		k.With, k.Tablespace = p.indexParams()
	case p.acceptKw(kwCheck):
		k.Kind = ConCheck
		p.expect('(')
		k.X = p.expr()
		p.expect(')')
		k.Attrs.NoInherit = p.acceptSeq(kwNo, kwInherit)
	case p.acceptKw(kwDefault):
		k.Kind = ConDefault
		k.X = p.bexpr()
	case p.acceptKw(kwGenerated):
		p.generated(k)
	case p.isKw(kwReferences):
		k.Kind = ConForeign
		k.Ref = p.reference()
	default:
		return false
	}
	return true
}

// generated reads ALWAYS|BY DEFAULT AS IDENTITY [(…)] or AS (expr) [STORED].
func (p *parser) generated(k *ColumnConstraint) {
	pos := p.start()
	if p.acceptKw(kwAlways) {
		k.Always = true
	} else {
		p.expectKw(kwBy, kwDefault)
	}
	p.expectKw(kwAs)
	if p.acceptKw(kwIdentity) {
		k.Kind = ConIdentity
		if p.accept('(') {
			k.SeqOptions = p.seqOptions()
			p.expect(')')
		}
		return
	}
	k.Kind = ConGenerated
	p.expect('(')
	k.X = p.expr()
	p.expect(')')
	p.acceptKw(kwStored)
	if !k.Always {
		p.failPos(pos, "42601", "for a generated column, GENERATED ALWAYS must be specified")
	}
}

func (p *parser) nullsNotDistinct() bool {
	if p.acceptSeq(kwNulls, kwNot) {
		p.expectKw(kwDistinct)
		return true
	}
	if p.isSeq(kwNulls, kwDistinct) {
		p.i += 2
	}
	return false
}

// indexParams reads [WITH (…)] [USING INDEX TABLESPACE t].
func (p *parser) indexParams() (with []*Option, tablespace string) {
	if p.isKw(kwWith) && p.peek(1).kind == '(' {
		p.next()
		with = p.relOptions()
	}
	if p.acceptSeq(kwUsing, kwIndex, kwTablespace) {
		tablespace = p.colID().Name
	}
	return with, tablespace
}

// reference reads REFERENCES t [(cols)] [MATCH m] [ON DELETE|UPDATE a].
func (p *parser) reference() *Reference {
	start := p.start()
	p.expectKw(kwReferences)
	r := &Reference{Table: p.qualified(), Columns: p.optColumns()}
	if p.acceptKw(kwMatch) {
		r.Match = p.refMatch()
	}
	for p.err == nil {
		pos := p.start()
		switch {
		case !r.OnDeleteExplicit && p.acceptSeq(kwOn, kwDelete):
			r.OnDeleteExplicit = true
			r.OnDelete, r.OnDeleteCols = p.refAction()
		case !r.OnUpdateExplicit && p.acceptSeq(kwOn, kwUpdate):
			r.OnUpdateExplicit = true
			var cols []Ident
			r.OnUpdate, cols = p.refAction()
			if cols != nil {
				p.failPos(pos, "0A000", "a column list with %s is only supported for ON DELETE actions",
					map[RefAction]string{RefSetNull: "SET NULL", RefSetDefault: "SET DEFAULT"}[r.OnUpdate])
			}
		default:
			r.Span = p.span(start)
			return r
		}
	}
	return r
}

func (p *parser) refMatch() RefMatch {
	switch {
	case p.acceptKw(kwFull):
		return MatchFull
	case p.isKw(kwPartial):
		p.failPos(p.start(), "0A000", "MATCH PARTIAL not yet implemented")
		return MatchPartial
	}
	p.expectKw(kwSimple)
	return MatchSimple
}

func (p *parser) refAction() (RefAction, []Ident) {
	switch {
	case p.acceptSeq(kwNo, kwAction):
		return RefNoAction, nil
	case p.acceptKw(kwRestrict):
		return RefRestrict, nil
	case p.acceptKw(kwCascade):
		return RefCascade, nil
	}
	p.expectKw(kwSet)
	action := RefSetNull
	if p.acceptKw(kwDefault) {
		action = RefSetDefault
	} else {
		p.expectKw(kwNull)
	}
	return action, p.optColumns()
}

// tableConstraint reads [CONSTRAINT name] body attributes.
func (p *parser) tableConstraint() *TableConstraint {
	start := p.start()
	c := &TableConstraint{}
	if p.acceptKw(kwConstraint) {
		c.Name = p.colID().Name
	}
	switch {
	case p.acceptKw(kwCheck):
		c.Kind = ConCheck
		p.expect('(')
		c.X = p.expr()
		p.expect(')')
	case p.acceptKw(kwUnique):
		c.Kind = ConUnique
		c.NullsNotDistinct = p.nullsNotDistinct()
		p.keyConstraint(c)
	case p.acceptSeq(kwPrimary, kwKey):
		c.Kind = ConPrimary
		p.keyConstraint(c)
	case p.acceptSeq(kwForeign, kwKey):
		c.Kind = ConForeign
		c.Columns = p.parenColumns()
		c.Ref = p.reference()
	default:
		p.expectKw(kwExclude)
		p.excludeConstraint(c)
	}
	c.Attrs = p.constraintAttrs()
	c.Span = p.span(start)
	return c
}

// keyConstraint reads (columns) [INCLUDE (…)] parameters, or USING INDEX name.
func (p *parser) keyConstraint(c *TableConstraint) {
	if !c.NullsNotDistinct && p.acceptSeq(kwUsing, kwIndex) {
		c.UsingIndex = p.colID().Name
		return
	}
	c.Columns = p.parenColumns()
	if p.acceptKw(kwInclude) {
		c.Include = p.parenColumns()
	}
	c.With, c.Tablespace = p.indexParams()
}

// excludeConstraint reads [USING method] ( elem WITH op, … ) … [WHERE (…)].
func (p *parser) excludeConstraint(c *TableConstraint) {
	c.Kind = ConExclude
	if p.acceptKw(kwUsing) {
		c.Access = p.colID().Name
	}
	p.expect('(')
	for p.err == nil {
		start := p.start()
		e := &ExcludeElem{Elem: p.indexElem()}
		p.expectKw(kwWith)
		if p.isKw(kwOperator) {
			p.next()
			p.expect('(')
			e.OpSchema, e.Op = p.operatorName()
			p.expect(')')
		} else {
			e.OpSchema, e.Op = p.operatorName()
		}
		e.Span = p.span(start)
		c.Exclude = append(c.Exclude, e)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	if p.acceptKw(kwInclude) {
		c.Include = p.parenColumns()
	}
	c.With, c.Tablespace = p.indexParams()
	if p.acceptKw(kwWhere) {
		p.expect('(')
		c.Where = p.expr()
		p.expect(')')
	}
}

// constraintAttrs reads DEFERRABLE, INITIALLY …, NOT VALID, NO INHERIT in any order.
func (p *parser) constraintAttrs() ConstraintAttrs {
	var a ConstraintAttrs
	pos := p.start()
	for p.err == nil {
		if p.isAny(kwDeferrable, kwNot, kwInitially, kwNo) {
			pos = p.start()
		}
		switch {
		case p.acceptKw(kwDeferrable):
			a.Deferrable = true
		case p.acceptSeq(kwNot, kwDeferrable):
			a.NotDeferrable = true
		case p.acceptSeq(kwInitially, kwDeferred):
			a.Deferred = true
		case p.acceptSeq(kwInitially, kwImmediate):
			a.Immediate = true
		case p.acceptSeq(kwNot, kwValid):
			a.NotValid = true
		case p.acceptSeq(kwNo, kwInherit):
			a.NoInherit = true
		case p.isKw(kwNot) && p.isWord(1, "enforced"):
			p.i += 2
			a.NotEnforced = true
		case p.acceptWord("enforced"):
			a.Enforced = true
		case p.acceptWord("rely"), p.acceptWord("norely"):
		default:
			if a.NotDeferrable && a.Deferred {
				p.failPos(pos, "42601", "constraint declared INITIALLY DEFERRED must be DEFERRABLE")
			}
			if (a.Deferrable && a.NotDeferrable) || (a.Deferred && a.Immediate) {
				p.failPos(pos, "42601", "conflicting constraint properties")
			}
			return a
		}
	}
	return a
}
