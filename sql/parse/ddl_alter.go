package parse

// alterTable reads ALTER TABLE|VIEW|INDEX|… after the kind.
func (p *parser) alterTable(kind ObjectKind, start int) Stmt {
	a := &AlterTable{Kind: kind}
	a.IfExists = p.acceptSeq(kwIf, kwExists)
	if kind == KindTable || kind == "foreign table" {
		a.Table = p.relationName()
	} else {
		n := p.qualified()
		a.Table = &TableRef{Span: n.Span, Name: n}
	}
	for p.err == nil {
		pos := p.start()
		switch {
		case p.isSeq(kwAdd, kwColumns), p.isSeq(kwAdd, kwColumn) && p.peek(2).kind == '(':
			p.i += 2
			a.Actions = append(a.Actions, p.addColumns()...)
		case p.isSeq(kwDrop, kwColumns) || (p.isSeq(kwDrop, kwColumn) && p.peek(2).kind == '('):
			p.i += 2
			a.Actions = append(a.Actions, p.dropColumns()...)
		default:
			act := p.alterAction(kind)
			act.Span = p.span(pos)
			a.Actions = append(a.Actions, act)
		}
		if !p.accept(',') {
			break
		}
	}
	a.Span = p.span(start)
	return a
}

// alterAction reads one action.
func (p *parser) alterAction(kind ObjectKind) *AlterAction {
	a := &AlterAction{}
	if kind == KindSequence {
		if opts := p.seqOptions(); opts != nil {
			a.Kind, a.SeqOptions = AlterSequenceOptions, opts
			return a
		}
	}
	t := p.tok()
	switch {
	case p.acceptKw(kwAdd):
		p.alterAdd(a)
	case p.acceptKw(kwDrop):
		p.alterDrop(a)
	case p.acceptKw(kwAlter):
		p.alterAlter(a)
	case p.acceptWord("change"):
		p.changeColumn(a)
	case p.acceptKw(kwRename):
		p.alterRename(a)
	case p.acceptKw(kwSet):
		p.alterSet(a)
	case p.acceptSeq(kwOwner, kwTo):
		a.Kind, a.Name = AlterOwner, p.roleWord()
	case p.isKw(kwReset) && p.peek(1).kind == '(':
		p.next()
		a.Kind, a.Options = AlterResetOptions, p.relOptions()
	case p.isWords("unset", "tblproperties"):
		p.i += 2
		a.IfExists = p.acceptSeq(kwIf, kwExists)
		a.Kind, a.Options = AlterUnsetProperties, p.keyValues()
	case p.isKw(kwOptions):
		p.next()
		a.Kind, a.Options = AlterFdwOptions, p.fdwOptions()
	case t.kind == tokKeyword:
		p.alterRare(a, t)
	default:
		p.failHere()
	}
	return a
}

// alterAdd reads what follows ADD.
func (p *parser) alterAdd(a *AlterAction) {
	if p.startsTableConstraint() {
		a.Kind, a.Constraint = AlterAddConstraint, p.tableConstraint()
		return
	}
	a.Kind = AlterAddColumn
	p.acceptKw(kwColumn)
	a.IfNotExists = p.ifNotExists()
	a.Def = p.columnDef()
	p.columnPosition(a)
}

