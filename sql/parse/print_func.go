package parse

// funcCall prints a call, in SQL's special spelling where it had one.
func (p *printer) funcCall(f *FuncCall) {
	if f.Syntax != SyntaxCall {
		p.specialCall(f)
		return
	}
	p.name(f.Name)
	p.w("(")
	p.opt(f.Distinct, "DISTINCT ")
	p.opt(f.Star, "*")
	for i, a := range f.Args {
		if i > 0 {
			p.w(", ")
		}
		p.opt(f.Variadic && i == len(f.Args)-1, "VARIADIC ")
		p.expr(a, 0)
	}
	if len(f.OrderBy) > 0 && !f.WithinGroup {
		p.w(" ")
		p.orderBy(f.OrderBy)
	}
	p.w(")")
	if f.WithinGroup {
		p.w(" WITHIN GROUP (")
		p.orderBy(f.OrderBy)
		p.w(")")
	}
	if f.Filter != nil {
		p.w(" FILTER (WHERE ")
		p.expr(f.Filter, 0)
		p.w(")")
	}
	p.w([...]string{"", " IGNORE NULLS", " RESPECT NULLS"}[f.Nulls])
	if f.Over != nil {
		p.w(" OVER ")
		if f.Over.Spec {
			p.window(f.Over)
		} else {
			p.id(f.Over.Name)
		}
	}
}

// specialCall prints EXTRACT(… FROM …) and relatives.
func (p *printer) specialCall(f *FuncCall) {
	a := f.Args
	arg := func(i int) Expr {
		if i < len(a) {
			return a[i]
		}
		return nil
	}
	switch f.Syntax {
	case SyntaxExtract:
		p.w("EXTRACT(")
		p.extractField(arg(0))
		p.w(" FROM ")
		p.expr(arg(1), 0)
	case SyntaxOverlay:
		p.keywordArgs("OVERLAY(", a, "", " PLACING ", " FROM ", " FOR ")
	case SyntaxPosition:
		p.w("POSITION(")
		p.bexpr(arg(1))
		p.w(" IN ")
		p.bexpr(arg(0))
	case SyntaxSubstring:
		p.keywordArgs("SUBSTRING(", a, "", " FROM ", " FOR ")
	case SyntaxSubstringSimilar:
		p.keywordArgs("SUBSTRING(", a, "", " SIMILAR ", " ESCAPE ")
	case SyntaxTrim:
		p.trim(f)
	case SyntaxTimeZone:
		p.expr(arg(1), precAt)
		p.w(" AT TIME ZONE ")
		p.expr(arg(0), precAt+1)
		return
	case SyntaxOverlaps:
		p.w("(")
		p.exprs(a[:2])
		p.w(") OVERLAPS (")
		p.exprs(a[2:])
	case SyntaxNormalize:
		p.w("NORMALIZE(")
		p.expr(arg(0), 0)
		p.opt(len(a) > 1, ", "+litText(arg(1)))
	case SyntaxIsNormalized:
		p.expr(arg(0), precIs+1)
		p.w(" IS ")
		p.opt(len(a) > 1, litText(arg(1))+" ")
		p.w("NORMALIZED")
		return
	case SyntaxCollationFor:
		p.w("COLLATION FOR (")
		p.expr(arg(0), 0)
	case SyntaxXMLExists:
		p.w("XMLEXISTS(")
		p.primary(arg(0))
		p.w(" PASSING ")
		p.primary(arg(1))
	}
	p.w(")")
}

// keywordArgs prints arguments with a word before each.
func (p *printer) keywordArgs(open string, args []Expr, words ...string) {
	p.w(open)
	for i, a := range args {
		if i < len(words) {
			p.w(words[i])
		}
		p.expr(a, 0)
	}
}

// primary prints x in parentheses unless it is an operand by itself.
func (p *printer) primary(x Expr) { p.expr(x, precPrimary) }

func litText(x Expr) string {
	if l, ok := x.(*Literal); ok {
		return l.Text
	}
	return ""
}

