package parse

func (p *printer) createView(s *CreateView) {
	p.w("CREATE ")
	p.opt(s.OrReplace, "OR REPLACE ")
	p.persistence(s.Persistence)
	p.opt(s.Materialized, "MATERIALIZED ")
	p.opt(s.Recursive, "RECURSIVE ")
	p.w("VIEW ")
	p.opt(s.IfNotExists, "IF NOT EXISTS ")
	p.name(s.Name)
	if s.Columns != nil {
		p.w(" ")
		paren(p, s.Columns, func(c *ViewColumn) {
			p.id(c.Name)
			p.comment(c.Comment)
		})
	}
	if s.Access != "" {
		p.w(" USING ")
		p.id(s.Access)
	}
	if s.With != nil {
		p.w(" WITH ")
		p.relOptions(s.With)
	}
	if s.Tablespace != "" {
		p.w(" TABLESPACE ")
		p.id(s.Tablespace)
	}
	p.comment(s.Comment)
	if s.Properties != nil {
		p.w(" TBLPROPERTIES ")
		p.keyValues(s.Properties)
	}
	p.w(" AS ")
	p.query(s.Query)
	p.opt(s.WithData, " WITH DATA")
	p.opt(s.WithNoData, " WITH NO DATA")
	if s.CheckOption != "" {
		p.w(" WITH ", upperASCII(s.CheckOption), " CHECK OPTION")
	}
}

func (p *printer) createSchema(s *CreateSchema) {
	p.w("CREATE SCHEMA")
	p.opt(s.IfNotExists, " IF NOT EXISTS")
	if s.Name.Parts != nil {
		p.w(" ")
		p.name(s.Name)
	}
	if s.Authorization != "" {
		p.w(" AUTHORIZATION ")
		p.roleName(s.Authorization)
	}
	p.comment(s.Comment)
	if s.Location != "" {
		p.w(" LOCATION ")
		p.lit(s.Location)
	}
	if s.Properties != nil {
		p.w(" WITH DBPROPERTIES ")
		p.keyValues(s.Properties)
	}
	for _, e := range s.Elements {
		p.w(" ")
		p.stmt(e)
	}
}

func (p *printer) databaseOptions(list []*Option) {
	for _, o := range list {
		p.w(" ")
		if o.Name == "connection_limit" {
			p.w("CONNECTION LIMIT")
		} else {
			p.id(o.Name)
		}
		p.w(" = ")
		p.optionValue(o.Value)
	}
}

func (p *printer) seqOptions(list []*SeqOption) {
	for _, o := range list {
		p.seqOption(o)
	}
}

func (p *printer) parenSeqOptions(list []*SeqOption) {
	if list != nil {
		p.w(" (")
		p.trimmed(func() { p.seqOptions(list) })
		p.w(")")
	}
}

// seqOption prints one option with a space before it.
func (p *printer) seqOption(o *SeqOption) {
	p.w(" ")
	p.opt(o.No, "NO ")
	p.w(upperASCII(o.Name))
	if o.Type != nil {
		p.w(" ")
		p.typeName(o.Type)
	}
	if o.Value != nil {
		p.w(" ")
		p.literal(o.Value)
	}
	if o.Owner.Parts != nil {
		p.w(" ")
		if o.Name == "owned by" && len(o.Owner.Parts) == 1 && o.Owner.Parts[0] == "none" {
			p.w("NONE")
			return
		}
		p.name(o.Owner)
	}
}

func (p *printer) createType(s *CreateType) {
	p.w("CREATE TYPE ")
	p.name(s.Name)
	switch s.Form {
	case TypeEnum:
		p.w(" AS ENUM ")
		paren(p, s.Labels, p.literal)
	case TypeComposite:
		p.w(" AS ")
		paren(p, s.Columns, p.columnDef)
	case TypeRange:
		p.w(" AS RANGE ")
		p.relOptions(s.Options)
	case TypeBase:
		p.w(" ")
		p.relOptions(s.Options)
	}
}

func (p *printer) createDomain(s *CreateDomain) {
	p.w("CREATE DOMAIN ")
	p.name(s.Name)
	p.w(" AS ")
	p.typeName(s.Type)
	p.collation(s.Collation)
	for _, k := range s.Constraints {
		p.w(" ")
		p.columnConstraint(k)
	}
}

func (p *printer) createIndex(s *CreateIndex) {
	p.w("CREATE ")
	p.opt(s.Unique, "UNIQUE ")
	p.w("INDEX ")
	p.opt(s.Concurrently, "CONCURRENTLY ")
	p.opt(s.IfNotExists, "IF NOT EXISTS ")
	if s.Name != "" {
		p.id(s.Name)
		p.w(" ")
	}
	p.w("ON ")
	p.tableRef(s.Table)
	if s.Access != "" {
		p.w(" USING ")
		p.id(s.Access)
	}
	p.w(" ")
	paren(p, s.Elems, p.indexElem)
	if s.Include != nil {
		p.w(" INCLUDE ")
		paren(p, s.Include, p.indexElem)
	}
	p.opt(s.NullsNotDistinct, " NULLS NOT DISTINCT")
	if s.With != nil {
		p.w(" WITH ")
		p.relOptions(s.With)
	}
	if s.Tablespace != "" {
		p.w(" TABLESPACE ")
		p.id(s.Tablespace)
	}
	p.where(s.Where)
}

