package parse

func (p *printer) alterTable(s *AlterTable) {
	p.w("ALTER ", upperASCII(string(s.Kind)), " ")
	p.opt(s.IfExists, "IF EXISTS ")
	p.tableRef(s.Table)
	p.w(" ")
	list2(p, s.Actions, p.alterAction)
}

// alterAction prints one action of ALTER TABLE.
func (p *printer) alterAction(a *AlterAction) {
	switch a.Kind {
	case AlterAddColumn:
		p.w("ADD COLUMN ")
		p.opt(a.IfNotExists, "IF NOT EXISTS ")
		p.columnDef(a.Def)
		p.position(a)
	case AlterDropColumn:
		p.w("DROP COLUMN ")
		p.opt(a.IfExists, "IF EXISTS ")
		p.id(a.Column.Name)
		p.behavior(a.Behavior)
	case AlterAddConstraint:
		p.w("ADD ")
		p.tableConstraint(a.Constraint)
	case AlterConstraintAttrs:
		p.w("ALTER CONSTRAINT ")
		p.id(a.Constraint.Name)
		p.attrs(a.Constraint.Attrs)
	case AlterDropConstraint:
		p.w("DROP CONSTRAINT ")
		p.opt(a.IfExists, "IF EXISTS ")
		p.id(a.Name)
		p.behavior(a.Behavior)
	case AlterRenameColumn:
		p.w("RENAME COLUMN ")
		p.id(a.Column.Name)
		p.w(" TO ")
		p.id(a.NewName)
	case AlterRenameConstraint:
		p.w("RENAME CONSTRAINT ")
		p.id(a.Name)
		p.w(" TO ")
		p.id(a.NewName)
	case AlterSetOptions, AlterResetOptions:
		p.w(map[bool]string{true: "SET ", false: "RESET "}[a.Kind == AlterSetOptions])
		p.relOptions(a.Options)
	case AlterSetProperties:
		p.w("SET TBLPROPERTIES ")
		p.keyValues(a.Options)
	case AlterUnsetProperties:
		p.w("UNSET TBLPROPERTIES ")
		p.opt(a.IfExists, "IF EXISTS ")
		p.keyValues(a.Options)
	case AlterSetLocation:
		p.w("SET LOCATION ")
		p.lit(a.Value)
	case AlterSequenceOptions:
		p.trimmed(func() { p.seqOptions(a.SeqOptions) })
	case AlterFdwOptions:
		p.fdwChange(a)
	default:
		p.alterColumnOrRest(a)
	}
}

// trimmed prints what f prints without its first space.
func (p *printer) trimmed(f func()) {
	mark := len(p.b)
	f()
	if len(p.b) > mark && p.b[mark] == ' ' {
		p.b = append(p.b[:mark], p.b[mark+1:]...)
	}
}

func (p *printer) fdwChange(a *AlterAction) {
	if a.Column.Name != "" {
		p.alterColumn(a)
	}
	p.w("OPTIONS ")
	p.fdwOptions(a.Options)
}

func (p *printer) position(a *AlterAction) {
	p.opt(a.First, " FIRST")
	if a.After != "" {
		p.w(" AFTER ")
		p.id(a.After)
	}
}

// alterWords are the actions of fixed words with at most a name after them.
var alterWords = map[AlterKind]string{
	AlterRename: "RENAME TO ", AlterSetSchema: "SET SCHEMA ", AlterSetTablespace: "SET TABLESPACE ",
	AlterSetAccess: "SET ACCESS METHOD ", AlterSetLogged: "SET LOGGED", AlterSetUnlogged: "SET UNLOGGED",
	AlterInherit: "INHERIT ", AlterNoInherit: "NO INHERIT ", AlterOf: "OF ", AlterNotOf: "NOT OF",
	AlterAttach: "ATTACH PARTITION ", AlterDetach: "DETACH PARTITION ", AlterClusterOn: "CLUSTER ON ",
	AlterWithoutCluster: "SET WITHOUT CLUSTER", AlterWithoutOIDs: "SET WITHOUT OIDS",
	AlterValidateConstraint: "VALIDATE CONSTRAINT ", AlterClusterBy: "CLUSTER BY", AlterOwner: "OWNER TO ",
	AlterReplicaIdentity: "REPLICA IDENTITY ", AlterTrigger: "", AlterRowSecurity: "",
}

// alterColumnOrRest prints the column changes and the actions of fixed words.
func (p *printer) alterColumnOrRest(a *AlterAction) {
	words, ok := alterWords[a.Kind]
	if a.Kind >= AlterRowFilter && a.Kind <= AlterDropMask {
		p.filterOrMask(a)
		return
	}
	if !ok {
		p.alterColumn(a)
		p.columnChange(a)
		return
	}
	p.w(words)
	switch a.Kind {
	case AlterClusterBy:
		p.clusterBy(a.Columns, a.Words)
	case AlterRowSecurity:
		p.w(upperASCII(a.Words), " ROW LEVEL SECURITY")
	case AlterTrigger, AlterReplicaIdentity:
		p.w(upperASCII(a.Words))
		if a.Name != "" {
			p.w(" ")
			p.id(a.Name)
		}
	case AlterRename:
		p.id(a.NewName)
	case AlterOwner:
		p.roleName(a.Name)
	case AlterAttach, AlterDetach, AlterInherit, AlterNoInherit, AlterOf:
		p.name(a.Target)
		if a.Bound != nil {
			p.w(" ")
			p.partitionBound(a.Bound)
		}
		p.opt(a.Words != "", " "+upperASCII(a.Words))
	default:
		if a.Name != "" {
			p.id(a.Name)
		}
		p.opt(a.Words != "", " "+upperASCII(a.Words))
	}
}

