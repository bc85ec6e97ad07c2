package parse

// stmtLake prints the lakehouse statements.
func (p *printer) stmtLake(s Stmt) {
	switch s := s.(type) {
	case *Optimize:
		p.w("OPTIMIZE ")
		p.nameOrPath(s.Table, s.Path)
		p.opt(s.Full, " FULL")
		p.where(s.Where)
		if s.ZOrder != nil {
			p.w(" ZORDER BY")
			p.parenIDs(s.ZOrder)
		}
	case *Describe:
		p.describe(s)
	case *Restore:
		p.w("RESTORE TABLE ")
		p.name(s.Table)
		p.w(" TO")
		p.asOf(s.AsOf)
	case *Refresh:
		p.w("REFRESH ")
		p.w(map[bool]string{true: "MATERIALIZED VIEW ", false: "TABLE "}[s.Materialized])
		p.opt(s.Concurrently, "CONCURRENTLY ")
		p.name(s.Name)
		p.opt(s.WithData, " WITH DATA")
		p.opt(s.WithNoData, " WITH NO DATA")
	case *CacheTable:
		p.w("CACHE ")
		p.opt(s.Lazy, "LAZY ")
		p.w("TABLE ")
		p.name(s.Table)
		if s.Options != nil {
			p.w(" OPTIONS ")
			p.keyValues(s.Options)
		}
		if s.Query != nil {
			p.w(" AS ")
			p.query(s.Query)
		}
	case *UncacheTable:
		if s.All {
			p.w("CLEAR CACHE")
			return
		}
		p.w("UNCACHE TABLE ")
		p.opt(s.IfExists, "IF EXISTS ")
		p.name(s.Table)
	case *Use:
		p.w("USE ")
		p.opt(s.Kind != "", upperASCII(s.Kind)+" ")
		p.name(s.Name)
	case *ShowObjects:
		p.showObjects(s)
	case *Undrop:
		p.w("UNDROP ", upperASCII(string(s.Kind)), " ")
		if s.Name.Parts == nil {
			p.w("WITH ID ")
			p.lit(s.ID)
			return
		}
		p.name(s.Name)
	}
}

func (p *printer) nameOrPath(n Name, path string) {
	if n.Parts == nil {
		p.lit(path)
		return
	}
	p.name(n)
}

func (p *printer) describe(s *Describe) {
	p.w("DESCRIBE ")
	p.w([...]string{"TABLE ", "HISTORY ", "DETAIL ", "SCHEMA ", "DATABASE ", "FUNCTION ", "QUERY "}[s.Kind])
	if s.Kind == DescribeQuery {
		p.query(s.Query)
		return
	}
	p.opt(s.Extended, "EXTENDED ")
	p.nameOrPath(s.Name, s.Path)
	if s.Column.Parts != nil {
		p.w(" ")
		p.name(s.Column)
	}
	if s.Limit != nil {
		p.w(" LIMIT ")
		p.expr(s.Limit, 0)
	}
}

func (p *printer) showObjects(s *ShowObjects) {
	what, on := s.What, ""
	if len(what) > len("grants") && what[:len("grants")] == "grants" {
		what, on = "grants", s.What[len("grants on"):]
	}
	p.w("SHOW ", upperASCII(what))
	if s.Grantee != nil {
		p.w(" FOR ")
		p.role(*s.Grantee)
	}
	if s.In.Parts != nil {
		switch {
		case what == "grants":
			p.w(" ON", upperASCII(on), " ")
		case showsObject(what):
			p.w(" ")
		default:
			p.w(" IN ")
		}
		p.name(s.In)
	}
	if s.Like != nil {
		p.w(" LIKE ")
		p.lit(*s.Like)
	}
	p.where(s.Where)
}

// showsObject: SHOW what is followed by a name without IN.
func showsObject(what string) bool {
	for _, k := range showKinds {
		s := ""
		for i, w := range k.words {
			if i > 0 {
				s += " "
			}
			s += w
		}
		if s == what {
			return k.form == showObject
		}
	}
	return false
}