// extractField prints the field of EXTRACT bare where the grammar allows it.
func (p *printer) extractField(x Expr) {
	s := litText(x)
	kw, _ := IsKeyword(s)
	switch s {
	case "year", "month", "day", "hour", "minute", "second":
		kw = false
	}
	if isBareName(s) && !kw {
		p.w(s)
		return
	}
	p.lit(s)
}

func (p *printer) trim(f *FuncCall) {
	word := map[string]string{"btrim": "BOTH ", "ltrim": "LEADING ", "rtrim": "TRAILING "}[f.Name.Last()]
	p.w("TRIM(", word)
	if len(f.Args) != 2 {
		p.exprs(f.Args)
		return
	}
	p.expr(f.Args[1], 0)
	p.w(" FROM ")
	p.expr(f.Args[0], 0)
}

// window prints ( specification ).
func (p *printer) window(w *Window) {
	p.w("(")
	sep := ""
	if w.Base != "" {
		p.id(w.Base)
		sep = " "
	}
	if w.PartitionBy != nil {
		p.w(sep, "PARTITION BY ")
		p.exprs(w.PartitionBy)
		sep = " "
	}
	if w.OrderBy != nil {
		p.w(sep)
		p.orderBy(w.OrderBy)
		sep = " "
	}
	if w.Frame != nil {
		p.w(sep)
		p.frame(w.Frame)
	}
	p.w(")")
}

func (p *printer) frame(f *Frame) {
	p.w([...]string{"RANGE ", "ROWS ", "GROUPS "}[f.Mode])
	p.opt(f.Between, "BETWEEN ")
	p.frameBound(f.Lower)
	if f.Between {
		p.w(" AND ")
		p.frameBound(f.Upper)
	}
	p.w([...]string{"", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"}[f.Exclude])
}

func (p *printer) frameBound(b FrameBound) {
	if b.Offset != nil {
		p.expr(b.Offset, 0)
		p.w(" ")
	}
	p.w([...]string{"UNBOUNDED PRECEDING", "PRECEDING", "CURRENT ROW", "FOLLOWING", "UNBOUNDED FOLLOWING"}[b.Kind])
}

// xmlExpr prints the XML forms.
func (p *printer) xmlExpr(x *XMLExpr) {
	p.w(upperASCII(x.Op), "(")
	switch x.Op {
	case "xmlelement":
		p.w("NAME ")
		p.id(x.Name)
		if x.Attrs != nil {
			p.w(", XMLATTRIBUTES(")
			list2(p, x.Attrs, p.selectItem)
			p.w(")")
		}
		p.opt(len(x.Args) > 0, ", ")
		list2(p, x.Args, p.selectItem)
	case "xmlpi":
		p.w("NAME ")
		p.id(x.Name)
		p.opt(len(x.Args) > 0, ", ")
		list2(p, x.Args, p.selectItem)
	case "xmlparse", "xmlserialize":
		p.xmlContent(x)
	case "xmlroot":
		p.xmlRoot(x)
	default:
		list2(p, x.Args, p.selectItem)
	}
	p.w(")")
}

func (p *printer) xmlContent(x *XMLExpr) {
	kind, rest := x.Option, ""
	if len(kind) > len("document") {
		kind, rest = x.Option[:len(x.Option)-len(" preserve whitespace")], " PRESERVE WHITESPACE"
	}
	p.w(upperASCII(kind), " ")
	list2(p, x.Args, p.selectItem)
	if x.Type != nil {
		p.w(" AS ")
		p.typeName(x.Type)
	}
	p.w(rest)
}

func (p *printer) xmlRoot(x *XMLExpr) {
	p.expr(x.Args[0].X, 0)
	p.w(", VERSION ")
	if len(x.Args) > 1 {
		p.expr(x.Args[1].X, 0)
	} else {
		p.w("NO VALUE")
	}
	if x.Name != "" {
		p.w(", STANDALONE ", upperASCII(x.Name))
	}
}