func (p *printer) indexElem(e *IndexElem) {
	switch x := e.X.(type) {
	case nil:
		p.id(e.Column)
	case *FuncCall:
		if x.Syntax == SyntaxCall && x.Filter == nil && x.Over == nil && !x.WithinGroup {
			p.expr(x, 0)
			break
		}
		p.w("(")
		p.expr(x, 0)
		p.w(")")
	default:
		p.w("(")
		p.expr(x, 0)
		p.w(")")
	}
	p.collation(e.Collation)
	if e.OpClass != nil {
		p.w(" ")
		p.name(*e.OpClass)
		if e.OpOptions != nil {
			p.w(" ")
			p.relOptions(e.OpOptions)
		}
	}
	p.sortSuffix(&SortItem{Dir: e.Dir, Nulls: e.Nulls})
}

func (p *printer) createFunction(s *CreateFunction) {
	p.w("CREATE ")
	p.opt(s.OrReplace, "OR REPLACE ")
	p.opt(s.Temporary, "TEMPORARY ")
	p.w(map[bool]string{true: "PROCEDURE ", false: "FUNCTION "}[s.Procedure])
	p.opt(s.IfNotExists, "IF NOT EXISTS ")
	p.name(s.Name)
	paren(p, s.Params, p.funcParam)
	if s.HasTable {
		p.w(" RETURNS TABLE")
		if s.ReturnTable != nil {
			p.w(" ")
			paren(p, s.ReturnTable, p.funcParam)
		}
	}
	if s.Returns != nil {
		p.w(" RETURNS ")
		p.typeName(s.Returns)
	}
	for _, o := range s.Options {
		p.w(" ")
		p.funcOption(o)
	}
	if s.ReturnExpr != nil {
		p.w(" RETURN ")
		p.expr(s.ReturnExpr, 0)
	}
	if s.Atomic {
		p.w(" BEGIN ATOMIC ")
		for _, b := range s.AtomicBody {
			p.stmt(b)
			p.w("; ")
		}
		p.w("END")
	}
}

func (p *printer) funcParam(a *FuncParam) {
	if a.Mode != "" {
		p.w(upperASCII(a.Mode), " ")
	}
	if a.Name != "" {
		p.id(a.Name)
		p.w(" ")
	}
	p.typeName(a.Type)
	if a.Default != nil {
		p.w(" DEFAULT ")
		p.expr(a.Default, 0)
	}
}

func (p *printer) funcOption(o *FuncOption) {
	switch {
	case o.Set != nil:
		p.set(o.Set)
		return
	case o.Types != nil:
		p.w("TRANSFORM ")
		list2(p, o.Types, func(t *TypeName) {
			p.w("FOR TYPE ")
			p.typeName(t)
		})
		return
	}
	p.w(upperASCII(o.Name))
	switch {
	case o.Value != nil:
		p.w(" ")
		p.expr(o.Value, 0)
	case o.Name2.Parts != nil:
		p.w(" ")
		p.name(o.Name2)
	case o.Name == "parallel":
		p.w(" ")
		p.id(o.Args[0])
	case o.Args != nil:
		p.w(" ")
		list2(p, o.Args, p.lit)
	}
}

func (p *printer) drop(s *Drop) {
	p.w("DROP ", upperASCII(string(s.Kind)), " ")
	p.opt(s.Concurrently, "CONCURRENTLY ")
	p.opt(s.IfExists, "IF EXISTS ")
	list2(p, s.Objects, func(o *ObjectRef) { p.object(s.Kind, o) })
	p.opt(s.Force, " WITH (FORCE)")
	p.behavior(s.Behavior)
}

// object prints the name of an object of a kind.
func (p *printer) object(kind ObjectKind, o *ObjectRef) {
	switch {
	case o.Type != nil:
		p.typeName(o.Type)
		return
	case kind == KindRole || kind == "user" || kind == "group":
		p.roleName(o.Name.Last())
		return
	case kind == "large object":
		p.w(o.Name.Last())
		return
	}
	p.name(o.Name)
	switch {
	case o.AggStar:
		p.w("(*)")
	case o.HasParams:
		p.w("(")
		list2(p, o.Params, p.funcParam)
		if o.OrderArgs != nil {
			p.opt(len(o.Params) > 0, " ")
			p.w("ORDER BY ")
			list2(p, o.OrderArgs, p.funcParam)
		}
		p.w(")")
	}
	if o.On.Parts != nil {
		p.w(" ON ")
		p.name(o.On)
	}
}

func (p *printer) commentOn(s *CommentOn) {
	p.w("COMMENT ON ", upperASCII(string(s.Kind)), " ")
	p.object(s.Kind, s.Object)
	p.w(" IS ")
	if s.Text == nil {
		p.w("NULL")
		return
	}
	p.lit(*s.Text)
}