func (p *printer) alterColumn(a *AlterAction) {
	p.w("ALTER COLUMN ")
	if a.Column.Name == "" {
		p.int(a.Number)
	} else {
		p.id(a.Column.Name)
	}
	p.w(" ")
}

// columnChange prints what follows ALTER COLUMN c.
func (p *printer) columnChange(a *AlterAction) {
	switch a.Kind {
	case AlterColumnType:
		p.w("TYPE ")
		p.typeName(a.Type)
		p.collation(a.Collation)
		if a.X != nil {
			p.w(" USING ")
			p.expr(a.X, 0)
		}
		if a.Value != "" {
			p.w(" COMMENT ")
			p.lit(a.Value)
		}
	case AlterSetDefault:
		p.w("SET DEFAULT ")
		p.expr(a.X, 0)
	case AlterDropDefault:
		p.w("DROP DEFAULT")
	case AlterSetNotNull:
		p.w("SET NOT NULL")
	case AlterDropNotNull:
		p.w("DROP NOT NULL")
	case AlterDropExpression:
		p.w("DROP EXPRESSION")
		p.opt(a.IfExists, " IF EXISTS")
	case AlterDropIdentity:
		p.w("DROP IDENTITY")
		p.opt(a.IfExists, " IF EXISTS")
	case AlterAddIdentity:
		p.w("ADD ", generatedWords(a.Always), " AS IDENTITY")
		p.parenSeqOptions(a.SeqOptions)
	case AlterSetIdentity:
		p.trimmed(func() { p.identityChange(a.SeqOptions) })
	case AlterSetStatistics:
		p.w("SET STATISTICS ")
		p.expr(a.X, 0)
	case AlterSetStorage:
		p.w("SET STORAGE ")
		p.id(a.Name)
	case AlterSetCompression:
		p.w("SET COMPRESSION ", defaultOrName(a.Name))
	case AlterColumnSetOptions:
		p.w("SET ")
		p.relOptions(a.Options)
	case AlterColumnResetOptions:
		p.w("RESET ")
		p.relOptions(a.Options)
	case AlterColumnComment:
		p.w("COMMENT ")
		p.lit(a.Value)
	case AlterColumnPosition:
		p.trimmed(func() { p.position(a) })
	}
}

func (p *printer) identityChange(opts []*SeqOption) {
	for _, o := range opts {
		switch o.Name {
		case "always", "by default":
			p.w(" SET GENERATED ", upperASCII(o.Name))
		case "restart":
			p.seqOption(o)
		default:
			p.w(" SET")
			p.seqOption(o)
		}
	}
}

func (p *printer) alterObject(s *AlterObject) {
	if s.Kind == KindType && s.Action == "attributes" {
		p.w("ALTER TYPE ")
		p.object(s.Kind, s.Object)
		p.w(" ")
		list2(p, s.Actions, p.alterAttribute)
		return
	}
	p.w("ALTER ", upperASCII(string(s.Kind)), " ")
	p.object(s.Kind, s.Object)
	switch s.Action {
	case "rename":
		p.w(" RENAME TO ")
		p.id(s.Name)
	case "owner":
		p.w(" OWNER TO ")
		p.roleName(s.Name)
	case "set schema":
		p.w(" SET SCHEMA ")
		p.id(s.Name)
	case "tablespace":
		p.w(" SET TABLESPACE ")
		p.id(s.Name)
	case "refresh collation version":
		p.w(" REFRESH COLLATION VERSION")
	case "set":
		p.w(" ")
		p.set(s.Set)
	case "options":
		p.objectOptions(s)
	case "actions":
		p.domainAction(s.Actions[0])
	default:
		p.enumChange(s)
	}
}

func (p *printer) objectOptions(s *AlterObject) {
	switch s.Kind {
	case KindType:
		p.w(" SET ")
		p.relOptions(s.Options)
	case KindSchema:
		p.w(" SET DBPROPERTIES ")
		p.keyValues(s.Options)
	case KindDatabase:
		p.databaseOptions(s.Options)
	default:
		for _, o := range s.FuncOpts {
			p.w(" ")
			p.funcOption(o)
		}
	}
}

func (p *printer) enumChange(s *AlterObject) {
	e := s.Enum
	switch s.Action {
	case "add value":
		p.w(" ADD VALUE ")
		p.opt(e.IfNotExists, "IF NOT EXISTS ")
		p.lit(e.New)
		p.opt(e.Before, " BEFORE ")
		p.opt(e.After, " AFTER ")
		if e.Before || e.After {
			p.lit(e.Neighbour)
		}
	case "rename value":
		p.w(" RENAME VALUE ")
		p.lit(e.Old)
		p.w(" TO ")
		p.lit(e.New)
	case "rename attribute":
		p.w(" RENAME ATTRIBUTE ")
		p.id(s.OldName)
		p.w(" TO ")
		p.id(s.Name)
		p.behavior(s.Behavior)
	}
}

func (p *printer) alterAttribute(a *AlterAction) {
	switch a.Kind {
	case AlterAddColumn:
		p.w("ADD ATTRIBUTE ")
		p.columnDef(a.Def)
	case AlterDropColumn:
		p.w("DROP ATTRIBUTE ")
		p.opt(a.IfExists, "IF EXISTS ")
		p.id(a.Column.Name)
	default:
		p.w("ALTER ATTRIBUTE ")
		p.id(a.Column.Name)
		p.w(" TYPE ")
		p.typeName(a.Type)
		p.collation(a.Collation)
	}
	p.behavior(a.Behavior)
}

func (p *printer) domainAction(a *AlterAction) {
	p.w(" ")
	switch a.Kind {
	case AlterSetDefault, AlterDropDefault, AlterSetNotNull, AlterDropNotNull:
		p.columnChange(a)
	default:
		p.alterAction(a)
	}
}
