package parse

// alterAlter reads what follows ALTER: a column, or a constraint's attributes.
func (p *parser) alterAlter(a *AlterAction) {
	if p.acceptKw(kwConstraint) {
		a.Kind = AlterConstraintAttrs
		a.Constraint = &TableConstraint{Name: p.colID().Name}
		a.Constraint.Attrs = p.constraintAttrs()
		return
	}
	p.acceptKw(kwColumn)
	if p.is(tokInt) {
		pos := p.start()
		a.Number = p.intConst()
		if a.Number < 1 || a.Number > 32767 {
			p.failPos(pos, "22023", "column number must be in range from 1 to 32767")
		}
		p.expectKw(kwSet, kwStatistics)
		a.Kind, a.X = AlterSetStatistics, intLiteral(p.here(), p.signedInt())
		return
	}
	a.Column = p.colID()
	switch {
	case p.isKw(kwSet) && p.isWord(1, "mask"):
		p.next()
		p.mask(a)
	case p.isKw(kwDrop) && p.isWord(1, "mask"):
		p.i += 2
		a.Kind = AlterDropMask
	case p.acceptKw(kwSet):
		p.alterColumnSet(a)
	case p.acceptKw(kwDrop):
		p.alterColumnDrop(a)
	case p.acceptKw(kwType):
		p.alterColumnType(a)
	case p.acceptKw(kwAdd):
		p.expectKw(kwGenerated)
		p.addIdentity(a)
	case p.isKw(kwReset) && p.peek(1).kind == '(':
		p.next()
		a.Kind, a.Options = AlterColumnResetOptions, p.relOptions()
	case p.acceptKw(kwComment):
		a.Kind, a.Value = AlterColumnComment, p.stringConst()
	case p.acceptKw(kwOptions):
		a.Kind, a.Options = AlterFdwOptions, p.fdwOptions()
	case p.columnPosition(a):
		a.Kind = AlterColumnPosition
	default:
		p.identityChange(a)
	}
}

// alterColumnSet reads what follows ALTER c SET.
func (p *parser) alterColumnSet(a *AlterAction) {
	switch {
	case p.acceptKw(kwDefault):
		a.Kind, a.X = AlterSetDefault, p.expr()
	case p.acceptSeq(kwNot, kwNull):
		a.Kind = AlterSetNotNull
	case p.acceptSeq(kwData, kwType):
		p.alterColumnType(a)
	case p.acceptKw(kwStatistics):
		a.Kind, a.X = AlterSetStatistics, intLiteral(p.here(), p.signedInt())
	case p.acceptKw(kwStorage):
		a.Kind, a.Name = AlterSetStorage, p.colID().Name
	case p.acceptKw(kwCompression):
		a.Kind = AlterSetCompression
		if p.acceptKw(kwDefault) {
			a.Name = "default"
		} else {
			a.Name = p.colID().Name
		}
	case p.is('('):
		a.Kind, a.Options = AlterColumnSetOptions, p.relOptions()
	default:
		p.i--
		p.identityChange(a)
	}
}

// alterColumnDrop reads what follows ALTER c DROP.
func (p *parser) alterColumnDrop(a *AlterAction) {
	switch {
	case p.acceptKw(kwDefault):
		a.Kind = AlterDropDefault
	case p.acceptSeq(kwNot, kwNull):
		a.Kind = AlterDropNotNull
	case p.acceptKw(kwExpression):
		a.Kind, a.IfExists = AlterDropExpression, p.acceptSeq(kwIf, kwExists)
	default:
		p.expectKw(kwIdentity)
		a.Kind, a.IfExists = AlterDropIdentity, p.acceptSeq(kwIf, kwExists)
	}
}

// alterColumnType reads type [COLLATE c] [USING expr].
func (p *parser) alterColumnType(a *AlterAction) {
	a.Kind, a.Type = AlterColumnType, p.typeName()
	if p.acceptKw(kwCollate) {
		n := p.qualified()
		a.Collation = &n
	}
	if p.acceptKw(kwUsing) {
		a.X = p.expr()
	}
	if p.acceptKw(kwComment) {
		a.Value = p.stringConst()
	}
}

// addIdentity reads ALWAYS|BY DEFAULT AS IDENTITY [(…)].
func (p *parser) addIdentity(a *AlterAction) {
	a.Kind, a.Always = AlterAddIdentity, p.generatedWhen()
	p.expectKw(kwAs, kwIdentity)
	if p.accept('(') {
		a.SeqOptions = p.seqOptions()
		p.expect(')')
	}
}

func (p *parser) generatedWhen() bool {
	if p.acceptKw(kwAlways) {
		return true
	}
	p.expectKw(kwBy, kwDefault)
	return false
}

// identityChange reads a list of SET GENERATED …, SET option, RESTART.
func (p *parser) identityChange(a *AlterAction) {
	a.Kind = AlterSetIdentity
	for p.err == nil {
		start := p.start()
		switch {
		case p.isKw(kwRestart):
			a.SeqOptions = append(a.SeqOptions, p.seqOption())
		case p.acceptKw(kwSet):
			if p.acceptKw(kwGenerated) {
				o := &SeqOption{Name: "by default"}
				if p.generatedWhen() {
					o.Name = "always"
				}
				o.Span = p.span(start)
				a.SeqOptions = append(a.SeqOptions, o)
				continue
			}
			o := p.seqOption()
			if o == nil {
				p.failHere()
				return
			}
			a.SeqOptions = append(a.SeqOptions, o)
		default:
			if a.SeqOptions == nil {
				p.failHere()
			}
			return
		}
	}
}