// addColumns reads ( column [FIRST|AFTER c], … ) after ADD COLUMNS.
func (p *parser) addColumns() []*AlterAction {
	var list []*AlterAction
	p.expect('(')
	for p.err == nil {
		start := p.start()
		a := &AlterAction{Kind: AlterAddColumn, Def: p.columnDef()}
		p.columnPosition(a)
		a.Span = p.span(start)
		list = append(list, a)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// dropColumns reads [IF EXISTS] ( columns ) after DROP COLUMNS.
func (p *parser) dropColumns() []*AlterAction {
	var list []*AlterAction
	ifExists := p.acceptSeq(kwIf, kwExists)
	for _, c := range p.parenColumns() {
		list = append(list, &AlterAction{Span: c.Span, Kind: AlterDropColumn, IfExists: ifExists, Column: c})
	}
	return list
}

// columnPosition reads FIRST or AFTER column.
func (p *parser) columnPosition(a *AlterAction) bool {
	switch {
	case p.acceptKw(kwFirst):
		a.First = true
	case p.acceptKw(kwAfter):
		a.After = p.colID().Name
	default:
		return false
	}
	return true
}

// alterDrop reads what follows DROP.
func (p *parser) alterDrop(a *AlterAction) {
	if p.isWords("row", "filter") {
		p.i += 2
		a.Kind = AlterDropRowFilter
		return
	}
	if p.acceptKw(kwConstraint) {
		a.Kind = AlterDropConstraint
		a.IfExists = p.acceptSeq(kwIf, kwExists)
		a.Name = p.colID().Name
	} else {
		a.Kind = AlterDropColumn
		p.acceptKw(kwColumn)
		a.IfExists = p.acceptSeq(kwIf, kwExists)
		a.Column = p.colID()
	}
	a.Behavior = p.dropBehavior()
}

// changeColumn reads [COLUMN] c change, or the old form c c type [COMMENT 'text'].
func (p *parser) changeColumn(a *AlterAction) {
	if next := p.peek(1); p.isKw(kwColumn) && isColID(next) && p.peek(2).str == next.str && isColID(p.peek(2)) {
		p.next()
	}
	if next := p.peek(1); !p.isKw(kwColumn) && isColID(next) && next.str == p.tok().str {
		p.next()
		a.Column = p.colID()
		a.Kind, a.Type = AlterColumnType, p.typeName()
		if p.acceptKw(kwComment) {
			a.Value = p.stringConst()
		}
		return
	}
	p.alterAlter(a)
}

// alterRename reads what follows RENAME.
func (p *parser) alterRename(a *AlterAction) {
	switch {
	case p.acceptKw(kwTo):
		a.Kind = AlterRename
		a.NewName = p.colID().Name
		return
	case p.acceptKw(kwConstraint):
		a.Kind = AlterRenameConstraint
		a.Name = p.colID().Name
	default:
		a.Kind = AlterRenameColumn
		p.acceptKw(kwColumn)
		a.Column = p.colID()
	}
	p.expectKw(kwTo)
	a.NewName = p.colID().Name
}

// alterSet reads what follows SET.
func (p *parser) alterSet(a *AlterAction) {
	switch {
	case p.is('('):
		a.Kind, a.Options = AlterSetOptions, p.relOptions()
	case p.acceptKw(kwSchema):
		a.Kind, a.Name = AlterSetSchema, p.colID().Name
	case p.acceptKw(kwTablespace):
		a.Kind, a.Name = AlterSetTablespace, p.colID().Name
		a.Words = p.optWord(kwNowait)
	case p.acceptSeq(kwAccess, kwMethod):
		a.Kind, a.Name = AlterSetAccess, p.colID().Name
	case p.acceptSeq(kwOwner, kwTo):
		a.Kind, a.Name = AlterOwner, p.roleWord()
	case p.acceptKw(kwLogged):
		a.Kind = AlterSetLogged
	case p.acceptKw(kwUnlogged):
		a.Kind = AlterSetUnlogged
	case p.acceptSeq(kwWithout, kwCluster):
		a.Kind = AlterWithoutCluster
	case p.acceptSeq(kwWithout, kwOids):
		a.Kind = AlterWithoutOIDs
	case p.acceptWord("tblproperties"):
		a.Kind, a.Options = AlterSetProperties, p.keyValues()
	case p.isWords("row", "filter"):
		p.rowFilter(a)
	case p.acceptKw(kwLocation):
		a.Kind, a.Value = AlterSetLocation, p.stringConst()
	default:
		p.failHere()
	}
}

// optWord passes a keyword if it is there and gives its text.
func (p *parser) optWord(id kwID) string {
	if p.isKw(id) {
		return p.next().str
	}
	return ""
}

// alterRare reads the less common actions.
func (p *parser) alterRare(a *AlterAction, t *token) {
	p.next()
	switch t.kw {
	case kwAttach:
		p.expectKw(kwPartition)
		a.Kind, a.Target = AlterAttach, p.qualified()
		if p.isAny(kwFor, kwDefault) {
			a.Bound = p.partitionBound()
		}
	case kwDetach:
		p.expectKw(kwPartition)
		a.Kind, a.Target = AlterDetach, p.qualified()
		if a.Words = p.optWord(kwConcurrently); a.Words == "" {
			a.Words = p.optWord(kwFinalize)
		}
	case kwInherit:
		a.Kind, a.Target = AlterInherit, p.qualified()
	case kwNo:
		if p.acceptKw(kwForce) {
			p.expectKw(kwRow, kwLevel, kwSecurity)
			a.Kind, a.Words = AlterRowSecurity, "no force"
			return
		}
		p.expectKw(kwInherit)
		a.Kind, a.Target = AlterNoInherit, p.qualified()
	case kwOf:
		a.Kind, a.Target = AlterOf, p.dotted(isTypeFunc)
	case kwNot:
		p.expectKw(kwOf)
		a.Kind = AlterNotOf
	case kwValidate:
		p.expectKw(kwConstraint)
		a.Kind, a.Name = AlterValidateConstraint, p.colID().Name
	case kwCluster:
		if p.acceptKw(kwBy) {
			var auto, none bool
			a.Kind = AlterClusterBy
			a.Columns, auto, none = p.clusterBy()
			a.Words = clusterWord(auto, none)
			return
		}
		p.expectKw(kwOn)
		a.Kind, a.Name = AlterClusterOn, p.colID().Name
	case kwReplica:
		p.expectKw(kwIdentity)
		p.replicaIdentity(a)
	case kwForce:
		p.expectKw(kwRow, kwLevel, kwSecurity)
		a.Kind, a.Words = AlterRowSecurity, "force"
	case kwEnable, kwDisable:
		p.alterEnable(a, t.str)
	default:
		p.i--
		p.failHere()
	}
}

func clusterWord(auto, none bool) string {
	switch {
	case auto:
		return "auto"
	case none:
		return "none"
	}
	return ""
}

func (p *parser) replicaIdentity(a *AlterAction) {
	a.Kind = AlterReplicaIdentity
	switch {
	case p.acceptKw(kwNothing):
		a.Words = "nothing"
	case p.acceptKw(kwFull):
		a.Words = "full"
	case p.acceptKw(kwDefault):
		a.Words = "default"
	default:
		p.expectKw(kwUsing, kwIndex)
		a.Words, a.Name = "using index", p.colID().Name
	}
}

// alterEnable reads ENABLE|DISABLE [ALWAYS|REPLICA] TRIGGER|RULE name, or ROW LEVEL
// SECURITY.
func (p *parser) alterEnable(a *AlterAction, verb string) {
	if p.acceptKw(kwRow) {
		p.expectKw(kwLevel, kwSecurity)
		a.Kind, a.Words = AlterRowSecurity, verb
		return
	}
	a.Kind, a.Words = AlterTrigger, verb
	if verb == "enable" && p.isAny(kwAlways, kwReplica) {
		a.Words += " " + p.next().str
	}
	if p.acceptKw(kwRule) {
		a.Words += " rule"
	} else {
		p.expectKw(kwTrigger)
		a.Words += " trigger"
		if a.Words == verb+" trigger" && p.isAny(kwAll, kwUser) {
			a.Words += " " + p.next().str
			return
		}
	}
	a.Name = p.colID().Name
}
